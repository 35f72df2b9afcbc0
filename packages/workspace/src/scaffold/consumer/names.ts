import { ContractsError } from "@nx-contracts/ir";

/** What a consumer may be called. */
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/;

/**
 * A name without the scope of an npm package.
 *
 * @throws ContractsError `usage` for a name that some language cannot use at all
 */
export function plainName(name: string): string {
  if (NAME.test(name) && name.length <= 100) return name.slice(name.indexOf("/") + 1);
  const near = name
    .normalize("NFD")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^[-0-9]+|-+$/g, "")
    .slice(0, 60);
  throw new ContractsError("usage", {
    message: `\`${name}\` is no name for a project.`,
    next: `Take letters, digits and \`-\`, a letter first, such as \`--name ${near === "" ? "catalog-reader" : near}\`.`,
  });
}

/** `catalog-reader` → `catalog_reader`: a module of Python and a crate of Rust. */
export function snakeName(name: string): string {
  return plainName(name).replaceAll(/[._-]/g, "_").toLowerCase();
}

/** `catalog-reader` → `catalogreader`: a package of Go. */
export function joinedName(name: string): string {
  return plainName(name).replaceAll(/[._-]/g, "").toLowerCase();
}

/**
 * Refuses a name that a language keeps for itself.
 *
 * @throws ContractsError `usage`
 */
export function refuseTaken(name: string, taken: Iterable<string>, what: string): void {
  if (!new Set(taken).has(name)) return;
  throw new ContractsError("usage", {
    message: `\`${name}\` is ${what}, so the consumer cannot be called that.`,
    next: `Take another name, such as \`--name ${name.replaceAll("_", "-")}-consumer\`.`,
  });
}
