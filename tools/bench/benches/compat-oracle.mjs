// Random mutants that no test has seen: the command beside `buf breaking`, line by line.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, withScratch } from "../places.mjs";

export const title = "Compat against its oracle, on fresh mutants";
export const about = `Random edits of small modules, judged by random \`breaking\` sections of three versions of \`buf.yaml\`, against the lines of
\`buf breaking\` in its order; and looking at what differs against looking at everything. Every run takes another seed:
\`COMPAT_SEED\` and \`COMPAT_MUTANTS\` repeat one.`;

const TEST = "packages/workspace/src/compat/differential.test.ts";

/** @param {{ quick: boolean }} options */
export function measure({ quick }) {
  const { COMPAT_MUTANTS: mutants = quick ? "200" : "2000", COMPAT_SEED: seed = `${randomInt(1, 2 ** 31)}` } =
    process.env;
  return withScratch((folder) => {
    const report = join(folder, "report.json");
    const argv = ["--no-install", "vitest", "run", TEST, "--reporter=json", `--outputFile=${report}`];
    const env = { ...process.env, COMPAT_MUTANTS: mutants, COMPAT_SEED: seed };
    spawnSync("npx", argv, { cwd: ROOT, env, stdio: "ignore" });
    const [test] = JSON.parse(readFileSync(report, "utf8")).testResults.flatMap(
      ({ assertionResults }) => assertionResults,
    );
    if (test?.meta?.mutants === undefined)
      throw new Error(`${TEST} ended early with seed ${seed}: ${test?.failureMessages?.[0] ?? "no test ran."}`);
    const { status, meta } = test;
    return { rows: [], ratios: [], differential: { seed: Number(seed), ...meta, isPassed: status === "passed" } };
  });
}
