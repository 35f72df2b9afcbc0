// Runs the suites of other runners than vitest's and counts their tests from what they report themselves.
// A suite that did not run to its end has no numbers, or one failure more than it tells of.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pythonEnvironment } from "./python-env.mjs";
import { root } from "./setup.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Count
 */

/**
 * The tests of a Python project in its pinned environment.
 *
 * @param {string} project folder below `libs/`
 * @param {string} report absolute path for the report
 * @returns {Count | undefined}
 */
export function pytest(project, report) {
  try {
    const python = pythonEnvironment(project, `libs/${project}/requirements.txt`);
    rmSync(report, { force: true });
    const cwd = join(root, "libs", project);
    const { status } = spawnSync(python, ["-m", "pytest", "-q", `--junitxml=${report}`], { cwd, stdio: "inherit" });
    return ended(countJunit(readFileSync(report, "utf8")), status);
  } catch (error) {
    console.error(String(error));
    return undefined;
  }
}

/**
 * The tests of a Rust project.
 *
 * @param {string} project folder below `libs/`
 * @returns {Count | undefined}
 */
export function cargoTest(project) {
  const { status, stdout } = spawnSync("cargo", ["test", "--locked", "--no-fail-fast"], captured(project));
  process.stdout.write(stdout ?? "");
  return ended(countCargo(stdout ?? ""), status);
}

/**
 * The tests of a Go project; a test with parts counts as much as they and one.
 *
 * @param {string} project folder below `libs/`
 * @returns {Count | undefined}
 */
export function goTest(project) {
  const { status, stdout } = spawnSync("go", ["test", "-count=1", "-json", "./..."], captured(project));
  process.stdout.write(printed(stdout ?? ""));
  return ended(countGo(stdout ?? ""), status);
}

/** @param {string} text what pytest writes with `--junitxml` */
export function countJunit(text) {
  const attribute = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(text)?.[1]);
  const failed = attribute("failures") + attribute("errors");
  return { passed: attribute("tests") - failed - attribute("skipped"), failed };
}

/** @param {string} text what `cargo test` prints: one result for every program with tests */
export function countCargo(text) {
  const results = [...text.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;/gm)];
  return {
    passed: results.reduce((sum, [, passed]) => sum + Number(passed), 0),
    failed: results.reduce((sum, [, , failed]) => sum + Number(failed), 0),
  };
}

/** @param {string} text what `go test -json` prints: one event a line */
export function countGo(text) {
  const ends = events(text).filter(({ Test }) => Test !== undefined);
  const count = (action) => ends.filter(({ Action }) => Action === action).length;
  return { passed: count("pass"), failed: count("fail") };
}

/** A runner that failed without a failed test has failed all the same: it did not compile, or crashed. */
function ended(count, status) {
  return status === 0 || count.failed > 0 ? count : { ...count, failed: 1 };
}

function printed(text) {
  return events(text)
    .map(({ Output }) => Output ?? "")
    .join("");
}

function events(text) {
  return text.split("\n").flatMap((line) => {
    try {
      return line.startsWith("{") ? [JSON.parse(line)] : [];
    } catch {
      return [];
    }
  });
}

function captured(project) {
  return {
    cwd: join(root, "libs", project),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  };
}
