import { isAbsolute, join } from "node:path";
import type { Tree } from "@nx/devkit";
import { formatError } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { openHost } from "@nx-contracts/workspace";
import type { ChangeContext, ChangePlan, ChangeRequest } from "@nx-contracts/workspace/change";
import { dayOf } from "@nx-contracts/workspace/circumstances";

/** Options of every generator that changes a contract, as its `schema.json` describes them. */
export interface ChangeOptions {
  /** Configuration file, relative to the workspace root. */
  readonly config?: string;
  /** The Nx project of the contracts. */
  readonly project?: string;
  /** Whether stubs are generated again. */
  readonly generate?: boolean;
}

/**
 * Makes a change in the tree, and says afterwards what was done and what is
 * left for a person.
 *
 * @throws Error whose message gives the reasons and the alternatives; the tree is as it was
 */
export async function changeTree(tree: Tree, options: ChangeOptions, request: ChangeRequest): Promise<() => void> {
  const { overlay, planChange } = await import("@nx-contracts/workspace/change");
  const context = await contextOf(tree, options);
  const host = overlay(openHost({ cwd: context.cwd, root: tree.root }), unwritten(tree));
  return applyPlan(tree, await orReadable(planChange(host, context, request)));
}

/** Writes a plan to the tree, and gives back what says so. */
export function applyPlan(tree: Tree, plan: ChangePlan): () => void {
  for (const [path, bytes] of plan.files) {
    if (bytes === undefined) tree.delete(path);
    else tree.write(path, Buffer.from(bytes));
  }
  const say = () => void process.stdout.write(describePlan(plan));
  if (!isDryRun(process.argv)) return say;
  // Nx calls nobody back then.
  say();
  return () => {};
}

/** What other generators have changed in the tree and not written yet. */
export function unwritten(tree: Tree): readonly (readonly [string, Uint8Array | undefined])[] {
  return tree
    .listChanges()
    .map(({ path, content, type }) => [path, type === "DELETE" || !content ? undefined : content] as const);
}

/**
 * Turns what keeps a change from being made into text that Nx prints.
 *
 * @throws Error
 */
export async function orReadable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    throw new Error(formatError(error).trimEnd(), { cause: error });
  }
}

/** Where the options say that the contracts are. */
export async function contextOf(tree: Tree, { config, project, generate }: ChangeOptions): Promise<ChangeContext> {
  const cwd = project === undefined ? process.cwd() : join(tree.root, await rootOf(tree, project));
  const isInside = `${cwd}/`.startsWith(`${tree.root}/`);
  return {
    cwd: isInside ? cwd : tree.root,
    typedIn: process.cwd(),
    today: dayOf(new Date()),
    ...(config !== undefined && { config: isAbsolute(config) ? config : join(tree.root, config) }),
    ...(generate !== undefined && { generate }),
    progress: (step) => void process.stderr.write(`${step} …\n`),
  };
}

async function rootOf(tree: Tree, project: string): Promise<string> {
  const { readProjectConfiguration } = await import("@nx/devkit");
  return readProjectConfiguration(tree, project).root;
}

function describePlan({ files, done, left }: ChangePlan): string {
  const list = (lines: readonly string[]) => lines.map((line) => `  - ${line}\n`).join("");
  const made = done.length > 0 ? `\n${done.map((line) => `${line}\n`).join("")}` : "";
  const open = left.length > 0 ? `\nLeft for you:\n${list(left)}` : "";
  return files.size === 0 && made === "" ? "\nNothing to change.\n" : made + open;
}

function isDryRun(argv: readonly string[]): boolean {
  return argv.some((word) => /^(?:-d|--dry-?run(?:=true)?)$/i.test(word));
}
