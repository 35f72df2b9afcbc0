import { sideOf } from "@nx-contracts/engine/edit";
import type { Field, SchemaRecord } from "@nx-contracts/ir";
import { shellWord } from "../shell-word.js";
import { addField } from "./add-field.js";
import { describeUse, schemasOf, usesOf } from "./consequences.js";
import { deprecateEverywhere } from "./deprecate-field.js";
import type { Draft } from "./draft.js";
import { locateField, type LocatedField, type NamedField } from "./locate-field.js";
import { refused } from "./refused.js";
import { removableOn } from "./removal-window.js";
import { typeInWords } from "./type-in-words.js";

/** A field that is to be called otherwise, without hurting anybody: both names stand side by side for a while. */
export interface FieldRenaming extends NamedField {
  readonly kind: "rename-field";
  /** The new name. */
  readonly to: string;
}

/**
 * Begins a renaming: adds the field under its new name beside the old one,
 * which becomes deprecated, and says what is to be done until the old one can
 * go. Begun once more, nothing changes.
 *
 * @throws ContractsError `change-refused`
 */
export async function renameField(draft: Draft, request: FieldRenaming): Promise<void> {
  const contracts = await draft.contracts();
  const located = locateField(draft, contracts, request);
  const { record: name, to, contract } = request;
  if (!located) {
    throw refused(
      `\`${name}.${request.name}\` is gone: there is nothing to rename.`,
      `Add \`${to}\` as a new field: \`nx g nx-contracts:field ${name} ${to} TYPE\`.`,
    );
  }
  const { definition, field } = located;
  const taken = definition.fields.find((each) => each.name === to);
  if (taken === field) throw refused(`\`${name}.${to}\` is called that already.`, "Name another word.", field.at);
  if (taken && !isSameType(taken, field)) {
    throw refused(
      `\`${name}\` has a field \`${to}\` already, of another type than \`${field.name}\`.`,
      "Take another name, or remove that field first.",
      taken.at,
    );
  }
  if (!taken) await addBeside(draft, located, request);
  const marked = await deprecateEverywhere(draft, await again(draft, request));
  if (marked.length > 0) draft.done.push(`Marked \`${name}.${field.name}\` as deprecated in ${marked.join(", ")}.`);
  draft.left.push(...dualWrite(located, to));
  const subjects = contracts.flatMap(({ source, mirrors }) =>
    [source, ...mirrors].flatMap(({ schema }) => namesIn(schema.records, definition, field)),
  );
  const uses = await usesOf(draft, schemasOf(contracts), subjects);
  draft.left.push(
    ...uses.map((use) => `${describeUse(use, `${name}.${field.name}`).slice(0, -1)}: move it to \`${to}\`.`),
  );
  draft.left.push(...lastSteps(draft, located, request, contract));
}

async function addBeside(draft: Draft, { contract, definition, field }: LocatedField, request: FieldRenaming) {
  const words = typeInWords(field.type, sideOf(contract.source.schema));
  if (field.oneof !== undefined && field.type.kind !== "union") throw noTwoInOneof(request, definition, field, words);
  if (words === undefined || definition.root === true) {
    throw refused(
      `\`${definition.name}.${field.name}\` has a type that cannot be said for a second field.`,
      `Add \`${request.to}\` by hand beside it, and deprecate the old one: \`nx g nx-contracts:field ${request.record} ${field.name} --deprecate\`.`,
      field.at,
    );
  }
  const isPlural = field.type.kind === "list" || field.type.kind === "map";
  await addField(draft, {
    kind: "add-field",
    record: request.record,
    name: request.to,
    type: words,
    // Whether a writer knows the new name yet has to show.
    optional: !isPlural,
    ...(request.contract !== undefined && { contract: request.contract }),
    ...(field.doc !== undefined && { doc: field.doc }),
  });
  if (Object.keys(field.constraints).length > 0) {
    draft.left.push(
      `Give \`${request.to}\` the bounds of \`${field.name}\`, ${field.at.file}:${field.at.line}: ${JSON.stringify(field.constraints)}.`,
    );
  }
}

