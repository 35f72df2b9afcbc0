import {
  BUF_CATEGORIES,
  type BreakingConfig,
  COMPAT_RULES,
  compatPolicy,
  DIRECTIONS,
  VERDICTS,
} from "@nx-contracts/engine/compat";
import { describe, expect, test } from "vitest";
import { factsOf, subjectOf } from "./compat-example.js";

const EVERYTHING: BreakingConfig = {
  version: "v2",
  use: BUF_CATEGORIES,
  except: [],
  ignore: [],
  ignoreOnly: {},
  ignoreUnstablePackages: false,
};

test("ids are unique, and say what happened", () => {
  const ids = COMPAT_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^compat\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
});

test("every rule of buf breaking is the rule of some of ours, and no other is", () => {
  const { policy } = compatPolicy(EVERYTHING);
  expect([...new Set(COMPAT_RULES.map(({ buf }) => buf))].sort()).toEqual([...(policy?.rules ?? [])].sort());
});

describe.each(COMPAT_RULES.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
    expect(
      factsOf(example)
        .filter((fact) => rule.judge(fact))
        .map(subjectOf),
    ).toEqual(example.reports);
  });

  test("has an example that reports and one that does not", () => {
    expect(rule.examples.some(({ reports }) => reports.length > 0)).toBe(true);
    expect(rule.examples.some(({ reports }) => reports.length === 0)).toBe(true);
  });

  test("explains itself in sentences", () => {
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    expect(rule.help).toMatch(/^[`A-Z].*[^.]\.$/);
    expect(rule.help).not.toMatch(/undefined|\[object/);
  });

  const reported = rule.examples.flatMap((example) => factsOf(example)).filter((fact) => rule.judge(fact));

  test("its message is a sentence that quotes a name or a number", () => {
    for (const fact of reported) {
      const { message = "", plain = message } = rule.judge(fact) ?? {};
      expect(plain).toMatch(/^[A-Z].*".+".*\.$/s);
      expect(plain).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test.each(DIRECTIONS)("says whom it hurts when data has to survive %s", (direction) => {
    for (const fact of reported) {
      const consequences = rule.effect(fact, direction);
      expect(consequences.length).toBeGreaterThan(0);
      for (const { verdict, hurts } of consequences) {
        expect(VERDICTS).toContain(verdict);
        expect(hurts).toMatch(/^\S.*[^.]$/);
        expect(hurts).not.toMatch(/undefined|^ /);
      }
      if (rule.alike) expect(consequences).toEqual(rule.alike);
    }
  });
});
