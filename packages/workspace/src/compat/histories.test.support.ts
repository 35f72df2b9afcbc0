import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatBufJson } from "@nx-contracts/engine/compat";
import { ContractsError } from "@nx-contracts/ir";
import { compat, type CompatRequest } from "../commands/compat.js";
import { openHost } from "../host.js";
import type { Files } from "./cases.test.support.js";
import { changeFiles, compile, FIRST_FILES, FIRST_MODULES } from "./history-files.test.support.js";
import { type Random, pick, randomSource } from "./mutants.test.support.js";

const BUF = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);
const HEAD = "protos";

/** A history as small as a list of numbers: the seeds of its steps. */
export interface History {
  readonly isWorkspace: boolean;
  readonly steps: readonly number[];
}

export interface Run {
  readonly comparisons: number;
  /** What buf was asked about. */
  readonly asked: number;
  readonly steps: readonly string[];
  /** The first two answers that should be the same. */
  readonly failure?: string;
}

export function randomHistory(random: Random, length: number): History {
  return { isWorkspace: random(4) === 0, steps: Array.from({ length }, () => random(2 ** 31)) };
}

/** Lives a history in a repository of its own, and compares where its steps say so. */
export async function live(history: History, askBuf: boolean): Promise<Run> {
  const root = mkdtempSync(join(tmpdir(), "compat-history-"));
  const repository = new Repository(root, history.isWorkspace);
  try {
    for (const seed of history.steps) {
      const failure = await repository.step(randomSource(seed), askBuf);
      if (failure !== undefined) return { ...repository, steps: repository.log, failure };
    }
    return { comparisons: repository.comparisons, asked: repository.asked, steps: repository.log };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The history with every step left out that the failure does not need. */
export async function shrink(history: History, askBuf: boolean): Promise<History> {
  let smallest = history;
  const failsWithin = (count: number) => ({ ...history, steps: history.steps.slice(0, count) });
  for (let count = 1; count < history.steps.length; count++) {
    if ((await live(failsWithin(count), askBuf)).failure === undefined) continue;
    smallest = failsWithin(count);
    break;
  }
  for (const step of smallest.steps.toReversed()) {
    const candidate = { ...smallest, steps: smallest.steps.filter((each) => each !== step) };
    if ((await live(candidate, askBuf)).failure !== undefined) smallest = candidate;
  }
  return smallest;
}

const MODULES = ["one", "two"].map((path) => ({ path }));
const SECTIONS: readonly object[] = [
  { use: ["FILE"] },
  { use: ["PACKAGE"] },
  { use: ["WIRE_JSON", "PACKAGE"], except: ["FIELD_SAME_JSON_NAME"] },
  { use: ["FILE"], ignore: ["protos/one/library"] },
  { use: ["CSR"], ignore_unstable_packages: true },
];

class Repository {
  comparisons = 0;
  asked = 0;
  readonly log: string[] = [];
  readonly #root: string;
  readonly #repository: string;
  readonly #isWorkspace: boolean;
  #named = 0;

  constructor(root: string, isWorkspace: boolean) {
    this.#root = root;
    this.#repository = join(root, "repository");
    this.#isWorkspace = isWorkspace;
    mkdirSync(this.#repository);
    if (!compile(isWorkspace ? FIRST_MODULES : FIRST_FILES)) throw new Error("The first files do not compile.");
    this.#git("init", "--quiet", "--initial-branch=main");
    this.#write("README.md", "Not a proto.\n");
    this.#write("nx.json", "{}\n");
    for (const [path, text] of isWorkspace ? FIRST_MODULES : FIRST_FILES) this.#write(`${HEAD}/${path}`, text);
    if (isWorkspace) this.#configure({ use: ["FILE"] });
    this.#commit();
    this.#git("tag", "first");
  }

  /** Changes files, then git, then compares; each of it only sometimes. */
  async step(random: Random, askBuf: boolean): Promise<string | undefined> {
    for (let changes = random(4); changes >= 0; changes--) this.#change(random);
    if (random(2) === 0) this.#gitStep(random);
    return random(5) < 2 ? this.#compare(random, askBuf) : undefined;
  }

  #change(random: Random): void {
    if (this.#isWorkspace && random(12) === 0) {
      this.log.push("change buf.yaml");
      this.#configure(pick(SECTIONS, random) ?? {});
      return;
    }
    const files = readFiles(join(this.#repository, HEAD));
    // What is broken is mended before anything else happens to it.
    if (!compile(files)) {
      this.#git("checkout", "--quiet", "--force", "HEAD", "--", HEAD);
      if (!compile(readFiles(join(this.#repository, HEAD)))) {
        this.#git("rm", "-r", "--quiet", "--force", "--ignore-unmatch", "--", HEAD);
        this.#git("clean", "--quiet", "-fdx", "--", HEAD);
        this.#git("checkout", "--quiet", "--force", "first", "--", HEAD);
      }
      this.log.push("mend");
      return;
    }
    const step = changeFiles(files, random);
    if (step === undefined) return;
    this.log.push(step.name);
    for (const path of files.keys()) if (!step.next.has(path)) rmSync(join(this.#repository, HEAD, path));
    for (const [path, text] of step.next) if (files.get(path) !== text) this.#write(`${HEAD}/${path}`, text);
  }

  #gitStep(random: Random): void {
    const name = pick(Object.keys(GIT_STEPS), random) ?? "";
    this.log.push(`git: ${name}`);
    GIT_STEPS[name]?.({
      random,
      git: (...args) => this.#git(...args),
      write: (path, text) => this.#write(path, text),
      commit: () => this.#commit(),
      files: () => this.#present(),
      newName: () => `${name.split(" ").at(-1)}${this.#named++}`,
    });
  }

  async #compare(random: Random, askBuf: boolean): Promise<string | undefined> {
    const against = this.#baseline(random);
    this.log.push(`compare with ${against}`);
    const commit = against === "merge-base" ? this.#git("merge-base", "HEAD", "main") : against;
    this.#export(commit);
    // What is broken in both versions alike is looked into only where something else asks for it.
    if (["old", "new"].every((side) => !compile(readFiles(join(this.#root, side, HEAD))))) return undefined;
    const plain = openHost({ cwd: join(this.#root, "new"), root: join(this.#root, "new") });
    const host = openHost({ cwd: this.#repository, root: this.#repository });
    const ofFolders = { head: HEAD, against: [`../old/${HEAD}`], base: { ...BASE } };
    const ofGit = { head: HEAD, against: [against], base: { ...BASE } };
    this.comparisons++;
    const all = this.#isWorkspace ? MODULE_POLICIES : POLICIES;
    for (const policies of new Set([pick(all, random) ?? [], pick(all, random) ?? []])) {
      const truth = await answer(plain, { ...ofFolders, policies, everything: true });
      const others = [
        ["git", host, { ...ofGit, policies }],
        ["git, everything", host, { ...ofGit, policies, everything: true }],
        ["folders", plain, { ...ofFolders, policies }],
      ] as const;
      for (const [how, where, request] of random(2) === 0 ? others : others.slice(0, 1)) {
        const given = await answer(where, request);
        if (given !== truth) return `${policies.join(", ")}, ${how}: ${firstDifference(given, truth)}`;
      }
    }
    return askBuf ? this.#askBuf() : undefined;
  }

  /** Buf and we, of the same two folders. */
  async #askBuf(): Promise<string | undefined> {
    const plain = openHost({ cwd: join(this.#root, "new"), root: join(this.#root, "new") });
    if (!this.#isWorkspace) {
      for (const side of ["old", "new"]) {
        const config = JSON.stringify({ version: "v2", breaking: { use: ["FILE", "PACKAGE"] } });
        writeFileSync(join(this.#root, side, HEAD, "buf.yaml"), config);
      }
    }
    const against = `../old/${HEAD}`;
    const argv = ["-n", "10", BUF, "breaking", HEAD, "--against", against, "--error-format=json"];
    const run = spawnSync("nice", argv, { cwd: join(this.#root, "new"), encoding: "utf8", maxBuffer: 2 ** 28 });
    if (run.status !== 0 && (run.status !== 100 || run.stdout.includes('"type":"COMPILE"'))) return undefined;
    this.asked++;
    const { annotations } = await compat(plain, {
      head: HEAD,
      against: [against],
      base: { ...BASE },
      policies: ["buf.yaml"],
    });
    const ours = formatBufJson(annotations);
    return ours === run.stdout ? undefined : `buf: ${firstDifference(ours, run.stdout)}`;
  }

  #baseline(random: Random): string {
    const count = Number(this.#git("rev-list", "--count", "--first-parent", "HEAD"));
    const tags = this.#git("tag", "--list").split("\n");
    const commits = this.#git("rev-list", "--all").split("\n");
    const named = ["HEAD", "HEAD", "merge-base", `HEAD~${random(count)}`, pick(tags, random), pick(commits, random)];
    return pick(named, random) ?? "HEAD";
  }

  /** The older version as its commit has it, the newer one as git sees the work tree. */
  #export(commit: string): void {
    for (const side of ["old", "new"]) {
      rmSync(join(this.#root, side), { recursive: true, force: true });
      mkdirSync(join(this.#root, side, HEAD), { recursive: true });
    }
    const paths = this.#git("ls-tree", "-r", "--name-only", "-z", commit, "--", HEAD);
    if (paths !== "") {
      const argv = ["-c", `git archive ${commit} ${HEAD} | tar -x -C ../old`];
      const { status, stderr } = spawnSync("sh", argv, { cwd: this.#repository, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    }
    for (const path of this.#present()) {
      mkdirSync(dirname(join(this.#root, "new", path)), { recursive: true });
      writeFileSync(join(this.#root, "new", path), readFileSync(join(this.#repository, path)));
    }
  }

  /** What is there and not ignored. */
  #present(): readonly string[] {
    const listed = this.#git("ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", HEAD);
    return [...new Set(listed.split("\0"))].filter((path) => path !== "" && existsSync(join(this.#repository, path)));
  }

  #configure(breaking: object): void {
    this.#write(`${HEAD}/buf.yaml`, JSON.stringify({ version: "v2", modules: MODULES, breaking: sectionOf(breaking) }));
  }

  #commit(): void {
    this.#git("add", "--all");
    this.#git("commit", "--quiet", "--allow-empty", "--message", "Step");
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#repository, path)), { recursive: true });
    writeFileSync(join(this.#repository, path), text);
  }

  #git(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync("git", [...SETTINGS, ...args], {
      cwd: this.#repository,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (status !== 0 && !MAY_FAIL.has(args[0] ?? "")) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }
}

/** Paths of a section are written from the repository; modules want them from the folder. */
function sectionOf(breaking: object): unknown {
  return JSON.parse(JSON.stringify(breaking).replaceAll(`"${HEAD}/`, '"')) as unknown;
}

interface GitStepInput {
  readonly random: Random;
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  commit(): void;
  files(): readonly string[];
  newName(): string;
}

const GIT_STEPS: { readonly [name: string]: (input: GitStepInput) => void } = {
  commit: ({ commit }) => commit(),
  "commit and tag": ({ commit, git, newName }) => {
    commit();
    git("tag", newName());
  },
  "stage everything": ({ git }) => void git("add", "--all"),
  "stage one file": ({ git, files, random }) => {
    const path = pick(files(), random);
    if (path !== undefined) git("add", "--", path);
  },
  "commit on a branch": ({ commit, git, newName }) => {
    commit();
    git("checkout", "--quiet", "-b", newName());
  },
  "go back to main": ({ commit, git }) => {
    commit();
    git("checkout", "--quiet", "main");
  },
  "merge a branch": ({ commit, git, random }) => {
    commit();
    const branch = pick(git("branch", "--format=%(refname:short)").split("\n"), random) ?? "main";
    git("merge", "--quiet", "-X", random(2) === 0 ? "ours" : "theirs", "--no-edit", branch);
    git("checkout", "--quiet", "--force", "HEAD", "--", ".");
    commit();
  },
  "take a file out of the index": ({ git, files, random }) => {
    const path = pick(files(), random);
    if (path !== undefined) git("rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--", path);
  },
  "ignore a file": ({ write, files, random, git }) => {
    const path = pick(files(), random);
    if (path === undefined || !path.endsWith(".proto")) return;
    write(".gitignore", `/${path}\n`);
    if (random(2) === 0) git("rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--", path);
  },
  "ignore a new file": ({ write, newName }) => {
    write(`${HEAD}/generated/.gitignore`, "*\n");
    write(`${HEAD}/generated/${newName()}.proto`, 'syntax = "proto3"; package app; message Generated { int32 a = 1; }');
  },
};

const SETTINGS = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.quotePath=false"];
/** `checkout` and `merge` leave what they cannot do. */
const MAY_FAIL = new Set(["merge", "checkout", "add", "rm"]);
const BASE = { name: "main", isGiven: true };
const MODULE_POLICIES = [["buf.yaml"], ["verdict"], ["verdict", "buf.yaml"]];
const POLICIES = [
  ["FILE"],
  ["PACKAGE"],
  ["CSR"],
  ["WIRE_JSON"],
  ["verdict"],
  ["verdict", "PACKAGE", "WIRE"],
  ["confluent:FULL"],
];

/** Everything that is said, but not what the older version is called or where it lies. */
async function answer(host: ReturnType<typeof openHost>, request: CompatRequest): Promise<string> {
  try {
    const { report, annotations } = await compat(host, request);
    const text = JSON.stringify({ ...report(), annotations }, undefined, 1);
    return (
      request.against
        .reduce((all, name) => all.replaceAll(new RegExp(`\`${escape(name)}\``, "g"), "`older`"), text)
        .replaceAll(/"(?:baseline|name|against)": "[^"]*"/g, '"older"')
        .replaceAll(/ since .*?, which hurts/g, " since older, which hurts")
        .replaceAll(/`merge-base of HEAD and main`/g, "`older`")
        .replaceAll(/\.\.\/old\//g, "")
        // Where a version does not compile, the path of the older one is part of what a finding is told by.
        .replaceAll(text.includes("compat/uncomparable") ? /"fingerprint": "\w+"/g : /^$/g, "")
    );
  } catch (error) {
    if (error instanceof ContractsError) return JSON.stringify(error.problems);
    throw error;
  }
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function firstDifference(given: string, truth: string): string {
  const [a, b] = [given.split("\n"), truth.split("\n")];
  const [onlyGiven, onlyTruth] = [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))];
  const show = (lines: readonly string[]) => lines.slice(0, 8).join("\n");
  return `only given:\n${show(onlyGiven)}\nonly expected:\n${show(onlyTruth)}`;
}

function readFiles(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    paths.flatMap((path): [string, string][] =>
      path.endsWith(".proto") && !path.startsWith("generated/") && statSync(join(folder, path)).isFile()
        ? [[path, readFileSync(join(folder, path), "utf8")]]
        : [],
    ),
  );
}
