import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  judgeModel,
  MODEL_RULES,
  type ModelExample,
  type ModelFinding,
  PARTIES,
} from "@nx-contracts/engine/compat/model";
import { diffFacts } from "@nx-contracts/engine/diff";
import { describe, expect, test } from "vitest";
import { readSchema } from "./read-example.js";

const folder = join(import.meta.dirname, "../../../packages/engine/src/compat/model/rules");

/** What all rules say about an example; before and after stand in the order of `files`. */
function judgeExample({ files, direction = "full" }: ModelExample): readonly ModelFinding[] {
  const [before, after] = ["before", "after"].map((version) => {
    const [path, text] = Object.entries(files).find(([file]) => file.startsWith(version)) ?? [];
    if (path === undefined || text === undefined) throw new Error(`The example has no ${version}.`);
    return readSchema(path, text);
  });
  if (!before || !after) throw new Error("An example needs two versions.");
  return judgeModel(diffFacts(before, after), direction);
}

test("every rule file is in the catalogue, and every rule has its file", () => {
  const files = readdirSync(folder).map((file) => `compat/${file.replace(/\.ts$/, "")}`);
  expect(MODEL_RULES.map(({ id }) => id).sort()).toEqual(files.sort());
});

describe.each(MODEL_RULES.map((rule) => [rule.id, rule] as const))(
  "%s",
  (id, { examples, messageKeys, summary, help }) => {
    test.each(examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
      const found = judgeExample(example).filter(({ rule }) => rule === id);
      expect(Object.fromEntries(found.map(({ subject, verdict }) => [subject, verdict]))).toEqual(example.reports);
      expect(found).toHaveLength(Object.keys(example.reports).length);
    });

    test("has an example that reports and one that does not", () => {
      expect(examples.some(({ reports }) => Object.keys(reports).length > 0)).toBe(true);
      expect(examples.some(({ reports }) => Object.keys(reports).length === 0)).toBe(true);
    });

    test("every message is produced by some example, as a sentence that quotes a name and says what to do", () => {
      const found = examples.flatMap(judgeExample).filter(({ rule }) => rule === id);
      expect([...new Set(found.map(({ key }) => key))].sort()).toEqual([...messageKeys].sort());
      for (const { message } of found) {
        expect(message).toMatch(/^[`A-Z].*`.*[;:,] .*\.$/s);
        expect(message).not.toMatch(/undefined|NaN|\[object/);
      }
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(help).toMatch(/^[A-Z].*\.$/s);
    });

    test("whoever is hurt is told once and in order; only what is safe hurts nobody", () => {
      for (const { hurts, verdict } of examples.flatMap(judgeExample)) {
        expect(hurts).toEqual(PARTIES.filter((party) => hurts.includes(party)));
        expect(hurts.length === 0).toBe(verdict === "safe");
      }
    });
  },
);

test("protos have rules of their own", () => {
  const proto = (type: string) => readSchema("a.proto", `syntax = "proto3";\nmessage A {\n  ${type} x = 1;\n}\n`);
  expect(judgeModel(diffFacts(proto("int32"), proto("string")), "full")).toEqual([]);
});

test("a field that may be left out and be null is one change, told where it stands in both versions", () => {
  const work = (field: string) =>
    readSchema("work.py", `from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n    ${field}\n`);
  const facts = [...diffFacts(work("year: int"), work("year: int | None = None"))];
  expect(judgeModel(facts, "forward")).toEqual([
    {
      rule: "compat/model-presence-changed",
      subject: "Work.year",
      key: "loosened",
      message: "`Work.year` may be left out or null now, which readers do not expect; change every reader first.",
      verdict: "break-json",
      hurts: ["old readers", "consumers' code"],
      at: { file: "work.py", line: 5, column: 5 },
      related: [{ message: "`Work.year` in the older version", at: { file: "work.py", line: 5, column: 5 } }],
      data: { subject: "Work.year", what: "left out or null" },
    },
  ]);
  expect(judgeModel(facts, "backward").map(({ verdict }) => verdict)).toEqual(["break-source"]);
});
