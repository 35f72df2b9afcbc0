import { toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import type { Source } from "@nx-contracts/ir";
import { describe, expect, it } from "vitest";
import { compareOutlines } from "../../../engine/src/stubs/compare.js";
import { SEEDS } from "../../../workspace/src/compat/seeds.test.support.js";
import { RARITIES } from "../proto-image/rarities.test.support.js";
import { bufBuild, corpusPaths, withImports } from "../proto/buf.test.support.js";
import { outlineSources } from "./outline-sources.js";

/** What buf does not compile, alone or beside the others. */
const REFUSED = new Set([
  "google/protobuf/compiler/ruby/ruby_generated_code.proto",
  "google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
  "google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
  "google/protobuf/util/json_format_proto3.proto",
]);
const AT_ONCE = 800;

/** The pinned buf leaves `message_set_wire_format` out of its descriptors, and with it the range that message sets may use. */
const LOST_BY_BUF = /option message_set_wire_format|extension ranges.*2147483646/;

/** Every difference between what sources say and what buf makes of them, in words. */
export function differencesWithBuf(sources: readonly Source[]): readonly string[] {
  const { descriptors, errors } = bufBuild(sources);
  expect(errors).toEqual([]);
  const opened = outlineSources(sources);
  const own = new Set(sources.map(({ path }) => path));
  return (descriptors?.file ?? []).flatMap((file) => {
    if (!own.has(file.name)) return [];
    const decoded = opened.decode(toBinary(FileDescriptorProtoSchema, file));
    const expected = opened.outline(file.name);
    if (decoded.outline === undefined || expected.outline === undefined)
      return [`${file.name}: ${JSON.stringify([decoded, expected])}`];
    return compareOutlines(decoded.outline, expected.outline)
      .flatMap(({ kind, name, change, traits }) =>
        change === "changed"
          ? traits.map(({ trait, stub, proto }) => `${file.name}: ${kind} ${name}: ${trait}: ${stub} ≠ ${proto}`)
          : [`${file.name}: ${kind} ${name} ${change}`],
      )
      .filter((difference) => !LOST_BY_BUF.test(difference));
  });
}

/** With what they import from google-proto-files. */
function seeds(files: { readonly [path: string]: string }): readonly Source[] {
  const own = Object.entries(files).map(([path, text]) => ({ path, text }));
  const imported = own.flatMap(({ text }) => [...text.matchAll(/^import "(.*)";/gm)].map(([, path = ""]) => path));
  return [...own, ...withImports(imported)];
}

describe("what sources say, against the descriptors of buf build", () => {
  const all = corpusPaths().filter((path) => !REFUSED.has(path));
  const step = process.env["ORACLE"] === "all" ? 1 : Math.floor(all.length / 300);
  const paths = all.filter((path, index) => index % step === 0 || path.startsWith("google/protobuf/"));
  const chunks = Array.from({ length: Math.ceil(paths.length / AT_ONCE) }, (_, index) =>
    paths.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

  it.each(chunks.map((chunk, index) => ({ index, chunk })))(
    "is the same for chunk $index of google-proto-files",
    { timeout: 300_000 },
    ({ chunk }) => {
      expect(differencesWithBuf(withImports(chunk))).toEqual([]);
    },
  );

  it("is the same for what few files hold", () => {
    expect(differencesWithBuf(seeds(SEEDS))).toEqual([]);
    expect(differencesWithBuf(seeds(RARITIES))).toEqual([]);
  });
});
