// A large workspace in git: protos of one module, and projects of which a hundred have a model whose mirror is one of the protos.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join } from "node:path";

/** Source files of one project besides its model. */
const FILES_OF_PROJECT = 10;

const IDENTITY = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"];
const SETTINGS = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };

/**
 * Writes the workspace, commits it on `main` and checks the branch `change` out.
 *
 * @param {string} folder absolute, missing or empty
 * @param {{ projects: number, protos: number }} shape
 */
export function writeCochangeWorkspace(folder, { projects, protos }) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", '{ "name": "bench", "private": true }\n');
  write("nx.json", '{ "defaultBase": "main" }\n');
  write("protos/buf.yaml", "version: v2\n");
  for (let index = 0; index < protos; index += 1) {
    const part = `p${index % projects}`;
    write(
      `protos/bench/${part}/v1/record_${index}.proto`,
      `syntax = "proto3";\n\npackage bench.${part}.v1;\n\nmessage Record${index} {\n  string id = 1;\n  string title = 2;\n  int64 year = 3;\n}\n`,
    );
  }
  const contracts = Math.min(projects, 100);
  const entries = [];
  for (let index = 0; index < projects; index += 1) {
    const root = `libs/app-${index}`;
    write(`${root}/project.json`, `{ "name": "app-${index}" }\n`);
    write(`${root}/src/app_${index}/__init__.py`, "");
    write(
      modelOf(index),
      `from __future__ import annotations\n\nfrom pydantic import BaseModel\n\n\nclass Record${index}(BaseModel):\n    id: str\n    title: str\n    year: int\n`,
    );
    for (let file = 0; file < FILES_OF_PROJECT; file += 1)
      write(`${root}/src/app_${index}/part_${file}.py`, `def part_${file}(title: str) -> str:\n    return title\n`);
    if (index < contracts)
      entries.push(`  - id: record-${index}
    kind: event
    source: { reader: pydantic, files: [../${modelOf(index)}] }
    mirrors: [{ reader: proto, files: [bench/p${index}/v1/record_${index}.proto] }]
`);
  }
  write("protos/contracts.yaml", `name: contracts\ncontracts:\n${entries.join("")}`);
  const git = (...args) =>
    execFileSync("git", args, {
      cwd: folder,
      env: { ...process.env, ...SETTINGS },
      stdio: ["ignore", "ignore", "inherit"],
    });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git(...IDENTITY, "commit", "--quiet", "--message=Bench");
  git("repack", "-a", "-d", "--quiet");
  git("checkout", "--quiet", "-b", "change");
  return {
    /** Adds a field to that many models, spread evenly. */
    change(count) {
      git("checkout", "--quiet", "--", ".");
      for (let turn = 0; turn < count; turn += 1) {
        const path = join(folder, modelOf(Math.floor(((turn + 0.5) * contracts) / count)));
        writeFileSync(path, `${readFileSync(path, "utf8")}    rating: float\n`);
      }
      // Git takes note of what is as it was, as it does while people work.
      git("status", "--porcelain");
    },
  };
}

function modelOf(index) {
  return `libs/app-${index}/src/app_${index}/models.py`;
}
