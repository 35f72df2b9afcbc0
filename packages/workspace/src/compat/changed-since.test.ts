import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadConfig } from "../config/load.js";
import { askAhead } from "../git/ahead.js";
import { changedFiles } from "../git/changed-files.js";
import { findGit } from "../git/git.js";
import { openHost } from "../host.js";
import { changedSince, comparedPaths } from "./project.js";

const IDENTITY = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", "-c", "commit.gpgsign=false"];
const EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
const FILES = {
  "nx.json": '{ "defaultBase": "main" }\n',
  ".gitignore": "ignored.py\n",
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: book
    kind: event
    source: { reader: pydantic, files: [../libs/models/book.py, ../libs/models/gone.py, ../libs/models/ignored.py] }
    mirrors: [{ reader: proto, files: [book.proto] }]
generate:
  - { tool: grpcio-tools, version: "1.85.1", out: ../libs/stubs }
`,
  "protos/buf.yaml": "version: v2\n",
  "protos/book.proto": 'syntax = "proto3";\npackage library;\nmessage Book {\n  string title = 1;\n}\n',
  "protos/other.proto": 'syntax = "proto3";\npackage library;\n',
  "libs/models/book.py":
    "from pydantic import BaseModel\nfrom .shelf import Shelf\n\nclass Book(BaseModel):\n    title: str\n",
  "libs/models/gone.py": "",
  "libs/models/shelf.py": "class Shelf: ...\n",
  "libs/stubs/book_pb2.py": "# generated\n",
  "libs/far/away.py": "",
};
const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

test("what changed in a large work tree is what git says of the same paths, asked ahead or not", async () => {
  const root = mkdtempSync(join(tmpdir(), "large work tree "));
  roots.push(root);
  const run = (args: readonly string[], input?: string) =>
    execFileSync("git", [...IDENTITY, ...args], { cwd: root, encoding: "utf8", ...(input !== undefined && { input }) });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  run(["init", "-q", "-b", "main"]);
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  run(["add", "-A"]);
  const many = Array.from({ length: 3000 }, (_, i) => `100644 ${EMPTY_BLOB}\tpadding/of the index/file ${i}.txt\n`);
  run(["update-index", "--index-info"], many.join(""));
  run(["hash-object", "-w", "--stdin"], "");
  run(["commit", "-q", "-m", "Begin"]);
  const sha = run(["rev-parse", "HEAD"]).trim();

  write("libs/models/ignored.py", "a = 1\n");
  write("libs/models/shelf.py", "class Shelf: ...\n\nclass Case: ...\n");
  write("libs/stubs/new_pb2.py", "# generated\n");
  write("libs/far/away.py", "a = 1\n");
  write("protos/new.proto", 'syntax = "proto3";\n');
  rmSync(join(root, "protos/other.proto"));
  run(["rm", "-q", "--cached", "libs/stubs/book_pb2.py"]);
  const host = openHost({ cwd: root, root });
  const git = findGit(root);
  if (!git) throw new Error("There is a work tree.");
  expect(git.isLarge).toBe(true);
  const changedBy = async (find: () => Promise<readonly { readonly path: string }[]>) =>
    (await find()).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const asked = async () => changedBy(() => changedSince(host, loadConfig(host, "protos/contracts.yaml"), git, sha));

  const own = await asked();
  const config = loadConfig(host, "protos/contracts.yaml");
  expect(own).toEqual(await changedBy(() => changedFiles(git, sha, comparedPaths(host, config, git))));
  expect(own.map(({ path }) => path)).toEqual([
    "libs/models/shelf.py",
    "libs/stubs/book_pb2.py",
    "libs/stubs/new_pb2.py",
    "protos/new.proto",
    "protos/other.proto",
  ]);

  askAhead({ cwd: join(root, "protos"), config: undefined, base: undefined });
  expect(await asked()).toEqual(own);
  askAhead({ cwd: root, config: "protos", base: "no-such-branch" });
  expect(await asked()).toEqual(own);
});
