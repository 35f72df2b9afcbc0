import type { ReadContract } from "@nx-contracts/engine";
import { sideOf } from "@nx-contracts/engine/edit";
import { parseLock } from "@nx-contracts/engine/lifecycle";
import { ContractsError, type Problem, type Schema } from "@nx-contracts/ir";
import { mappingPlaces } from "../cochange/mapping-places.js";
import { lockPath } from "../lock/project-lock.js";
import { decodeText } from "../read/text.js";
import { idleEntries } from "./consequences.js";
import type { Draft } from "./draft.js";
import { dropDefinition } from "./drop.js";
import { extraParts } from "./extra-parts.js";
import { handedOn, handOnNoMore, takeOutOf } from "./handed-on.js";
import { type Located, locateEnum, locateRecord, type Named } from "./locate.js";
import { codeReferences, type Definition, schemaReferences, stillUsed } from "./references.js";
import { refused } from "./refused.js";

/** A record or an enum that a source and every mirror of it are to lose. */
export interface DefinitionRemoval extends Named {
  readonly kind: "remove-record";
}

/**
 * Takes a record or an enum out of a source and of every mirror of it, if
 * nothing uses it: no other record, no service, no mapping and no code.
 *
 * @throws ContractsError `change-refused` with every place that uses it
 */
export async function removeRecord(draft: Draft, request: DefinitionRemoval): Promise<void> {
  const contracts = await draft.contracts();
  const located = locateDefinition(draft, contracts, request);
  if (!located) {
    draft.done.push(`\`${request.name}\` is gone already.`);
    return;
  }
  const { contract, definition } = located;
  const { schema } = contract.source;
  const subject = sideOf(schema).index.localName(definition);
  checkStored(draft, contracts, definition);
  const known = new Set(extraDefinitions(contracts).map(({ key }) => key));
  const dropped: { readonly definition: Definition; readonly schema: Schema }[] = [{ definition, schema }];
  await dropUnused(draft, definition, schema);
  for (;;) {
    const next = extraDefinitions(await draft.contracts()).find(({ key }) => !known.has(key));
    if (!next) break;
    known.add(next.key);
    await dropUnused(draft, next.definition, next.schema);
    dropped.push(next);
  }
  const files = [...new Set(dropped.map((each) => each.definition.at.file))];
  draft.done.push(`Removed \`${subject}\` from ${files.join(", ")}.`);
  draft.left.push(...contracts.flatMap(({ id }) => idleEntries(draft, id, subject)));
}

/** Takes a definition away that nothing needs; a name in the file that is left says that something does. */
async function dropUnused(draft: Draft, definition: Definition, schema: Schema): Promise<void> {
  const now = await draft.contracts();
  const { config, host } = draft;
  const mapped = config.contracts.flatMap((each) =>
    mappingPlaces(host, config, each, [definition.name]).map(({ message, at }): Problem => ({
      message: `${capital(message)}.`,
      at,
    })),
  );
  const { handed, used: inCode } = handedOn(draft, await codeReferences(draft, schema, [definition]), [
    definition.name,
  ]);
  const used = [...schemaReferences(now, definition), ...inCode, ...mapped];
  if (used.length > 0) throw stillUsed(`\`${definition.name}\``, definition.at, used);
  takeOutOf(draft, handed, [definition.name]);
  dropDefinition(draft, definition, schema);
  if (schema.language === "proto") return;
  const files = now
    .flatMap(({ source, mirrors }) => [source, ...mirrors])
    .filter((side) => side.files.includes(definition.at.file))
    .flatMap((side) => side.files);
  const own = new Set([...files, definition.at.file]);
  if (schema.language === "typescript") handOnNoMore(draft, own, definition.at.file, definition.name);
  const named = placesNaming(draft, own, definition);
  if (named.length > 0) throw stillUsed(`\`${definition.name}\``, definition.at, named);
}

/** Code in the files of a side that still says a name: a base class, an annotation, an import. */
function placesNaming(draft: Draft, files: ReadonlySet<string>, { name }: Definition): readonly Problem[] {
  const word = new RegExp(String.raw`(?<![\w$.])${name.replaceAll("$", String.raw`\$`)}(?![\w$])`);
  return [...files].flatMap((file) => {
    const text = (draft.textOf(file) ?? "").replaceAll(/("""|''')[^]*?\1|\/\*[^]*?\*\//g, (found) =>
      found.replaceAll(/[^\n]/g, " "),
    );
    return text.split(/\r\n|\r|\n/).flatMap((line, i): readonly Problem[] => {
      const column = line.replace(/(?:^|\s)(?:#|\/\/).*$/, "").search(word) + 1;
      return column === 0
        ? []
        : [{ message: `The file itself names it: ${line.trim()}`, at: { file, line: i + 1, column } }];
    });
  });
}

interface ExtraDefinition {
  readonly definition: Definition;
  readonly schema: Schema;
  readonly key: string;
}

function extraDefinitions(contracts: readonly ReadContract[]): readonly ExtraDefinition[] {
  const records = extraParts(contracts, "record-extra").map(({ fact: { mirror }, key }) => ({
    definition: mirror.record,
    schema: mirror.schema,
    key,
  }));
  const enums = extraParts(contracts, "enum-extra").map(({ fact: { mirror }, key }) => ({
    definition: mirror.enum,
    schema: mirror.schema,
    key,
  }));
  return [...records, ...enums];
}

function locateDefinition(
  draft: Draft,
  contracts: readonly ReadContract[],
  named: Named,
): Located<Definition> | undefined {
  try {
    return locateRecord(contracts, named);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    try {
      return locateEnum(contracts, named);
    } catch (another) {
      if (isRefusal(another) && isRemembered(draft, named.name)) return undefined;
      throw named.name !== "" && isNear(another) ? another : error;
    }
  }
}

function isRefusal(error: unknown): error is ContractsError {
  return error instanceof ContractsError && error.code === "change-refused";
}

/** A suggestion is worth more than none. */
function isNear(error: unknown): boolean {
  return isRefusal(error) && error.problems.some(({ next = "" }) => next.startsWith("Did you mean"));
}

/** Whether the lock knows a definition of that name, and nothing of it is left. */
function isRemembered(draft: Draft, name: string): boolean {
  const path = lockPath(draft.config);
  const { definitions } = parseLock(decodeText(draft.host.bytes(path)), path).lock;
  return [...definitions].some(
    ([qualified, { entries }]) =>
      (qualified === name || qualified.endsWith(`.${name}`)) &&
      entries.length > 0 &&
      entries.every(({ retired }) => retired),
  );
}

function checkStored({ config }: Draft, contracts: readonly ReadContract[], { name, at }: Definition): void {
  const owner = contracts.find(({ source, mirrors }) =>
    [source, ...mirrors].some(({ files }) => files.includes(at.file)),
  );
  const stored = config.contracts.find(({ id, kind }) => id === owner?.id && kind === "storage");
  if (!stored) return;
  throw refused(
    `\`${name}\` belongs to \`${stored.id}\`, a contract of stored data: what was written with it is still there to be read.`,
    "Migrate what is stored first, and change the kind of the contract when nothing of it is left.",
    at,
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
