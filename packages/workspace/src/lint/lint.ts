import type { RawFinding } from "@nx-contracts/engine";
import type { Schema, Span } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import { findBufModule } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { isBelow, joinPath, parentOf } from "../path.js";
import { type BufFinding, bufLint } from "./buf.js";

/** Folders with a `buf.yaml` that the contracts' protos belong to, sorted. */
export function findModules(host: Host, config: Config): readonly string[] {
  const protos = config.contracts
    .flatMap(({ source, mirrors }) => [source, ...mirrors])
    .filter(({ reader }) => reader === "proto")
    .flatMap(({ files }) => files.map(({ path }) => parentOf(path)));
  const folders = [...new Set(protos)].flatMap((folder) => findBufModule(host, folder)?.folder ?? []);
  return [...new Set(folders)].sort();
}

/** A module that is being linted before anything says that it has to be. */
export interface EarlyLint {
  readonly folder: string;
  readonly findings: Promise<readonly BufFinding[]>;
}

/**
 * Starts `buf lint` where it is nearly always wanted, beside the
 * configuration, so that it works while the configuration is read.
 */
export function lintEarly(host: Host, folder: string): EarlyLint | undefined {
  if (host.kind(joinPath(folder, "buf.yaml")) !== "file") return undefined;
  const findings = lintModule(host, folder);
  // Whoever wants the findings hears of the failure; when nobody does, it does not matter.
  findings.catch(() => {});
  return { folder, findings };
}

/** Runs `buf lint` in each module; paths in the result are relative to the workspace root. */
export async function lintModules(
  host: Host,
  folders: readonly string[],
  early: EarlyLint | undefined,
): Promise<readonly BufFinding[]> {
  const findings = await Promise.all(
    folders.map((folder) => (folder === early?.folder ? early.findings : lintModule(host, folder))),
  );
  return findings.flat();
}

async function lintModule(host: Host, folder: string): Promise<readonly BufFinding[]> {
  const isPending = [...(host.pending?.keys() ?? [])].some((path) => isBelow(folder, path));
  const findings = isPending
    ? await (await import("./lint-copy.js")).lintCopy(host, folder)
    : await bufLint(host.absolute(folder));
  return findings.map((finding) => ({ ...finding, path: joinPath(folder, finding.path ?? "buf.yaml") }));
}

/** Turns lint findings of one contract into findings about its records and fields. */
export function toFindings(findings: readonly BufFinding[], schemas: readonly Schema[]): readonly RawFinding[] {
  const definitions = findings.length === 0 ? new Map<string, readonly Placed[]>() : placeDefinitions(schemas);
  return findings.map(
    ({ path = "buf.yaml", start_line: line = 1, start_column: column = 1, end_line, end_column, type, message }) => {
      const end = end_line !== undefined && end_column !== undefined && (end_line > line || end_column > column);
      const at: Span = { file: path, line, column, ...(end && { endLine: end_line, endColumn: end_column }) };
      return {
        rule: `lint/${type}`,
        severity: "error",
        subject: subjectAt(line, definitions.get(path)) ?? path,
        message: sentence(message),
        at,
        data: { id: type },
      };
    },
  );
}

/** What a finding can be about, at its place. */
interface Placed {
  readonly subject: string;
  readonly at: Span;
}

/** Every definition by the file that it stands in, outer ones ahead of what is inside them. */
function placeDefinitions(schemas: readonly Schema[]): ReadonlyMap<string, readonly Placed[]> {
  const byFile = new Map<string, Placed[]>();
  const place = (subject: string, at: Span) => {
    const known = byFile.get(at.file);
    if (known) known.push({ subject, at });
    else byFile.set(at.file, [{ subject, at }]);
  };
  const placeAll = (owner: string, at: Span, parts: readonly { readonly name: string; readonly at: Span }[]) => {
    place(owner, at);
    for (const part of parts) place(`${owner}.${part.name}`, part.at);
  };
  for (const schema of schemas) {
    const local = (name: string) =>
      schema.package && name.startsWith(`${schema.package}.`) ? name.slice(schema.package.length + 1) : name;
    for (const { qualifiedName, at, fields } of schema.records) placeAll(local(qualifiedName), at, fields);
    for (const { qualifiedName, at, members } of schema.enums) placeAll(local(qualifiedName), at, members);
    for (const { qualifiedName, at, methods } of schema.services) placeAll(local(qualifiedName), at, methods);
  }
  return byFile;
}

/** The innermost definition around a line, as a subject. */
function subjectAt(line: number, definitions: readonly Placed[] = []): string | undefined {
  let best: { readonly subject: string; readonly lines: number } | undefined;
  for (const { subject, at } of definitions) {
    const end = at.endLine ?? at.line;
    if (line < at.line || line > end) continue;
    if (!best || end - at.line <= best.lines) best = { subject, lines: end - at.line };
  }
  return best?.subject;
}

function sentence(message: string): string {
  const text = message.trim();
  const capital = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
