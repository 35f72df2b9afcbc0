import type { ReadContract } from "@nx-contracts/engine";
import { neutralName, sideOf } from "@nx-contracts/engine/edit";
import { type Enum, foldName, nearestName, type SchemaRecord } from "@nx-contracts/ir";
import { missingDefinitions, writeDefinition, writeIntoMirrors } from "./add-definition.js";
import type { Draft } from "./draft.js";
import { fieldNamed } from "./locate-field.js";
import { checkName, enumInWords, partsOf, recordInWords } from "./record-words.js";
import { refused } from "./refused.js";
import { memberNamed } from "./remove-member.js";
import { withLines } from "./with-lines.js";

/** A record or an enum that a source and every mirror of it are to have. */
export interface DefinitionAddition {
  readonly kind: "add-record";
  readonly name: string;
  /** `name:type`, of a record. */
  readonly fields?: readonly string[];
  /** `NAME` or `NAME=value`: it is an enum. */
  readonly members?: readonly string[];
  /** Id of the contract; needed where there are several. */
  readonly contract?: string;
  /** A record or enum of the source, to whose file it is added; default the last one. */
  readonly beside?: string;
}

/**
 * Adds a record or an enum to a source and to every mirror of it. Where it is
 * there already, as it was asked for, nothing changes.
 *
 * @throws ContractsError `change-refused`
 */
export async function addRecord(draft: Draft, request: DefinitionAddition): Promise<void> {
  const contracts = await draft.contracts();
  const { source } = contractNamed(contracts, request);
  const { schema } = source;
  const side = sideOf(schema);
  checkName(request.name);
  const all: readonly (SchemaRecord | Enum)[] = [...schema.records, ...schema.enums];
  const taken = all.find((each) => foldName(neutralName(side.index, each)) === foldName(request.name));
  if (taken) return checkSame(taken, request);
  const { name, fields = [], members } = request;
  const wanted = members ? enumInWords(name, members) : recordInWords(name, fields, side);
  const before = new Set(missingDefinitions(contracts).map(({ key }) => key));
  const neighbour =
    neighbourNamed(all, request) ??
    (members ? lastIn(schema.enums, source.files) : lastIn(schema.records, source.files)) ??
    all.at(-1);
  writeDefinition(draft, wanted, schema, neighbour);
  const mirrors = await writeIntoMirrors(draft, before);
  const files = [...new Set([neighbour?.at.file ?? source.files[0] ?? "", ...mirrors])];
  const places = withLines(files, request.name, contracts, await draft.contracts());
  const what = members ? "enum" : "record";
  draft.done.push(`Added the ${what} \`${request.name}\` to ${places.join(", ")}.`);
}

function contractNamed(contracts: readonly ReadContract[], { contract, beside }: DefinitionAddition): ReadContract {
  const ids = contracts.map(({ id }) => id);
  const [first, ...others] = contracts;
  if (contract === undefined) {
    const homes =
      beside === undefined
        ? []
        : contracts.filter(({ source }) => source.schema.records.some(({ name }) => name === beside));
    if (homes[0]) return homes[0];
    if (first && others.length === 0) return first;
    throw refused(
      `There are ${contracts.length} contracts, and nothing says which one gets the record.`,
      `Name one with \`--contract\`: ${ids.join(", ")}.`,
    );
  }
  const found = contracts.find(({ id }) => id === contract);
  if (found) return found;
  const near = nearestName(contract, ids);
  throw refused(
    `There is no contract \`${contract}\`.`,
    near === undefined ? `Known: ${ids.join(", ")}.` : `Did you mean \`${near}\`?`,
  );
}

/** The last definition of the first file that has one. */
function lastIn<T extends SchemaRecord | Enum>(definitions: readonly T[], files: readonly string[]): T | undefined {
  const own = files.map((file) => definitions.findLast(({ at }) => at.file === file));
  return own.find((each) => each !== undefined);
}

function neighbourNamed(
  all: readonly (SchemaRecord | Enum)[],
  { beside }: DefinitionAddition,
): SchemaRecord | Enum | undefined {
  if (beside === undefined) return undefined;
  const found = all.find(({ name, qualifiedName }) => name === beside || qualifiedName === beside);
  if (found) return found;
  const near = nearestName(
    beside,
    all.map(({ name }) => name),
  );
  throw refused(
    `The source has no \`${beside}\` to stand beside.`,
    near === undefined ? "Name a record or an enum of it." : `Did you mean \`${near}\`?`,
  );
}

/** What is there may be what was asked for, by an earlier run. */
function checkSame(taken: SchemaRecord | Enum, { name, fields = [], members }: DefinitionAddition): void {
  const isSame = members
    ? "members" in taken &&
      members.every((text) => memberNamed(taken, text.split("=", 1)[0]?.trim() ?? "") !== undefined)
    : "fields" in taken && fields.every((text) => fieldNamed(taken, partsOf(text).name) !== undefined);
  if (isSame) return;
  const generator = members ? `enum-member ${name} NAME` : `field ${name} NAME TYPE`;
  throw refused(
    `\`${name}\` is there already, in ${taken.at.file}:${taken.at.line}, and is not what is asked for.`,
    `Change it part by part: \`nx g nx-contracts:${generator}\`.`,
    taken.at,
  );
}
