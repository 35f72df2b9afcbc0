import { indexLines, type RelatedPlace, type Span } from "@nx-contracts/ir";
import type { StubDifference } from "@nx-contracts/engine/stubs";
import type { ProtoSet } from "../codegen/discover.js";
import { digestOf } from "../codegen/manifest.js";
import { importsIn } from "../codegen/proto-imports.js";
import type { Host } from "../host.js";

/** How many places of a proto a finding points to. */
const MOST_PLACES = 3;

/** The protos of a project as bytes and places. Each is read once. */
export class ProjectProtos {
  /** Import path → path relative to the workspace root. */
  readonly files: ReadonlyMap<string, string>;
  /** Import paths of those that stubs may no longer say the same as: they, or what they import, are not as recorded. */
  readonly changed: ReadonlySet<string>;
  readonly #host: Host;
  readonly #bytes = new Map<string, Uint8Array>();

  /** @param recorded path → digest of the protos that the stubs were made from */
  constructor(host: Host, { files }: ProtoSet, recorded: ReadonlyMap<string, string>) {
    this.#host = host;
    this.files = files;
    this.changed = recorded.size === 0 ? new Set(files.keys()) : this.#findChanged(recorded);
  }

  /** What is in a proto; nothing where it cannot be read. */
  bytesOf(importPath: string): Uint8Array {
    let bytes = this.#bytes.get(importPath);
    if (bytes === undefined) {
      bytes = this.#host.bytes(this.pathOf(importPath)) ?? new Uint8Array();
      this.#bytes.set(importPath, bytes);
    }
    return bytes;
  }

  textOf(importPath: string): string {
    return new TextDecoder().decode(this.bytesOf(importPath));
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
    if (differences.length === 0) return [];
    const lines = indexLines(this.textOf(importPath));
    const file = this.pathOf(importPath);
    return differences.slice(0, MOST_PLACES).map(({ kind, name, change, at }) => ({
      message: change === "extra" ? `Without the ${kind} \`${name}\`` : `The ${kind} \`${name}\` in the proto`,
      at: { file, ...lines.position(at) },
    }));
  }

  #findChanged(recorded: ReadonlyMap<string, string>): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const [importPath, path] of this.files)
      if (digestOf(this.bytesOf(importPath)) !== recorded.get(path)) changed.add(importPath);
    const there = new Set(this.files.values());
    const gone = [...recorded.keys()].filter((path) => !there.has(path));
    if (changed.size + gone.length === 0) return changed;
    const importers = new Map<string, string[]>();
    for (const importPath of this.files.keys()) {
      const imports = changed.has(importPath) ? [] : importsIn(this.textOf(importPath));
      if (imports === undefined) changed.add(importPath);
      for (const imported of imports ?? []) {
        const known = importers.get(imported);
        if (known) known.push(importPath);
        else importers.set(imported, [importPath]);
        if (!this.files.has(imported) && gone.some((path) => `/${path}`.endsWith(`/${imported}`)))
          changed.add(importPath);
      }
    }
    for (const importPath of changed) for (const importer of importers.get(importPath) ?? []) changed.add(importer);
    return changed;
  }
}
