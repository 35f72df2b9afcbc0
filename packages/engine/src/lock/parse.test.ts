import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatLock } from "./format.js";
import { parseLock } from "./parse.js";

/** The text as it is written again, its header left out. */
function rewritten(text: string): readonly string[] {
  return formatLock(parseLock(text).lock).trimEnd().split("\n").slice(1);
}

describe("an entry that stands twice is made one, and what either says is kept", () => {
  test.each([
    ["A field 1 x string\nA field 1 x string until=2.0.0", "A field 1 x string until=2.0.0"],
    ["A field 1 x string until=-\nA field 1 x string until=2.0.0", "A field 1 x string until=2.0.0"],
    [
      "A field 1 x string since=1.10.0 deprecated=1.10.0/2026-05-02\nA field 1 x string since=1.9.0 deprecated=-/2026-05-01",
      "A field 1 x string since=1.9.0 deprecated=-/2026-05-01",
    ],
    ["A member -3 X since=1.0.0\nA member -3 X", "A member -3 X since=1.0.0"],
    [
      'A reserved 5\nA reserved "x"\nA reserved 4-5\nA reserved "x"\nA reserved -9--7',
      "A reserved -9--7",
      "A reserved 4-5",
      'A reserved "x"',
    ],
  ])("%s", (text, ...lines) => {
    expect(rewritten(text)).toEqual(lines);
  });
});

test("a merge that was not finished is told once a conflict, and both sides are read", () => {
  const text =
    "A field 1 x string\n<<<<<<< HEAD\nA field 2 y string\n||||||| base\n=======\nA field 3 z string\n>>>>>>> topic\nA field 4 w string\n";
  const { problems } = parseLock(text, "protos/contracts.lock");
  expect(problems.map(({ at, message }) => `${at.file}:${at.line} ${message}`)).toEqual([
    "protos/contracts.lock:2 A merge of `protos/contracts.lock` was not finished: a conflict marker stands on line 2.",
  ]);
  expect(rewritten(text)).toHaveLength(4);
});

describe("a line that is not understood is told with its number and the next step", () => {
  test.each([
    ["catalog.v1.Anime"],
    ["catalog.v1.Anime feld 1 title string"],
    ["catalog.v1.Anime field one title string"],
    ["catalog.v1.Anime field 1"],
    ["catalog.v1.Anime field 1 title"],
    ["catalog.v1.Anime field 1 title since=1.0.0"],
    ["catalog.v1.Anime field 1 title string sinc=1.0.0"],
    ["catalog.v1.Anime field 1 title string since="],
    ["catalog.v1.Anime field 1 title string deprecated=1.0.0"],
    ["catalog.v1.Anime field 1 title string deprecated=1.0.0/tomorrow"],
    ["catalog.v1.Season member 1 SPRING string"],
    ["catalog.v1.Anime reserved"],
    ["catalog.v1.Anime reserved 7-5"],
    ["catalog.v1.Anime reserved old"],
    ["catalog.v1.Anime reserved 5 6"],
  ])("%s", (line) => {
    const { lock, problems } = parseLock(`# A comment.\n\n${line}\nA field 1 x string\n`);
    expect(problems.map(({ at }) => at.line)).toEqual([3]);
    expect(problems[0]?.message).toMatch(/^[A-Z`].*\.$/);
    expect(problems[0]?.help).toMatch(/\.$/);
    expect([...lock.definitions.keys()]).toEqual(["A"]);
  });
});

test("any text is read without an error, and what was understood is written and read again", () => {
  const word = fc.constantFrom(
    ...'a.A field member reserved 1 -2 5-7 -9--7 7-5 x string since=1.0.0 since=- until=2.0.0 until=- "x" # <<<<<<< ======='.split(
      " ",
    ),
    ..."deprecated=-/2026-01-01 deprecated=1.0.0/2025-01-01 __proto__ constructor \n \n \r\n \uFEFF \t =".split(" "),
    "\n",
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (each) => {
      const { lock, problems } = parseLock(each);
      expect(parseLock(formatLock(lock))).toMatchObject({ lock, problems: [] });
      expect(problems.every(({ at }) => at.line <= each.split(/\r\n|\r|\n/).length)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
