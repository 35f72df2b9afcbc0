import type { Constraints, EnumMember, TypeRef } from "@nx-contracts/ir";
import type { TypeDifference } from "./fact.js";
import type { DefinitionPairs } from "./pair-definitions.js";
import type { SchemaIndex } from "./schema-index.js";
import type { Mapping } from "./mapping.js";
import { compareScalars } from "./compare-scalars.js";

/** What types are compared against. */
export interface TypeContext {
  readonly source: SchemaIndex;
  readonly mirror: SchemaIndex;
  readonly pairs: DefinitionPairs;
  readonly types: NonNullable<Mapping["types"]>;
  /** Bounds of the source field: a bounded integer fits a narrow type. */
  readonly constraints: Constraints;
}

/** One place inside a field's type where the sides differ. */
export interface TypeFinding {
  /** `""` for the type itself, `[]` item of a list, `{key}` and `{value}` of a map. */
  readonly path: string;
  readonly source: TypeRef;
  readonly mirror: TypeRef;
  readonly difference: TypeDifference;
}

/** Two closed sets of values that stand for each other, at least one of them written in place. */
export interface LiteralPair {
  readonly source: TypeRef;
  readonly mirror: TypeRef;
}

export interface TypeComparison {
  readonly findings: readonly TypeFinding[];
  /** Paths inside the type where the source can hold null and the mirror cannot. */
  readonly nulls: readonly string[];
  readonly literals: readonly LiteralPair[];
}

/** Compares two types all the way down. Nothing is said about what a reader could not read. */
export function compareTypes(source: TypeRef, mirror: TypeRef, context: TypeContext): TypeComparison {
  const findings: TypeFinding[] = [];
  const literals: LiteralPair[] = [];
  const nulls: string[] = [];
  /** Structural records under way: one that contains itself is compared once. */
  const unwrapping = new Set<string>();
  compareAt("", source, mirror);
  return { findings, nulls, literals };

  function compareAt(path: string, sourceType: TypeRef, mirrorType: TypeRef): void {
    const differ = (difference: TypeDifference) => {
      findings.push({ path, source: sourceType, mirror: mirrorType, difference });
    };
    if (sourceType.kind === "unknown" || mirrorType.kind === "unknown") return;
    if (sourceType.kind === "nullable" || mirrorType.kind === "nullable") {
      if (sourceType.kind === "nullable" && mirrorType.kind !== "nullable" && !holdsNull(mirrorType)) nulls.push(path);
      compareAt(path, withoutNull(sourceType), withoutNull(mirrorType));
      return;
    }
    if (sourceType.kind === "ref" && mirrorType.kind === "ref") {
      const said = compareReferences(sourceType.name, mirrorType.name);
      if (said === "other") {
        const [from, to] = [context.source.unwrap(sourceType), context.mirror.unwrap(mirrorType)];
        const key = `${sourceType.name} ${mirrorType.name}`;
        if (from === sourceType && to === mirrorType) differ("family");
        else if (!unwrapping.has(key)) {
          unwrapping.add(key);
          compareAt(path, from, to);
          unwrapping.delete(key);
        }
      }
      return;
    }
    const from = context.source.unwrap(sourceType);
    const to = context.mirror.unwrap(mirrorType);
    if (from !== sourceType || to !== mirrorType) {
      compareAt(path, from, to);
      return;
    }
    if (sourceType.kind === "list" && mirrorType.kind === "list") {
      compareAt(`${path}[]`, sourceType.item, mirrorType.item);
    } else if (sourceType.kind === "map" && mirrorType.kind === "map") {
      if (!sameKey(sourceType.key, mirrorType.key)) {
        findings.push({
          path: `${path}{key}`,
          source: sourceType.key,
          mirror: mirrorType.key,
          difference: "cardinality",
        });
      }
      compareAt(`${path}{value}`, sourceType.value, mirrorType.value);
    } else if (holdsAnything(sourceType, mirrorType) || holdsAnything(mirrorType, sourceType)) {
      return;
    } else if (isCollection(sourceType) || isCollection(mirrorType)) {
      differ("cardinality");
    } else {
      compareSingle(sourceType, mirrorType, differ);
    }
  }

  function compareSingle(from: TypeRef, to: TypeRef, differ: (difference: TypeDifference) => void): void {
    const [fromValues, toValues] = [isClosed(from, context.source), isClosed(to, context.mirror)];
    if (fromValues && toValues) {
      literals.push({ source: from, mirror: to });
    } else if (fromValues || toValues) {
      const [values, scalar] = fromValues ? [valuesOf(from, context.source), to] : [valuesOf(to, context.mirror), from];
      if (scalar.kind === "scalar" && scalar.family === familyOf(values)) differ("narrowed");
      else differ("family");
    } else if (from.kind === "scalar" && to.kind === "scalar") {
      const relation = compareScalars(from, to, context.types, context.constraints);
      if (relation !== "same") differ(relation);
    } else if (from.kind === "union" || to.kind === "union") {
      if (!sameAlternatives(alternativesOf(from, context.source), alternativesOf(to, context.mirror))) differ("family");
    } else {
      differ("family");
    }
  }

  /** `same`: paired or both without a partner (said once, at the record); `other`: paired with something else. */
  function compareReferences(from: string, to: string): "same" | "other" {
    // What is defined outside the listed files is missing there, which is said once, at the definition.
    if (!context.mirror.lists(to) && lastName(to) === lastName(from)) return "same";
    const expected = context.pairs.mirrorOf.get(from);
    if (expected !== undefined) return expected === to ? "same" : "other";
    if (context.pairs.mirrored.has(to)) return "other";
    const isStructure =
      context.source.unwrap({ kind: "ref", name: from }).kind !== "ref" ||
      context.mirror.unwrap({ kind: "ref", name: to }).kind !== "ref";
    const kinds = [context.source.enum(from) !== undefined, context.mirror.enum(to) !== undefined];
    return isStructure || kinds[0] !== kinds[1] ? "other" : "same";
  }

  /** Keys travel as text or integers; an enum or a literal of strings is a string there. */
  function sameKey(from: TypeRef, to: TypeRef): boolean {
    const [one, other] = [keyFamily(from, context.source), keyFamily(to, context.mirror)];
    return one === undefined || other === undefined || one === other;
  }

  function sameAlternatives(from: readonly TypeRef[], to: readonly TypeRef[]): boolean {
    if (from.length !== to.length) return false;
    const open = [...to];
    return from.every((alternative) => {
      const at = open.findIndex((candidate) => compareTypes(alternative, candidate, context).findings.length === 0);
      return at >= 0 && open.splice(at, 1).length === 1;
    });
  }
}

