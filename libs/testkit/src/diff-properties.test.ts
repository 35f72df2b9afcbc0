import { readFileSync } from "node:fs";
import { type DiffFact, diffFacts, renderDiff } from "@nx-contracts/engine/diff";
import { type Field, NO_CONSTRAINTS, NOTHING_RESERVED, type Schema, type TypeRef } from "@nx-contracts/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mutation } from "./mutations/mutation.js";
import { PROTO_MUTATIONS } from "./mutations/proto.js";
import { PYDANTIC_MUTATIONS } from "./mutations/pydantic.js";
import { TYPESCRIPT_MUTATIONS, ZOD_MUTATIONS } from "./mutations/typescript.js";
import { readExample } from "./read-example.js";

const DETAILS = "node_modules/google-proto-files/google/rpc/error_details.proto";

const INPUTS: readonly (readonly [path: string, mutations: readonly Mutation[]])[] = [
  ["libs/common/src/common/models/anime.py", PYDANTIC_MUTATIONS],
  ["libs/catalog-web/src/anime.ts", TYPESCRIPT_MUTATIONS],
  ["libs/catalog-web/src/broadcast.schema.ts", ZOD_MUTATIONS],
  ["protos/shared_proto/v1/anime.proto", PROTO_MUTATIONS],
  [DETAILS, PROTO_MUTATIONS],
];

const read = (path: string, text: string): Schema => readExample({ [path]: text }).source.schema;
const differences = (before: Schema, after: Schema): readonly DiffFact[] => [...diffFacts(before, after)];

/** How many facts of each kind; seen from the other side, what was added was removed. */
function countKinds(facts: readonly DiffFact[], mirrored: boolean): { readonly [kind: string]: number } {
  const counts: { [kind: string]: number } = {};
  for (const { kind } of facts) {
    const swapped = kind.replace(/added|removed/, (word) => (word === "added" ? "removed" : "added"));
    const key = mirrored ? swapped : kind;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe.each(INPUTS)("%s", (path, mutations) => {
  const text = readFileSync(path, "utf8");

  test("a version does not differ from itself", () => {
    expect(read(path, text).records.length).toBeGreaterThan(0);
    expect(differences(read(path, text), read(path, text))).toEqual([]);
  });

  test("seen from the other side it is the mirror, and always in the same order", () => {
    const step = fc.record({ mutation: fc.constantFrom(...mutations), site: fc.nat(400), salt: fc.nat(40) });
    let changed = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const mutated = steps.reduce((now, { mutation, site, salt }) => mutation.change(now, site, salt) ?? now, text);
        const [before, after] = [read(path, text), read(path, mutated)];
        const there = differences(before, after);
        const back = differences(after, before);
        changed += there.length;
        expect(countKinds(back, true)).toEqual(countKinds(there, false));
        expect(renderDiff(differences(before, read(path, mutated)), "json")).toBe(renderDiff(there, "json"));
      }),
      { seed: 20_240_117, numRuns: 15 },
    );
    expect(changed).toBeGreaterThan(15);
  });
});

const MODELS = "from pydantic import BaseModel\n\n";

test("a file that was moved pairs by local names, its references too", () => {
  const text = `${MODELS}class Part(BaseModel):\n    x: int\n\nclass Work(BaseModel):\n    parts: list[Part]\n`;
  const facts = diffFacts(read("old/parts.py", text), read("new/place/work.py", text));
  expect([...facts]).toEqual([]);
});

test("facts carry what each version holds, and where", () => {
  const [before, after] = ["    a: int\n", "    b: int\n    a: str\n"].map((text) =>
    read("shop.py", `${MODELS}class Work(BaseModel):\n${text}`),
  );
  if (!before || !after) throw new Error("Both versions are read.");
  const facts = [...diffFacts(before, after)];
  expect(facts).toMatchObject([
    { kind: "field-added", within: "Work", after: { at: { line: 4 }, value: { name: "b" } } },
    {
      kind: "type-changed",
      within: "Work",
      before: { value: { family: "int" }, at: { file: "shop.py", line: 4, column: 5 } },
      after: { value: { family: "string" }, at: { line: 5 } },
    },
  ]);
});

test("a published proto, changed by hand", () => {
  const edits: readonly (readonly [string, string])[] = [
    ["package google.rpc;", "package google.rpc.v2;"],
    ["  string domain = 2;\n", "  reserved 2;\n"],
    ["map<string, string> metadata = 3;", "map<string, int64> metadata = 3;"],
    ["optional int64 future_quota_value = 8;", "int64 later_quota_value = 8;"],
    ["message Help {", "message Assistance {"],
    ["string locale = 1;", "string locale = 1;\n\n  // Right to left.\n  bool rtl = 3;"],
  ];
  const text = readFileSync(DETAILS, "utf8");
  const mutated = edits.reduce((now, [from, to]) => now.replace(from, to), text);
  const facts = differences(read(DETAILS, text), read(DETAILS, mutated));
  expect(facts.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "field-removed ErrorInfo.domain",
    "type-changed ErrorInfo.metadata",
    "reserved-added ErrorInfo",
    "field-renamed QuotaFailure.Violation.later_quota_value",
    "presence-changed QuotaFailure.Violation.later_quota_value",
    "record-removed Help",
    "record-removed Help.Link",
    "record-added Assistance",
    "record-added Assistance.Link",
    "field-added LocalizedMessage.rtl",
    "option-changed error_details.proto",
  ]);
});

test("fifty thousand fields, every one of them changed, take little more than reading them", () => {
  const facts = differences(wide(50_000, "string"), wide(50_000, "bool"));
  expect(facts).toHaveLength(50_000);
  expect(facts.at(-1)).toMatchObject({ kind: "type-changed", subject: "Wide.f49999" });
}, 5_000);

test("a deep type is no problem", () => {
  const [before, after] = [deep(2_000, "string"), deep(2_000, "bool")];
  expect(differences(before, after)).toMatchObject([{ kind: "type-changed" }]);
  expect(differences(before, deep(2_000, "string"))).toEqual([]);
});

function wide(count: number, family: "string" | "bool"): Schema {
  return schemaOf(Array.from({ length: count }, (_, i) => fieldOf(`f${i}`, { kind: "scalar", family })));
}

function deep(depth: number, family: "string" | "bool"): Schema {
  let type: TypeRef = { kind: "scalar", family };
  for (let i = 0; i < depth; i++) type = { kind: "list", item: type };
  return schemaOf([fieldOf("f", type)]);
}

const AT = { file: "wide.py", line: 1, column: 1 };

function fieldOf(name: string, type: TypeRef): Field {
  return { name, type, presence: "required", nullable: false, constraints: NO_CONSTRAINTS, deprecated: false, at: AT };
}

function schemaOf(fields: readonly Field[]): Schema {
  const record = { name: "Wide", qualifiedName: "a.Wide", fields, reserved: NOTHING_RESERVED };
  const records = [{ ...record, open: false, deprecated: false, at: AT }];
  return { language: "pydantic", records, enums: [], services: [], options: {} };
}
