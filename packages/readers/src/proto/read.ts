import { compareSpans, indexLines } from "@nx-contracts/ir";
import { endOfSources } from "../end-of-sources.js";
import type { JsonObject, ReadDiagnostic, ReadOptions, ReadResult, Reader, Schema, Source } from "@nx-contracts/ir";
import { compileFile } from "./compile-file.js";
import type { FileSettings } from "./compile-file.js";
import { importedWrappers } from "./imported-wrappers.js";
import { linkFiles } from "./link.js";
import { Output } from "./output.js";
import type { Problem } from "./unit.js";

/**
 * Reads proto2, proto3 and editions. A file that protoc would refuse adds
 * nothing to the schema, only diagnostics; the others are read all the same.
 * @see https://protobuf.dev/reference/protobuf/proto3-spec/
 */
export const protoReader: Reader = {
  language: "proto",
  version: "2",
  read: readProto,
};

function readProto(sources: readonly Source[], options: ReadOptions = {}): ReadResult {
  const linked = linkFiles(sources, options);
  const { graph, context } = linked;
  const diagnostics: ReadDiagnostic[] = [];
  for (const { path, text, problem } of graph.broken) {
    diagnostics.push(...toDiagnostics(path, text, [{ rule: "read/syntax-error", subject: path, ...problem }]));
  }
  const schema = {
    records: [] as Schema["records"][number][],
    enums: [] as Schema["enums"][number][],
    services: [] as Schema["services"][number][],
  };
  const files: FileSettings[] = [];
  for (const unit of graph.units) {
    const { file } = unit;
    if (unit.isSource) {
      const output = new Output(unit);
      const settings = compileFile(context(unit), output);
      if (
        file.body.length === 0 &&
        file.imports.length === 0 &&
        file.package === undefined &&
        file.syntaxAt === undefined
      ) {
        diagnostics.push(emptySource(file.path));
      }
      if (unit.problems.length === 0) {
        for (const record of output.records) schema.records.push(record);
        for (const each of output.enums) schema.enums.push(each);
        for (const service of output.services) schema.services.push(service);
        files.push(settings);
      }
    }
    diagnostics.push(...toDiagnostics(file.path, file.text, unit.problems));
  }
  const imported = importedWrappers(linked, schema.records);
  const packages = new Set(files.map((file) => file.package));
  const [only] = packages;
  return {
    schema: {
      language: "proto",
      ...(packages.size === 1 && only !== undefined ? { package: only } : {}),
      ...schema,
      ...(imported.length > 0 && { imported }),
      ...endOfSources(schema, sources),
      options: { files: files as unknown as readonly JsonObject[] },
    },
    diagnostics: diagnostics.sort((a, b) => compareSpans(a.at, b.at)),
    loaded: graph.loaded,
  };
}

function toDiagnostics(path: string, text: string, problems: readonly Problem[]): readonly ReadDiagnostic[] {
  if (problems.length === 0) return [];
  const lines = indexLines(text);
  return [...problems]
    .sort((a, b) => a.start - b.start)
    .map(({ rule, subject, message, help, start, end, causedBy }) => ({
      rule,
      subject,
      message: `${message} ${help}`,
      at: lines.span(path, start, end),
      ...(causedBy !== undefined && { causedBy }),
    }));
}

function emptySource(path: string): ReadDiagnostic {
  const message = "The file defines nothing. Add a message, or remove the file.";
  return { rule: "read/empty-source", subject: path, message, at: { file: path, line: 1, column: 1 } };
}
