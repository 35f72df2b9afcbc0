import { type DefinitionPairs, indexSchema, type Mapping, pairDefinitions, pairMembers } from "@nx-contracts/engine";
import {
  ContractsError,
  foldName,
  type ScalarFamily,
  type Schema,
  type SchemaRecord,
  type TypeRef,
} from "@nx-contracts/ir";
import { suffixOf } from "./bare-name.js";
import { enumsOf } from "./definition.js";
import type { Match } from "./match.js";

/** What a mirror has to be told so that the pairs meant come together, and what is left alone then. */
export interface ProposedMapping {
  readonly mapping: Mapping;
  readonly ignored: readonly IgnoreDraft[];
}

/** Findings that say nothing of drift, set aside with the reason. */
export interface IgnoreDraft {
  readonly rule: string;
  readonly subjects: readonly string[];
  readonly reason: string;
}

/**
 * Finds the least that has to be written under `mapping` and `only` of a
 * mirror so that exactly the records that are meant are paired.
 *
 * @param bases names of classes that others derive from
 * @returns `undefined` where names fit so many ways that no mapping helps
 */
export function proposeMapping(
  source: Schema,
  mirror: Schema,
  matches: readonly Match[],
  bases: ReadonlySet<string>,
): ProposedMapping | undefined {
  const wanted = new Map(matches.map((match) => [match.source.name, match.mirror.name]));
  const enums = enumNames(matches);
  const stripSuffix = suffixesOf(wanted);
  const [from, to] = [indexSchema(source), indexSchema(mirror)];
  const tried = (mapping: Mapping): DefinitionPairs | undefined => {
    try {
      return pairDefinitions(from, to, mapping);
    } catch (error) {
      if (error instanceof ContractsError && error.code === "mapping-ambiguous") return undefined;
      throw error;
    }
  };
  const isCode = mirror.language === "typescript";
  const nameOf = (of: { readonly name: string; readonly qualifiedName: string }) => from.localName(of);
  const unmet = (pairs: DefinitionPairs) => {
    const met = new Map(pairs.records.pairs.map(([a, b]) => [from.localName(a), to.localName(b)]));
    return Object.fromEntries([...wanted].filter(([name, other]) => met.get(name) !== other));
  };
  for (const suffixes of stripSuffix.length > 0 ? [stripSuffix, []] : [[]]) {
    const base: Mapping = suffixes.length > 0 ? { stripSuffix: suffixes } : {};
    const first = tried(base);
    const named = new Map(first?.enums.pairs.map(([a, b]) => [from.localName(a), to.localName(b)]));
    // Enums whose names fit are left as they are.
    const renamed = [...enums].filter(([name]) => !named.has(name));
    const told = { ...(first ? unmet(first) : Object.fromEntries(wanted)), ...Object.fromEntries(renamed) };
    const mapped = { ...base, ...(Object.keys(told).length > 0 && { records: told }) };
    const second = tried(mapped);
    if (second === undefined || Object.keys(unmet(second)).length > 0) continue;
    const isBase = (record: SchemaRecord) => bases.has(record.name) && !from.isReferenced(record);
    const all = second.records.missing.filter((record) => record.template !== true && record.root !== true);
    const missing = all.filter((record) => !isBase(record));
    // Code declares what it uses; of models most have to be mirrored, or the mirror is one of a part.
    const isPart = missing.length > (isCode ? 0 : second.records.pairs.length);
    const carried = [...second.records.pairs, ...second.enums.pairs].map(([each]) => nameOf(each));
    const extra = isCode ? second.records.extra : calledOnly(mirror, second);
    const ignored: readonly IgnoreDraft[] = [
      {
        rule: "parity/record-extra",
        subjects: extra.map((record) => to.localName(record)),
        reason: isCode
          ? "They are of this code alone."
          : "Only calls use them; no model stands behind a request or a response.",
      },
      {
        rule: "parity/enum-extra",
        subjects: isCode ? second.enums.extra.map((definition) => to.localName(definition)) : [],
        reason: "They are of this code alone.",
      },
      {
        rule: "parity/record-missing",
        subjects: isPart ? [] : all.filter(isBase).map(nameOf),
        reason: "Other models derive from it; nothing is sent as one.",
      },
    ];
    return {
      mapping: { ...mapped, ...typesOf(matches), ...(isPart && { only: carried }) },
      ignored: ignored.filter(({ subjects }) => subjects.length > 0),
    };
  }
  return undefined;
}

/** Enums that stand for each other and for nothing else, by name: most of their members are the same ones. */
function enumNames(matches: readonly Match[]): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  const taken = new Map<string, Set<string>>();
  for (const { source, mirror } of matches) {
    for (const [from, to] of enumsOf(source, mirror)) {
      const { pairs, missing, extra } = pairMembers(from, from.members, to, to.members, {});
      if (pairs.length < missing.length + extra.length) continue;
      const [own, other] = [source.index.localName(from), mirror.index.localName(to)];
      found.set(own, (found.get(own) ?? new Set()).add(other));
      taken.set(other, (taken.get(other) ?? new Set()).add(own));
    }
  }
  return new Map(
    [...found].flatMap(([own, [other = "", ...more]]) =>
      more.length === 0 && taken.get(other)?.size === 1 ? [[own, other] as const] : [],
    ),
  );
}

/** Suffixes that mirrors have and their sources have not, those of several pairs or that teams often use. */
function suffixesOf(wanted: ReadonlyMap<string, string>): readonly string[] {
  const counts = new Map<string, number>();
  for (const [source, mirror] of wanted) {
    for (let length = 2; length < mirror.length; length++) {
      if (foldName(mirror.slice(0, -length)) !== foldName(source)) continue;
      const suffix = mirror.slice(-length);
      counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
      break;
    }
  }
  const often = [...counts].filter(([suffix, count]) => count > 1 || suffixOf(`X${suffix}`) === suffix);
  return often.sort(([, a], [, b]) => b - a).map(([suffix]) => suffix);
}

/** Moments that TypeScript holds as text, since JSON has no word for them. */
function typesOf(matches: readonly Match[]): Pick<Mapping, "types"> {
  const families = new Set<ScalarFamily>();
  for (const { source, mirror } of matches) {
    if (mirror.index.schema.language !== "typescript") continue;
    for (const [name, field] of source.fields) {
      const [from, to] = [scalarOf(field.type), scalarOf(mirror.fields.get(name)?.type)];
      if (from !== undefined && MOMENTS.includes(from) && to === "string") families.add(from);
    }
  }
  return families.size === 0 ? {} : { types: Object.fromEntries([...families].map((family) => [family, "string"])) };
}

const MOMENTS: readonly ScalarFamily[] = ["timestamp", "date", "time", "duration"];

function scalarOf(type: TypeRef | undefined): ScalarFamily | undefined {
  switch (type?.kind) {
    case "scalar":
      return type.family;
    case "list":
      return scalarOf(type.item);
    case "map":
      return scalarOf(type.value);
    case "nullable":
      return scalarOf(type.of);
    default:
      return undefined;
  }
}

function calledOnly(mirror: Schema, { records }: DefinitionPairs) {
  const methods = mirror.services.flatMap((service) => service.methods);
  const called = new Set(methods.flatMap(({ request, response }) => [request, response]));
  return records.extra.filter(({ qualifiedName }) => called.has(qualifiedName));
}
