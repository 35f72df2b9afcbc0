import { sideOf } from "@nx-contracts/engine/edit";
import { type Enum, type EnumMember, foldName, nearestName, type Schema, toUpperSnake } from "@nx-contracts/ir";
import { describeUse, idleEntries, ownMentions, schemasOf, usesOf } from "./consequences.js";
import type { Draft } from "./draft.js";
import { dropMember, findDefinition, type ValuePlace } from "./drop.js";
import { extraParts } from "./extra-parts.js";
import { type Located, locateEnum } from "./locate.js";
import { refused } from "./refused.js";
import { checkWindow } from "./removal-window.js";

/** A member that an enum of a source and every mirror of it are to lose. */
export interface MemberRemoval {
  readonly kind: "remove-member";
  /** Local name of the enum in the source. */
  readonly enum: string;
  /** With the prefix of its enum or without. */
  readonly name: string;
  readonly contract?: string;
}

interface Dropped {
  readonly set: ValuePlace;
  readonly member: EnumMember;
}

/**
 * Takes a member out of an enum of a source and of every mirror of it, reserves
 * its number and name, and lists who names it. Of a member that was removed
 * before nothing is left to do.
 *
 * @throws ContractsError `change-refused`
 */
export async function removeMember(draft: Draft, request: MemberRemoval): Promise<void> {
  const contracts = await draft.contracts();
  const { enum: name, contract: id } = request;
  const located = locateEnum(contracts, { name, ...(id !== undefined && { contract: id }) });
  const member = memberNamed(located.definition, request.name);
  if (!member) {
    if (!isRemembered(draft, contracts, located, request.name)) throw noMember(located.definition, request.name);
    draft.done.push(`\`${name}.${request.name}\` is gone already.`);
    return;
  }
  const { schema } = located.contract.source;
  const subject = `${sideOf(schema).index.localName(located.definition)}.${member.name}`;
  const set = { schema, name: located.definition.name, at: located.definition.at, enum: located.definition };
  const dropped = await dropEverywhere(draft, { set, member });
  for (const each of dropped) checkDefaults(each);
  const deprecate = `deprecate \`${member.name}\` in ${member.at.file}:${member.at.line}`;
  const protos = dropped.filter((each) => each.set.schema.language === "proto");
  checkWindow(draft, contracts, protos.flatMap(leavingOf), deprecate);
  const places = [...new Set(dropped.map((each) => each.set.at.file))];
  draft.done.push(`Removed \`${subject}\` from ${places.join(", ")}.`);
  for (const { member: gone, set: home } of protos) {
    draft.done.push(`Reserved the number ${gone.number} and the name \`${gone.name}\` in ${home.at.file}.`);
  }
  const subjects = dropped.flatMap((each) =>
    each.set.enum ? [`${each.set.enum.qualifiedName}.${each.member.name}`] : [],
  );
  const uses = await usesOf(draft, schemasOf(contracts), subjects);
  draft.left.push(...uses.map((use) => describeUse(use, subject)));
  draft.left.push(...(await mentions(draft, dropped)));
  draft.left.push(...contracts.flatMap((each) => idleEntries(draft, each.id, subject)));
}

/** A member by its name, with the prefix of its enum or without, or by its value. */
export function memberNamed({ name, members }: Enum, wanted: string): EnumMember | undefined {
  const prefix = `${toUpperSnake(name)}_`;
  const folded = foldName(wanted);
  return (
    members.find((member) => member.name === wanted) ??
    members.find((member) => member.name === prefix + wanted) ??
    members.find((member) => foldName(member.name) === folded || foldName(member.name) === foldName(prefix + wanted)) ??
    members.find((member) => member.value === wanted)
  );
}

async function dropEverywhere(draft: Draft, source: Dropped): Promise<readonly Dropped[]> {
  const before = new Set(extraParts(await draft.contracts(), "member-extra").map(({ key }) => key));
  const dropped = [source];
  await dropMember(draft, source.set, source.member);
  for (;;) {
    const next = extraParts(await draft.contracts(), "member-extra").find(({ key }) => !before.has(key));
    if (!next) return dropped;
    const { mirror, member } = next.fact;
    before.add(next.key);
    await dropMember(draft, mirror, member);
    dropped.push({ set: mirror, member });
  }
}

