import { type FactOf, parityFacts, type ReadContract } from "@nx-contracts/engine";
import { deprecateField as markDeprecated } from "@nx-contracts/engine/edit";
import type { Draft } from "./draft.js";
import type { FieldPlace } from "./drop.js";
import { locateField, type LocatedField, type NamedField } from "./locate-field.js";
import { refused } from "./refused.js";
import { removableOn } from "./removal-window.js";

/** A field that the source and every mirror are to mark as deprecated. */
export interface FieldDeprecation extends NamedField {
  readonly kind: "deprecate-field";
}

/**
 * Marks a field as deprecated in a source and in every mirror of it; where it
 * is, nothing changes.
 *
 * @throws ContractsError `change-refused`
 */
export async function deprecateField(draft: Draft, request: FieldDeprecation): Promise<void> {
  const located = locateField(draft, await draft.contracts(), request);
  if (!located) {
    throw refused(`\`${request.record}.${request.name}\` is gone.`, "Name a field that is still there.");
  }
  const places = await deprecateEverywhere(draft, located);
  const subject = `${located.definition.name}.${located.field.name}`;
  if (places.length > 0) draft.done.push(`Marked \`${subject}\` as deprecated in ${places.join(", ")}.`);
  const date = removableOn(draft);
  const when = date === undefined ? "when nobody reads it any more" : `from ${date} on, when nobody reads it any more`;
  draft.left.push(`Remove it ${when}: nx g nx-contracts:field ${request.record} ${located.field.name} --remove`);
}

/** Marks a field wherever it stands. Gives the files that were written to. */
export async function deprecateEverywhere(
  draft: Draft,
  { contract, definition, field }: LocatedField,
): Promise<readonly string[]> {
  const before = new Set(unmarked(await draft.contracts()).map(({ key }) => key));
  const files = new Set<string>();
  mark({ field, record: definition, schema: contract.source.schema });
  const seen = new Set<string>();
  for (;;) {
    const next = unmarked(await draft.contracts()).find(({ key }) => !before.has(key) && !seen.has(key));
    if (!next) return [...files];
    seen.add(next.key);
    mark(next.fact.mirror);
  }

  function mark(place: FieldPlace): void {
    if (place.field.deprecated) return;
    const edits = markDeprecated(place, draft.textOf);
    const { file, line } = place.field.at;
    draft.apply(edits);
    if (edits.length > 0) files.add(file);
    else draft.left.push(`Mark \`${place.record.name}.${place.field.name}\` as deprecated by hand: ${file}:${line}.`);
  }
}

/** Fields that are deprecated in a source, and not in a mirror. */
function unmarked(
  contracts: readonly ReadContract[],
): readonly { readonly fact: FactOf<"field-paired">; readonly key: string }[] {
  return contracts.flatMap(({ id, source, mirrors }) =>
    mirrors.flatMap((mirror, position) =>
      parityFacts(source.schema, mirror.schema, mirror.mapping).flatMap((fact) =>
        fact.kind === "field-paired" && fact.source.field.deprecated && !fact.mirror.field.deprecated
          ? [{ fact, key: `${id} ${position} ${fact.subject}` }]
          : [],
      ),
    ),
  );
}
