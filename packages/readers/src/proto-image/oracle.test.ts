import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ProtoFile, Source } from "@nx-contracts/ir";
import { SEEDS } from "../../../workspace/src/compat/seeds.test.support.js";
import { corpusPaths, withImports } from "../proto/buf.test.support.js";
import { describeProto } from "../proto/describe.js";
import { WELL_KNOWN_FILES } from "../proto/well-known.js";
import { describeImage } from "./describe.js";
import { RARITIES } from "./rarities.test.support.js";

const BUF = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);

/** What buf does not compile, alone or beside the others. */
const REFUSED = new Set([
  "google/protobuf/compiler/ruby/ruby_generated_code.proto",
  "google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
  "google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
  "google/protobuf/util/json_format_proto3.proto",
]);
const AT_ONCE = 800;

/** The image that `buf build` makes of sources, and all that they import from elsewhere. */
function buildImage(sources: readonly Source[], ...flags: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "image-oracle-"));
  try {
    writeFileSync(join(folder, "buf.yaml"), "version: v2\n");
    for (const { path, text } of sources) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const run = spawnSync(BUF, ["build", "-o", "image.binpb", ...flags], { cwd: folder, encoding: "utf8" });
    expect(`${run.stdout}${run.stderr}`).toBe("");
    return readFileSync(join(folder, "image.binpb"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where something stands, or that it is written at all where that changes nothing. */
const PLACES = new Set(["syntaxAt", "jsonFormatAt", "enumTypeAt", "optionsAt"]);
/** Only whether there is a place can be compared. */
const PLACED = new Set(["at", "typeAt", "nameAt", "numberAt", "requestAt", "responseAt"]);
PLACED.add("packageAt").add("noDescriptorAccessorAt").add("idempotencyAt");

/** The pinned buf leaves `message_set_wire_format` out of its images, and with it the range that message sets may use. */
const LOST_BY_BUF = "isMessageSet";
const HIGHEST_IN_MESSAGE_SET = 2_147_483_646;
const HIGHEST_FIELD = 536_870_911;

function withoutPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (typeof node !== "object" || node === null) return node;
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (PLACES.has(key) || key === LOST_BY_BUF) continue;
    if (key === "extensionRanges" || key === "reservedRanges") plain[key] = withoutMessageSets(node, value);
    else plain[key] = PLACED.has(key) ? "somewhere" : withoutPlaces(value);
  }
  return plain;
}

function withoutMessageSets(node: object, ranges: readonly (readonly [number, number])[]): unknown {
  if (!("isMessageSet" in node) || node.isMessageSet !== true) return ranges;
  return ranges.map(([from, to]) => [from, to === HIGHEST_IN_MESSAGE_SET ? HIGHEST_FIELD : to]);
}

/** Paths of the sources that the image describes differently. */
function differences(image: Uint8Array, sources: readonly Source[]): { files: number; different: readonly string[] } {
  const { files, problem } = describeImage(image);
  expect(problem).toBeUndefined();
  const described = describeProto(sources);
  expect(described.diagnostics).toEqual([]);
  const expected = new Map(described.files.map((file) => [file.path, file]));
  expect(files.map(({ path }) => path).sort()).toEqual([...expected.keys()].sort());
  const differing = sources.filter(({ path }) => {
    const [is, should] = [files.find((file) => file.path === path), expected.get(path)].map(withoutPlaces);
    return !isDeepStrictEqual(is, should);
  });
  return { files: files.length, different: differing.map(({ path }) => path) };
}

/** With the well-known files of google-proto-files: buf and the reader bring along those of other releases. */
function seeds(files = SEEDS): readonly Source[] {
  const own = Object.entries(files).map(([path, text]) => ({ path, text }));
  const imported = own.flatMap(({ text }) => [...text.matchAll(/^import "(.*)";/gm)].map(([, path = ""]) => path));
  return [...own, ...withImports(imported)];
}

describe("an image of buf build, against what its sources say", () => {
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
      const sources = withImports(chunk);
      const { files, different } = differences(buildImage(sources), sources);
      expect(different).toEqual([]);
      expect(files).toBeGreaterThanOrEqual(chunk.length);
    },
  );

  it("is the same for what few files hold", () => {
    const image = buildImage(seeds());
    expect(differences(image, seeds()).different).toEqual([]);
    expect(describeImage(gzipSync(image))).toEqual(describeImage(image));
  });

  it("is the same for what hardly any file holds", () => {
    const sources = seeds(RARITIES);
    expect(differences(buildImage(sources), sources).different).toEqual([]);
  });

  it("is the same for the well-known files that both bring along, their options aside", () => {
    const imports = [...WELL_KNOWN_FILES.keys()].map((path) => `import "${path}";\n`);
    const sources = [{ path: "all.proto", text: `syntax = "proto3";\n${imports.join("")}` }];
    const defined = (files: readonly ProtoFile[]) =>
      new Map(files.map((file) => [file.path, withoutPlaces({ ...file, options: {} })]));
    const expected = defined(describeImage(buildImage(sources)).files);
    expect(imports.length).toBeGreaterThan(10);
    expect(expected.size).toBe(imports.length + 1);
    for (const [path, file] of defined(describeProto(sources).files)) expect(file).toEqual(expected.get(path));
  });

  it("is the same without source info, as a descriptor set, and without imports", () => {
    const own = new Set(seeds().map(({ path }) => path));
    const whole = describeImage(buildImage(seeds()));
    expect(describeImage(buildImage(seeds(), "--exclude-source-info"))).toEqual(whole);
    expect(describeImage(buildImage(seeds(), "--as-file-descriptor-set"))).toEqual(whole);
    const { files } = describeImage(buildImage(seeds(), "--exclude-imports"));
    expect(files).toEqual(whole.files.filter(({ path }) => own.has(path)));
  });
});