function lastName(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.lastIndexOf(".") + 1);
}

function withoutNull(type: TypeRef): TypeRef {
  return type.kind === "nullable" ? type.of : type;
}

function holdsNull(type: TypeRef): boolean {
  return type.kind === "scalar" && type.family === "json";
}

function isCollection(type: TypeRef): boolean {
  return type.kind === "list" || type.kind === "map";
}

/** Any JSON value holds a list or a map of JSON values, whichever side names it so. */
function holdsAnything(type: TypeRef, other: TypeRef): boolean {
  if (type.kind !== "scalar" || type.family !== "json") return false;
  const inner = other.kind === "list" ? other.item : other.kind === "map" ? other.value : undefined;
  return inner !== undefined && (holdsNull(withoutNull(inner)) || holdsAnything(type, withoutNull(inner)));
}

/** An enum or a literal: one of a closed set of values. */
function isClosed(type: TypeRef, index: SchemaIndex): boolean {
  return type.kind === "literal" || (type.kind === "ref" && index.enum(type.name) !== undefined);
}

/** What stands for each value in JSON. */
export function valuesOf(type: TypeRef, index: SchemaIndex): readonly EnumMember["value"][] {
  if (type.kind === "literal") return type.values;
  const members = type.kind === "ref" ? index.enum(type.name)?.members : undefined;
  return members?.map((member) => member.value) ?? [];
}

function familyOf(values: readonly EnumMember["value"][]): string | undefined {
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size !== 1) return undefined;
  if (kinds.has("string")) return "string";
  return kinds.has("boolean") ? "bool" : "int";
}

function keyFamily(type: TypeRef, index: SchemaIndex): string | undefined {
  const bare = withoutNull(type);
  if (bare.kind === "unknown") return undefined;
  if (isClosed(bare, index)) return familyOf(valuesOf(bare, index)) ?? "string";
  if (bare.kind !== "scalar") return bare.kind;
  if (["int", "float", "bool"].includes(bare.family))
    return bare.family === "float" && bare.encoding === "number" ? "int" : bare.family;
  return "string";
}

function alternativesOf(type: TypeRef, index: SchemaIndex): readonly TypeRef[] {
  if (type.kind === "union") return type.of;
  const record = type.kind === "ref" ? index.record(type.name) : undefined;
  return (record && index.alternatives(record)?.map((field) => field.type)) ?? [type];
}
