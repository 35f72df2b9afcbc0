import { sideOf } from "@nx-contracts/engine/edit";
import { ContractsError, type Field } from "@nx-contracts/ir";
import { askedType } from "./asked-type.js";
import type { Draft } from "./draft.js";
import { type AskedField, writeToMirrors, writeToSource } from "./field-layers.js";
import { locateRecord } from "./locate.js";
import { missingFields } from "./missing-fields.js";
import type { PresenceAsked } from "./presence.js";
import { refused } from "./refused.js";
import { checkReadable } from "./readable.js";
import { findSame } from "./same-field.js";
import { withLines } from "./with-lines.js";

/** A field that the source and every mirror are to have. */
export interface FieldAddition extends PresenceAsked {
  readonly kind: "add-field";
  /** Local name of the record in the source, `Outer.Inner`. */
  readonly record: string;
  readonly name: string;
  /** In words: `int32`, `list<string>`, `map<string, Studio>`. */
  readonly type: string;
  /** Id of the contract, where several have a record of that name. */
  readonly contract?: string;
  /** Its number in protos; default the next one that was never used. */
  readonly number?: number;
  /** What it is, in sentences. */
  readonly doc?: string;
  readonly deprecated?: boolean;
}

/**
 * Adds a field to a record of a source and to every mirror of it. Where it is
 * there already, as asked, nothing changes.
 *
 * @throws ContractsError `change-refused`
 */
export async function addField(draft: Draft, request: FieldAddition): Promise<void> {
  checkWords(request);
  const contracts = await draft.contracts();
  const { record: name, contract: id } = request;
  const { contract, definition: record } = locateRecord(contracts, { name, ...(id !== undefined && { contract: id }) });
  if (record.root || record.template) {
    throw refused(
      `\`${record.name}\` has no fields of its own: it ${record.root ? "only gives one value a name" : "is a template"}.`,
      "Name a record with fields.",
      record.at,
    );
  }
  const asked: AskedField = { request, contract, record, ...askedType(request.type, sideOf(contract.source.schema)) };
  const same = await findSame(draft, contracts, asked);
  const before = new Set(missingFields(contracts).flatMap(({ key }) => (same?.missing.has(key) ? [] : [key])));
  const subject = `\`${record.name}.${same?.name ?? request.name}\``;
  const added = same ? undefined : await writeToSource(draft, asked);
  const mirrored = await writeToMirrors(draft, asked, before);
  const files = [...new Set([...(added ? [added.at.file] : []), ...mirrored])];
  const places = withLines(files, request.name, contracts, await draft.contracts());
  if (places.length === 0) {
    draft.done.push(`${subject} is there already, as asked for: nothing changes.`);
    return;
  }
  draft.done.push(`Added ${subject} to ${places.join(", ")}.`);
  if (added && request.required !== true)
    draft.left.push(`Give ${subject} a value where \`${record.name}\` is made: until then it is ${valueOf(added)}.`);
  if (request.required !== true) await checkReadable(draft);
}

/** What a field holds that nobody gives, in words. */
function valueOf({ default: value, presence, nullable, type }: Field): string {
  if (value?.kind === "member") return `\`${value.member}\``;
  if (value?.kind === "empty" || (type.kind === "list" && !nullable) || (type.kind === "map" && !nullable))
    return "empty";
  if (value?.kind === "value" && value.value !== null) return `\`${JSON.stringify(value.value)}\``;
  if (value?.kind === "dynamic") return `\`${value.text}\``;
  return presence === "implicit" ? "zero or empty" : "absent";
}

function checkWords({ name, doc = "" }: FieldAddition): void {
  const next = "Begin it with a letter, and take letters, digits and `_`.";
  if (!/^[A-Za-z]\w*$/.test(name)) throw refused(`\`${name}\` is no name for a field in every language.`, next);
  if (name.length > 200) throw refused("The name is too long for a field.", next);
  // eslint-disable-next-line no-control-regex -- what a description must not hold
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(doc)) {
    throw new ContractsError("usage", {
      message: "The description holds control characters.",
      next: "Write plain text.",
    });
  }
}
