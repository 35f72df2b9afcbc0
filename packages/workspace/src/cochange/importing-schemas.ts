import type { Schema } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { readSide } from "../read/read-side.js";
import type { ContractChanges } from "./contract-changes.js";

/**
 * What protos of other contracts say that import one that changed, as far as
 * it can be read: code may get to what changed through them.
 */
export async function importingSchemas(
  host: Host,
  config: Config,
  { contracts, versions, texts }: Pick<ContractChanges, "contracts" | "versions" | "texts">,
): Promise<readonly Schema[]> {
  const known = new Set(contracts.map(({ contract }) => contract.id));
  const sides = config.contracts
    .filter(({ id }) => !known.has(id))
    .flatMap(({ source, mirrors }) => [source, ...mirrors].filter(({ reader }) => reader === "proto"));
  if (sides.length === 0) return [];
  const changed = contracts.flatMap(({ source, mirrors }) => [source, ...mirrors].flatMap((side) => side.changed));
  const importing = await protosNaming(
    host,
    changed.filter((path) => path.endsWith(".proto")),
    new Set(sides.flatMap(({ roots }) => roots)),
  );
  const wanted = sides.filter(({ files }) => files.some(({ path }) => importing.has(path)));
  const read = await Promise.all(wanted.map((side) => readSide(versions.after, texts, side)));
  return read.map(({ schema }) => schema);
}

/** Protos below the roots in which the name of one of the files stands as an import ends; none outside git. */
async function protosNaming(
  host: Host,
  paths: readonly string[],
  roots: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const git = findGit(host.root);
  if (git === undefined || paths.length === 0) return new Set();
  const names = [...new Set(paths.map((path) => path.slice(path.lastIndexOf("/") + 1)))];
  const options = "-l -z -I -F --untracked --no-recurse-submodules --full-name".split(" ");
  const patterns = names.flatMap((name) => ["-e", `${name}"`, "-e", `${name}'`]);
  const below = [...roots].map((root) => git.relative(host.absolute(root))).filter((root) => !root.startsWith(".."));
  const found = await git.search([...options, ...patterns, "--", ...below]);
  const listed = found.toString().split("\0");
  return new Set(listed.filter((path) => path.endsWith(".proto")).map((path) => host.relative(`${git.root}/${path}`)));
}
