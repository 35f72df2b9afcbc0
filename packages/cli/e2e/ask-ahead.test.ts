import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "@nx-contracts/ir";
import { afterEach, beforeEach, expect, test } from "vitest";
import { COMMAND } from "./reference.js";
import { createRepository, type Repository } from "./repository.js";

const MODEL = "models/show.py";
const MIRROR = "protos/show.proto";
const SIDES = `source: { reader: pydantic, files: [${MODEL}] }
    mirrors: [{ reader: proto, files: [${MIRROR}] }]
`;
const FILES = {
  "contracts.yaml": `name: shows\ncontracts:\n  - id: shows\n    kind: event\n    ${SIDES}`,
  [MODEL]: "from pydantic import BaseModel\n\n\nclass Show(BaseModel):\n    id: str\n",
  [MIRROR]: 'syntax = "proto3";\npackage shows.v1;\n\nmessage Show {\n  string id = 1;\n}\n',
};

let repository: Repository;
let caches: string;
beforeEach(async () => {
  caches = mkdtempSync(join(tmpdir(), "caches "));
  repository = await createRepository(FILES);
});
afterEach(() => {
  repository.remove();
  rmSync(caches, { recursive: true, force: true });
});

/** Rules and subjects that `cochange` reports, and the questions that git was asked, in order. */
function cochange(more: NodeJS.ProcessEnv = {}) {
  const trace = join(caches, "trace");
  rmSync(trace, { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, "cochange", "--format", "json"], {
    cwd: repository.root,
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: caches, GIT_TRACE: trace, ...more },
  });
  const found =
    stdout === "" ? [] : (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
  const verbs = (existsSync(trace) ? readFileSync(trace, "utf8") : "").matchAll(/built-in: git (\S+)/g);
  const asked = [...verbs].flatMap(([, verb = ""]) => (verb === "cat-file" ? [] : [verb])).sort();
  return { status, stderr, rules: found.map(({ rule, subject }) => `${rule} ${subject}`), asked };
}

const addTo = (path: string, after: string, line: string) => repository.replace(path, after, `${after}${line}\n`);
const asked = () => readdirSync(join(caches, "nx-contracts")).filter((name) => name.startsWith("asked-"));
const askedFile = () => join(caches, "nx-contracts", asked()[0] ?? "");
const ONCE = ["diff", "ls-files", "rev-parse"];
const BEHIND = ["cochange/mirror-not-updated shows:Show.year"];
const green = { status: 0, stderr: "", rules: [], asked: ONCE };
const red = { status: 1, stderr: "", rules: BEHIND, asked: ONCE };

test("what was asked is asked ahead, once, and says what is so now", () => {
  expect(cochange()).toEqual(green);
  addTo(MODEL, "    id: str\n", "    year: int");
  expect(cochange()).toEqual(red);
  addTo(MIRROR, "  string id = 1;\n", "  int64 year = 2;");
  expect(cochange()).toEqual(green);
  expect(asked()).toHaveLength(1);
});

test("another configuration and another base ask anew", () => {
  cochange();
  addTo(MODEL, "    id: str\n", "    year: int");
  const moved = "models/series.py";
  renameSync(join(repository.root, MODEL), join(repository.root, moved));
  repository.replace("contracts.yaml", MODEL, moved);
  expect(cochange()).toMatchObject({ rules: BEHIND, asked: ["diff", "diff", "ls-files", "ls-files", "rev-parse"] });
  expect(cochange()).toMatchObject({ rules: BEHIND, asked: ONCE });
  addTo(MIRROR, "  string id = 1;\n", "  int64 year = 2;");
  repository.commit("Add the year");
  repository.git("branch", "-f", "main", "HEAD");
  addTo(moved, "    year: int\n", "    end: int");
  expect(cochange().rules).toEqual(["cochange/mirror-not-updated shows:Show.end"]);
});

const twice = (text: string) => Buffer.from(text + text);
const onceOf = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2).toString();

test.each([
  ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 3)],
  ["of other words", (bytes: Buffer) => twice(onceOf(bytes).replace("cochange", "compat"))],
  ["of another folder's", (bytes: Buffer) => twice(onceOf(bytes).replaceAll(repository.root, caches))],
])("a kept question that is %s is not asked", (_what, damage) => {
  cochange();
  const whole = readFileSync(askedFile());
  writeFileSync(askedFile(), damage(whole));
  expect(cochange()).toEqual(green);
  expect(readFileSync(askedFile())).toEqual(whole);
});

test("where git fails while it is asked ahead, it is asked again", () => {
  cochange();
  addTo(MODEL, "    id: str\n", "    year: int");
  const programs = join(caches, "programs");
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  mkdirSync(programs);
  const once = `case "$*" in *--raw*) mkdir "${caches}/failed" 2>/dev/null && exit 1;; esac`;
  writeFileSync(join(programs, "git"), `#!/bin/sh\n${once}\nexec "${real}" "$@"\n`, { mode: 0o755 });
  expect(cochange({ PATH: `${programs}:${process.env["PATH"]}` })).toEqual({ ...red, asked: ONCE });
  expect(existsSync(join(caches, "failed"))).toBe(true);
});

test("where git is gone, that is said as without a question", () => {
  cochange();
  const { status, stderr, rules } = cochange({ PATH: caches });
  expect(cochange({ PATH: caches, NODE_DISABLE_COMPILE_CACHE: "1" })).toMatchObject({ status, stderr, rules });
  expect(stderr).not.toContain("at ");
});

test("where the repository is gone, the answer is the same as without a question", () => {
  cochange();
  renameSync(join(repository.root, ".git"), join(caches, "git"));
  const { status, stderr, rules } = cochange();
  expect(cochange({ NODE_DISABLE_COMPILE_CACHE: "1" })).toMatchObject({ status, stderr, rules });
  expect(rules).toEqual(["compat/baseline-missing shows:merge-base"]);
});

test("of a hundred questions those that were asked last are kept", () => {
  cochange();
  const name = asked()[0] ?? "";
  for (let i = 0; i < 120; i++) {
    const place = join(caches, "nx-contracts", `asked-0000${String(i).padStart(4, "0")}`);
    writeFileSync(place, "");
    utimesSync(place, 1_700_000_000 + i, Date.now() / 1000 - 1000 + i);
  }
  rmSync(join(caches, "nx-contracts", name));
  cochange();
  expect(asked()).toHaveLength(100);
  expect(asked()).toContain(name);
  expect(asked()).not.toContain("asked-00000020");
  expect(asked()).toContain("asked-00000021");
});
