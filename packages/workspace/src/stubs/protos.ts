import { indexLines, type ReadDiagnostic, type RelatedPlace, type Source, type Span } from "@nx-contracts/ir";
import type { StubDifference } from "@nx-contracts/engine/stubs";
import { outlineSources, type OutlinedSources } from "@nx-contracts/readers/stubs";
import type { ProtoSet } from "../codegen/discover.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { decodeSource } from "../read/decode-source.js";

/** How many places of a proto a finding points to. */
const MOST_PLACES = 3;

/** The protos of a project, opened to be compared with what was generated from them. */
export class ProjectProtos {
  /** Import path → path relative to the workspace root. */
  readonly files: ReadonlyMap<string, string>;
  readonly outlines: OutlinedSources;
  readonly #texts = new Map<string, string>();
  readonly #undecodable = new Map<string, ReadDiagnostic>();

  constructor(host: Host, { files, roots }: ProtoSet) {
    this.files = files;
    const sources: Source[] = [];
    for (const [importPath, path] of files) {
      const bytes = host.bytes(path) ?? new Uint8Array();
      const { source, diagnostic } = decodeSource(path, bytes);
      if (source === undefined) {
        this.#undecodable.set(importPath, diagnostic);
        continue;
      }
      this.#texts.set(importPath, source.text);
      sources.push({ path: importPath, text: source.text });
    }
    this.outlines = outlineSources(sources, { load: (path) => loadFrom(host, roots, path) });
  }

  /** What a proto says; `undefined` where it is broken, and `problems` says why. */
  outline(importPath: string) {
    return this.outlines.outline(importPath).outline;
  }

  /** What is wrong with a proto, at places of the workspace. */
  problems(importPath: string): readonly ReadDiagnostic[] {
    const undecodable = this.#undecodable.get(importPath);
    if (undecodable) return [undecodable];
    const found = this.outlines.outline(importPath);
    const file = this.pathOf(importPath);
    return (found.outline === undefined ? found.diagnostics : []).map((each) => ({
      ...each,
      subject: each.subject === importPath ? file : each.subject,
      at: { ...each.at, file },
    }));
  }

  pathOf(importPath: string): string {
    return this.files.get(importPath) ?? importPath;
  }

  /** The first place of a proto. */
  startOf(importPath: string): Span {
    return { file: this.pathOf(importPath), line: 1, column: 1 };
  }

  /** Where the proto says what a stub does not. */
  placesOf(importPath: string, differences: readonly StubDifference[]): readonly RelatedPlace[] {
    const text = this.#texts.get(importPath) ?? "";
    const lines = indexLines(text);
    const file = this.pathOf(importPath);
    return differences.slice(0, MOST_PLACES).map(({ kind, name, change, at }) => ({
      message: change === "extra" ? `Without the ${kind} \`${name}\`` : `The ${kind} \`${name}\` in the proto`,
      at: { file, ...lines.position(at) },
    }));
  }
}

function loadFrom(host: Host, roots: readonly string[], importPath: string): Source | undefined {
  for (const root of roots) {
    const path = joinPath(root, importPath);
    const bytes = host.kind(path) === "file" ? host.bytes(path) : undefined;
    const source = bytes && decodeSource(importPath, bytes).source;
    if (source) return source;
  }
  return undefined;
}
