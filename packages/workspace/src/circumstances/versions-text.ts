import type { FoundVersions } from "../compat/project.js";

const UNKNOWN = "unknown ";

/** Object names of the commits that a project is compared with, or why there are none: one word for one answer. */
export function versionsText({ versions, missing }: FoundVersions): string {
  if (missing) return `none: ${missing.problems.map(({ message }) => message).join(" ")}`;
  return versions.map((version) => (version === "path" ? "path" : (version?.sha ?? ""))).join();
}

/** Stands where the versions are not known; never twice the same, so that nothing kept is taken for the answer. */
export function unknownVersions(): string {
  return UNKNOWN + crypto.randomUUID();
}

export function isUnknown(text: string): boolean {
  return text.startsWith(UNKNOWN);
}
