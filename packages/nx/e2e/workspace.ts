import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pack, PACKAGES } from "../../../tools/pack.mjs";
import { BOOKSHOP } from "./bookshop.js";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../..");
/** Kept from run to run. */
export const CACHE = join(repository, "node_modules/.cache/nx-contracts-tests");

/** An Nx to test with: the folder of its packages. */
export interface NxInstallation {
  readonly major: 23 | 24;
  readonly modules: string;
}

export interface Finished {
  readonly status: number | null;
  /** Standard output and standard error, colours removed. */
  readonly text: string;
}

/** A workspace outside of this repository, with the packed plugin installed. */
export interface Workspace {
  readonly root: string;
  /** What its commands run in. */
  readonly environment: NodeJS.ProcessEnv;
  nx(...args: readonly string[]): Finished;
  /** The same with more environment. */
  nxWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Finished;
  /** Runs the command itself. */
  command(...args: readonly string[]): Finished;
  /** Gives what a command line prints, in the order in which it prints it; programs of the workspace come first. */
  shell(line: string): string;
  /** Runs a task and says whether Nx took it from its cache. */
  run(task: string): Finished & { readonly isHit: boolean };
  /** Runs the affected tasks of a target and says which ones, and whether Nx took any from its cache. */
  affected(target: string): Finished & { readonly tasks: readonly string[]; readonly isHit: boolean };
  read(path: string): string;
  write(path: string, text: string): void;
  /** Replaces the first place of a text, which has to be there. */
  edit(path: string, from: string, to: string): void;
  /** The last line that git prints. */
  git(...args: readonly string[]): string;
  /** Commits everything. */
  commit(): void;
  /** Goes back to a commit of the branch `main`, default its last one. */
  reset(to?: string): void;
  remove(): void;
}

/** The Nx of this repository; nothing is downloaded. */
export function nx23(): NxInstallation {
  return { major: 23, modules: join(repository, "node_modules") };
}

/** The newest Nx, downloaded once into a cache folder. */
export function nx24(): NxInstallation {
  const folder = join(CACHE, "nx24");
  if (!existsSync(join(folder, "node_modules/nx/package.json"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name: "nx24", private: true })}\n`);
    const packages = ["nx@24.0.6", "@nx/devkit@24.0.0"];
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", ...packages], {
      cwd: folder,
      stdio: "inherit",
    });
  }
  return { major: 24, modules: join(folder, "node_modules") };
}

/** Creates a workspace in a folder with a space in its name, as a git repository. */
export function createWorkspace(
  { major, modules }: NxInstallation,
  files: { readonly [path: string]: string } = BOOKSHOP,
): Workspace {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), `nx contracts ${major}-`));
  const root = join(parent, "workspace");
  install(root, modules);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Tests", "-c", "user.email=tests@example.org", ...args], { cwd: root });
  // Nx takes a file for unchanged while its time of change stays within one second; the tests are quicker than that.
  let second = Math.floor(Date.now() / 1000);
  const stamp = (path: string) => utimesSync(join(root, path), ++second, second);
  const start = (env: NodeJS.ProcessEnv, bin: string, args: readonly string[]): Finished => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules", bin), ...args], {
      cwd: root,
      env: { ...environment(parent), ...env },
      encoding: "utf8",
    });
    // oxlint-disable-next-line no-control-regex
    return { status, text: `${stdout}${stderr}`.replace(/\u001b\[[0-9;]*m/g, "") };
  };
  const workspace: Workspace = {
    root,
    environment: environment(parent),
    nx: (...args) => workspace.nxWith({}, ...args),
    nxWith: (env, ...args) => start(env, "nx/dist/bin/nx.js", args),
    command: (...args) => start({}, "nx-contracts/bin/nx-contracts.cjs", args),
    shell(line) {
      // Files that a command changed within the second after Nx looked at them would count as unchanged.
      rmSync(join(parent, "data/nx_files.nxt"), { force: true });
      const PATH = `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
      const { stdout } = spawnSync("sh", ["-c", `{ ${line}\n} 2>&1`], {
        cwd: root,
        env: { ...environment(parent), ...IDENTITY, PATH },
        encoding: "utf8",
        // What a background process holds open would be waited for.
        timeout: 120_000,
      });
      return stdout;
    },
    run(task) {
      const finished = workspace.nx("run", task);
      return { ...finished, isHit: HIT.test(finished.text) };
    },
    affected(target) {
      const finished = workspace.nx("affected", "-t", target, "--base=HEAD", "--outputStyle=stream");
      const tasks = [...finished.text.matchAll(/^> nx run (\S+)/gm)].map(([, task = ""]) => task);
      return { ...finished, tasks: [...new Set(tasks)], isHit: HIT.test(finished.text) };
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      stamp(path);
    },
    commit() {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message=Change the contracts");
    },
    edit(path, from, to) {
      const text = workspace.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
      workspace.write(
        path,
        text.replace(from, () => to),
      );
    },
    git: (...args) =>
      git(...args)
        .toString()
        .trim()
        .split("\n")
        .at(-1) ?? "",
    reset(to = "main") {
      const changed = git("diff", "--name-only", "-z", to).toString().split("\0").filter(Boolean);
      git("checkout", "--quiet", "--force", "-B", "main", to);
      git("clean", "--quiet", "--force", "-d");
      for (const path of changed) if (existsSync(join(root, path))) stamp(path);
    },
    remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }),
  };
  for (const [path, text] of Object.entries(files)) workspace.write(path, text);
  git("init", "--quiet", "--initial-branch=main");
  workspace.commit();
  return workspace;
}

