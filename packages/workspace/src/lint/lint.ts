import type { RawFinding } from "@nx-contracts/engine";
import type { Schema, Span } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import { findBufModule } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
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

/** Runs `buf lint` in each module; paths in the result are relative to the workspace root. */
export async function lintModules(host: Host, folders: readonly string[]): Promise<readonly BufFinding[]> {
  const findings = await Promise.all(
    folders.map(async (folder) =>
      (await bufLint(host.absolute(folder))).map((finding) => ({
        ...finding,
        path: joinPath(folder, finding.path ?? "buf.yaml"),
      })),
    ),
  );
  return findings.flat();
}

/** Turns lint findings of one contract into findings about its records and fields. */
export function toFindings(findings: readonly BufFinding[], schemas: readonly Schema[]): readonly RawFinding[] {
  return findings.map(
    ({ path = "buf.yaml", start_line: line = 1, start_column: column = 1, end_line, end_column, type, message }) => {
      const end = end_line !== undefined && end_column !== undefined && (end_line > line || end_column > column);
      const at: Span = { file: path, line, column, ...(end && { endLine: end_line, endColumn: end_column }) };
      return {
        rule: `lint/${type}`,
        severity: "error",
        subject: subjectAt(at, schemas) ?? path,
        message: sentence(message),
        at,
        data: { id: type },
      };
    },
  );
}

/** The innermost definition around a place, as a subject. */
function subjectAt(at: Span, schemas: readonly Schema[]): string | undefined {
  let best: { readonly subject: string; readonly lines: number } | undefined;
  const consider = (subject: string, span: Span) => {
    const end = span.endLine ?? span.line;
    if (span.file !== at.file || at.line < span.line || at.line > end) return;
    if (!best || end - span.line <= best.lines) best = { subject, lines: end - span.line };
  };
  for (const schema of schemas) {
    const local = (name: string) =>
      schema.package && name.startsWith(`${schema.package}.`) ? name.slice(schema.package.length + 1) : name;
    for (const { qualifiedName, at: span, fields } of schema.records) {
      consider(local(qualifiedName), span);
      for (const field of fields) consider(`${local(qualifiedName)}.${field.name}`, field.at);
    }
    for (const { qualifiedName, at: span, members } of schema.enums) {
      consider(local(qualifiedName), span);
      for (const member of members) consider(`${local(qualifiedName)}.${member.name}`, member.at);
    }
    for (const { qualifiedName, at: span, methods } of schema.services) {
      consider(local(qualifiedName), span);
      for (const method of methods) consider(`${local(qualifiedName)}.${method.name}`, method.at);
    }
  }
  return best?.subject;
}

function sentence(message: string): string {
  const text = message.trim();
  const capital = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
