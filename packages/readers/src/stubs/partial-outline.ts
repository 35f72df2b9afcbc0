import type { Outline, OutlineElement, OutlineKind } from "@nx-contracts/ir";

/** Collects the elements of an outline that knows less than a descriptor. */
export class PartialOutline implements Outline {
  readonly path: string;
  readonly elements = new Map<string, OutlineElement>();

  constructor(path: string) {
    this.path = path;
    this.add("file", path, []);
  }

  add(kind: OutlineKind, name: string, traits: Iterable<readonly [string, string]>, at?: number): void {
    this.elements.set(`${kind} ${name}`, { kind, name, traits: new Map(traits), ...(at !== undefined && { at }) });
  }
}