/** Who commits on the command line, and when: commits are the same in every run. */
const IDENTITY = {
  GIT_AUTHOR_NAME: "Ines",
  GIT_AUTHOR_EMAIL: "ines@example.org",
  GIT_AUTHOR_DATE: "2026-03-02T09:00:00Z",
  GIT_COMMITTER_NAME: "Ines",
  GIT_COMMITTER_EMAIL: "ines@example.org",
  GIT_COMMITTER_DATE: "2026-03-02T09:00:00Z",
};

/** What Nx says when it takes a task from its cache. */
export const HIT = /read the output from the cache/;

/** Nothing of a surrounding Nx or git run reaches the workspace. */
function environment(parent: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:NX_|GIT_|FORCE_COLOR|VITEST|NODE_OPTIONS)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    CI: "true",
    NO_COLOR: "1",
    NX_CACHE_DIRECTORY: join(parent, "cache"),
    NX_WORKSPACE_DATA_DIRECTORY: join(parent, "data"),
    NX_DAEMON: "false",
    // Half the time of every command; one test runs the plugin in a process of its own.
    NX_ISOLATE_PLUGINS: "false",
    NX_NO_CLOUD: "true",
    NX_TUI: "false",
  };
}

/** Copies the packages as a package manager unpacks them, and links what comes from the registry. */
function install(root: string, modules: string): void {
  const target = join(root, "node_modules");
  mkdirSync(join(target, ".bin"), { recursive: true });
  for (const name of ["nx", "@nx"]) symlinkSync(join(modules, name), join(target, name));
  for (const name of ["@bufbuild", "@vscode", "tinyglobby", "ts-morph"])
    symlinkSync(join(repository, "node_modules", name), join(target, name));
  cpSync(packed(), target, { recursive: true });
  symlinkSync("../nx-contracts/bin/nx-contracts.cjs", join(target, ".bin/nx-contracts"));
  symlinkSync("../nx/dist/bin/nx.js", join(target, ".bin/nx"));
  // The programs are installed: nothing of npm is left to do.
  writeFileSync(join(target, ".bin/npx"), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
}

/** The unpacked tarballs of all packages; packed once for what is built. */
function packed(): string {
  const state = createHash("sha256");
  for (const name of PACKAGES) {
    const folder = join(repository, "packages", name);
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      const { size, mtimeMs } = statSync(join(folder, path));
      state.update(`${name}/${path} ${size} ${mtimeMs}\n`);
    }
  }
  const folder = join(CACHE, `packed-${state.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  for (const name of existsSync(CACHE) ? readdirSync(CACHE) : [])
    if (name.startsWith("packed-")) rmSync(join(CACHE, name), { recursive: true });
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(join(CACHE, "draft-"));
  for (const tarball of pack(draft)) {
    const name = basename(tarball)
      .replace(/-\d.*$/, "")
      .replace(/^nx-contracts-/, "@nx-contracts/");
    mkdirSync(join(draft, name), { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", join(draft, name), "--strip-components=1"]);
    rmSync(tarball);
  }
  // Another run may have been quicker.
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
  return folder;
}
