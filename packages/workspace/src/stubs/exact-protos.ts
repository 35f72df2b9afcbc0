import type { ReadDiagnostic, Source } from "@nx-contracts/ir";
import { outlineSources, type OutlinedSources } from "@nx-contracts/readers/stubs";
import type { ProtoSet } from "../codegen/discover.js";
import { withImports } from "../codegen/proto-imports.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { decodeSource } from "../read/decode-source.js";
import type { ProjectProtos } from "./protos.js";

/** Protos of a project, parsed to be compared with what was generated from them. */
export class ExactProtos {
  readonly outlines: OutlinedSources;
  readonly #protos: ProjectProtos;
  readonly #undecodable = new Map<string, ReadDiagnostic>();

  /** @param wanted import paths of those that are asked for; of others nothing is known */
  constructor(host: Host, { roots }: ProtoSet, protos: ProjectProtos, wanted: ReadonlySet<string>) {
    this.#protos = protos;
    const all = new Set(protos.files.keys());
    const opened = wanted.size === all.size ? all : withImports(wanted, all, (path) => protos.textOf(path));
    const sources: Source[] = [];
    for (const importPath of all) {
      if (!opened.has(importPath)) continue;
      const { source, diagnostic } = decodeSource(protos.pathOf(importPath), protos.bytesOf(importPath));
      if (source === undefined) this.#undecodable.set(importPath, diagnostic);
      else sources.push({ path: importPath, text: source.text });
    }
    this.outlines = outlineSources(sources, { load: (path) => loadFrom(host, roots, path) });
  }

  /** What a proto says; `undefined` where it is broken, and `problems` says why. */
  outline(importPath: string) {
    return this.outlines.outline(importPath).outline;
  }

  hasServices(importPath: string): boolean {
    const outline = this.outline(importPath);
    if (outline === undefined) return false;
    for (const { kind } of outline.elements.values()) if (kind === "service") return true;
    return false;
  }

  /** What is wrong with a proto, at places of the workspace. */
  problems(importPath: string): readonly ReadDiagnostic[] {
    const undecodable = this.#undecodable.get(importPath);
    if (undecodable) return [undecodable];
    const found = this.outlines.outline(importPath);
    const file = this.#protos.pathOf(importPath);
    return (found.outline === undefined ? found.diagnostics : []).map((each) => ({
      ...each,
      subject: each.subject === importPath ? file : each.subject,
      at: { ...each.at, file },
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
