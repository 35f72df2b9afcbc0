import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProject, type Project, PYTHON, RUST } from "./generate-project.js";
import type { Outcome } from "./reference.js";

/** A contract project that passes every gate, everything of it committed. */
export interface ReleaseProject extends Project {
  git(...args: readonly string[]): string;
  /** Commits everything there is. */
  commit(message?: string): void;
  /** Replaces text that must be there exactly once. */
  replace(path: string, from: string, to: string): void;
  release(...args: readonly string[]): Promise<Outcome>;
  /** Names of the assets in a folder, and what they hold. */
  assets(folder?: string): ReadonlyMap<string, Buffer>;
}

const CONFIG = `name: shows
contracts:
  - id: shows
    kind: event
    source: { reader: pydantic, files: [../models.py] }
    mirrors: [{ reader: proto, files: [shows/v1/show.proto] }]
generate:
${PYTHON}${RUST}`;

const MODELS = `from pydantic import BaseModel


class Studio(BaseModel):
    name: str


class Show(BaseModel):
    title: str
    studio: Studio
`;

const SHOW = `syntax = "proto3";
package shows.v1;
import "shows/v1/studio.proto";

// What is on.
message Show {
  string title = 1;
  Studio studio = 2;
}
`;

const STUDIO = `syntax = "proto3";
package shows.v1;

message Studio {
  string name = 1;
}
`;

const IDENTITY = [
  "-c",
  "user.name=Ines",
  "-c",
  "user.email=ines@example.org",
  "-c",
  "commit.gpgsign=false",
  "-c",
  "tag.gpgsign=false",
];

/** No CI run of ours is taken for theirs. */
const NO_RUN = Object.fromEntries(
  [
    "SOURCE_DATE_EPOCH",
    "GITHUB_REPOSITORY",
    "GITHUB_RUN_ID",
    "GITHUB_RUN_NUMBER",
    "CI_PROJECT_PATH",
    "CI_PIPELINE_ID",
    "CI_PIPELINE_IID",
  ].map((name) => [name, ""]),
);

export async function createReleaseProject(files: { readonly [path: string]: string } = {}): Promise<ReleaseProject> {
  const project = createProject({
    ".gitignore": "node_modules\ndist\n",
    "models.py": MODELS,
    "protos/buf.yaml": "version: v2\nlint: { use: [BASIC] }\n",
    "protos/contracts.yaml": CONFIG.replace("[shows/v1/show.proto]", "[shows/v1/show.proto, shows/v1/studio.proto]"),
    "protos/shows/v1/show.proto": SHOW,
    "protos/shows/v1/studio.proto": STUDIO,
    ...files,
  });
  const { root } = project;
  const git: ReleaseProject["git"] = (...args) =>
    execFileSync("git", [...IDENTITY, ...args], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const run: Project["run"] = (args, env = {}) => project.run(args, { ...NO_RUN, NX_BASE: "", ...env });
  const made: ReleaseProject = {
    ...project,
    run,
    git,
    commit(message = "Change") {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", message);
    },
    replace(path, from, to) {
      const parts = project.read(path).split(from);
      if (parts.length !== 2) throw new Error(`${path} holds ${JSON.stringify(from)} ${parts.length - 1} times.`);
      project.write(path, parts.join(to));
    },
    release: (...args) => run(["release", ...args]),
    assets: (folder = "dist/contracts") => assetsIn(join(root, folder)),
  };
  for (const verb of ["generate", "lock"]) {
    const { status, stderr } = await run([verb]);
    if (status !== 0) throw new Error(stderr);
  }
  made.commit("Begin");
  return made;
}

export function assetsIn(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
}

/** Unpacks an archive by GNU tar, uses what is in it, and removes it. */
export function withUnpacked<Result>(archive: string, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "unpacked "));
  try {
    execFileSync("tar", ["-xzf", archive, "-C", folder]);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
