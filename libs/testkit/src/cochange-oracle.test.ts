import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parityFacts, RULES } from "@nx-contracts/engine";
import { behindFacts, type BehindFact, type SideVersions } from "@nx-contracts/engine/cochange";
import { diffFacts } from "@nx-contracts/engine/diff";
import { ContractsError, type Schema } from "@nx-contracts/ir";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mutation } from "./mutations/mutation.js";
import { PROTO_MUTATIONS } from "./mutations/proto.js";
import { PYDANTIC_MUTATIONS } from "./mutations/pydantic.js";
import { readSchema } from "./read-example.js";

const root = join(import.meta.dirname, "../../..");
const MODEL = readFileSync(join(root, "libs/common/src/common/models/anime.py"), "utf8");
const PROTO = readFileSync(join(root, "protos/shared_proto/v1/anime.proto"), "utf8");
const [SOURCE, MIRROR] = [readSchema("anime.py", MODEL), readSchema("anime.proto", PROTO)];

/** Rules of parity that say what a side would have to follow in. */
const FOLLOWED = new Set(
  (
    "record-missing record-extra enum-missing enum-extra field-missing field-extra type-mismatch type-narrowed " +
    "cardinality-mismatch presence-mismatch null-lost enum-member-missing enum-member-extra enum-number-changed " +
    "enum-wire-value-mismatch wire-name-mismatch"
  )
    .split(" ")
    .map((name) => `parity/${name}`),
);
/** What both sides may have done something about without an omission of either. */
const LOSSY = new Set(["parity/type-narrowed", "parity/null-lost"]);

function disagreements(source: Schema, mirror: Schema): ReadonlySet<string> {
  return new Set(
    parityFacts(source, mirror).flatMap((fact) =>
      RULES.filter((rule) => FOLLOWED.has(rule.id) && rule.judge(fact)).map(({ id }) => `${id} ${fact.subject}`),
    ),
  );
}

const OLD = disagreements(SOURCE, MIRROR);

type Step = readonly [mutation: number, site: number, salt: number];
const steps = fc.array(fc.tuple(fc.nat(), fc.nat(200), fc.nat(40)), { minLength: 1, maxLength: 3 });

/** The text after some mutations, read; `undefined` where it is no longer whole. */
function mutated(path: string, text: string, mutations: readonly Mutation[], changes: readonly Step[]) {
  let now = text;
  for (const [which, site, salt] of changes) now = mutations[which % mutations.length]?.change(now, site, salt) ?? now;
  try {
    return readSchema(path, now);
  } catch {
    return undefined;
  }
}

function versions(before: Schema, after: Schema): SideVersions {
  return { before, after, facts: [...diffFacts(before, after)] };
}

function judge(
  source: Schema,
  mirror: Schema,
): { facts: readonly BehindFact[]; found: ReadonlySet<string> } | undefined {
  try {
    const facts = behindFacts(versions(SOURCE, source), versions(MIRROR, mirror), {});
    return { facts, found: disagreements(source, mirror) };
  } catch (error) {
    if (error instanceof ContractsError && error.code === "mapping-ambiguous") return undefined;
    throw error;
  }
}

const keysOf = (facts: readonly BehindFact[]) =>
  new Set(facts.flatMap((fact) => (fact.level === "schema" ? [`${fact.parity.rule} ${fact.subject}`] : [])));

test("whatever the model alone does to parity is an omission of the mirror, and nothing else is", () => {
  fc.assert(
    fc.property(steps, (changes) => {
      const source = mutated("anime.py", MODEL, PYDANTIC_MUTATIONS, changes);
      const judged = source && judge(source, MIRROR);
      if (!judged) return;
      expect(new Set(judged.facts.map(({ kind }) => kind)).has("source-behind")).toBe(false);
      const known = keysOf(judged.facts);
      for (const key of known) expect(judged.found).toContain(key);
      expect([...judged.found].filter((key) => !OLD.has(key) && !known.has(key))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("whatever the proto alone does to parity is an omission of the source, and nothing else is", () => {
  fc.assert(
    fc.property(steps, (changes) => {
      const mirror = mutated("anime.proto", PROTO, PROTO_MUTATIONS, changes);
      const judged = mirror && judge(SOURCE, mirror);
      if (!judged) return;
      expect(new Set(judged.facts.map(({ kind }) => kind)).has("mirror-behind")).toBe(false);
      const known = keysOf(judged.facts);
      for (const key of known) expect(judged.found).toContain(key);
      expect([...judged.found].filter((key) => !OLD.has(key) && !known.has(key))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("what both do is told apart: nothing new goes unsaid but what is lost with loss on both sides", () => {
  fc.assert(
    fc.property(steps, steps, (ofModel, ofProto) => {
      const source = mutated("anime.py", MODEL, PYDANTIC_MUTATIONS, ofModel);
      const mirror = mutated("anime.proto", PROTO, PROTO_MUTATIONS, ofProto);
      const judged = source && mirror && judge(source, mirror);
      if (!judged) return;
      const known = keysOf(judged.facts);
      const unsaid = [...judged.found].filter((key) => !OLD.has(key) && !known.has(key));
      expect(unsaid.filter((key) => !LOSSY.has(key.split(" ")[0] ?? ""))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
