import type { Problem, Span } from "@nx-contracts/ir";
import { joinPath } from "../path.js";
import type { PackageEntry } from "./package-schema.js";
import type { YamlPath, YamlPlaces } from "./yaml-places.js";

/** A package that a release makes, its defaults filled in. */
export interface PackageConfig {
  readonly language: PackageEntry["language"];
  /** As its registry has it; of Go the path of the module without its major version. */
  readonly name: string;
  readonly description: string;
  /** SPDX expression. */
  readonly license?: string;
  /** Relative to the workspace root. */
  readonly licenseFile?: string;
  readonly repository?: string;
  readonly homepage?: string;
  readonly authors: readonly string[];
  /** Written as the language writes them. */
  readonly dependencies: readonly string[];
  /** Python package that the stubs lie in. */
  readonly package?: string;
  readonly requiresPython?: string;
  readonly at: Span;
}

/** Where `packages` stands in the configuration. */
const PACKAGES: YamlPath = ["release", "packages"];

/** Names that registries take, and one package of each name and language. */
export function* checkPackages(entries: readonly PackageEntry[], places: YamlPlaces): Generator<Problem> {
  const names = new Set<string>();
  for (const [i, entry] of entries.entries()) {
    const key = entry.language === "go" ? "module" : "name";
    const name = entry.language === "go" ? entry.module : entry.name;
    const at = places.value([...PACKAGES, i, ...(name === undefined ? [] : [key])]);
    const { pattern, next } = NAMES[entry.language];
    if (name !== undefined && !pattern.test(name)) {
      yield { message: `\`${name}\` is no name of ${KINDS[entry.language]}.`, at, next };
    }
    const id = `${entry.language} ${name ?? ""}`;
    if (names.has(id)) {
      yield {
        message: `Two packages of ${entry.language} have the same name.`,
        at,
        next: `Give this one a \`${key}\`.`,
      };
    }
    names.add(id);
    if (entry.language === "python" && entry.package !== undefined && !PYTHON_PACKAGE.test(entry.package)) {
      yield {
        message: `\`${entry.package}\` is no package of Python.`,
        at: places.value([...PACKAGES, i, "package"]),
        next: "Write names that Python can import, with dots between, such as `contracts_types`.",
      };
    }
  }
}

const KINDS = {
  python: "a Python distribution",
  rust: "a crate",
  typescript: "an npm package",
  go: "a Go module",
} as const;

const PYTHON_PACKAGE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** What registries take. What they refuse besides, such as words of the language, their own tools say. */
const NAMES: { readonly [language in PackageEntry["language"]]: { readonly pattern: RegExp; readonly next: string } } =
  {
    // https://packaging.python.org/en/latest/specifications/name-normalization/
    python: {
      pattern: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/,
      next: "Write letters, digits, `.`, `_` and `-`, a letter or a digit first and last, such as `contracts-types`.",
    },
    // https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field
    rust: {
      pattern: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
      next: "Write letters, digits, `_` and `-`, a letter first, such as `contracts-types`.",
    },
    // https://docs.npmjs.com/cli/configuring-npm/package-json#name
    typescript: {
      pattern: /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/,
      next: "Write small letters, digits, `.`, `_` and `-`, with a scope or without, such as `@acme/contracts-types`.",
    },
    // https://go.dev/ref/mod#go-mod-file-ident
    go: {
      pattern: /^(?=[^/]*\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?<!\/v\d+)$/,
      next: "Write a path that begins with a domain, without a major version, such as `example.org/contracts-types`.",
    },
  };

/** Packages with their defaults, their paths relative to the workspace root. */
export function resolvePackages(
  folder: string,
  project: string,
  entries: readonly PackageEntry[],
  places: YamlPlaces,
): readonly PackageConfig[] {
  return entries.map((entry, i): PackageConfig => {
    const { language, description, license, licenseFile, repository, homepage, authors } = entry;
    const name = language === "go" ? entry.module : (entry.name ?? `${plainName(project)}-types`);
    return {
      language,
      name,
      description: description ?? `What is generated from the contracts \`${project}\`.`,
      ...(license !== undefined && { license }),
      ...(licenseFile !== undefined && { licenseFile: joinPath(folder, licenseFile) }),
      ...(repository !== undefined && { repository }),
      ...(homepage !== undefined && { homepage }),
      authors: authors ?? [],
      dependencies: "dependencies" in entry ? (entry.dependencies ?? []) : [],
      ...("package" in entry && entry.package !== undefined && { package: entry.package }),
      ...("requiresPython" in entry && entry.requiresPython !== undefined && { requiresPython: entry.requiresPython }),
      at: places.value([...PACKAGES, i]),
    };
  });
}

/** A name as every registry takes it. */
function plainName(project: string): string {
  const plain = project
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return plain === "" ? "contracts" : plain;
}
