import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locked, type Messages, messages, release, schemaOf } from "../../fixtures/lock/releases.js";
import { formatLock } from "../lock/format.js";
import { EMPTY_LOCK, type Lock } from "../lock/lock.js";
import { parseLock } from "../lock/parse.js";
import { updateLock } from "../lock/update.js";
import { heldBack, type IsSettled, type LifecycleInput, lifecycleFindings } from "./findings.js";

const TODAY = "2026-12-01";
const ALL_SETTLED: IsSettled = () => true;

function inputOf(lock: Lock, state: Messages, window = { days: 90, minors: 3 }): LifecycleInput {
  return { read: parseLock(formatLock(lock)), schemas: [schemaOf(state)], today: TODAY, version: "2.1.0", window };
}

/** Rule and subject of every finding, apart from the state of the lock. */
function found(input: LifecycleInput, isSettled?: IsSettled): readonly string[] {
  return lifecycleFindings(input, () => undefined, isSettled)
    .filter(({ rule }) => rule !== "lifecycle/lock-stale")
    .map(({ rule, subject }) => `${rule} ${subject}`);
}

function isStale(input: LifecycleInput, isSettled?: IsSettled): boolean {
  return lifecycleFindings(input, () => undefined, isSettled).some(({ rule }) => rule === "lifecycle/lock-stale");
}

/** The lock after `nx-contracts lock`. */
function relock({ read, schemas }: LifecycleInput, input: LifecycleInput, isSettled?: IsSettled): Lock {
  return updateLock(read.lock, schemas, { today: TODAY, version: "2.1.0", heldBack: heldBack(input, isSettled) });
}

const history = fc.array(release, { maxLength: 4 }).map((releases) => releases.reduce(locked, EMPTY_LOCK));

describe("after any history of the protos", () => {
  test("writing the lock settles nothing: what was reported still is, and the lock is not stale", () => {
    fc.assert(
      fc.property(history, messages, (lock, state) => {
        const input = inputOf(lock, state);
        const after = inputOf(relock(input, input), state);
        expect(found(after)).toEqual(found(input));
        expect(isStale(after)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test("what was approved and locked is no longer reused, and stays so", () => {
    fc.assert(
      fc.property(history, messages, (lock, state) => {
        const input = inputOf(lock, state);
        const after = inputOf(relock(input, input, ALL_SETTLED), state);
        expect(found(after).filter((each) => /reused|too-early/.test(each))).toEqual([]);
        expect(isStale(after, ALL_SETTLED)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test("a subject is unique with its rule", () => {
    fc.assert(
      fc.property(history, messages, (lock, state) => {
        const all = found(inputOf(lock, state));
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 500 },
    );
  });

  test("protos that did not change say nothing but what was left unreserved", () => {
    fc.assert(
      fc.property(fc.array(release, { minLength: 1, maxLength: 4 }), (releases) => {
        const lock = releases.reduce(locked, EMPTY_LOCK);
        const all = found(inputOf(lock, releases.at(-1)?.messages ?? {}));
        expect(all.filter((each) => !/number-not-reserved|reservation-removed/.test(each))).toEqual([]);
      }),
    );
  });
});
