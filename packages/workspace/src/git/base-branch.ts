import type { Host } from "../host.js";
import type { BaseBranch } from "./commit.js";

/**
 * The branch that changes are proposed for: what somebody named, else what
 * nx.json says, else `main`.
 */
export function baseBranch(host: Host, named: string | undefined): BaseBranch {
  const name = named ?? defaultBase(host);
  return name === undefined ? { name: "main", isGiven: false } : { name, isGiven: true };
}

/** @see https://nx.dev/reference/nx-json#default-base */
function defaultBase(host: Host): string | undefined {
  const bytes = host.bytes("nx.json");
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  // Nx allows comments there; the word is looked for, not the whole file parsed.
  return /"defaultBase"\s*:\s*"([^"\\]+)"/.exec(text)?.[1];
}
