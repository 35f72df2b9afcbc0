import { describe, expect, it } from "vitest";
import { live, randomHistory, shrink } from "./histories.test.support.js";
import { randomSource } from "./mutants.test.support.js";

const COUNT = Number(process.env["COMPAT_HISTORIES"] ?? 60);
const SEED = Number(process.env["COMPAT_SEED"] ?? 20_261);
const STEPS = 10;
const IS_SHRUNK = process.env["COMPAT_SHRINK"] !== "0";
/** Of how many comparisons one is put to buf too. */
const ASK_EVERY = Number(process.env["COMPAT_ASK_EVERY"] ?? 6);

describe.skipIf(COUNT === 0)("a comparison with a commit", () => {
  it(`says of ${COUNT} points of random histories what two folders do`, { timeout: 7_200_000 }, async () => {
    const random = randomSource(SEED);
    const failures: string[] = [];
    const total = { comparisons: 0, asked: 0 };
    for (let histories = 0; total.comparisons < COUNT && failures.length < 3; histories++) {
      const history = randomHistory(random, STEPS);
      const askBuf = histories % ASK_EVERY === 0;
      const run = await live(history, askBuf);
      total.comparisons += run.comparisons;
      total.asked += run.asked;
      if (run.failure === undefined) continue;
      const smallest = IS_SHRUNK ? await shrink(history, askBuf) : history;
      const { steps, failure } = await live(smallest, askBuf);
      failures.push(JSON.stringify({ ...smallest, askBuf }), ...steps, failure ?? "", "");
    }
    // oxlint-disable-next-line no-console
    console.log(`${total.comparisons} comparisons, ${total.asked} of them put to buf; COMPAT_SEED=${SEED}`);
    expect(failures.join("\n")).toBe("");
  });
});
