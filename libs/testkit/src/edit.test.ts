import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { driftsOf, type Files, mend, type Pair } from "./mutations/mend.js";
import type { Mutation } from "./mutations/mutation.js";
import { PROTO_MUTATIONS } from "./mutations/proto.js";
import { PYDANTIC_MUTATIONS } from "./mutations/pydantic.js";
import { TYPESCRIPT_MUTATIONS, ZOD_MUTATIONS } from "./mutations/typescript.js";

const MODELS = load("libs/common/src/common/models/anime.py");
const PROTO = load("protos/shared_proto/v1/anime.proto");
const WEB = { ...load("libs/catalog-web/src/anime.ts"), ...load("libs/catalog-web/src/broadcast.schema.ts") };
const WEB_MAPPING = { stripSuffix: ["Schema"], types: { timestamp: "string" } } as const;

const PAIRS = {
  "models → proto": { source: MODELS, mirror: PROTO, mapping: {} },
  "proto → models": { source: PROTO, mirror: MODELS, mapping: {} },
  "models → TypeScript": { source: MODELS, mirror: WEB, mapping: WEB_MAPPING },
} satisfies { readonly [name: string]: Pair };

const DRESSES: { readonly [name: string]: (text: string) => string } = {
  "as written": (text) => text,
  tabs: (text) =>
    text
      .replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4))
      .replace(/^(?: {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  "no final newline": (text) => text.trimEnd(),
};

/** One mutation of one file, by name so that a counterexample can be read. */
interface Step {
  readonly mutation: string;
  readonly path: string;
  readonly site: number;
  readonly salt: number;
}

const count = { errors: 0, withEdits: 0 };

describe.each(Object.entries(PAIRS))("%s", (_name, pair: Pair) => {
  test.each(Object.entries(DRESSES))("%s: the edits of every error mend it and break nothing else", (name, dress) => {
    const known = new Set((driftsOf(pair) ?? []).map(({ key }) => key));
    fc.assert(
      fc.property(fc.array(stepOf(pair), { minLength: 1, maxLength: 3 }), (steps) => {
        const drifted = mutate(pair, steps, dress);
        const first = drifted && driftsOf(drifted)?.filter(({ key }) => !known.has(key));
        fc.pre(first !== undefined && first.length > 0);
        if (!drifted || !first) return;
        count.errors += first.length;
        count.withEdits += first.filter(({ edits }) => edits.length > 0).length;
        const unmendable = new Set(first.filter(({ edits }) => edits.length === 0).map(({ key }) => key));

        let [now, drifts, round] = [drifted, first, 0];
        for (; round < 3 && drifts.some(({ edits }) => edits.length > 0); round++) {
          now = mend(now, drifts);
          const left = driftsOf(now);
          if (!left)
            throw new Error(`The files cannot be read after these edits: ${JSON.stringify(drifts, undefined, 1)}`);
          drifts = left.filter(({ key }) => !known.has(key));
        }
        expect(drifts.filter(({ key }) => !unmendable.has(key))).toEqual([]);
      }),
      { seed: 20_240_106 + Object.keys(DRESSES).indexOf(name), numRuns: Number(process.env["EDIT_RUNS"] ?? 25) },
    );
  });
});

test("next to every error has an edit", () => {
  expect(count.withEdits / count.errors).toBeGreaterThan(0.97);
});

function stepOf({ source, mirror }: Pair): fc.Arbitrary<Step> {
  const choices = [...Object.keys(source), ...Object.keys(mirror)].flatMap((path) =>
    mutationsOf(path).map(({ name }) => ({ path, mutation: name })),
  );
  return fc
    .record({ choice: fc.constantFrom(...choices), site: fc.nat(400), salt: fc.nat(40) })
    .map(({ choice, ...rest }) => ({ ...choice, ...rest }));
}

function mutationsOf(path: string): readonly Mutation[] {
  if (path.endsWith(".py")) return PYDANTIC_MUTATIONS;
  if (path.endsWith(".proto")) return PROTO_MUTATIONS;
  return path.endsWith(".schema.ts") ? ZOD_MUTATIONS : TYPESCRIPT_MUTATIONS;
}

/** The pair after all steps; `undefined` when one of them finds no place. */
function mutate(pair: Pair, steps: readonly Step[], dress: (text: string) => string): Pair | undefined {
  const texts = new Map(Object.entries({ ...pair.source, ...pair.mirror }));
  for (const { mutation, path, site, salt } of steps) {
    const changed = mutationsOf(path)
      .find(({ name }) => name === mutation)
      ?.change(texts.get(path) ?? "", site, salt);
    if (changed === undefined) return undefined;
    texts.set(path, changed);
  }
  const dressed = (files: Files) =>
    Object.fromEntries(Object.keys(files).map((path) => [path, dress(texts.get(path) ?? "")]));
  return { ...pair, source: dressed(pair.source), mirror: dressed(pair.mirror) };
}

function load(path: string): Files {
  return { [path]: readFileSync(path, "utf8") };
}
