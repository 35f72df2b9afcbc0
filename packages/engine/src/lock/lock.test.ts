import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lockChanges } from "./changes.js";
import { formatLock } from "./format.js";
import { EMPTY_LOCK, entryKey, type Lock } from "./lock.js";
import { parseLock } from "./parse.js";
import { inRanges } from "./ranges.js";
import { locked, release, schemaOf } from "../../fixtures/lock/releases.js";
import { updateLock } from "./update.js";

const history = fc.array(release, { minLength: 1, maxLength: 5 });

/** Every entry, as its definition and its key. */
function keysOf({ definitions }: Lock): readonly string[] {
  return [...definitions.values()].flatMap(({ qualifiedName, entries }) =>
    entries.map((entry) => `${qualifiedName} ${entryKey(entry)}`),
  );
}

describe("any history of the protos", () => {
  test("never loses an entry or a reservation", () => {
    fc.assert(
      fc.property(history, (releases) => {
        let lock = EMPTY_LOCK;
        const seen = new Set<string>();
        const numbers: [message: string, number: number][] = [];
        for (const each of releases) {
          lock = locked(lock, each);
          for (const [message, { fields, reserved }] of Object.entries(each.messages)) {
            for (const { number, name } of fields) seen.add(`v1.${message} field ${number} ${name}`);
            for (const { from, to } of reserved?.numbers ?? [])
              numbers.push([`v1.${message}`, from], [`v1.${message}`, to]);
          }
          const known = new Set(keysOf(lock));
          expect([...seen].filter((key) => !known.has(key))).toEqual([]);
          for (const [message, number] of numbers)
            expect(inRanges(lock.definitions.get(message)?.reserved.numbers ?? [], number)).toBe(true);
        }
      }),
    );
  });

  test("is active exactly where the protos have it", () => {
    fc.assert(
      fc.property(history, (releases) => {
        const lock = releases.reduce(locked, EMPTY_LOCK);
        const last = releases.at(-1)?.messages ?? {};
        const active = [...lock.definitions.values()].flatMap(({ qualifiedName, entries }) =>
          entries.flatMap(({ retired, number, name, deprecated }) =>
            retired ? [] : [`${qualifiedName} ${number} ${name} ${deprecated !== undefined}`],
          ),
        );
        const now = Object.entries(last).flatMap(([message, { fields }]) =>
          fields.map(({ number, name, deprecated }) => `v1.${message} ${number} ${name} ${deprecated === true}`),
        );
        expect(active.sort()).toEqual(now.sort());
      }),
    );
  });

  test("is locked the same when it is locked twice, whatever the day and the version", () => {
    fc.assert(
      fc.property(history, release, (releases, later) => {
        const lock = releases.reduce(locked, EMPTY_LOCK);
        const again = locked(lock, { ...later, messages: releases.at(-1)?.messages ?? {} });
        expect(formatLock(again)).toBe(formatLock(lock));
        expect(lockChanges(lock, again)).toEqual([]);
      }),
    );
  });

  test("is changed where, and only where, something is told to be", () => {
    fc.assert(
      fc.property(history, release, (releases, next) => {
        const lock = releases.reduce(locked, EMPTY_LOCK);
        const after = locked(lock, next);
        expect(lockChanges(lock, after).length === 0).toBe(formatLock(lock) === formatLock(after));
      }),
    );
  });

  test("reads as it was written, in any order of lines and with any line ends", () => {
    fc.assert(
      fc.property(history, fc.constantFrom("\n", "\r\n"), fc.boolean(), fc.boolean(), (releases, end, bom, reverse) => {
        const lock = releases.reduce(locked, EMPTY_LOCK);
        const lines = formatLock(lock).split("\n");
        const text = (bom ? "\uFEFF" : "") + (reverse ? lines.toReversed() : lines).join(end);
        const read = parseLock(text);
        expect(read.problems).toEqual([]);
        expect(read.lock).toEqual(lock);
        expect(formatLock(read.lock)).toBe(formatLock(lock));
      }),
    );
  });

  test("joined line by line with another branch's, it holds what either holds", () => {
    fc.assert(
      fc.property(history, release, release, (releases, left, right) => {
        const base = releases.reduce(locked, EMPTY_LOCK);
        const [ours, theirs] = [locked(base, left), locked(base, right)];
        const join = (a: Lock, b: Lock) => parseLock(formatLock(a) + formatLock(b)).lock;
        const both = join(ours, theirs);
        expect(new Set(keysOf(both))).toEqual(new Set([...keysOf(ours), ...keysOf(theirs)]));
        expect(formatLock(join(theirs, ours))).toBe(formatLock(both));
        expect(formatLock(join(both, both))).toBe(formatLock(both));
        for (const { qualifiedName, entries } of both.definitions.values()) {
          for (const entry of entries) {
            const twins = [ours, theirs].flatMap(
              ({ definitions }) =>
                definitions.get(qualifiedName)?.entries.filter((each) => entryKey(each) === entryKey(entry)) ?? [],
            );
            expect(entry.retired !== undefined).toBe(twins.some(({ retired }) => retired !== undefined));
            expect(entry.deprecated !== undefined).toBe(twins.some(({ deprecated }) => deprecated !== undefined));
          }
        }
      }),
    );
  });
});

