import type { ReadContract } from "@nx-contracts/engine";
import { addDays, isRemovable, type LockEntry, parseLock } from "@nx-contracts/engine/lifecycle";
import type { Span } from "@nx-contracts/ir";
import { circumstances } from "../lock/circumstances.js";
import { lockPath } from "../lock/project-lock.js";
import { decodeText } from "../read/text.js";
import type { Draft } from "./draft.js";
import { refused } from "./refused.js";

/** Something that is to go: a field, or a member of an enum. */
export interface Leaving {
  /** `Anime.score`. */
  readonly subject: string;
  /** Of its record or enum. */
  readonly qualifiedName: string;
  readonly name: string;
  readonly number?: number;
  readonly deprecated: boolean;
  readonly at: Span;
}

/**
 * Holds a removal against the rules of its contract: `compat.removal` asks for
 * a time of deprecation, and what is stored is still read.
 *
 * @param deprecate the command that marks it as deprecated
 * @throws ContractsError `change-refused`
 */
export function checkWindow(
  draft: Draft,
  contracts: readonly ReadContract[],
  leaving: readonly Leaving[],
  deprecate: string,
): void {
  const { config, context } = draft;
  const { removal } = config.compat;
  const path = lockPath(config);
  const { lock } = parseLock(decodeText(draft.host.bytes(path)), path);
  for (const part of leaving) {
    const entries = lock.definitions.get(part.qualifiedName)?.entries ?? [];
    const entry = entries.find(({ name, number, retired }) => name === part.name && number === part.number && !retired);
    const isTimed = entry !== undefined && removal !== undefined;
    if (isTimed && isRemovable(entry, removal, circumstances(config, context.today))) continue;
    if (isTimed) throw tooEarly(part, entry, removal.days, context.today, deprecate);
    const stored = storageOf(draft, contracts, part);
    if (
      stored !== undefined &&
      (removal === undefined || entry !== undefined) &&
      !(entry === undefined && part.deprecated)
    )
      throw isStored(part, stored, deprecate);
  }
}

/** When something that is deprecated today may be removed; absent where there is no such rule. */
export function removableOn({ config, context }: Draft): string | undefined {
  return config.compat.removal && addDays(context.today, config.compat.removal.days);
}

/** The contract of persisted data that has a file on one of its sides. */
function storageOf({ config }: Draft, contracts: readonly ReadContract[], { at }: Leaving): string | undefined {
  const owners = contracts.filter(({ source, mirrors }) =>
    [source, ...mirrors].some(({ files }) => files.includes(at.file)),
  );
  return owners.find(({ id }) => config.contracts.some((each) => each.id === id && each.kind === "storage"))?.id;
}

function tooEarly({ subject, at }: Leaving, { deprecated }: LockEntry, days: number, today: string, deprecate: string) {
  if (deprecated === undefined) {
    return refused(
      `\`${subject}\` was never deprecated: \`compat.removal\` lets it go ${days} days after it was.`,
      `Deprecate it now: \`${deprecate}\`. It may be removed from ${addDays(today, days)} on.`,
      at,
    );
  }
  return refused(
    `\`${subject}\` is deprecated since ${deprecated.date} only: it may be removed from ${addDays(deprecated.date, days)} on.`,
    "Remove it then, or set a shorter `compat.removal` in contracts.yaml.",
    at,
  );
}

function isStored({ subject, at }: Leaving, contract: string, deprecate: string) {
  return refused(
    `\`${subject}\` belongs to \`${contract}\`, a contract of stored data: what was written with it is still there to be read.`,
    `Deprecate it and stop writing it: \`${deprecate}\`. Set \`compat.removal\` in contracts.yaml, and remove it when that time has passed.`,
    at,
  );
}
