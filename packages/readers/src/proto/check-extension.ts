import type { JsonObject } from "@nx-contracts/ir";
import { HIGHEST_FIELD, HIGHEST_VALUE, checkFieldNumber, isMessageSet } from "./check-numbers.js";
import { nameAt } from "./context.js";
import type { Context, ResolvedType } from "./context.js";
import { isPseudoOption, readOptions } from "./options.js";
import { isMessage, resolveName } from "./resolve.js";
import type { ExtendNode, ExtensionsNode, FieldNode } from "./syntax-tree.js";
import type { ExtensionDefinition, MessageDefinition } from "./unit.js";

const EXTENDABLE_IN_PROTO3 =
  /^google\.protobuf\.(File|Message|Field|Oneof|Enum|EnumValue|Service|Method|ExtensionRange|Stream)Options$/;

/** The message that a block extends; `undefined`, and a problem, where it cannot be. */
export function checkExtendee(context: Context, scope: string, block: ExtendNode): MessageDefinition | undefined {
  const at = { start: block.extendeeStart, end: block.extendeeEnd };
  const subject = block.extendee;
  const found = resolveName(context.table, context.unit, scope, block.extendee, isMessage);
  if (block.body.length === 0) {
    context.refuse(subject, "The extend block holds no extension.", "Define one in it, or remove it.", block);
  }
  if (found.kind !== "message") {
    context.reportUnresolved(scope, block.extendee, "a message", isMessage, subject, at);
    return undefined;
  }
  if (context.unit.file.syntax === "proto3" && !EXTENDABLE_IN_PROTO3.test(found.fullName)) {
    context.refuse(
      subject,
      "Proto3 extends the messages of options only.",
      "Use a field of the type google.protobuf.Any, or proto2.",
      at,
    );
  }
  return found;
}

/** What is forbidden to an extension beyond what is forbidden to any field. */
export function checkExtension(
  context: Context,
  subject: string,
  field: FieldNode,
  extendee: MessageDefinition,
  type: ResolvedType | undefined,
): void {
  const at = { start: field.numberStart, end: field.numberEnd };
  const isSet = isMessageSet(extendee.node);
  checkFieldNumber(context, subject, field, isSet ? HIGHEST_VALUE - 1 : HIGHEST_FIELD);
  const ranges = extendee.node.body.filter((element) => element.kind === "extensions");
  const range = ranges.find((element) =>
    element.ranges.some(({ from, to }) => from <= field.number && field.number <= to),
  );
  if (range === undefined) {
    context.refuse(
      subject,
      `${extendee.fullName} keeps no number ${field.number} for extensions.`,
      "Use a number in one of its extension ranges.",
      at,
    );
  } else checkDeclared(context.from(extendee.unit), context, subject, field, range, type);
  const name = field.options.find((option) => isPseudoOption(option) && option.name[0]?.name === "json_name");
  if (name !== undefined) context.refuse(subject, "An extension has no json_name.", "Remove it.", name);
  if (isSet && (field.label === "repeated" || typeof type !== "object" || type.kind !== "message")) {
    context.refuse(subject, "An extension of a message set is a single message.", "Wrap the value in a message.", {
      start: field.typeStart,
      end: field.typeEnd,
    });
  }
  const resolve = (extension: ExtensionDefinition) =>
    context.from(extension.unit).typeOf(extension.scope, extension.extendee);
  const earlier = context.table.extensionsOf(extendee, resolve).get(field.number);
  const isOwn = earlier === undefined || earlier.node === field;
  if (!isOwn)
    context.refuse(
      subject,
      `The number ${field.number} is already that of "${earlier.fullName}".`,
      "Give one of them another number.",
      at,
    );
}

interface Declared {
  readonly number?: number;
  readonly full_name?: string;
  readonly type?: string;
  readonly reserved?: boolean;
  readonly repeated?: boolean;
}

/** @see https://protobuf.dev/programming-guides/extension_declarations/ */
function checkDeclared(
  owner: Context,
  context: Context,
  subject: string,
  field: FieldNode,
  range: ExtensionsNode,
  type: ResolvedType | undefined,
): void {
  let options = owner.table.rangeOptions.get(range);
  if (options === undefined) {
    options = readOptions({ context: owner.quiet(), scope: "", subject }, range.options, "EXTENSION_RANGE") ?? {};
    owner.table.rangeOptions.set(range, options);
  }
  const declarations = declarationsOf(options);
  if (declarations.length === 0) return;
  const declared = declarations.find(({ number }) => number === field.number);
  if (declared === undefined || declared.reserved === true) {
    const message = `No extension is declared for the number ${field.number}.`;
    context.refuse(subject, message, "Declare it where the range is defined.", {
      start: field.numberStart,
      end: field.numberEnd,
    });
    return;
  }
  const found = typeof type === "object" ? `.${type.fullName}` : (type ?? "");
  if (declared.full_name !== undefined && declared.full_name !== `.${subject}`) {
    context.refuse(
      subject,
      `The number ${field.number} is declared for ${declared.full_name}.`,
      "Use that name, or another number.",
      nameAt(field),
    );
  } else if (declared.type !== undefined && type !== undefined && declared.type !== found) {
    context.refuse(subject, `The extension is declared with the type ${declared.type}.`, "Use that type.", {
      start: field.typeStart,
      end: field.typeEnd,
    });
  } else if ((declared.repeated ?? false) !== (field.label === "repeated")) {
    const message =
      declared.repeated === true
        ? "The extension is declared as repeated."
        : "The extension is declared as not repeated.";
    context.refuse(subject, message, "Correct its label.", field);
  }
}

function declarationsOf(options: JsonObject | undefined): readonly Declared[] {
  const declarations = options?.["declaration"];
  return Array.isArray(declarations) ? (declarations as readonly Declared[]) : [];
}

/** Checks the options of an extension range. */
export function checkExtensionRange(context: Context, fullName: string, node: ExtensionsNode): void {
  const options = readOptions({ context, scope: fullName, subject: fullName }, node.options, "EXTENSION_RANGE");
  for (const { number } of declarationsOf(options)) {
    if (number !== undefined && node.ranges.some(({ from, to }) => from <= number && number <= to)) continue;
    context.refuse(
      fullName,
      `Declares an extension with the number ${number ?? "?"}, which is outside the range.`,
      "Declare numbers of this range.",
      node.options[0] ?? node,
    );
  }
}
