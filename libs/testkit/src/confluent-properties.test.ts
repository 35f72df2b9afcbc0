import { CONFLUENT_DIFFERENCES, confluentCompatible, confluentDifferences } from "@nx-contracts/engine/compat";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readConfluentSchema } from "./confluent-schema.js";

const NAMES = ["A", "B", "C"] as const;
const TYPES = ["int32", "bool", "sint64", "string", "bytes", "fixed32", "E", "A", "B", "i.A", "i.B"] as const;

/** Few names and numbers, so that two schemas have many of them in common. */
const field = fc
  .record({
    label: fc.constantFrom("", "", "optional ", "repeated "),
    type: fc.oneof(
      fc.constantFrom(...TYPES),
      fc.constantFrom(...TYPES).map((value) => `map<string, ${value}>`),
    ),
    oneof: fc.constantFrom("", "", "o", "p"),
    name: fc.constantFrom("x", "y"),
  })
  .map(({ label, type, oneof, name }) => {
    const hasLabel = oneof === "" && !type.startsWith("map");
    return { oneof: type.startsWith("map") ? "" : oneof, text: `${hasLabel ? label : ""}${type} ${name}` };
  });

const body = fc.dictionary(fc.constantFrom("1", "2", "3", "4", "5"), field, { maxKeys: 5 }).map((fields) => {
  const lines = Object.entries(fields).map(([tag, { oneof, text }]) => ({ oneof, text: `${text}${tag} = ${tag};` }));
  const within = (name: string) => lines.flatMap(({ oneof, text }) => (oneof === name ? [text] : [])).join(" ");
  const oneofs = ["o", "p"].flatMap((name) => (within(name) === "" ? [] : [`oneof ${name} { ${within(name)} }`]));
  return [within(""), ...oneofs].join(" ");
});

const message = (name: string) =>
  fc.tuple(body, fc.option(body)).map(([outer, inner]) => {
    const nested = inner === null ? "" : `message N { ${inner} }`;
    return `message ${name} { ${outer} ${nested} }`;
  });

const definitions = fc
  .tuple(fc.shuffledSubarray(["A", "B"], { minLength: 2 }), fc.boolean(), fc.constantFrom("X = 0;", "Y = 0; X = 1;"))
  .chain(([names, hasMore, values]) =>
    fc
      .tuple(...[...names, ...(hasMore ? [NAMES[2]] : [])].map(message))
      .map((messages) => `${messages.join("\n")} enum E { ${values} }`),
  );

const schema = fc
  .record({ main: definitions, imported: definitions, name: fc.constantFrom("m", "m", "m", "n") })
  .map(({ main, imported, name }) =>
    readConfluentSchema({
      "main.proto": `syntax = "proto3"; package ${name}; import "i.proto"; ${main}`,
      "i.proto": `syntax = "proto3"; package i; ${imported}`,
    }),
  );

const options = { seed: 20_240_107, numRuns: Number(process.env["CONFLUENT_RUNS"] ?? 300) };

test("a schema does not differ from itself", () => {
  fc.assert(
    fc.property(schema, (each) => {
      expect(confluentDifferences(each, each)).toEqual([]);
      expect(confluentDifferences(each, structuredClone(each))).toEqual([]);
    }),
    options,
  );
});

test("FORWARD is BACKWARD the other way round, and FULL is both", () => {
  fc.assert(
    fc.property(schema, schema, (one, other) => {
      const backward = confluentCompatible("BACKWARD", one, [other]);
      const forward = confluentCompatible("FORWARD", one, [other]);
      const full = confluentCompatible("FULL", one, [other]);
      const back = confluentCompatible("FULL", other, [one]);
      expect(full.changes).toEqual([...backward.changes, ...forward.changes]);
      expect(full.compatible).toBe(backward.compatible && forward.compatible);
      expect(back.compatible).toBe(full.compatible);
      expect(confluentCompatible("FORWARD", other, [one]).compatible).toBe(backward.compatible);
    }),
    options,
  );
});

test("what is compatible has no incompatible difference, and the other way round", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(schema, schema, (one, other) => {
      const differences = confluentDifferences(one, other);
      for (const { type } of differences) seen.add(type);
      const broken = differences.filter(({ type }) => !CONFLUENT_DIFFERENCES[type].compatible);
      expect(confluentCompatible("BACKWARD", other, [one]).compatible).toBe(broken.length === 0);
    }),
    options,
  );
  expect(seen.size).toBeGreaterThan(20);
});

test("a break in an imported type is never reported alone", () => {
  fc.assert(
    fc.property(schema, schema, (one, other) => {
      const differences = confluentDifferences(one, { ...one, files: [one.main, ...other.files.slice(1)] });
      const broken = differences.filter(({ type }) => !CONFLUENT_DIFFERENCES[type].compatible);
      if (broken.length > 0) expect(broken.at(-1)?.type).toBe("FIELD_NAMED_TYPE_CHANGED");
    }),
    options,
  );
});
