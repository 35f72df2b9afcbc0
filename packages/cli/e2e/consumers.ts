import { join } from "node:path";
import type { Diagnostic } from "@nx-contracts/ir";
import { consumerFiles, READERS } from "./consumer-files.js";
import { runCommand } from "./reference.js";
import { CONFIG, PROTO, type Repository, shown, unlockedRepository } from "./repository.js";

/** The one read of `score` in each of `READERS`; every other mention there is a decoy. */
export const READ = {
  python: "show.score // 20",
  typescript: "show.score / 20",
  rust: "show.score / 20",
  go: "show.GetScore() / 20",
} as const;

/** What a mention is that is no use of the field: a comment, a string, a field of another type. */
const DECOYS = {
  python: ["# show.score", '"show.score"', "review.score"],
  typescript: ["// show.score", '"show.score"', "review.score"],
  rust: ["// show.score", '"show.score"', "review.score"],
  go: ["shown; show.GetScore()", '"show.Score"', "review.Score"],
} as const;

/** A workspace in a git repository of its own whose projects use one contract; its commands run in `protos`. */
export interface ConsumerWorkspace extends Repository {
  /** 1-based line of a text that the file holds exactly once. */
  line(path: string, text: string): number;
  /** `file:line` of the one read of `score` in each language, sorted. */
  readonly reads: readonly string[];
  /** `file:line` of what only looks like a use, sorted. */
  readonly decoys: readonly string[];
}

/** Makes the workspace with the lock written and everything committed on `main`; the branch `change` is checked out. */
export async function createConsumers(files: { readonly [path: string]: string } = {}): Promise<ConsumerWorkspace> {
  const repository = unlockedRepository({ ...consumerFiles(), ...files });
  repository.git("checkout", "-q", "main");
  repository.delete(CONFIG);
  repository.delete(PROTO);
  const run: Repository["run"] = (...args) => runCommand(args, join(repository.root, "protos"), { NX_BASE: "" });
  const findings: Repository["findings"] = async (...args) => {
    const { stdout, stderr } = await run("check", "--format", "json", ...args);
    if (stdout === "") throw new Error(stderr);
    return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
  };
  const line: ConsumerWorkspace["line"] = (path, text) => {
    const parts = repository.read(path).split(text);
    if (parts.length !== 2) throw new Error(`${path} holds ${JSON.stringify(text)} ${parts.length - 1} times.`);
    return (parts[0] ?? "").split("\n").length;
  };
  const places = (texts: typeof READ | typeof DECOYS) =>
    LANGUAGES.flatMap((language) =>
      [texts[language]].flat().map((text) => `${READERS[language]}:${line(READERS[language], text)}`),
    ).sort();
  await run("lock");
  repository.commit("Write the lock");
  repository.git("checkout", "-q", "-B", "change");
  return {
    ...repository,
    run,
    findings,
    async check(...args) {
      return shown(await findings(...args));
    },
    line,
    reads: places(READ),
    decoys: places(DECOYS),
  };
}

const LANGUAGES = ["python", "typescript", "rust", "go"] as const;
