import { type ConfluentSchema, confluentDifferences } from "@nx-contracts/engine/compat";
import type { ProtoMessage } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { readConfluentSchema } from "./confluent-schema.js";

const SECONDS = 1_000;

function schemaOf(main: string, imported = ""): ConfluentSchema {
  return readConfluentSchema({
    "main.proto": `syntax = "proto3"; import "i.proto"; ${main}`,
    "i.proto": `syntax = "proto3"; package i; ${imported}`,
  });
}

const list = (length: number, text: (index: number) => string) => Array.from({ length }, (_, index) => text(index));

test("a message of 50,000 fields", { timeout: 10 * SECONDS }, () => {
  const fields = (type: string) => `message A { ${list(50_000, (n) => `${type} f${n} = ${n + 1};`).join(" ")} }`;
  const differences = confluentDifferences(schemaOf(fields("int32")), schemaOf(fields("string")));
  expect(differences).toHaveLength(50_000);
  expect(differences.at(-1)).toEqual({ type: "FIELD_SCALAR_KIND_CHANGED", path: "#/A/50000" });
});

test("a message of 50,000 oneofs", { timeout: 10 * SECONDS }, () => {
  const oneofs = (name: string) =>
    `message A { ${list(50_000, (n) => `oneof ${name}${n} { bool f${n} = ${n + 1}; }`).join(" ")} }`;
  expect(confluentDifferences(schemaOf(oneofs("o")), schemaOf(oneofs("p")))).toHaveLength(100_000);
});

/** Deeper than a file may nest them. */
function nested(schema: ConfluentSchema, depth: number): ConfluentSchema {
  const [leaf] = schema.main.messages;
  if (!leaf) throw new Error("A message is needed.");
  let message: ProtoMessage = leaf;
  for (let level = 0; level < depth; level++) message = { ...leaf, fields: [], messages: [message] };
  return { main: { ...schema.main, messages: [message] }, files: [] };
}

test("messages 200 levels deep", { timeout: 10 * SECONDS }, () => {
  const [before, after] = ["int32", "string"].map((type) => nested(schemaOf(`message A { ${type} a = 1; }`), 200));
  if (!before || !after) throw new Error("Two versions are needed.");
  const path = `#${"/A".repeat(201)}/1`;
  expect(confluentDifferences(before, after)).toEqual([{ type: "FIELD_SCALAR_KIND_CHANGED", path }]);
});

test("a chain of 20,000 imported types", { timeout: 20 * SECONDS }, () => {
  const chain = (type: string) =>
    schemaOf(
      "message A { i.M0 m = 1; }",
      `${list(20_000, (n) => `message M${n} { M${n + 1} m = 1; }`).join(" ")} message M20000 { ${type} m = 1; }`,
    );
  const differences = confluentDifferences(chain("int32"), chain("string"));
  expect(differences).toHaveLength(20_002);
  expect(differences[0]).toEqual({ type: "FIELD_SCALAR_KIND_CHANGED", path: "#/M20000/1" });
  expect(differences.at(-1)).toEqual({ type: "FIELD_NAMED_TYPE_CHANGED", path: "#/A/1" });
});

/** Every message has fields of every message, and one of `type`. */
const tangle = (size: number, type: string) =>
  list(
    size,
    (n) => `message M${n} { ${list(size, (m) => `M${m} f${m} = ${m + 1};`).join(" ")} ${type} x = ${size + 1}; }`,
  ).join(" ");

test.each(["int64", "string"])(
  "60 imported types that all refer to each other, and change to %s",
  { timeout: 20 * SECONDS },
  (type) => {
    const main = "message A { i.M0 m = 1; }";
    const differences = confluentDifferences(schemaOf(main, tangle(60, "int32")), schemaOf(main, tangle(60, type)));
    if (type === "int64") expect(differences).toEqual([]);
    else expect(differences.at(-1)).toEqual({ type: "FIELD_NAMED_TYPE_CHANGED", path: "#/A/1" });
    const broken = new Set(differences.map(({ path }) => path.split("/")[1]));
    expect(broken.size).toBe(type === "int64" ? 0 : 61);
  },
);

test("40 imported types that each refer twice to the next", { timeout: 20 * SECONDS }, () => {
  const ladder = (type: string) =>
    `${list(40, (n) => `message M${n} { M${n + 1} a = 1; M${n + 1} b = 2; }`).join(" ")} message M40 { ${type} x = 1; }`;
  const main = "message A { i.M0 m = 1; }";
  const differences = confluentDifferences(schemaOf(main, ladder("int32")), schemaOf(main, ladder("string")));
  expect(differences.at(-1)).toEqual({ type: "FIELD_NAMED_TYPE_CHANGED", path: "#/A/1" });
});

test("a type of 3,000 nested ones that all refer back to it", { timeout: 20 * SECONDS }, () => {
  const holder = (type: string) =>
    `message M { M m = 1; ${list(3_000, (n) => `message N${n} { M m = 1; ${type} x = 2; }`).join(" ")} }`;
  const main = "message A { i.M m = 1; }";
  const differences = confluentDifferences(schemaOf(main, holder("int32")), schemaOf(main, holder("string")));
  expect(differences.at(-1)).toEqual({ type: "FIELD_NAMED_TYPE_CHANGED", path: "#/A/1" });
});
