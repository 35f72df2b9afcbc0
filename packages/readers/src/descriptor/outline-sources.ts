import { indexLines } from "@nx-contracts/ir";
import type { Outline, ReadDiagnostic, ReadOptions, Source } from "@nx-contracts/ir";
import { linkFiles } from "../proto/link.js";
import type { LinkedFiles } from "../proto/link.js";
import type { Problem, Unit } from "../proto/unit.js";
import { decodeFile } from "./decode-file.js";
import { OptionTypes } from "./option-types.js";
import { outlineOf } from "./outline.js";
import { descriptorOf } from "./source-file.js";

/** A file as a list of what it says, or what is wrong with it. */
export type OutlinedSource =
  | { readonly outline: Outline }
  | { readonly outline?: undefined; readonly diagnostics: readonly ReadDiagnostic[] };

/** A descriptor as a list of what it says, or in words why it says nothing. */
export type DecodedDescriptor =
  | { readonly outline: Outline }
  | { readonly outline?: undefined; readonly problem: string };

/** Proto files that compiled ones are compared with. */
export interface OutlinedSources {
  /** What a source says, by its path. */
  outline(path: string): OutlinedSource;
  /** What a serialized descriptor says. */
  decode(descriptor: Uint8Array): DecodedDescriptor;
}

const NO_TYPES = "the protos hold a descriptor.proto that cannot be read";

/**
 * Opens proto files to compare them with what was generated from them. Source
 * paths are import paths. A file is reported that cannot be parsed, or that
 * imports or names what does not exist; whatever else compilers refuse is not.
 */
export function outlineSources(sources: readonly Source[], options: ReadOptions = {}): OutlinedSources {
  const linked = linkFiles(sources, options);
  const types = OptionTypes.of(linked);
  const units = new Map(linked.graph.units.map((unit) => [unit.file.path, unit]));
  const known = new Map<string, OutlinedSource>();
  return {
    outline(path) {
      let found = known.get(path);
      if (found === undefined) known.set(path, (found = outlineSource(linked, types, units.get(path), path)));
      return found;
    },
    decode(descriptor) {
      if (types === undefined) return { problem: NO_TYPES };
      const decoded = decodeFile(descriptor, types);
      return "problem" in decoded ? decoded : { outline: outlineOf(decoded.file) };
    },
  };
}

function outlineSource(
  linked: LinkedFiles,
  types: OptionTypes | undefined,
  unit: Unit | undefined,
  path: string,
): OutlinedSource {
  const broken = linked.graph.broken.find((each) => each.path === path);
  if (broken) {
    const { text, problem } = broken;
    return { diagnostics: toDiagnostics(path, text, [{ rule: "read/syntax-error", subject: path, ...problem }]) };
  }
  if (unit === undefined || types === undefined) return { diagnostics: [] };
  const problems: Problem[] = [...unit.problems];
  // Without an import, types and options are missing that have nothing wrong with them.
  const file = problems.length > 0 ? undefined : descriptorOf(linked.context(unit), types, path, problems);
  if (file !== undefined && problems.length === 0) return { outline: outlineOf(file) };
  return { diagnostics: toDiagnostics(path, unit.file.text, problems) };
}

function toDiagnostics(path: string, text: string, problems: readonly Problem[]): readonly ReadDiagnostic[] {
  const lines = indexLines(text);
  return problems.map(({ rule, subject, message, help, start, end }) => ({
    rule,
    subject,
    message: `${message} ${help}`,
    at: lines.span(path, start, end),
  }));
}
