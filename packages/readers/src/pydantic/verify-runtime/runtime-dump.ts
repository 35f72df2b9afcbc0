import type { DefaultValue, TypeRef } from "@nx-contracts/ir";

/** What the run-time script prints. */
export interface RuntimeDump {
  readonly python: string;
  readonly pydantic: string;
  readonly models: readonly RuntimeModel[];
  readonly enums: readonly RuntimeEnum[];
  /** Modules that could not be imported. */
  readonly errors: readonly { readonly module: string; readonly error: string }[];
  /** Models whose annotations Pydantic itself could not resolve. */
  readonly incomplete: readonly { readonly name: string; readonly error: string }[];
}

export interface RuntimeModel {
  /** Module and qualified name. */
  readonly name: string;
  /** A generic with its arguments filled in. */
  readonly generic: boolean;
  readonly root: boolean;
  readonly extra: string | null;
  readonly byName: boolean;
  readonly byAlias: boolean;
  readonly frozen: boolean;
  readonly doc: string | null;
  readonly deprecated: boolean;
  readonly fields: readonly RuntimeField[];
  readonly computed: readonly Pick<RuntimeField, "name" | "alias" | "type" | "nullable">[];
}

export interface RuntimeField {
  readonly name: string;
  readonly alias: string | null;
  readonly validationAlias: readonly string[] | null;
  readonly serializationAlias: string | null;
  readonly required: boolean;
  readonly default: DefaultValue | { readonly kind: "dynamic" } | (DefaultValue & { readonly unordered: true }) | null;
  readonly type: TypeRef;
  readonly nullable: boolean;
  /** By the names of `annotated_types`: `gt`, `min_length`. */
  readonly bounds: { readonly [name: string]: number | string };
  readonly description: string | null;
  readonly deprecated: boolean;
}

export interface RuntimeEnum {
  readonly name: string;
  /** `null`: with values that JSON has no place for. */
  readonly members: readonly { readonly name: string; readonly value: unknown }[] | null;
}
