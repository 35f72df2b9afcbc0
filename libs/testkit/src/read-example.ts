import { existsSync, readFileSync, statSync } from "node:fs";
import { DEFAULT_POLICY, type ReadContract, type Side } from "@nx-contracts/engine";
import type { Language, Reader, Schema, Source } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { pydanticReader } from "@nx-contracts/readers/pydantic";
import { typescriptReader } from "@nx-contracts/readers/typescript";

const READERS: { readonly [extension: string]: Reader } = {
  proto: protoReader,
  py: pydanticReader,
  ts: typescriptReader,
};

/** Reads the files of an example, the source of truth first, as a contract called `example`. */
export function readExample(files: { readonly [file: string]: string }): ReadContract {
  const [source, ...mirrors] = Object.entries(files).map(([path, text]) => readSide({ path, text }));
  if (!source) throw new Error("An example needs a source of truth.");
  return {
    id: "example",
    source,
    mirrors: mirrors.map((mirror) => ({ ...mirror, mapping: {} })),
    policy: DEFAULT_POLICY,
  };
}

/** Reads one text of any language on its own; its path tells the language. */
export function readSchema(path: string, text: string): Schema {
  const { schema, diagnostics } = readSide({ path, text });
  if (diagnostics.length > 0) throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join(" ")}`);
  return schema;
}

function readSide(source: Source): Side {
  const reader = READERS[source.path.slice(source.path.lastIndexOf(".") + 1)];
  if (!reader) throw new Error(`No reader for ${source.path}.`);
  const { schema, diagnostics } = reader.read([source], { load: loadFromDisk });
  return { id: reader.language satisfies Language, files: [source.path], schema, diagnostics };
}

/** What an example imports from a package, such as zod, comes from the installed one. */
function loadFromDisk(path: string): Source | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  return { path, text: readFileSync(path, "utf8") };
}
