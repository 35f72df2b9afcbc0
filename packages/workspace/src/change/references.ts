import type { ReadContract } from "@nx-contracts/engine";
import {
  ContractsError,
  type Enum,
  type Problem,
  type Schema,
  type SchemaRecord,
  type Span,
  type TypeRef,
} from "@nx-contracts/ir";
import { describeAccess, schemasOf } from "./consequences.js";
import { findUses, type FoundUse } from "../uses/find-uses.js";
import type { Draft } from "./draft.js";

/** A definition with what stands inside it. */
export type Definition = SchemaRecord | Enum;

/** Where schemas refer to a definition, or to what stands inside it; itself left out. */
export function schemaReferences(
  contracts: readonly ReadContract[],
  { qualifiedName }: Definition,
): readonly Problem[] {
  const isOwn = (name: string) => name === qualifiedName || name.startsWith(`${qualifiedName}.`);
  return schemasOf(contracts).flatMap((schema) => [
    ...schema.records.flatMap((record) =>
      isOwn(record.qualifiedName)
        ? []
        : [...record.fields, ...(record.computed ?? [])].flatMap((field) =>
            names(field.type).some(isOwn) || (field.default?.kind === "member" && isOwn(field.default.enum))
              ? [problem(`\`${record.name}.${field.name}\` has it as its type.`, field.at)]
              : [],
          ),
    ),
    ...methodReferences(schema, isOwn),
  ]);
}

/**
 * Where code uses definitions of a schema, or what stands inside them.
 *
 * @param isFile Their file goes as well: whoever imports it is told, too
 */
export async function codeReferences(
  draft: Draft,
  schema: Schema,
  definitions: readonly Definition[],
  isFile = false,
): Promise<readonly Problem[]> {
  const isOwn = ({ qualifiedName }: Definition) =>
    definitions.some(
      (each) => qualifiedName === each.qualifiedName || qualifiedName.startsWith(`${each.qualifiedName}.`),
    );
  const [records, enums] = [schema.records.filter(isOwn), schema.enums.filter(isOwn)];
  const uses = await findUses(draft.host, draft.config, { schemas: [{ ...schema, records, enums, services: [] }] });
  // In Rust and Go a module is a package, which other files may still make up.
  const counts = ({ kind, at }: FoundUse) => kind !== "module" || (isFile && !/\.(?:rs|go)$/.test(at.file));
  const lines = new Map(uses.filter(counts).map((use) => [`${use.at.file}:${use.at.line}`, use]));
  return [...lines.values()].map((use) => problem(`Code ${describeAccess(use, nameOf(use))}.`, use.at));
}

/** A record by its name, a field with that of its record. */
function nameOf({ subject, kind }: FoundUse): string {
  return subject
    .split(".")
    .slice(kind === "field" || kind === "member" ? -2 : -1)
    .join(".");
}

/** How many places a refusal names. */
const NAMED = 25;

/**
 * Why something stays: every place that uses it, the first ones by name.
 *
 * @param what as a sentence begins with it
 */
export function stillUsed(what: string, at: Span | undefined, uses: readonly Problem[]): ContractsError {
  const more = uses.length > NAMED ? `, ${uses.length - NAMED} more than are named here` : "";
  const last: Problem = {
    message: `${what} is used in ${uses.length === 1 ? "a place" : `${uses.length} places`}${more}, and stays.`,
    next: "Take these uses out in the order of your releases: mark it deprecated, move the readers, stop writing it; then remove it.",
    ...(at && { at }),
  };
  return new ContractsError("change-refused", [...uses.slice(0, NAMED), last]);
}

function methodReferences({ services }: Schema, isOwn: (name: string) => boolean): readonly Problem[] {
  return services.flatMap(({ name, methods }) =>
    methods.flatMap((method) =>
      [method.request, method.response].some(isOwn)
        ? [problem(`\`${name}.${method.name}\` takes or gives it.`, method.at)]
        : [],
    ),
  );
}

/** Every definition that a type names. */
function names(type: TypeRef): readonly string[] {
  switch (type.kind) {
    case "ref":
      return [type.name];
    case "list":
      return [type.item, ...(type.tuple ?? [])].flatMap(names);
    case "map":
      return [type.key, type.value].flatMap(names);
    case "nullable":
      return names(type.of);
    case "union":
      return type.of.flatMap(names);
    default:
      return [];
  }
}

function problem(message: string, at: Span): Problem {
  return { message, at };
}