/** One alternative is set at a time: nobody could write both names, and old readers would see neither. */
function noTwoInOneof({ record, to, contract }: FieldRenaming, { name }: SchemaRecord, field: Field, words = "TYPE") {
  const more = contract === undefined ? "" : ` --contract ${shellWord(contract)}`;
  const generator = `nx g nx-contracts:field ${record}`;
  return refused(
    `\`${name}.${field.name}\` is one of the oneof \`${field.oneof}\`, of which one is set at a time: nobody could write it under both names, and readers of the old name would find nothing.`,
    `Give the new name a place beside the oneof, where both can be set: \`${generator} ${to} ${shellWord(words)} --optional${more}\`. Then mark the old one, \`${generator} ${field.name} --deprecate${more}\`, write and read both, and see to it that no other of \`${field.oneof}\` is set with the new one; when nobody reads the old one any more, \`${generator} ${field.name} --remove${more}\`.`,
    field.at,
  );
}

async function again(draft: Draft, request: FieldRenaming): Promise<LocatedField> {
  const located = locateField(draft, await draft.contracts(), request);
  if (located) return located;
  throw refused(`\`${request.record}.${request.name}\` can no longer be read.`, "Rename it by hand.");
}

/** How both names are written, and read, until the old one is gone. */
function dualWrite({ contract, definition, field }: LocatedField, to: string): readonly string[] {
  const { at, name } = field;
  const place = `${at.file}:${at.line}`;
  const read = `Read \`${to}\` first, and \`${name}\` where it is absent, until every writer writes both.`;
  if (contract.source.schema.language !== "pydantic")
    return [`Write \`${to}\` wherever \`${name}\` is written (${place}).`, read];
  const isPlural = field.type.kind === "list" || field.type.kind === "map";
  const lacks = (key: string) => (isPlural ? `not data.get("${key}")` : `data.get("${key}") is None`);
  const [oldKey, newKey] = [field.wireName ?? name, to];
  const code = [
    `@model_validator(mode="before")`,
    "@classmethod",
    `def _write_${name}_and_${to}(cls, data: Any) -> Any:`,
    "    if isinstance(data, dict):",
    `        if ${lacks(newKey)} and "${oldKey}" in data:`,
    `            return {**data, "${newKey}": data["${oldKey}"]}`,
    `        if "${newKey}" in data and ${lacks(oldKey)}:`,
    `            return {**data, "${oldKey}": data["${newKey}"]}`,
    "    return data",
  ];
  const indented = code.map((line) => `        ${line}`).join("\n");
  return [
    `Have \`${definition.name}\` write both, whoever makes one: give the class (${place}) this validator, with \`Any\` of \`typing\` and \`model_validator\` of \`pydantic\`.\n${indented}`,
    read,
  ];
}

function lastSteps(
  draft: Draft,
  { field, definition }: LocatedField,
  { record, to }: FieldRenaming,
  contract: string | undefined,
): readonly string[] {
  const date = removableOn(draft);
  const more = contract === undefined ? "" : ` --contract ${contract}`;
  const when =
    date === undefined ? "Last, when nobody reads it any more" : `Last, from ${date} on, when nobody reads it any more`;
  const required =
    field.presence === "required" && field.default === undefined
      ? [
          `When every writer writes \`${to}\`, make it required, as \`${field.name}\` was (${definition.at.file}), and run \`nx-contracts check --fix parity\`.`,
        ]
      : [];
  return [
    `See who still reads the old name: nx-contracts impact --subject ${definition.name}.${field.name}`,
    ...required,
    `${when}: nx g nx-contracts:field ${record} ${field.name} --remove${more}`,
  ];
}

function isSameType(a: Field, b: Field): boolean {
  return JSON.stringify(a.type) === JSON.stringify(b.type);
}

/** What the record and the field are called in a schema, in whatever style. */
function namesIn(records: readonly SchemaRecord[], { name }: SchemaRecord, field: Field): readonly string[] {
  const keys = new Set([field.name, field.wireName ?? field.name]);
  return records
    .filter((record) => record.name === name || record.name === `${name}Schema`)
    .flatMap((record) =>
      record.fields.flatMap((each) => (keys.has(each.name) ? [`${record.qualifiedName}.${each.name}`] : [])),
    );
}
