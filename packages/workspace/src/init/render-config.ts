import { parentOf } from "../path.js";
import { uniqueName } from "./unique-name.js";
import type { GenerateDraft } from "./generate-draft.js";
import {
  type ConfigDraft,
  type ContractDraft,
  describeMatches,
  type MirrorDraft,
  type SideDraft,
} from "./contract-draft.js";

/** Columns that formatters of YAML keep to. */
const WIDTH = 80;

/**
 * The text of a `contracts.yaml`.
 *
 * @param schema path of its JSON Schema as seen from its folder, for editors
 */
export function renderConfig({ path, name, contracts, generate }: ConfigDraft, schema: string | undefined): string {
  const folder = parentOf(path);
  const head = schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`];
  const lines = [...head, `name: ${scalar(name)}`, "contracts:"];
  for (const [at, contract] of contracts.entries())
    lines.push(...(at > 0 ? [""] : []), ...renderContract(contract, folder));
  if (generate.length > 0) lines.push("", "generate:", ...renderGenerate(generate, folder));
  return `${lines.join("\n")}\n`;
}

function renderGenerate(outputs: readonly GenerateDraft[], folder: string): readonly string[] {
  const ids = new Set<string>();
  return outputs.flatMap((output) => {
    const id = uniqueName(output.tool, ids);
    const head = [`  - tool: ${output.tool}`, ...(id === output.tool ? [] : [`    id: ${scalar(id)}`])];
    if (output.tool === "buf") return [...head, `    template: ${scalar(pathFrom(folder, output.template))}`];
    return [
      ...head,
      ...(output.version === undefined ? [] : [`    version: ${JSON.stringify(output.version)}`]),
      `    out: ${scalar(pathFrom(folder, output.out))}`,
      ...(output.options ? list("options", output.options, "    ") : []),
      ...(output.protos ? list("protos", output.protos, "    ") : []),
      ...(output.grpc === undefined ? [] : ["    grpc: false"]),
    ];
  });
}

/** One contract as an item of the list `contracts`. */
export function renderContract(contract: ContractDraft, folder: string): readonly string[] {
  const { id, kind, source, mirrors, matches } = contract;
  return [
    ...describeMatches(matches).map(({ text }) => `  # ${text}`),
    `  - id: ${scalar(id)}`,
    `    kind: ${kind} # or ${kind === "api" ? "event" : "api"}; storage where the data is kept`,
    `    source:`,
    ...renderSide(source, folder, "      "),
    ...(mirrors.length > 0 ? [`    mirrors:`] : []),
    ...mirrors.flatMap((mirror) => renderMirror(mirror, folder)),
    ...renderIgnored(mirrors),
  ];
}

function renderSide({ reader, files, roots }: SideDraft, folder: string, indent: string): readonly string[] {
  const seen = (paths: readonly string[]) => paths.map((path) => pathFrom(folder, path));
  return [
    `${indent}reader: ${reader}`,
    ...list("files", seen(files), indent),
    ...(roots.length > 0 ? list("roots", seen(roots), indent) : []),
  ];
}

function renderMirror(mirror: MirrorDraft, folder: string): readonly string[] {
  const indent = "        ";
  const { records = {}, stripSuffix = [], types = {} } = mirror.mapping;
  const mapping = [
    ...(stripSuffix.length === 1 ? [`${indent}  stripSuffix: ${scalar(stripSuffix[0] ?? "")}`] : []),
    ...(stripSuffix.length > 1 ? list("stripSuffix", stripSuffix, `${indent}  `) : []),
    ...map("records", records, `${indent}  `),
    ...map("types", types, `${indent}  `),
  ];
  const lines = [
    ...renderSide(mirror, folder, indent),
    ...(mapping.length > 0 ? [`${indent}mapping:`, ...mapping] : []),
    ...(mirror.mapping.only ? list("only", mirror.mapping.only, indent) : []),
  ];
  return lines.map((line, at) => (at === 0 ? `      - ${line.trimStart()}` : line));
}

/** Each rule once with each reason, whichever mirror it is about. */
function renderIgnored(mirrors: readonly MirrorDraft[]): readonly string[] {
  const subjects = new Map<string, { readonly rule: string; readonly reason: string; readonly names: Set<string> }>();
  for (const { rule, reason, subjects: names } of mirrors.flatMap(({ ignored }) => ignored)) {
    const known = subjects.get(`${rule} ${reason}`) ?? { rule, reason, names: new Set() };
    subjects.set(`${rule} ${reason}`, known);
    for (const name of names) known.names.add(name);
  }
  if (subjects.size === 0) return [];
  return [
    "    ignore:",
    ...[...subjects.values()].flatMap(({ rule, reason, names }) => [
      `      - rule: ${rule}`,
      ...list("subject", [...names], "        "),
      `        reason: ${reason}`,
    ]),
  ];
}

/** On one line where that is short enough. */
function list(key: string, items: readonly string[], indent: string): readonly string[] {
  const line = `${indent}${key}: [${items.map(scalar).join(", ")}]`;
  if (line.length <= WIDTH) return [line];
  return [`${indent}${key}:`, ...items.map((item) => `${indent}  - ${scalar(item)}`)];
}

function map(key: string, entries: { readonly [name: string]: string }, indent: string): readonly string[] {
  const all = Object.entries(entries).map(([from, to]) => `${scalar(from)}: ${scalar(to)}`);
  if (all.length === 0) return [];
  const line = `${indent}${key}: { ${all.join(", ")} }`;
  return line.length <= WIDTH ? [line] : [`${indent}${key}:`, ...all.map((entry) => `${indent}  ${entry}`)];
}

/** Text as it may stand in YAML, in quotes only where it has to. */
export function scalar(text: string): string {
  const isPlain =
    /^[\p{L}_./][\p{L}\p{N}_./= -]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|~|\.|\.inf|\.nan)$/i.test(text);
  return isPlain && text === text.trim() ? text : JSON.stringify(text);
}

/** A path of the workspace as seen from one of its folders. */
export function pathFrom(folder: string, path: string): string {
  const from = folder === "." ? [] : folder.split("/");
  const to = path === "." ? [] : path.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/") || ".";
}