/** A default that names a member has to name another one first. */
function checkDefaults({ set, member }: Dropped): void {
  const home = set.enum;
  if (!home) return;
  for (const { field, record } of fieldsOf(set.schema)) {
    const { default: fallback } = field;
    if (fallback?.kind !== "member" || fallback.enum !== home.qualifiedName || fallback.member !== member.name)
      continue;
    throw refused(
      `\`${record}.${field.name}\` is \`${member.name}\` where nothing is given, in ${field.at.file}:${field.at.line}.`,
      "Give it another default, or none, and try again.",
      field.at,
    );
  }
}

function fieldsOf({ records }: Schema) {
  return records.flatMap(({ name, fields }) => fields.map((field) => ({ record: name, field })));
}

/**
 * Code beside the enum that names the member: of the enum itself, and of everything else in its file.
 *
 * @throws ContractsError `change-refused` where it runs when the module is imported
 */
async function mentions(draft: Draft, dropped: readonly Dropped[]): Promise<readonly string[]> {
  const contracts = await draft.contracts();
  return dropped.flatMap(({ set, member }) => {
    const found = set.enum && set.schema.language !== "proto" ? findDefinition(contracts, set.enum) : undefined;
    if (!found) return [];
    const { at, name } = found.definition;
    const own = ownMentions(draft, found.definition, member.name);
    const whole = { at: { file: at.file, line: 1, column: 1, endLine: Number.MAX_SAFE_INTEGER } };
    const others = ownMentions(draft, whole, `${name}.${member.name}`);
    const lines = new Map([...own, ...others].map((each) => [each.line, each.text]));
    const isPython = set.schema.language === "pydantic";
    const early = [...lines].find(([line]) => isPython && !isInFunction(draft.textOf(at.file) ?? "", line));
    if (early) {
      throw refused(
        `\`${name}.${member.name}\` is needed when the module is imported: ${early[1]}`,
        "Take it out there first, and try again.",
        { file: at.file, line: early[0], column: 1 },
      );
    }
    return [...lines].map(([line, text]) => `${at.file}:${line} still names \`${name}.${member.name}\`: ${text}`);
  });
}

/** Whether a line of Python runs when a function is called, not when its module is imported. */
function isInFunction(text: string, line: number): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  let depth = Number.MAX_SAFE_INTEGER;
  for (let at = line - 1; at >= 0; at--) {
    const each = lines[at] ?? "";
    const indent = each.length - each.trimStart().length;
    if (each.trim() === "" || indent >= depth) continue;
    if (at < line - 1 && /^\s*(?:async\s+)?def\b/.test(each)) return true;
    depth = indent;
  }
  return false;
}

function isRemembered(
  draft: Draft,
  contracts: Awaited<ReturnType<Draft["contracts"]>>,
  { definition }: Located<Enum>,
  name: string,
): boolean {
  const enums = contracts
    .flatMap(({ source, mirrors }) => [source, ...mirrors])
    .flatMap(({ schema }) => schema.enums)
    .filter((each) => each.name === definition.name);
  const names = new Set([name, `${toUpperSnake(definition.name)}_${name}`].map(foldName));
  return enums.some(
    ({ reserved, qualifiedName }) =>
      reserved.names.some((each) => names.has(foldName(each))) ||
      draft.spentNames(qualifiedName).some((each) => names.has(foldName(each))),
  );
}

function leavingOf({ set, member }: Dropped) {
  const { name, number, deprecated, at } = member;
  if (!set.enum) return [];
  const leaving = { subject: `${set.name}.${name}`, qualifiedName: set.enum.qualifiedName, name, deprecated, at };
  return [{ ...leaving, ...(number !== undefined && { number }) }];
}

function noMember({ name, members, at }: Enum, wanted: string) {
  const near = nearestName(
    wanted,
    members.map((member) => member.name),
  );
  return refused(
    `\`${name}\` in ${at.file} has no member \`${wanted}\`.`,
    near === undefined ? "Name one that it has." : `Did you mean \`${near}\`?`,
    at,
  );
}
