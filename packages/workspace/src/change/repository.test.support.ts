import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic } from "@nx-contracts/ir";
import { judge } from "../commands/judge.js";
import { type Host, openHost } from "../host.js";
import { type ChangePlan, type ChangeRequest, planChange } from "./index.js";
import type { Style } from "./styles.test.support.js";

const MARK = "\uFEFF";

/** A temporary workspace without git. */
export class Repository {
  readonly root: string;
  readonly host: Host;

  constructor({ files, bytes }: Pick<Style, "files" | "bytes">) {
    this.root = mkdtempSync(join(tmpdir(), "change-"));
    this.host = openHost({ cwd: this.root, root: this.root });
    this.write("nx.json", "{}");
    // Where what was read of TypeScript is kept.
    mkdirSync(join(this.root, ".nx"));
    for (const [path, text] of Object.entries(files)) this.write(path, encoded(path, text, bytes));
  }

  plan(request: ChangeRequest, host: Host = this.host): Promise<ChangePlan> {
    return planChange(host, { cwd: this.root, today: "2026-11-26" }, request);
  }

  /** Does what a plan says, and gives back what undoes it. */
  carryOut({ files }: ChangePlan): () => void {
    const before = new Map([...files.keys()].map((path) => [path, this.read(path)]));
    const put = (path: string, text: string | undefined) =>
      text === undefined ? rmSync(join(this.root, path)) : this.write(path, text);
    for (const [path, bytes] of files) put(path, bytes && decoded(bytes));
    return () => {
      for (const [path, text] of before) put(path, text);
    };
  }

  /** What `check` finds at error level, apart from versions and stubs. */
  async errors(): Promise<readonly Diagnostic[]> {
    const { diagnostics } = await judge(this.host, {
      cwd: this.root,
      families: ["parity", "lint", "lifecycle"],
      base: { name: "main", isGiven: false },
      today: "2026-11-26",
    });
    return diagnostics.filter(({ severity }) => severity === "error");
  }

  /** Makes it a repository of git that has everything committed. */
  commit(): void {
    const identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"];
    const git = (...args: readonly string[]) => execFileSync("git", [...identity, ...args], { cwd: this.root });
    git("init", "-q", "-b", "main");
    git("add", "--all");
    git("commit", "-q", "-m", "Begin");
  }

  read(path: string): string | undefined {
    const bytes = this.host.bytes(path);
    return bytes && decoded(bytes);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function decoded(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function encoded(path: string, text: string, bytes: Style["bytes"]): string {
  if (!/\.(?:py|proto|ts)$/.test(path)) return text;
  switch (bytes) {
    case "crlf":
      return text.replaceAll("\n", "\r\n");
    case "bom":
      return MARK + text;
    case "open-end":
      return text.replace(/\n$/, "");
    default:
      return text;
  }
}

/** Whether one text comes of another by nothing but insertions. */
export function isInserted(before: string, after: string): boolean {
  let at = 0;
  for (const char of after) if (char === before[at]) at++;
  return at >= before.length;
}

/** A text without what a formatter says of a whole file: line ends, the mark, the last line, tabs of protos. */
export function normalised(path: string, text: string): string {
  const plain = text.replace(MARK, "").replaceAll("\r\n", "\n").replace(/\n?$/, "\n");
  return path.endsWith(".proto") ? plain.replaceAll("\t", "  ") : plain;
}
