// Every gate and every test, from a fresh clone. The last line counts them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, setup } from "./setup.mjs";
import { cargoTest, goTest, pytest } from "./suites.mjs";

setup();

const reports = mkdtempSync(join(tmpdir(), "nx-contracts-tests-"));
const count = { passed: 0, failed: 0 };

/** A gate is one test: it passes when its program exits with 0. */
function gate(name, program, args, folder = ".") {
  const { status } = spawnSync(program, args, { cwd: join(root, folder), stdio: "inherit" });
  console.log(`${status === 0 ? "passed" : "FAILED"}: ${name}`);
  count[status === 0 ? "passed" : "failed"]++;
}

const npx = (name, ...args) => gate(name, "npx", ["--no-install", ...args]);
npx("lint", "oxlint", "--quiet");
npx("format", "oxfmt", "--check", ".");
gate("generated files are fresh", process.execPath, ["tools/generate.mjs", "--check"]);
npx("unused files, exports and dependencies", "knip", "--no-progress");
gate("published packages", process.execPath, ["tools/check-packages.mjs"]);
gate("the project's own contracts", process.execPath, [
  "packages/cli/dist/main.js",
  "check",
  "--config",
  "protos",
  "--no-time",
]);

for (const folder of ["libs/catalog-go", "libs/round-trip/go"])
  gate(`go vet of ${folder}`, "go", ["vet", "./..."], folder);

const vitestReport = join(reports, "vitest.json");
spawnSync(
  "npx",
  ["--no-install", "vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`],
  {
    cwd: root,
    stdio: "inherit",
  },
);
const vitest = read(() => JSON.parse(readFileSync(vitestReport, "utf8")));
tally(
  vitest?.numPassedTests,
  vitest &&
    vitest.numFailedTests +
      vitest.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
);

for (const suite of [
  pytest("common", join(reports, "common.xml")),
  pytest("catalog-py", join(reports, "catalog-py.xml")),
  cargoTest("catalog-rs"),
  goTest("catalog-go"),
])
  tally(suite?.passed, suite?.failed);

rmSync(reports, { recursive: true, force: true });
process.exitCode = count.failed === 0 ? 0 : 1;
console.log(`${count.passed} passed, ${count.failed} failed`);

/** A suite that left no numbers, or ran nothing, has failed. */
function tally(passed, failed) {
  if (!Number.isInteger(passed) || !Number.isInteger(failed) || passed + failed === 0) {
    count.failed++;
    return;
  }
  count.passed += passed;
  count.failed += failed;
}

function read(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
