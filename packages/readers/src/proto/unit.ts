import type { ReadRule } from "@nx-contracts/ir";
import type { EnumNode, EnumValueNode, FieldNode, MessageNode, ProtoFile, ServiceNode } from "./syntax-tree.js";

/** Something that keeps a file from compiling, before lines are counted. */
export interface Problem {
  readonly rule: ReadRule;
  readonly subject: string;
  readonly message: string;
  /** The next step in words. */
  readonly help: string;
  readonly start: number;
  readonly end: number;
  /** Path of the file that is broken, where it is another one. */
  readonly causedBy?: string;
}

/** One file among the others: what it imports, sees and does wrong. */
export interface Unit {
  readonly file: ProtoFile;
  /** Its definitions belong in the schema; otherwise it only resolves names. */
  readonly isSource: boolean;
  /** Position among the sources; loaded files come after them. */
  readonly order: number;
  /** In the order of `file.imports`; `undefined` where there is no such file. */
  readonly imports: (Unit | undefined)[];
  readonly problems: Problem[];
  /** Some import cannot be had, so names that it might define are not judged. */
  hasBrokenImport: boolean;
}

export type Definition = MessageDefinition | EnumDefinition | ServiceDefinition | ExtensionDefinition | ValueDefinition;

interface Defined {
  /** Package, enclosing messages and name, joined by dots. */
  readonly fullName: string;
  readonly unit: Unit;
}

export interface MessageDefinition extends Defined {
  readonly kind: "message";
  readonly node: MessageNode;
}

export interface EnumDefinition extends Defined {
  readonly kind: "enum";
  readonly node: EnumNode;
  /** What its features are laid over: the messages around it, outermost first. */
  readonly around: readonly MessageNode[];
}

export interface ServiceDefinition extends Defined {
  readonly kind: "service";
  readonly node: ServiceNode;
}

/** A field of an `extend` block; `scope` is where its names are looked up from. */
export interface ExtensionDefinition extends Defined {
  readonly kind: "extension";
  readonly node: FieldNode;
  readonly extendee: string;
  readonly scope: string;
}

/** A value of an enum at the top level of its file, a sibling of that enum. */
export interface ValueDefinition extends Defined {
  readonly kind: "value";
  readonly node: EnumValueNode;
}

/** `scope.name`, or `name` at the root. */
export function join(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}

/** The package of a file, empty when it has none. */
export function packageOf(file: ProtoFile): string {
  return file.package?.name ?? "";
}
