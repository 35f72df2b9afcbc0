import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHost } from "@nx-contracts/workspace";
import { type ChangeRequest, planChange } from "@nx-contracts/workspace/change";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { COMMAND } from "./reference.js";
import { createRepository, type Repository } from "./repository.js";

const MODEL = `from enum import Enum

from pydantic import BaseModel


class Mood(str, Enum):
    DARK = "DARK"
    LIGHT = "LIGHT"


class Studio(BaseModel):
    name: str


class Place(BaseModel):
    city: str


class Show(BaseModel):
    id: str
    mood: Mood | None = None
    names: dict[str, list[str]] = {}
    studio: Studio | None = None
`;

const PROTO = `syntax = "proto3";

package shows.v1;

enum Mood {
  MOOD_UNSPECIFIED = 0;
  MOOD_DARK = 1;
  MOOD_LIGHT = 2;
}

message Studio {
  string name = 1;
}

message Place {
  string city = 1;
}

message Show {
  string id = 1;
  optional Mood mood = 2;
  map<string, StringList> names = 3;
  Studio studio = 4;
}

message StringList {
  repeated string items = 1;
}
`;

const CONTRACTS = `name: shows
contracts:
  - id: shows
    kind: event
    source: { reader: pydantic, files: [show.py] }
    mirrors: [{ reader: proto, files: [protos/show.proto] }]
compat:
  policy: FILE
`;
const FILES = { "show.py": MODEL, "protos/show.proto": PROTO };

let bin = "";
beforeAll(() => {
  bin = mkdtempSync(join(tmpdir(), "bin-"));
  writeFileSync(join(bin, "nx-contracts"), `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`, {
    mode: 0o755,
  });
});
afterAll(() => rmSync(bin, { recursive: true }));

let repository: Repository;
afterEach(() => repository.remove());

/** Has a generator's use case plan and write a change; gives the lines that are left as commands. */
async function change(request: ChangeRequest, cwd = repository.root, config?: string): Promise<readonly string[]> {
  const context = { cwd, today: "2026-11-26", ...(config !== undefined && { config }) };
  const plan = await planChange(openHost({ cwd, root: repository.root }), context, request);
  for (const [path, bytes] of plan.files) {
    if (bytes) repository.write(path, bytes);
    else repository.delete(path);
  }
  return plan.left.flatMap((line) => /^\s*nx-contracts approve .*$/m.exec(line) ?? []);
}

function inShell(line: string, cwd = repository.root): void {
  execFileSync("sh", ["-c", line], {
    cwd,
    env: { ...process.env, NX_BASE: "", PATH: `${bin}:${process.env["PATH"]}` },
    stdio: "pipe",
  });
}

const errors = async (...args: readonly string[]) =>
  (await repository.findings(...args)).filter(({ severity }) => severity === "error");

test.each<[string, ChangeRequest, number]>([
  [
    "a field that has to be given",
    { kind: "add-field", record: "Show", name: "year", type: "int64", required: true },
    1,
  ],
  ["a member", { kind: "add-member", enum: "Mood", name: "GREY" }, 1],
  ["a member that is gone", { kind: "remove-member", enum: "Mood", name: "LIGHT" }, 2],
  ["a field that is gone, with what gave its list a name", { kind: "remove-field", record: "Show", name: "names" }, 3],
  ["a required field that is gone", { kind: "remove-field", record: "Show", name: "id" }, 2],
  ["a record that is gone", { kind: "remove-record", name: "Place" }, 1],
  ["a field that needs nobody's approval", { kind: "add-field", record: "Show", name: "year", type: "int64?" }, 0],
])("what is printed approves %s, word for word, and `check` is green", async (_what, request, count) => {
  repository = await createRepository({ "contracts.yaml": CONTRACTS, ...FILES });
  const lines = await change(request);
  expect((await errors()).map(({ rule, subject }) => `${rule} ${subject}`)).toHaveLength(count);
  expect(lines).toHaveLength(count);
  for (const line of lines) inShell(line);
  expect(await errors()).toEqual([]);
});

test("it names the configuration where there are several, and what was refused before is not said again", async () => {
  const own = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`shows here/${path}`, text]));
  const other = { "other/contracts.yaml": CONTRACTS.replace("name: shows", "name: other"), "other/show.py": MODEL };
  repository = await createRepository({
    "contracts.yaml": "name: none\n",
    "shows here/contracts.yaml": CONTRACTS,
    ...own,
    ...other,
    "other/protos/show.proto": PROTO,
  });
  rmSync(join(repository.root, "contracts.yaml"));
  mkdirSync(join(repository.root, "below"));
  const config = join(repository.root, "shows here/contracts.yaml");
  const [first = ""] = await change({ kind: "add-member", enum: "Mood", name: "GREY" }, repository.root, config);
  expect(first).toContain("--config 'shows here/contracts.yaml'");
  const [second = "", ...more] = await change(
    { kind: "add-member", enum: "Mood", name: "RED" },
    join(repository.root, "below"),
    config,
  );
  expect([second, more]).toEqual([expect.stringContaining("--config '../shows here/contracts.yaml'"), []]);
  inShell(first);
  inShell(second, join(repository.root, "below"));
  expect(await errors("--config", "shows here/contracts.yaml")).toEqual([]);
});
