import { type CochangeFactOf, likelyRenames } from "@nx-contracts/engine/cochange";
import type { DiffFact } from "@nx-contracts/engine/diff";
import type { CodeLanguage, Schema, Span } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { importingSchemas } from "./importing-schemas.js";
import type { ContractChanges, SideChange } from "./contract-changes.js";
import type { PlacedFact } from "./findings.js";
import { withDeletedProtos } from "./versions.js";

type ConsumerBehind = CochangeFactOf<"consumer-behind">;

/** Something of the older version that no longer answers to its name. */
interface Gone extends Pick<ConsumerBehind, "subject" | "what" | "became"> {
  /** `anime.v1.Anime.score`. */
  readonly qualifiedName: string;
  readonly at: Span;
}

/** Uses of what is gone. Code is searched only where something is. */
export async function consumerFacts(
  host: Host,
  config: Config,
  changes: ContractChanges,
  onTooLong?: (path: string) => void,
): Promise<readonly PlacedFact[]> {
  const { contracts, versions } = changes;
  const gone = new Map<string, { readonly contract: string; readonly thing: Gone }>();
  const schemas: Schema[] = [];
  const others: Schema[] = [];
  for (const { contract, source, mirrors } of contracts) {
    for (const side of [source, ...mirrors]) {
      const found = goneFrom(side);
      (found.length > 0 ? schemas : others).push(side.before.schema);
      for (const thing of found) gone.set(thing.qualifiedName, { contract: contract.id, thing });
    }
  }
  if (gone.size === 0) return [];
  const [importing, { findUses }, { withHolders }, { oncePerPlace }] = await Promise.all([
    importingSchemas(host, config, changes),
    import("../uses/find-uses.js"),
    import("../uses/holders.js"),
    import("../uses/once-per-place.js"),
  ]);
  const request = {
    schemas: withHolders(schemas, [...others, ...importing]),
    subjects: [...gone.keys()],
    ...(onTooLong && { onTooLong }),
  };
  const uses = await findUses(withDeletedProtos(host, versions), config, request);
  const placed = uses.flatMap((use): readonly PlacedFact<ConsumerBehind>[] => {
    const found = use.kind === "module" ? undefined : nearest(gone, use.subject);
    if (found === undefined) return [];
    const { subject, what, became, at: was } = found.thing;
    const project = use.project === "" ? use.at.file : use.project;
    const fact: ConsumerBehind = {
      kind: "consumer-behind",
      subject: `${subject}@${project}`,
      name: subject,
      what,
      project,
      language: languageOf(use.at.file),
      access: use.access,
      certainty: use.certainty,
      ...(became !== undefined && { became }),
      at: use.at,
      was,
    };
    return [{ contract: found.contract, fact }];
  });
  return oncePerPlace(placed, ({ contract = "", fact }) => ({ ...fact, subject: `${contract}:${fact.name}` }));
}

/** A use of a field is one of its record, where that is gone. */
function nearest<Value>(gone: ReadonlyMap<string, Value>, subject: string): Value | undefined {
  for (let name = subject; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    const found = gone.get(name);
    if (found) return found;
  }
  return undefined;
}

/** What code can no longer name as it did. */
function goneFrom({ facts }: SideChange): readonly Gone[] {
  const renames = likelyRenames(facts);
  return facts.flatMap((fact): readonly Gone[] => {
    const became = renames.becameOf(fact);
    const named = became === undefined ? {} : { became };
    switch (fact.kind) {
      case "field-removed":
        return [{ what: "field", ...named, ...goneField(fact.before, fact.within) }];
      case "field-renamed":
        return [{ what: "field", became: fact.after.value, ...goneField(fact.before, fact.within) }];
      case "record-removed":
        return [{ what: "record", ...named, ...goneDefinition(fact, fact.before.record.qualifiedName) }];
      case "enum-removed":
        return [{ what: "enum", ...goneDefinition(fact, fact.before.enum.qualifiedName) }];
      case "member-removed":
        return [{ what: "member", ...named, ...goneMember(fact.before, fact.within) }];
      case "member-renamed":
        return [{ what: "member", became: fact.after.value, ...goneMember(fact.before, fact.within) }];
      default:
        return [];
    }
  });
}

type Before<Kind extends DiffFact["kind"]> = NonNullable<Extract<DiffFact, { readonly kind: Kind }>["before"]>;

function goneField({ record, field, at }: Before<"field-removed"> | Before<"field-renamed">, within: string) {
  return { subject: `${within}.${field.name}`, qualifiedName: `${record.qualifiedName}.${field.name}`, at };
}

function goneMember({ member, at, ...owner }: Before<"member-removed"> | Before<"member-renamed">, within: string) {
  return { subject: `${within}.${member.name}`, qualifiedName: `${owner.enum.qualifiedName}.${member.name}`, at };
}

function goneDefinition(
  { subject, before }: { readonly subject: string; readonly before: { readonly at: Span } },
  qualifiedName: string,
) {
  return { subject, qualifiedName, at: before.at };
}

const LANGUAGES: { readonly [ending: string]: CodeLanguage } = { py: "python", pyi: "python", rs: "rust", go: "go" };

function languageOf(file: string): CodeLanguage {
  return LANGUAGES[file.slice(file.lastIndexOf(".") + 1)] ?? "typescript";
}
