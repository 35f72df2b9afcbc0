import type { EnumIn, FieldIn, MessageIn, ServiceIn } from "./proto-index.js";
import type { ProtoEnumValue, ProtoFile, ProtoMethod, ProtoRange } from "@nx-contracts/ir";

/** The same thing on both sides. */
export interface Pair<Thing> {
  readonly before: Thing;
  readonly after: Thing;
}

export type DefinitionKind = "message" | "enum" | "extension" | "service";

/** What a definition was; `name` is without its package. */
export interface RemovedDefinition {
  readonly what: DefinitionKind;
  readonly name: string;
  readonly before: ProtoFile;
  /** The file that it was removed from; absent where that is gone too. */
  readonly file?: ProtoFile;
  /** The innermost message around it that is still there. */
  readonly around?: MessageIn;
}

/** The closed union of what can be so between two versions of a set of proto files. */
export type CompatFact =
  | { readonly kind: "file-removed"; readonly before: ProtoFile }
  | { readonly kind: "file-added"; readonly after: ProtoFile }
  | ({ readonly kind: "file-paired" } & Pair<ProtoFile>)
  /** `before` is the first of its files. */
  | { readonly kind: "package-removed"; readonly package: string; readonly before: ProtoFile }
  | ({ readonly kind: "removed-from-file" } & RemovedDefinition)
  | ({ readonly kind: "removed-from-package"; readonly package: string } & RemovedDefinition)
  /** Defined nowhere in the older version. */
  | {
      readonly kind: "definition-added";
      readonly what: DefinitionKind;
      readonly name: string;
      readonly file: ProtoFile;
    }
  | ({ readonly kind: "message-paired" } & Pair<MessageIn>)
  | ({ readonly kind: "oneof-removed"; readonly oneof: string } & Pair<MessageIn>)
  | ({ readonly kind: "oneof-added"; readonly oneof: string } & Pair<MessageIn>)
  | ({ readonly kind: "field-removed"; readonly field: FieldIn } & Pair<MessageIn>)
  | ({ readonly kind: "field-added"; readonly field: FieldIn } & Pair<MessageIn>)
  | ({ readonly kind: "field-paired" } & Pair<FieldIn>)
  | ({ readonly kind: "required-field-removed"; readonly number: number } & Pair<MessageIn>)
  | ({ readonly kind: "required-field-added"; readonly field: FieldIn } & Pair<MessageIn>)
  | ({ readonly kind: "range-shrunk"; readonly range: ShrunkRange } & Pair<MessageIn | EnumIn>)
  | ({ readonly kind: "reserved-name-removed"; readonly name: string } & Pair<MessageIn | EnumIn>)
  | ({ readonly kind: "enum-paired" } & Pair<EnumIn>)
  /** Every name that the number had. */
  | ({
      readonly kind: "enum-number-removed";
      readonly number: number;
      readonly names: readonly string[];
    } & Pair<EnumIn>)
  /** One of the names that the number has now, all of which and all of whose predecessors are at hand. */
  | ({
      readonly kind: "enum-value-paired";
      readonly value: ProtoEnumValue;
      readonly names: Pair<readonly string[]>;
    } & Pair<EnumIn>)
  /** Its number had no name. */
  | ({ readonly kind: "enum-value-added"; readonly value: ProtoEnumValue } & Pair<EnumIn>)
  | ({ readonly kind: "method-removed"; readonly method: string } & Pair<ServiceIn>)
  | ({ readonly kind: "method-added"; readonly method: string } & Pair<ServiceIn>)
  | ({ readonly kind: "method-paired" } & Pair<MethodIn>);

export interface MethodIn extends ServiceIn {
  readonly method: ProtoMethod;
}

/** A range that was reserved, or open to extensions, and parts of it that no longer are. */
export interface ShrunkRange {
  readonly what: "reserved" | "extension";
  readonly range: ProtoRange;
  readonly missing: readonly ProtoRange[];
  /** The highest number that may stand in a range there. */
  readonly highest: number;
}

export type CompatFactKind = CompatFact["kind"];
export type CompatFactOf<Kind extends CompatFactKind> = Extract<CompatFact, { readonly kind: Kind }>;
