import { indexLines } from "@nx-contracts/ir";
import type { ReadDiagnostic, ReadOptions, Source } from "@nx-contracts/ir";
import type { ProtoFile, ProtoFileOption } from "@nx-contracts/ir";
import { MessageContent, describeEnum, describeMessage, describeService } from "./describe-definitions.js";
import type { FileSurroundings } from "./describe-definitions.js";
import { languageFeatures } from "./describe-field.js";
import { Output } from "./output.js";
import { placeOf } from "./describe-options.js";
import { compileFile } from "./compile-file.js";
import { fileFeatures, optionsIn } from "./features.js";
import { linkFiles } from "./link.js";
import type { LinkedFiles } from "./link.js";
import { fieldName } from "./symbols.js";
import { join, packageOf } from "./unit.js";
import type { Problem, Unit } from "./unit.js";
import type { ProtoFile as SyntaxTree } from "./syntax-tree.js";

export interface Description {
  /** The sources that parse, in their order, then what they import, well-known files under their import path. */
  readonly files: readonly ProtoFile[];
  /** Imported files that were left out. */
  readonly leftOut: readonly string[];
  /** What keeps a source from being described as a whole. */
  readonly diagnostics: readonly ReadDiagnostic[];
}

export interface DescribeOptions extends ReadOptions {
  /** Which sources to check as thoroughly as reading them does; none when absent. */
  readonly check?: (path: string) => boolean;
  /** Which imported files to leave out of the description; none when absent. */
  readonly leaveOut?: (path: string) => boolean;
}

/**
 * Describes proto files for comparison. Unless asked for, far less is checked
 * than by reading them: only that they parse and that their names lead
 * somewhere.
 */
export function describeProto(sources: readonly Source[], options: DescribeOptions = {}): Description {
  const linked = linkFiles(sources, options);
  const diagnostics: ReadDiagnostic[] = [];
  for (const { path, text, problem } of linked.graph.broken) {
    diagnostics.push(...toDiagnostics(path, text, [{ rule: "read/syntax-error", subject: path, ...problem }]));
  }
  const files: ProtoFile[] = [];
  const leftOut: string[] = [];
  for (const unit of reachable(linked)) {
    if (!unit.isSource && options.leaveOut?.(unit.file.path) === true) {
      leftOut.push(unit.file.path);
      continue;
    }
    const isChecked = unit.isSource && options.check?.(unit.file.path) === true;
    if (isChecked) compileFile(linked.context(unit), new Output(unit, { isKept: false }));
    const problems: Problem[] = unit.isSource ? [...unit.problems] : [];
    files.push(describeUnit(linked, unit, isChecked ? [] : problems));
    diagnostics.push(...toDiagnostics(unit.file.path, unit.file.text, problems));
  }
  return { files, leftOut, diagnostics };
}

/** The sources and what they import; not the descriptor that every file is linked with. */
function reachable({ graph }: LinkedFiles): Iterable<Unit> {
  const units = new Set(graph.units.filter((unit) => unit.isSource));
  for (const unit of units) for (const imported of unit.imports) if (imported !== undefined) units.add(imported);
  return units;
}

function describeUnit(linked: LinkedFiles, unit: Unit, problems: Problem[]): ProtoFile {
  const { file } = unit;
  const scope = packageOf(file);
  const features = fileFeatures(file);
  const options = fileOptions(file);
  const javaStringCheckUtf8 = options["java_string_check_utf8"]?.value;
  const isNewer = file.syntax === "editions" && file.edition !== "2023";
  const around: FileSurroundings = {
    context: linked.context(unit).quiet(),
    languages: languageFeatures(
      { cppStringType: isNewer ? "VIEW" : "STRING", javaUtf8: "DEFAULT" },
      file.syntax === "editions" ? optionsIn(file.body) : [],
    ),
    ...(javaStringCheckUtf8 !== undefined && { javaStringCheckUtf8 }),
    unresolved: (node, inScope) =>
      problems.push({
        rule: "read/unresolved-type",
        subject: join(inScope, fieldName(node)),
        message: `"${node.map?.value ?? node.type}" is not defined here or in any imported file.`,
        help: "Correct the name, or import the file that defines it.",
        start: node.typeStart,
        end: node.typeEnd,
      }),
  };
  const content = new MessageContent(around, scope, features);
  const services = [];
  for (const declaration of file.body) {
    if (declaration.kind === "message") content.messages.push(describeMessage(around, scope, declaration, features));
    else if (declaration.kind === "enum") content.enums.push(describeEnum(around, scope, declaration, features));
    else if (declaration.kind === "extend") content.extend(declaration);
    else if (declaration.kind === "service") services.push(describeService(around, scope, declaration));
  }
  return {
    path: importPath(file.path),
    package: scope,
    syntax: file.syntax,
    ...(file.syntaxAt && { syntaxAt: placeOf(file.syntaxAt) }),
    ...(file.package && { packageAt: placeOf(file.package) }),
    options,
    messages: content.messages,
    enums: content.enums,
    extensions: content.extensions,
    services,
  };
}

function importPath(path: string): string {
  return path.startsWith("<well-known>/") ? path.slice("<well-known>/".length) : path;
}

function fileOptions(file: SyntaxTree): { readonly [name: string]: ProtoFileOption } {
  const options: { [name: string]: ProtoFileOption } = {};
  for (const option of file.body) {
    if (option.kind !== "option" || option.name.length > 1) continue;
    const [part] = option.name;
    const { value } = option;
    if (part === undefined || part.extension || (value.kind !== "string" && value.kind !== "word")) continue;
    options[part.name] = { value: value.kind === "string" ? value.value : value.word, at: placeOf(option) };
  }
  return options;
}

function toDiagnostics(path: string, text: string, problems: readonly Problem[]): readonly ReadDiagnostic[] {
  if (problems.length === 0) return [];
  const lines = indexLines(text);
  return problems.map(({ rule, subject, message, help, start, end }) => ({
    rule,
    subject,
    message: `${message} ${help}`,
    at: lines.span(path, start, end),
  }));
}
