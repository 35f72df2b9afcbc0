// Correctness at full size: what the tests compare on a sample is compared on everything.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, withScratch } from "../places.mjs";

export const title = "The readers against their oracles, at full size";
export const about = `Every file of google-proto-files against the descriptor sets of \`buf build\`, 2,000 random mutants of them against its
verdicts, and every model class of fourteen PyPI packages against Pydantic at run time.`;

const SUITES = [
  ["proto schemas equal to descriptor sets", "packages/readers/src/proto/oracle.test.ts"],
  ["proto mutants accepted and refused as buf does", "packages/readers/src/proto/mutation.test.ts"],
  ["Pydantic schemas equal to run time", "packages/readers/src/pydantic/oracle"],
];

export function measure() {
  return withScratch((folder) => ({
    rows: [],
    ratios: [],
    verdicts: SUITES.map(([what, path], i) => {
      const report = join(folder, `${i}.json`);
      const argv = ["--no-install", "vitest", "run", path, "--reporter=json", `--outputFile=${report}`];
      spawnSync("npx", argv, { cwd: ROOT, env: { ...process.env, ORACLE: "all" }, stdio: "ignore" });
      const {
        numPassedTests: passed,
        numFailedTests: failed,
        numTotalTests: total,
      } = JSON.parse(readFileSync(report, "utf8"));
      return { what, passed, failed: failed + (total === 0 ? 1 : 0) };
    }),
  }));
}
