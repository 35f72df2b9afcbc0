import { type FactOf, parityFacts, type ReadContract } from "@nx-contracts/engine";
import { bareMemberName, memberHome, type WantedMember, wantedMember, writeMember } from "@nx-contracts/engine/edit";
import { rangesOf } from "@nx-contracts/engine/lifecycle";
import { type Enum, type EnumMember, foldName } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { locateValues, type Values } from "./locate-values.js";
import { checkMemberName, checkMemberNumber } from "./member-numbers.js";
import { listedValue, valueInPlace } from "./value-in-place.js";
import { missingMembers } from "./missing-members.js";
import { refused } from "./refused.js";

/** A member that an enum of a source and every mirror of it are to have. */
export interface MemberAddition {
  readonly kind: "add-member";
  /** Local name of the enum in the source, or `Record.field` of one that lists its values in place. */
  readonly enum: string;
  /** Without the prefix of its enum. */
  readonly name: string;
  /** What stands for it in JSON; default as the neighbours do it. */
  readonly value?: string;
  /** Its number in protos; default the next one that was never used. */
  readonly number?: number;
  /** Id of the contract, where several have an enum of that name. */
  readonly contract?: string;
  /** What it means, in sentences. */
  readonly doc?: string;
  readonly deprecated?: boolean;
}

/**
 * Adds a member to an enum of a source and to every mirror of it. Where it is
 * there already, as asked, nothing changes.
 *
 * @throws ContractsError `change-refused`
 */
export async function addMember(draft: Draft, request: MemberAddition): Promise<void> {
  if (!/^\w+$/.test(request.name) || /^\d/.test(request.name)) {
    throw refused(
      `\`${request.name}\` is no name for a member in every language.`,
      "Begin it with a letter, take letters, digits and `_`, and say with `--value` what stands for it in JSON.",
    );
  }
  const contracts = await draft.contracts();
  const values = locateValues(contracts, request);
  const mirrors = mirrorsOf(contracts, values);
  const existing = values.definition
    ? values.definition.members.find((member) => isMeant(member, values.set.name, request.name))
    : listedValue(values, request);
  const before = new Set(missingMembers(contracts).map(({ key }) => key));
  const places: string[] = [];
  if (existing) {
    checkSame(existing, values, request);
    for (const { key, fact } of missingMembers(contracts))
      if (isMeant(fact.member, fact.source.name, request.name)) before.delete(key);
  } else places.push(writeToSource(draft, values, mirrors, request));
  places.push(...(await writeToMirrors(draft, request, before)));
  const subject = `\`${values.set.name}.${existing?.name ?? request.name}\``;
  if (!values.definition && !existing && (request.doc !== undefined || request.deprecated === true))
    draft.left.push(
      `Say in the description of \`${values.set.name}\` what ${subject} is: values that are listed in place have no words of their own.`,
    );
  draft.done.push(
    places.length === 0
      ? `${subject} is there already, as asked for: nothing changes.`
      : `Added ${subject} to ${places.join(", ")}.`,
  );
}

function writeToSource(draft: Draft, values: Values, mirrors: readonly Enum[], request: MemberAddition): string {
  const { set, definition } = values;
  const all = [...(definition ? [definition] : []), ...mirrors];
  for (const each of all) {
    checkMemberName(draft, each, request.name);
    if (request.number !== undefined) checkMemberNumber(draft, each, request.number);
  }
  // A number of the source is one of every mirror as well.
  const spent = all.flatMap(({ qualifiedName, members, reserved }) => [
    ...draft.spentNumbers(qualifiedName),
    ...reserved.numbers,
    ...rangesOf(members.flatMap(({ number }) => number ?? [])),
  ]);
  const isNumeric = definition?.members.every(({ value }) => typeof value === "number") ?? false;
  const given = definition
    ? request.value !== undefined && { value: isNumeric ? Number(request.value) : request.value }
    : { value: valueInPlace(values, request) };
  const wanted: WantedMember = {
    name: request.name,
    ahead: 0,
    spent,
    isAlone: true,
    ...given,
    ...(request.number !== undefined &&
      (isNumeric || definition?.members[0]?.number !== undefined) && { number: request.number }),
    ...described(request),
  };
  const edits = writeMember(set, memberHome(set, set), wanted, draft.textOf);
  if (edits.length === 0) throw unwritable(set.name, set.at, request);
  draft.apply(edits);
  return `${set.at.file}:${edits.at(-1)?.line ?? set.at.line}`;
}

