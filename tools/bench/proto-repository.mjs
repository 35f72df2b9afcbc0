// A git repository with protos, one commit on `main`, whose work tree is edited and put back.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { copyCorpus } from "./corpus.mjs";
import { addComment, breakField, isBreakable } from "./proto-edits.mjs";

/** Nothing of the user's settings changes what is measured. */
const SETTINGS = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
const IDENTITY = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"];

export class ProtoRepository {
  /**
   * @param {string} folder absolute, missing or empty
   * @param {readonly string[]} files of the corpus
   */
  constructor(folder, files) {
    this.folder = folder;
    /** Where the protos lie, absolute. */
    this.module = join(folder, "protos");
    this.files = files;
    copyCorpus(this.module, files);
    this.#git("init", "--quiet", "--initial-branch=main");
    this.#git("add", "--all");
    this.#git(...IDENTITY, "commit", "--quiet", "--message=Protos");
    // As a clone has it.
    this.#git("repack", "-a", "-d", "--quiet");
    this.breakable = files.filter((path) => isBreakable(path, this.#read(path)));
  }

  /** Breaks a field in that many files, spread evenly, and in no other; gives their import paths. */
  breakSome(count) {
    this.#restore();
    const step = this.breakable.length / count;
    const paths = Array.from({ length: count }, (_, index) => this.breakable[Math.floor((index + 0.5) * step)]);
    for (const [turn, path] of paths.entries()) this.#write(path, breakField(this.#read(path), turn));
    this.#refresh();
    return paths;
  }

  /** Edits every file, and breaks a field where there is one. */
  breakAll() {
    this.#restore();
    const turns = new Map(this.breakable.map((path, turn) => [path, turn]));
    for (const path of this.files) {
      const text = this.#read(path);
      this.#write(path, addComment(turns.has(path) ? breakField(text, turns.get(path)) : text));
    }
    this.#refresh();
    return this.files;
  }

  get bytes() {
    return this.files.reduce((total, path) => total + this.#read(path).length, 0);
  }

  #restore() {
    this.#git("checkout", "--quiet", "--", ".");
  }

  /** Lets git take note of what is as it was, as it does while people work. */
  #refresh() {
    this.#git("status", "--porcelain");
  }

  #read(path) {
    return readFileSync(join(this.module, path), "utf8");
  }

  #write(path, text) {
    writeFileSync(join(this.module, path), text);
  }

  #git(...args) {
    execFileSync("git", args, {
      cwd: this.folder,
      env: { ...process.env, ...SETTINGS },
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
}
