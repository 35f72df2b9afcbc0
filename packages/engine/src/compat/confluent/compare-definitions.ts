import type { MessageIn } from "../proto-index.js";
import { compareEnum } from "./compare-enum.js";
import { compareFields } from "./compare-fields.js";
import type { ConfluentDifference } from "./difference.js";
import type { Both, Scope, Walk } from "./walk.js";
import { writtenMessages } from "./written.js";
import type { ProtoEnum, ProtoFile, ProtoMessage } from "@nx-contracts/ir";

/** Where definitions stand: a file, or a message in it. */
interface Holder {
  readonly file: ProtoFile;
  readonly message?: ProtoMessage;
}

/**
 * What differs between the messages and enums that stand directly in two files
 * or messages, paired by name: messages first, those of `original` in their
 * order and then the new ones in theirs, where the registry has the order of a
 * hash table.
 */
export function* compareDefinitions(original: Holder, update: Holder, path: string, scope: Scope): Walk {
  const old = numbered(original);
  const now = numbered(update);
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const at = `${path}/${name}`;
    const before = old.get(name);
    const after = now.get(name);
    if (after === undefined) yield { type: "MESSAGE_REMOVED", path: at };
    else if (before === undefined) yield { type: "MESSAGE_ADDED", path: at };
    else {
      yield* compareMessage({ original: before, update: after }, at, scope);
      if (before.index !== after.index) yield { type: "MESSAGE_MOVED", path: at };
    }
  }
  yield* compareEnums(enumsIn(original), enumsIn(update), path);
}

/**
 * What differs between two messages of one name: their fields, then what they
 * hold. Of a message that is being compared already, farther out, only the
 * latter is looked at, as the registry does.
 */
export function* compareMessage({ original, update }: Both<MessageIn>, path: string, scope: Scope): Walk {
  const isOpen = scope.open.has(original.message);
  scope.open.add(original.message);
  if (!isOpen) yield* compareFields(original, update, path, scope);
  yield* compareDefinitions(original, update, path, scope);
  if (!isOpen) scope.open.delete(original.message);
}

function* compareEnums(
  original: ReadonlyMap<string, ProtoEnum>,
  update: ReadonlyMap<string, ProtoEnum>,
  path: string,
): Generator<ConfluentDifference> {
  for (const name of new Set([...original.keys(), ...update.keys()])) {
    const at = `${path}/${name}`;
    const old = original.get(name);
    const now = update.get(name);
    if (now === undefined) yield { type: "ENUM_REMOVED", path: at };
    else if (old === undefined) yield { type: "ENUM_ADDED", path: at };
    else yield* compareEnum(old, now, at);
  }
}

interface NumberedMessage extends MessageIn {
  /** Among the messages beside it. */
  readonly index: number;
}

function numbered({ file, message: holder }: Holder): ReadonlyMap<string, NumberedMessage> {
  return new Map(
    writtenMessages(file, holder ?? file).map((message, index) => [message.name, { file, message, index }]),
  );
}

function enumsIn({ file, message }: Holder): ReadonlyMap<string, ProtoEnum> {
  return new Map((message ?? file).enums.map((each) => [each.name, each]));
}
