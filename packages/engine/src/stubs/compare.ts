import type { Outline, OutlineElement, OutlineKind } from "@nx-contracts/ir";

/** One element that a stub and its proto say different things about. */
export interface StubDifference {
  readonly kind: OutlineKind;
  /** Without the package: `Show.title`. */
  readonly name: string;
  /** `missing` in the stub, `extra` there, or `changed` in what is said about it. */
  readonly change: "missing" | "extra" | "changed";
  /** What is said differently, of what is changed. */
  readonly traits: readonly TraitDifference[];
  /** UTF-16 offset into the proto, of the element or what it is missing from. */
  readonly at: number;
}

/** `undefined` where one of the two says nothing. */
export interface TraitDifference {
  readonly trait: string;
  readonly stub: string | undefined;
  readonly proto: string | undefined;
}

const ORDER = "order of ";

/**
 * Everything that a stub says differently from its proto, in the order of the
 * proto, and what only the stub has last. Of what one of them lacks as a whole,
 * its parts are not listed.
 */
export function compareOutlines(stub: Outline, proto: Outline): readonly StubDifference[] {
  const differences: StubDifference[] = [];
  for (const [key, element] of proto.elements) {
    const other = stub.elements.get(key) ?? (element.kind === "file" ? fileOf(stub) : undefined);
    if (other === undefined) {
      if (hasParent(stub, proto, element)) differences.push(whole("missing", element, element.at ?? 0));
      continue;
    }
    const traits = differentTraits(other, element);
    if (traits.length > 0) differences.push({ ...named(element), change: "changed", traits, at: element.at ?? 0 });
  }
  for (const [key, element] of stub.elements) {
    if (element.kind === "file" || proto.elements.has(key)) continue;
    if (hasParent(proto, stub, element)) differences.push(whole("extra", element, parentOf(proto, element)?.at ?? 0));
  }
  return differences;
}

function fileOf({ path, elements }: Outline): OutlineElement | undefined {
  return elements.get(`file ${path}`);
}

function named({ kind, name }: OutlineElement): Pick<StubDifference, "kind" | "name"> {
  return { kind, name };
}

function whole(change: "missing" | "extra", element: OutlineElement, at: number): StubDifference {
  return { ...named(element), change, traits: [], at };
}

/** Whether what `element` of `own` stands in is in `other` too. */
function hasParent(other: Outline, own: Outline, element: OutlineElement): boolean {
  const parent = parentOf(own, element);
  return parent === undefined || other.elements.has(`${parent.kind} ${parent.name}`);
}

const PARENTS = ["message", "enum", "service"] as const;

function parentOf({ elements }: Outline, { name }: OutlineElement): OutlineElement | undefined {
  const dot = name.lastIndexOf(".");
  if (dot < 0) return undefined;
  const scope = name.slice(0, dot);
  for (const kind of PARENTS) {
    const found = elements.get(`${kind} ${scope}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function differentTraits(stub: OutlineElement, proto: OutlineElement): readonly TraitDifference[] {
  const traits: TraitDifference[] = [];
  if (stub.name !== proto.name) traits.push({ trait: "path", stub: stub.name, proto: proto.name });
  for (const [trait, value] of proto.traits) {
    const other = stub.traits.get(trait);
    if (other !== value && !(trait.startsWith(ORDER) && isSameOrder(other, value)))
      traits.push({ trait, stub: other, proto: value });
  }
  for (const [trait, value] of stub.traits) {
    if (!proto.traits.has(trait) && !trait.startsWith(ORDER)) traits.push({ trait, stub: value, proto: undefined });
  }
  return traits;
}

/** What only one of the two has is a difference of its own. */
function isSameOrder(stub: string | undefined, proto: string): boolean {
  if (stub === undefined) return true;
  const [ours, theirs] = [stub, proto].map((text) => text.split(", "));
  const [known, others] = [new Set(ours), new Set(theirs)];
  return (
    (ours ?? []).filter((name) => others.has(name)).join() === (theirs ?? []).filter((name) => known.has(name)).join()
  );
}
