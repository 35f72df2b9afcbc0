import { toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import type { Source } from "@nx-contracts/ir";
import { expect, it } from "vitest";
import { compareOutlines } from "../../../engine/src/stubs/compare.js";
import { partsOf } from "../../../workspace/src/compat/mutants.test.support.js";
import { MUTATIONS } from "../../../workspace/src/compat/mutations.test.support.js";
import { SEEDS } from "../../../workspace/src/compat/seeds.test.support.js";
import { bufBuild, corpusFile, withImports } from "../proto/buf.test.support.js";
import { mutate as mutateText, randomSource } from "../proto/mutate.test.support.js";
import { outlineSources } from "./outline-sources.js";

const MUTANTS = process.env["ORACLE"] === "all" ? 600 : 40;

/** Files with many kinds of options, of this repository and of others. */
const FROM_CORPUS = [
  "google/pubsub/v1/schema.proto",
  "google/longrunning/operations.proto",
  "google/rpc/error_details.proto",
];

/** Serialized descriptors of the sources, without their comments; `undefined` where buf refuses them. */
function descriptorsOf(sources: readonly Source[]): ReadonlyMap<string, Uint8Array> | undefined {
  const { descriptors } = bufBuild(sources);
  if (descriptors === undefined) return undefined;
  return new Map(
    descriptors.file.map((file) => {
      delete file.sourceCodeInfo;
      return [file.name, toBinary(FileDescriptorProtoSchema, file)];
    }),
  );
}

/** One random change of what a file says. */
function mutateMeaning(text: string, random: (below: number) => number) {
  const names = Object.keys(MUTATIONS);
  const mutation = names[random(names.length)] ?? "";
  const parts = partsOf(text);
  return { mutation, text: parts ? (MUTATIONS[mutation]?.(text, parts, random) ?? text) : text };
}

const cases = [
  ...Object.entries(SEEDS).map(([path, text]) => ({ path, text })),
  ...FROM_CORPUS.flatMap((path) => corpusFile(path) ?? []),
].map((source) => {
  const imported = [...source.text.matchAll(/^import "(.*)";/gm)].map(([, path = ""]) => path);
  const own = Object.entries(SEEDS).flatMap(([path, text]) => (imported.includes(path) ? [{ path, text }] : []));
  const others = withImports(imported).filter(({ path }) => path !== source.path);
  return { source, others: [...own, ...others] };
});

it(`says that a stub is stale exactly when the descriptor of buf is another one`, { timeout: 600_000 }, () => {
  const random = randomSource(Number(process.env["STUBS_SEED"] ?? 11));
  const before = cases.map(({ source, others }) => descriptorsOf([source, ...others])?.get(source.path));
  let changed = 0;
  let same = 0;
  for (let count = 0; count < MUTANTS; count++) {
    const index = random(cases.length);
    const { source, others } = cases[index] ?? { source: { path: "", text: "" }, others: [] };
    const stub = before[index];
    const { text, mutation } = (random(2) === 0 ? mutateText : mutateMeaning)(source.text, random);
    const after = descriptorsOf([{ path: source.path, text }, ...others])?.get(source.path);
    if (stub === undefined || after === undefined) continue;
    const opened = outlineSources([{ path: source.path, text }, ...others]);
    const { outline: proto } = opened.outline(source.path);
    const { outline: said } = opened.decode(stub);
    const isStale = said === undefined || proto === undefined || compareOutlines(said, proto).length > 0;
    const isAnother = Buffer.compare(stub, after) !== 0;
    if (isStale !== isAnother)
      throw new Error(`${mutation}: stale ${isStale}, another ${isAnother}\n${diffOf(source.text, text)}`);
    if (isAnother) changed++;
    else same++;
  }
  expect(changed).toBeGreaterThan(MUTANTS / 10);
  expect(same).toBeGreaterThan(0);
});

function diffOf(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => text.split("\n"));
  const gone = (old ?? []).filter((line) => !now?.includes(line)).map((line) => `- ${line}`);
  const come = (now ?? []).filter((line) => !old?.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].join("\n");
}
