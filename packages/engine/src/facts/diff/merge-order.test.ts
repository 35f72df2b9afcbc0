import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeOrder, pairByKeys } from "./merge-order.js";

const merge = (before: string, after: string) => {
  const things = (text: string) => [...text].map((name) => ({ name }));
  const [from, to] = [things(before), things(after)];
  const merged = mergeOrder(from, to, pairByKeys(from, to, [({ name }) => name]));
  return [...merged].map(({ before: old, after: now }) => (old ? (now ? old.name : `-${old.name}`) : `+${now?.name}`));
};

test.each([
  ["abcd", "abcd", "a b c d"],
  ["abcd", "bd", "-a b -c d"],
  ["bd", "abcde", "+a b +c d +e"],
  ["abc", "cxa", "c +x a -b"],
  ["ab", "", "-a -b"],
  ["", "ab", "+a +b"],
  ["aa", "a", "a -a"],
])("%j and %j", (before, after, expected) => {
  expect(merge(before, after).join(" ")).toBe(expected);
});

test("everything of both sides is told once, in the order of the newer side", () => {
  const names = fc.string({ unit: fc.constantFrom(..."abcdef"), maxLength: 12 });
  fc.assert(
    fc.property(names, names, (before, after) => {
      const merged = merge(before, after);
      expect(
        merged
          .filter((line) => !line.startsWith("-"))
          .map((line) => line.at(-1))
          .join(""),
      ).toBe(after);
      const old = merged.filter((line) => !line.startsWith("+")).map((line) => line.at(-1));
      expect(old.sort().join("")).toBe([...before].sort().join(""));
    }),
  );
});

test("keys are tried one after the other", () => {
  const before = [
    { name: "a", number: 1 },
    { name: "b", number: 2 },
  ];
  const after = [
    { name: "b", number: 1 },
    { name: "c", number: 2 },
  ];
  const pairs = pairByKeys(before, after, [({ name }) => name, ({ number }) => number]);
  expect([...pairs].map(([from, to]) => [from.name, to.name])).toEqual([["b", "b"]]);
});