describe("an update", () => {
  const before = schemaOf({
    Anime: {
      fields: [
        { number: 1, name: "title" },
        { number: 2, name: "studio" },
      ],
    },
  });
  const start = updateLock(EMPTY_LOCK, [before], { version: "1.0.0", today: "2026-01-01" });

  test("writes one line an entry, sorted by type, kind, number and name", () => {
    const schema = schemaOf({
      Studio: {
        fields: [
          { number: 10, name: "b" },
          { number: 9, name: "a", type: "int32" },
        ],
      },
      Anime: {
        fields: [{ number: 1, name: "title", deprecated: true }],
        reserved: {
          numbers: [
            { from: 7, to: 8 },
            { from: 2, to: 2 },
            { from: 6, to: 6 },
          ],
          names: ["studio", "old"],
        },
      },
    });
    const lock = updateLock(start, [schema], { version: "1.1.0", today: "2026-02-01" });
    expect(formatLock(lock).split("\n").slice(1)).toEqual([
      "v1.Anime field 1 title string since=1.0.0 deprecated=1.1.0/2026-02-01",
      "v1.Anime field 2 studio string since=1.0.0 until=1.1.0",
      "v1.Anime reserved 2",
      "v1.Anime reserved 6-8",
      'v1.Anime reserved "old"',
      'v1.Anime reserved "studio"',
      "v1.Studio field 9 a int32 since=1.1.0",
      "v1.Studio field 10 b string since=1.1.0",
      "",
    ]);
  });

  test("without a version marks what it has to say all the same", () => {
    const schema = schemaOf({
      Anime: {
        fields: [
          { number: 1, name: "title", deprecated: true },
          { number: 3, name: "year" },
        ],
      },
    });
    expect(
      formatLock(updateLock(start, [schema], { today: "2026-02-01" }))
        .split("\n")
        .slice(1),
    ).toEqual([
      "v1.Anime field 1 title string since=1.0.0 deprecated=-/2026-02-01",
      "v1.Anime field 2 studio string since=1.0.0 until=-",
      "v1.Anime field 3 year string",
      "",
    ]);
  });

  test("leaves a number that is held back as it was", () => {
    const schema = schemaOf({
      Anime: {
        fields: [
          { number: 1, name: "title" },
          { number: 2, name: "year", type: "int32" },
        ],
      },
    });
    const heldBack = new Set(["v1.Anime field 2"]);
    expect(updateLock(start, [schema], { today: "2026-02-01", heldBack })).toEqual(start);
  });
});
