import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
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
  tabs: (text) => text.replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4)).replace(/^(?: {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
  "CRLF": (text) => text.replaceAll("\n", "\r\n"),
  "no final newline": (text) => text.trimEnd(),
};

/** One mutation of one file, by name so that a counterexample can be read. */
interface Step {
  readonly mutation: string;
  readonly path: string;
  readonly site: number;
  readonly salt: number;
}

const count = { cases: 0, errors: 0, withEdits: 0, mended: 0, rounds: [0, 0, 0, 0] };
const byMutation = new Map<string, [errors: number, withEdits: number]>();

describe.each(Object.entries(PAIRS))("%s", (_name, pair: Pair) => {
  test.each(Object.entries(DRESSES))("%s: the edits of every error mend it and break nothing else", (_dress, dress) => {
    const known = new Set((driftsOf(pair) ?? []).map(({ key }) => key));
    fc.assert(
      fc.property(fc.array(stepOf(pair), { minLength: 1, maxLength: 3 }), (steps) => {
        const drifted = mutate(pair, steps, dress);
        const first = drifted && driftsOf(drifted)?.filter(({ key }) => !known.has(key));
        fc.pre(first !== undefined && first.length > 0);
        if (!drifted || !first) return;
        count.cases++;
        count.errors += first.length;
        count.withEdits += first.filter(({ edits }) => edits.length > 0).length;
        for (const { mutation } of steps) {
          const [errors, withEdits] = byMutation.get(mutation) ?? [0, 0];
          if (steps.length === 1) byMutation.set(mutation, [errors + first.length, withEdits + first.filter(({ edits }) => edits.length > 0).length]);
        }
        const unmendable = new Set(first.filter(({ edits }) => edits.length === 0).map(({ key }) => key));

        let [now, drifts, round] = [drifted, first, 0];
        for (; round < 3 && drifts.some(({ edits }) => edits.length > 0); round++) {
          now = mend(now, drifts);
          const left = driftsOf(now);
          if (!left) throw new Error(`The files cannot be read after these edits: ${JSON.stringify(drifts, undefined, 1)}`);
          drifts = left.filter(({ key }) => !known.has(key));
        }
        count.rounds[round] = (count.rounds[round] ?? 0) + 1;
        expect(drifts.filter(({ key }) => !unmendable.has(key))).toEqual([]);
        count.mended += first.length - drifts.length;
      }),
      { seed: 20_240_106, numRuns: Number(process.env["EDIT_RUNS"] ?? 60) },
    );
  });
});

afterAll(() => {
  if (process.env["EDIT_FIGURES"]) console.log(JSON.stringify(count), [...byMutation].sort().map(([name, [errors, edits]]) => `${name}: ${edits}/${errors}`).join("\n"));
});

function stepOf({ source, mirror }: Pair): fc.Arbitrary<Step> {
  const choices = [...Object.keys(source), ...Object.keys(mirror)].flatMap((path) => mutationsOf(path).map(({ name }) => ({ path, mutation: name })));
  return fc.record({ choice: fc.constantFrom(...choices), site: fc.nat(400), salt: fc.nat(40) }).map(({ choice, ...rest }) => ({ ...choice, ...rest }));
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
    const changed = mutationsOf(path).find(({ name }) => name === mutation)?.change(texts.get(path) ?? "", site, salt);
    if (changed === undefined) return undefined;
    texts.set(path, changed);
  }
  const dressed = (files: Files) => Object.fromEntries(Object.keys(files).map((path) => [path, dress(texts.get(path) ?? "")]));
  return { ...pair, source: dressed(pair.source), mirror: dressed(pair.mirror) };
}

function load(path: string): Files {
  return { [path]: readFileSync(path, "utf8") };
}
