import { CODEOWNERS_PLACES, parseCodeOwners } from "@nx-contracts/engine/cochange";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import type { OwnersOf } from "./reached-projects.js";

/** Who the code owners of the repository are, by path relative to the workspace root; nobody where it names none. */
export function openOwners(host: Host): OwnersOf {
  const git = findGit(host.root);
  if (git === undefined) return () => [];
  const places = CODEOWNERS_PLACES.map((place) => host.relative(`${git.root}/${place}`));
  const bytes = places.map((path) => host.bytes(path)).find((found) => found !== undefined);
  if (bytes === undefined) return () => [];
  const owners = parseCodeOwners(new TextDecoder().decode(bytes));
  return (path) => owners.ownersOf(git.relative(host.absolute(path)));
}
