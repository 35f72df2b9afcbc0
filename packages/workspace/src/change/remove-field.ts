import type { ReadContract } from "@nx-contracts/engine";
import { sideOf } from "@nx-contracts/engine/edit";
import { describeUse, idleEntries, ownMentions, schemasOf, usesOf } from "./consequences.js";
import type { Draft } from "./draft.js";
import { dropField, type FieldPlace, findDefinition } from "./drop.js";
import { extraParts } from "./extra-parts.js";
import { locateField, type NamedField } from "./locate-field.js";
import { refused } from "./refused.js";
import { checkWindow } from "./removal-window.js";

/** A field that the source and every mirror are to lose. */
export interface FieldRemoval extends NamedField {
  readonly kind: "remove-field";
}

/**
 * Takes a field out of a source and of every mirror of it, reserves its number
 * and name, and lists who reads it. Of a field that was removed before nothing
 * is left to do.
 *
 * @throws ContractsError `change-refused`
 */
export async function removeField(draft: Draft, request: FieldRemoval): Promise<void> {
  const contracts = await draft.contracts();
  const located = locateField(draft, contracts, request);
  if (!located) {
    draft.done.push(`\`${request.record}.${request.name}\` is gone already.`);
    return;
  }
  const { contract, definition: record, field } = located;
  const subject = `${sideOf(contract.source.schema).index.localName(record)}.${field.name}`;
  const dropped = await dropEverywhere(draft, { field, record, schema: contract.source.schema });
  const protos = dropped.filter(({ schema }) => schema.language === "proto");
  const deprecate = `nx g nx-contracts:field ${request.record} ${field.name} --deprecate`;
  checkWindow(draft, contracts, (protos.length > 0 ? protos : dropped).map(leavingOf), deprecate);
  const places = [...new Set(dropped.map((place) => place.field.at.file))];
  draft.done.push(`Removed \`${subject}\` from ${places.join(", ")}.`);
  for (const each of protos) {
    const { number, name, at } = each.field;
    draft.done.push(
      `Reserved ${number === undefined ? "" : `the number ${number} and `}the name \`${name}\` in ${at.file}.`,
    );
  }
  const uses = await usesOf(
    draft,
    schemasOf(contracts),
    dropped.map((place) => `${place.record.qualifiedName}.${place.field.name}`),
  );
  draft.left.push(...uses.map((use) => describeUse(use, subject)));
  draft.left.push(...(await mentions(draft, dropped)));
  draft.left.push(...contracts.flatMap(({ id }) => idleEntries(draft, id, subject)));
}

/** Takes a field away wherever it stands; mirrors may be sources of others. */
async function dropEverywhere(draft: Draft, source: FieldPlace): Promise<readonly FieldPlace[]> {
  const before = new Set(keysOf(await draft.contracts()));
  const dropped = [source];
  await dropField(draft, source);
  const seen = new Set<string>();
  for (;;) {
    const next = extraParts(await draft.contracts(), "field-extra").find(({ key }) => !before.has(key));
    if (!next) return dropped;
    const { field, record } = next.fact.mirror;
    const at = `${record.qualifiedName}.${field.name} ${field.at.file}`;
    if (seen.has(at)) throw unremovable(next.fact.mirror);
    seen.add(at);
    await dropField(draft, next.fact.mirror);
    dropped.push(next.fact.mirror);
  }
}

function keysOf(contracts: readonly ReadContract[]): readonly string[] {
  return extraParts(contracts, "field-extra").map(({ key }) => key);
}

/** Code of the record itself that names the field, which nothing else looks at. */
async function mentions(draft: Draft, dropped: readonly FieldPlace[]): Promise<readonly string[]> {
  const contracts = await draft.contracts();
  return dropped.flatMap(({ field, record, schema }) => {
    const found = schema.language === "proto" ? undefined : findDefinition(contracts, record);
    if (!found) return [];
    const { at } = found.definition;
    return ownMentions(draft, found.definition, field.name).map(
      ({ line, text }) => `${at.file}:${line} still names \`${field.name}\` in \`${record.name}\`: ${text}`,
    );
  });
}

function leavingOf({ field, record }: FieldPlace) {
  const { name, number, deprecated, at } = field;
  const subject = `${record.name}.${name}`;
  return {
    subject,
    qualifiedName: record.qualifiedName,
    name,
    deprecated,
    at,
    ...(number !== undefined && { number }),
  };
}

function unremovable({ field, record }: FieldPlace) {
  return refused(
    `\`${record.name}\` in ${record.at.file} still has \`${field.name}\` when it is taken away there: it comes from elsewhere.`,
    `Remove it where it is declared, ${field.at.file}:${field.at.line}, and try again.`,
    field.at,
  );
}
