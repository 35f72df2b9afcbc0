import { indexLines } from "@nx-contracts/ir";
import type { Outline, ReadDiagnostic, ReadOptions, Source } from "@nx-contracts/ir";
import { linkFiles } from "../proto/link.js";
import { decodeFile } from "./decode-file.js";
import { OptionTypes } from "./option-types.js";
import { outlineOf } from "./outline.js";
import { descriptorOf } from "./source-file.js";

/** Proto files that compiled ones are compared with. */
export interface OutlinedSources {
  /** What a source says, by its path; made when it is asked for. `undefined` for what does not parse. */
  outline(path: string): Outline | undefined;
  /** What a serialized descriptor says, or in words why it says nothing. */
  decode(descriptor: Uint8Array): { readonly outline: Outline } | { readonly problem: string };
  /** What keeps sources from being outlined. */
  readonly diagnostics: readonly ReadDiagnostic[];
}

/**
 * Opens proto files to compare them with what was generated from them. Source
 * paths are import paths. Only what keeps a file from being parsed or its
 * imports from being found is reported.
 */
export function outlineSources(sources: readonly Source[], options: ReadOptions = {}): OutlinedSources {
  const linked = linkFiles(sources, options);
  const types = OptionTypes.of(linked);
  const units = new Map(linked.graph.units.map((unit) => [unit.file.path, unit]));
  const diagnostics = linked.graph.broken.flatMap(({ path, text, isSource, problem }): readonly ReadDiagnostic[] => {
    if (!isSource) return [];
    const at = indexLines(text).span(path, problem.start, problem.end);
    return [{ rule: "read/syntax-error", subject: path, message: `${problem.message} ${problem.help}`, at }];
  });
  return {
    outline(path) {
      const unit = units.get(path);
      return unit && types && outlineOf(descriptorOf(linked.context(unit), types, path));
    },
    decode(descriptor) {
      if (types === undefined) return { problem: "the protos hold a descriptor.proto that cannot be read" };
      const decoded = decodeFile(descriptor, types);
      return "problem" in decoded ? decoded : { outline: outlineOf(decoded.file) };
    },
    diagnostics,
  };
}
