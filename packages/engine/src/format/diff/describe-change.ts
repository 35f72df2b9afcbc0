import type { EnumMember, Field, Method } from "@nx-contracts/ir";
import type { DiffFact, DiffFactOf, DiffKind, Reservation, Setting } from "../../facts/diff/fact.js";
import { describeType } from "../../words/describe-type.js";
import { describeTypes } from "../../words/describe-types.js";
import { describeBounds, describeDefault } from "../../words/describe-value.js";

/** What changed, in words; a side that has nothing of it is left out. */
export interface ChangeWords {
  /** `type`, `presence`; empty where a whole thing came or went and its words say so. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** What each kind of fact is about; for a whole thing its words stand alone. */
const WHAT = {
  "record-added": "",
  "record-removed": "",
  "root-changed": "single value under no key",
  "open-changed": "open",
  "field-added": "",
  "field-removed": "",
  "field-renamed": "name",
  "number-changed": "number",
  "type-changed": "type",
  "presence-changed": "presence",
  "nullable-changed": "null",
  "wire-name-changed": "key",
  "read-names-changed": "further keys",
  "default-changed": "default",
  "constraints-changed": "bounds",
  "oneof-changed": "oneof",
  "computed-changed": "computed",
  "reserved-added": "reserved",
  "reserved-removed": "reserved",
  "enum-added": "",
  "enum-removed": "",
  "member-added": "",
  "member-removed": "",
  "member-renamed": "name",
  "member-value-changed": "value",
  "member-number-changed": "number",
  "service-added": "",
  "service-removed": "",
  "method-added": "",
  "method-removed": "",
  "request-changed": "request",
  "response-changed": "response",
  "client-streaming-changed": "client streaming",
  "server-streaming-changed": "server streaming",
  "idempotency-changed": "idempotency",
  "deprecated-changed": "deprecated",
  "doc-changed": "doc",
  "option-changed": "option",
} as const satisfies Record<DiffKind, string>;

/** What a fact says, old and new, without its subject and its places. */
export function describeChange(fact: DiffFact): ChangeWords {
  const what = fact.kind === "option-changed" ? describeSettingName(fact) : WHAT[fact.kind];
  if (fact.before === undefined) return { what, after: describeWhole(fact) };
  if (fact.after === undefined) return { what, before: describeWhole(fact) };
  const [before, after] = describeBoth(fact);
  return { what, before, after };
}

/** Something that came or went. */
type WholeFact = Extract<DiffFact, { readonly before?: undefined } | { readonly after?: undefined }>;

function describeWhole(fact: WholeFact): string {
  switch (fact.kind) {
    case "record-added":
    case "record-removed":
      return `record with ${counted((fact.after ?? fact.before).value.fields.length, "field")}`;
    case "enum-added":
    case "enum-removed":
      return `enum with ${counted((fact.after ?? fact.before).value.members.length, "member")}`;
    case "service-added":
    case "service-removed":
      return `service with ${counted((fact.after ?? fact.before).value.methods.length, "method")}`;
    case "field-added":
    case "field-removed":
      return describeField((fact.after ?? fact.before).value);
    case "member-added":
    case "member-removed":
      return describeMember((fact.after ?? fact.before).value);
    case "method-added":
    case "method-removed":
      return describeMethod((fact.after ?? fact.before).value);
    case "reserved-added":
    case "reserved-removed":
      return describeReservation((fact.after ?? fact.before).value);
  }
}

function describeBoth(fact: Exclude<DiffFact, WholeFact>): readonly [before: string, after: string] {
  switch (fact.kind) {
    case "type-changed":
      return describeTypes(fact.before.value, fact.after.value);
    case "default-changed":
      return [describeDefault(fact.before.value), describeDefault(fact.after.value)];
    case "constraints-changed":
      return [describeBounds(fact.before.value), describeBounds(fact.after.value)];
    case "option-changed":
      return [describeSetting(fact.before.value), describeSetting(fact.after.value)];
    case "doc-changed":
      return describeProse(fact.before.value, fact.after.value);
    case "read-names-changed":
      return [fact.before.value.join(", ") || "none", fact.after.value.join(", ") || "none"];
    case "request-changed":
    case "response-changed":
      return describeTypes({ kind: "ref", name: fact.before.value }, { kind: "ref", name: fact.after.value });
    case "wire-name-changed":
    case "member-value-changed":
      return [JSON.stringify(fact.before.value), JSON.stringify(fact.after.value)];
    default:
      return [describeScalar(fact.before.value), describeScalar(fact.after.value)];
  }
}

function describeScalar(value: string | number | boolean | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === undefined ? "none" : String(value);
}

/** What a file says of itself beside its options is no option. */
function describeSettingName({ after }: DiffFactOf<"option-changed">): string {
  const { name } = after.value;
  return "file" in after && (name === "syntax" || name === "package") ? name : `option ${name}`;
}

function describeSetting({ value }: Setting): string {
  return value === undefined ? "none" : JSON.stringify(value);
}

/** The longest piece of prose that a line shows, and how much of what is the same stands ahead of a difference. */
const LONGEST_PROSE = 40;
const LEAD = 10;

/** Two pieces of prose on one line each, cut to where they differ. */
function describeProse(from: string | undefined, to: string | undefined): readonly [string, string] {
  const [before, after] = [from, to].map((prose) => prose?.replace(/\s+/g, " ").trim());
  let same = 0;
  if (before !== undefined && after !== undefined) while (same < before.length && before[same] === after[same]) same++;
  const start = same < LONGEST_PROSE / 2 ? 0 : same - LEAD;
  return [excerpt(before, start), excerpt(after, start)];
}

function excerpt(line: string | undefined, start: number): string {
  if (line === undefined) return "none";
  const end = line.length - start > LONGEST_PROSE ? start + LONGEST_PROSE - 1 : line.length;
  return JSON.stringify(`${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`);
}

function describeField({ type, presence, nullable, number }: Field): string {
  const tag = number === undefined ? "" : `, number ${number}`;
  return `${describeType(type)}${nullable ? " or null" : ""}, ${presence}${tag}`;
}

function describeMember({ value, number }: EnumMember): string {
  const tag = number === undefined || number === value ? "" : `, number ${number}`;
  return `${JSON.stringify(value)}${tag}`;
}

function describeMethod({ request, response, clientStreaming, serverStreaming }: Method): string {
  const words = (name: string, isStream: boolean) =>
    `${isStream ? "stream of " : ""}${describeType({ kind: "ref", name })}`;
  return `${words(request, clientStreaming)} → ${words(response, serverStreaming)}`;
}

function describeReservation(reservation: Reservation): string {
  if (typeof reservation === "string") return JSON.stringify(reservation);
  const { from, to } = reservation;
  return from === to ? `${from}` : `${from} to ${to}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
