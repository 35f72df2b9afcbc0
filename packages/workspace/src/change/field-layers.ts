import type { ReadContract } from "@nx-contracts/engine";
import {
  type AskedType,
  formOf,
  pairedNames,
  sideOf,
  translate,
  type WantedDefault,
  type WantedField,
  wantedField,
  writeField,
} from "@nx-contracts/engine/edit";
import { type Field, foldName, type Schema, type SchemaRecord } from "@nx-contracts/ir";
import type { FieldAddition } from "./add-field.js";
import type { Draft } from "./draft.js";
import { lineWidth } from "./line-width.js";
import { type MissingField, missingFields } from "./missing-fields.js";
import { checkName, checkNumber } from "./numbers.js";
import { settlePresence, zeroIn } from "./presence.js";
import { refused } from "./refused.js";
import { unwritable } from "./unwritable.js";

/** A field that is asked for, its type in terms of the source that it belongs to. */
export interface AskedField extends AskedType {
  readonly request: FieldAddition;
  readonly contract: ReadContract;
  readonly record: SchemaRecord;
}

/**
 * Adds the field to the record of the source.
 *
 * @returns the field as it is read back
 * @throws ContractsError `change-refused` where it cannot be written, or is not read back
 */
export async function writeToSource(draft: Draft, asked: AskedField): Promise<Field> {
  const { contract, record, request, type, optional } = asked;
  const { schema } = contract.source;
  const form = formOf(record, schema, draft.textOf);
  const { absent, omittable, fallback } = settlePresence(request, type, optional, form);
  const wanted: WantedField = {
    name: request.name,
    keys: [request.name],
    type,
    absent,
    deprecated: request.deprecated === true,
    ahead: 0,
    omittable,
    ...(fallback && { fallback }),
    ...aboutPlace(draft, record, schema, request),
  };
  write(draft, record, schema, wanted, request);
  const added = await readBack(draft, asked);
  if (request.default !== undefined && fallback && !isDefaultSaid(added, form)) {
    throw refused(
      `\`${record.name}\` in ${record.at.file} has no way to say a default.`,
      "Leave `--default` out, and take `--optional` where absence has to be told from the zero value.",
      record.at,
    );
  }
  return added;
}

/**
 * Adds to one mirror after the other what it lacks and did not lack before:
 * mirrors may be sources of others, and records inherit from others.
 *
 * @param before what was missing already, by its keys
 * @returns the files
 */
export async function writeToMirrors(
  draft: Draft,
  asked: AskedField,
  before: ReadonlySet<string>,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const first = missingFields(await draft.contracts()).find(({ key }) => !before.has(key));
    if (first === undefined) return [...files];
    // One record of one mirror at a time: what follows is read again.
    const { record } = first.fact.mirror;
    const isOrigin = first.contract.source.files.join("\n") === asked.contract.source.files.join("\n");
    write(draft, record, first.fact.mirror.schema, wantedThere(draft, first, asked, isOrigin), asked.request);
    files.add(record.at.file);
  }
  throw refused(`\`${asked.request.name}\` is not found again in the mirrors.`, "Take another name.", asked.record.at);
}

/** More mirrors, and records that inherit, than any contract has. */
const MOST_ROUNDS = 500;

function wantedThere(
  draft: Draft,
  { fact: { source, mirror }, mirror: { mapping } }: MissingField,
  { request, type }: AskedField,
  isOrigin: boolean,
): WantedField {
  const [from, to] = [sideOf(source.schema), sideOf(mirror.schema)];
  const paired = pairedNames(source.schema, mirror.schema, mapping);
  const direction = { from, to, fromSource: true, paired };
  const { field } = source;
  const wanted = wantedField(field, direction);
  const exact = isOrigin && field.oneof === undefined ? translate(type, from, to, paired) : undefined;
  const form = formOf(mirror.record, mirror.schema, draft.textOf);
  if (!wanted) throw unwritable(mirror.record, form, request, type);
  const fallback = fallbackThere(field, wanted, form);
  const { number: _there, ...rest } = wanted;
  return {
    ...rest,
    type: exact ?? wanted.type,
    ...(fallback && { fallback }),
    ...aboutPlace(draft, mirror.record, mirror.schema, request),
  };
}

/** The default of the source where it has one; zero where absence reads as that. */
function fallbackThere(field: Field, wanted: WantedField, form: ReturnType<typeof formOf>): WantedDefault | undefined {
  const own = field.default;
  if (form === "typescript") return undefined;
  if (own?.kind === "member") return { kind: "member", member: own.member };
  if (own?.kind === "value" && own.value !== null && typeof own.value !== "object")
    return { kind: "value", value: own.value };
  if (field.presence !== "implicit" || wanted.absent) return undefined;
  const zero = zeroIn(wanted.type, form);
  return zero === undefined ? undefined : { kind: "value", value: zero };
}

function write(draft: Draft, record: SchemaRecord, schema: Schema, wanted: WantedField, request: FieldAddition): void {
  if (schema.language === "proto") {
    checkName(draft, record, request.name);
    if (request.number !== undefined) checkNumber(draft, record, request.number);
  }
  const { fallback: _, ...plain } = wanted;
  const edits = writeField(record, schema, wanted, draft.textOf);
  // A default that cannot be said here is none of the type's business.
  const used =
    edits.length > 0 || request.default !== undefined ? edits : writeField(record, schema, plain, draft.textOf);
  if (used.length === 0) throw unwritable(record, formOf(record, schema, draft.textOf), request, wanted.type);
  draft.apply(used);
}

function aboutPlace(draft: Draft, record: SchemaRecord, { language }: Schema, { number, doc }: FieldAddition) {
  const width = lineWidth(draft.host, record.at.file, language);
  return {
    spent: draft.spentNumbers(record.qualifiedName),
    isAlone: true,
    ...(number !== undefined && { pinned: number }),
    ...(doc !== undefined && doc.trim() !== "" && { doc: doc.trim() }),
    ...(width !== undefined && { width }),
  };
}

/** The field in the source as it is read back. */
async function readBack(draft: Draft, { contract: { id }, record, request }: AskedField): Promise<Field> {
  const contracts = await draft.contracts();
  const after = contracts
    .find((each) => each.id === id)
    ?.source.schema.records.find((each) => each.qualifiedName === record.qualifiedName);
  const names = new Set(record.fields.map(({ name }) => name));
  const added = after?.fields.find(({ name }) => !names.has(name));
  if (added && isMeant(added, request.name)) return added;
  throw refused(
    `\`${record.name}\` in ${record.at.file} would not be read as having \`${request.name}\`.`,
    "Add the field by hand, and run `nx-contracts check --fix parity` for the mirrors.",
    record.at,
  );
}

/** Whether a field answers to a name: its own, the one on the wire, or that of its oneof. */
export function isMeant({ name, wireName, oneof }: Field, asked: string): boolean {
  return [name, wireName, oneof].some((each) => each !== undefined && foldName(each) === foldName(asked));
}

function isDefaultSaid({ default: value, presence }: Field, form: ReturnType<typeof formOf>): boolean {
  return value !== undefined || (form === "proto" && presence === "implicit");
}
