import type { Schema, SchemaRecord } from "@nx-contracts/ir";
import type { LockedDefinition } from "../lock/lock.js";
import type { Page } from "./page.js";

/** A proto of a module, whether a contract lists it or not. */
export interface ModuleProto {
  readonly file: string;
  /** The path by which others import it. */
  readonly importPath: string;
  /** Import paths. */
  readonly imports: ReadonlySet<string>;
  /** Empty where it has none. */
  readonly package: string;
  readonly records: readonly SchemaRecord[];
  /** What it declares at the top level, without the package. */
  readonly names: readonly string[];
}

/** Protos that are compiled together: no two files of one package declare one name. */
export interface ProtoModule {
  readonly protos: readonly ModuleProto[];
  /** All of them as one schema. */
  readonly schema: Schema;
  /** What a message had once, as the lock remembers it. */
  readonly remembered: (qualifiedName: string) => LockedDefinition | undefined;
}

/** A page's module, and the page in it. */
export interface PlaceInModule {
  readonly module: ProtoModule;
  readonly own: ModuleProto;
}

/** Where a page stands among the protos of its module; absent where nobody knows. */
export function placeInModule({ textOf, file }: Pick<Page, "textOf" | "file">): PlaceInModule | undefined {
  const module = textOf.moduleOf?.(file);
  const own = module?.protos.find((each) => each.file === file);
  return module && own && { module, own };
}

/** Whether a file that is imported by `importPath` imports another one itself, directly or not, or is that one. */
export function reaches({ protos }: ProtoModule, importPath: string, file: string): boolean {
  const byPath = new Map(protos.map((each) => [each.importPath, each]));
  const reached = new Set([importPath]);
  for (const each of reached) {
    const proto = byPath.get(each);
    if (proto?.file === file) return true;
    for (const imported of proto?.imports ?? []) reached.add(imported);
  }
  return false;
}
