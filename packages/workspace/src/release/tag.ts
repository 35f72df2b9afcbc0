import { ContractsError } from "@nx-contracts/ir";

/** A tag that names a release. Whatever stands in it is a value: it is never part of a command line's text. */
export interface ReleaseTag {
  readonly name: string;
  /** As file names have it: `/` and spaces are `_`. */
  readonly fileName: string;
  /** Semantic version in full, such as `7.0.0` of `proto-v7`; absent where what `*` stands for is none. */
  readonly version?: string;
}

/** What a file name may have, with what stands around the tag in the longest one. */
const LONGEST = 180;

/**
 * Reads the name of a tag.
 *
 * @param pattern in which `*` stands for the version
 * @throws ContractsError `usage` for a name that no release can have
 */
export function parseTag(name: string, pattern: string): ReleaseTag {
  const shown = JSON.stringify(name);
  const matched = matchTag(name, pattern);
  if (matched === undefined) {
    throw new ContractsError("usage", {
      message: `The tag ${shown} does not match \`${pattern}\`.`,
      next: `Name one that does, such as \`--tag ${pattern.replace("*", "1")}\`, or change \`release.tag\` of contracts.yaml.`,
    });
  }
  if (/[\p{C}\p{Zl}\p{Zp}\\]/u.test(name)) {
    throw new ContractsError("usage", {
      message: `The tag ${shown} has characters that no file name is given: line breaks, backslashes, or what cannot be seen.`,
      next: "Name the release by letters, digits, dots and dashes.",
    });
  }
  const fileName = name.replace(/[/ ]/g, "_");
  if (Buffer.byteLength(fileName) > LONGEST) {
    throw new ContractsError("usage", {
      message: `The tag ${shown.slice(0, 40)}… is longer than ${LONGEST} bytes.`,
      next: "Name the release by something shorter.",
    });
  }
  const version = fullVersion(matched);
  return { name, fileName, ...(version !== undefined && { version }) };
}

/** What the `*` of a pattern stands for in a tag; `undefined` where the tag is another one. */
export function matchTag(name: string, pattern: string): string | undefined {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.*)")}$`, "s").exec(name)?.slice(1).join("*");
}

/** The tag of a version, written as short as it can be: `proto-v2` of `2.0.0`. */
export function tagOf(version: string, pattern: string): string {
  return pattern.replace("*", () => version.replace(/(?:\.0){1,2}$/, ""));
}

/**
 * The semantic version that a tag names: one number is a major version, two
 * are a major and a minor one, and what follows `-` is a candidate of it.
 */
function fullVersion(text: string): string | undefined {
  const [, major, minor = "0", patch = "0", candidate = ""] =
    /^v?(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?(?:\.(0|[1-9]\d{0,8}))?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/.exec(
      text,
    ) ?? [];
  return major === undefined ? undefined : `${major}.${minor}.${patch}${candidate}`;
}
