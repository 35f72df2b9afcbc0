import { isAbsolute, relative, sep } from "node:path";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import {
  type BreakingConfig,
  BUF_CATEGORIES,
  type BufAnnotation,
  bufAnnotations,
  compareProto,
  type CompatPolicy,
  compatPolicy,
  judgeCompat,
  type JudgedFinding,
  sortAnnotations,
} from "@nx-contracts/engine/compat";
import type { ProtoFile } from "@nx-contracts/ir";
import { findModules, pairModules } from "../compat/modules.js";
import type { ModuleConfig } from "../compat/modules.js";
import { type ProtoTree, describeModule, readTree } from "../compat/proto-tree.js";
import { surveyModule } from "../compat/survey.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";

export interface CompatRequest {
  /** Folder of the newer version, as typed. */
  readonly head: string;
  /** Folder of the older version, as typed. */
  readonly against: string;
  /** A category of `buf breaking`, or `buf.yaml` for what the one in `head` says. */
  readonly policy: string;
  /** Look into files that are the same on both sides too: slower, and the answer is the same. */
  readonly everything?: boolean;
}

export interface CompatResult {
  readonly findings: readonly JudgedFinding[];
  /** The same with their places counted, in the order of Buf. */
  readonly annotations: readonly BufAnnotation[];
}

/**
 * Judges what changed between two folders of proto files by the rules of
 * `buf breaking`.
 *
 * @throws ContractsError `usage`, `config-invalid`, `source-missing` or `source-unreadable`
 */
export function compat(host: Host, { head, against, policy, everything = false }: CompatRequest): CompatResult {
  const byConfig = policy === "buf.yaml";
  if (!byConfig) checkCategory(policy);
  const now = readTree(host, head);
  const old = readTree(host, against);
  const newer = byConfig ? findModules(host, now, head) : [wholeFolder(host, now, head, policy)];
  const older = byConfig ? findModules(host, old, against) : [wholeFolder(host, old, against, policy)];
  const findings: JudgedFinding[] = [];
  const annotations: BufAnnotation[] = [];
  const place = placesIn(host, now, head, newer);
  for (const { before, after } of pairModules(older, newer)) {
    if (after.isDisabled) continue;
    const rules = policyOf(after.breaking, after.file);
    const [then = [], today = []] = describePair(
      { tree: old, module: before, all: older },
      { tree: now, module: after, all: newer },
      everything ? undefined : rules,
    );
    const judged = judgeCompat(compareProto(then, today), rules);
    findings.push(...judged);
    annotations.push(...bufAnnotations(judged, place));
  }
  return { findings, annotations: sortAnnotations(annotations) };
}

interface ModuleOf {
  readonly tree: ProtoTree;
  readonly module: ModuleConfig;
  /** Every module of the tree. */
  readonly all: readonly ModuleConfig[];
}

/** Describes of two modules what may differ in the eyes of `policy`; without it, and of modules that may import each other, everything. */
function describePair(
  before: ModuleOf,
  after: ModuleOf,
  policy: CompatPolicy | undefined,
): readonly (readonly ProtoFile[])[] {
  const isAlone = before.all.length === 1 && after.all.length === 1;
  const withPackages = [...(policy?.rules ?? [])].some((id) => id.startsWith("PACKAGE_"));
  const survey = policy && isAlone ? surveyModule(before, after, withPackages) : undefined;
  const describe = ({ tree, module, all }: ModuleOf, files: ReadonlySet<string> | undefined) =>
    describeModule({
      tree,
      module,
      roots: all.flatMap(({ roots }) => roots),
      wanted: (path) => files?.has(path) ?? true,
      alsoImported: survey?.imported ?? [],
    });
  const then = describe(before, survey?.before);
  const today = describe(after, survey?.after);
  return survey === undefined ? [then, today] : shareFiles(then, today, survey.same);
}

/** What only one side imports of `paths` is given to the other as well: it is there too, and the same. */
function shareFiles(
  then: readonly ProtoFile[],
  today: readonly ProtoFile[],
  paths: ReadonlySet<string>,
): readonly (readonly ProtoFile[])[] {
  const shared = new Map([...then, ...today].filter(({ path }) => paths.has(path)).map((file) => [file.path, file]));
  return [then, today].map((files) => [...files.filter(({ path }) => !paths.has(path)), ...shared.values()]);
}

function checkCategory(policy: string): void {
  if (BUF_CATEGORIES.some((category) => category === policy)) return;
  const known = [...BUF_CATEGORIES, "buf.yaml"];
  const near = nearestName(policy, known);
  throw new ContractsError("usage", {
    message: `There is no policy \`${policy}\`.`,
    next: near ? `Did you mean \`${near}\`?` : `Known: ${known.join(", ")}.`,
  });
}

/** A named category takes the folder as it stands, whatever a `buf.yaml` says. */
function wholeFolder(host: Host, tree: ProtoTree, folder: string, category: string): ModuleConfig {
  return {
    key: folder,
    roots: [host.relative(folder)],
    files: [...tree.paths],
    file: folder,
    isDisabled: false,
    breaking: {
      version: "v2",
      use: [category],
      except: [],
      ignore: [],
      ignoreOnly: {},
      ignoreUnstablePackages: false,
    },
  };
}

function policyOf(config: BreakingConfig, file: string): CompatPolicy {
  const result = compatPolicy(config);
  if (result.unknown === undefined) return result.policy;
  throw new ContractsError(
    "config-invalid",
    result.unknown.map(({ word, nearest }) => ({
      message: `\`${word}\` in \`${file}\` is neither a rule nor a category of \`buf breaking\` in version ${config.version}.`,
      next: nearest === undefined ? "Take it out." : `Did you mean \`${nearest}\`?`,
    })),
  );
}

/** Paths are printed the way Buf prints them: from the current folder, unless the folder was typed as an absolute path. */
function placesIn(host: Host, tree: ProtoTree, folder: string, modules: readonly ModuleConfig[]) {
  const cwd = host.absolute(host.relative("."));
  const roots = modules.flatMap((module) => module.roots);
  const find = (path: string) =>
    roots.map((root) => joinPath(root, path)).find((candidate) => tree.paths.has(candidate));
  return {
    pathOf({ path }: { readonly path: string }) {
      const found = find(path);
      if (found === undefined) return path;
      const absolute = host.absolute(found);
      return (isAbsolute(folder) ? absolute : relative(cwd, absolute)).split(sep).join("/");
    },
    textOf: ({ path }: { readonly path: string }) => tree.text(find(path) ?? "") ?? "",
  };
}
