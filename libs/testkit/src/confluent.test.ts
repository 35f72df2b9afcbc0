import {
  CONFLUENT_DIFFERENCES,
  CONFLUENT_LEVELS,
  CONFLUENT_WORDS,
  confluentCompatible,
  confluentDifferences,
  confluentLevel,
} from "@nx-contracts/engine/compat";
import { describe, expect, test } from "vitest";
import { CONFLUENT_CASES, type ConfluentCase } from "./confluent-cases.js";
import { readConfluentSchema } from "./confluent-schema.js";

function differencesOf(before: ConfluentCase["before"], after: ConfluentCase["after"]): readonly string[] {
  return confluentDifferences(readConfluentSchema(before), readConfluentSchema(after)).map(
    ({ type, path }) => `${type} ${path}`,
  );
}

describe("differences", () => {
  test.each(CONFLUENT_CASES)("$name", ({ before, after, differences }) => {
    expect(differencesOf(before, after)).toEqual(differences);
  });

  test.each(CONFLUENT_CASES)("none from a schema to itself: $name", ({ before, after }) => {
    expect(differencesOf(before, before)).toEqual([]);
    expect(differencesOf(after, after)).toEqual([]);
  });

  test("every type is what some case shows", () => {
    const shown = new Set(CONFLUENT_CASES.flatMap(({ differences }) => differences.map((line) => line.split(" ")[0])));
    expect([...shown].sort()).toEqual(Object.keys(CONFLUENT_DIFFERENCES).sort());
  });

  test("no two cases have one name", () => {
    expect(new Set(CONFLUENT_CASES.map(({ name }) => name)).size).toBe(CONFLUENT_CASES.length);
  });
});

/** Three versions: the second drops a field and its message, the third takes the field up again as text. */
const VERSIONS = ["message A { int32 a = 1; } message B {}", "message A {}", "message A { string a = 1; }"].map(
  (text) => readConfluentSchema({ "main.proto": `syntax = "proto3"; ${text}` }),
);

describe("levels", () => {
  test.each([
    ["NONE", []],
    ["BACKWARD", ["1 backward FIELD_ADDED #/A/1"]],
    [
      "BACKWARD_TRANSITIVE",
      ["1 backward FIELD_ADDED #/A/1", "0 backward FIELD_SCALAR_KIND_CHANGED #/A/1", "0 backward MESSAGE_REMOVED #/B"],
    ],
    ["FORWARD", ["1 forward FIELD_REMOVED #/A/1"]],
    [
      "FORWARD_TRANSITIVE",
      ["1 forward FIELD_REMOVED #/A/1", "0 forward FIELD_SCALAR_KIND_CHANGED #/A/1", "0 forward MESSAGE_ADDED #/B"],
    ],
    ["FULL", ["1 backward FIELD_ADDED #/A/1", "1 forward FIELD_REMOVED #/A/1"]],
    [
      "FULL_TRANSITIVE",
      [
        "1 backward FIELD_ADDED #/A/1",
        "1 forward FIELD_REMOVED #/A/1",
        "0 backward FIELD_SCALAR_KIND_CHANGED #/A/1",
        "0 backward MESSAGE_REMOVED #/B",
        "0 forward FIELD_SCALAR_KIND_CHANGED #/A/1",
        "0 forward MESSAGE_ADDED #/B",
      ],
    ],
  ] as const)("%s", (level, expected) => {
    const [first, second, third] = VERSIONS;
    if (!first || !second || !third) throw new Error("Three versions are needed.");
    const { compatible, changes } = confluentCompatible(level, third, [first, second]);
    const lines = changes.map(({ type, path, direction, version }) => `${version} ${direction} ${type} ${path}`);
    expect(lines).toEqual(expected);
    expect(compatible).toBe(!level.endsWith("_TRANSITIVE"));
    for (const change of changes) expect(change.compatible).toBe(CONFLUENT_DIFFERENCES[change.type].compatible);
  });

  test.each(CONFLUENT_LEVELS)("%s accepts a first version", (level) => {
    for (const latest of VERSIONS)
      expect(confluentCompatible(level, latest, [])).toEqual({ compatible: true, changes: [] });
  });

  test("a message that is gone breaks backward and not forward", () => {
    const [first, second] = VERSIONS;
    if (!first || !second) throw new Error("Two versions are needed.");
    expect(confluentCompatible("BACKWARD", second, [first]).compatible).toBe(false);
    expect(confluentCompatible("FORWARD", second, [first]).compatible).toBe(true);
    expect(confluentCompatible("FULL", second, [first]).compatible).toBe(false);
    expect(confluentCompatible("NONE", second, [first]).compatible).toBe(true);
  });

  test("every word names its level, and no other word does", () => {
    expect(CONFLUENT_WORDS.map(confluentLevel)).toEqual(CONFLUENT_LEVELS);
    for (const word of [
      "",
      "FULL",
      "confluent:",
      "confluent:full",
      "confluent:FULL ",
      "confluent:FILE",
      "confluent:toString",
    ])
      expect(confluentLevel(word)).toBeUndefined();
  });
});