async function writeToMirrors(
  draft: Draft,
  request: MemberAddition,
  before: ReadonlySet<string>,
): Promise<readonly string[]> {
  const places = new Set<string>();
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const missing = missingMembers(await draft.contracts()).find(({ key }) => !before.has(key));
    if (missing === undefined) return [...places];
    const { source, mirror, member } = missing.fact;
    const own = mirror.enum;
    const asked = own && own.members[0]?.number !== undefined ? request.number : undefined;
    const wanted: WantedMember = {
      ...wantedMember(member, source.name),
      ...(asked !== undefined && { number: asked }),
      ...(own && { spent: draft.spentNumbers(own.qualifiedName) }),
      isAlone: true,
      ...described(request),
    };
    const edits = writeMember(mirror, memberHome(mirror, source), wanted, draft.textOf);
    if (edits.length === 0) throw unwritable(mirror.name, mirror.at, request);
    draft.apply(edits);
    places.add(`${mirror.at.file}:${edits.at(-1)?.line ?? mirror.at.line}`);
  }
  throw refused(`\`${request.name}\` is not found again in the mirrors.`, "Take another name.");
}

/** More mirrors, and fields that list the same values, than any contract has. */
const MOST_ROUNDS = 500;

/** Enums of the mirrors that are paired with one of a source. */
function mirrorsOf(contracts: readonly ReadContract[], { definition }: Values): readonly Enum[] {
  const found = new Set<Enum>();
  const isPair = (fact: { readonly kind: string }): fact is FactOf<"member-paired"> => fact.kind === "member-paired";
  for (const { source, mirrors } of contracts) {
    for (const { schema, mapping } of mirrors) {
      for (const fact of parityFacts(source.schema, schema, mapping).filter(isPair)) {
        if (fact.source.enum === definition && definition && fact.mirror.enum) found.add(fact.mirror.enum);
      }
    }
  }
  return [...found];
}

function isMeant(member: EnumMember, enumName: string, asked: string): boolean {
  return [member.name, bareMemberName(member, enumName)].some((each) => foldName(each) === foldName(asked));
}

function checkSame(member: EnumMember, { set }: Values, { value, number, name }: MemberAddition): void {
  const isOther =
    (value !== undefined && String(member.value) !== value) ||
    (number !== undefined && member.number !== undefined && member.number !== number);
  if (!isOther) return;
  const has = [`\`${String(member.value)}\``, ...(member.number === undefined ? [] : [`the number ${member.number}`])];
  throw refused(
    `\`${set.name}.${member.name}\` exists with ${has.join(" and ")}, not with ${[...(value === undefined ? [] : [`\`${value}\``]), ...(number === undefined ? [] : [`the number ${number}`])].join(" and ")}.`,
    `Take another name than \`${name}\`.`,
    member.at,
  );
}

function described({ doc, deprecated }: MemberAddition): Pick<WantedMember, "doc" | "deprecated"> {
  return {
    ...(doc !== undefined && doc.trim() !== "" && { doc: doc.trim() }),
    ...(deprecated === true && { deprecated }),
  };
}

function unwritable(name: string, at: Enum["at"], request: MemberAddition) {
  return refused(
    `\`${name}\` in ${at.file} cannot be given \`${request.name}\`.`,
    "Ask for another name or value, or add the member by hand.",
    at,
  );
}
