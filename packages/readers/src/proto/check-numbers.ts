import type { Context } from "./context.js";
import type {
  EnumNode,
  ExtensionsNode,
  FieldNode,
  MessageNode,
  RangeNode,
  ReservedName,
  ReservedNode,
  Stretch,
} from "./syntax-tree.js";

/** @see https://protobuf.dev/programming-guides/proto3/#assigning */
export const HIGHEST_FIELD = 536_870_911;
export const HIGHEST_VALUE = 2_147_483_647;
const LOWEST_VALUE = -2_147_483_648;
const RESERVED_BY_PROTOBUF = { from: 19_000, to: 19_999 };

interface Limits {
  readonly what: "field" | "enum value";
  readonly lowest: number;
  readonly highest: number;
}

const FIELDS: Limits = { what: "field", lowest: 1, highest: HIGHEST_FIELD };
/** Message sets hold numbers up to the largest that fits in four bytes. */
const MESSAGE_SET: Limits = { what: "field", lowest: 1, highest: HIGHEST_VALUE - 1 };
const VALUES: Limits = { what: "enum value", lowest: LOWEST_VALUE, highest: HIGHEST_VALUE };

/** Numbers and reserved names of a message and the fields in it, oneofs included. */
export function checkFieldNumbers(
  context: Context,
  fullName: string,
  node: MessageNode,
  fields: readonly FieldNode[],
): void {
  const limits = isMessageSet(node) ? MESSAGE_SET : FIELDS;
  const reserved = node.body.filter((element) => element.kind === "reserved");
  const extensions = node.body.filter((element) => element.kind === "extensions");
  const ranges = checkRanges(context, fullName, [...reserved, ...extensions], limits);
  const names = checkReservedNames(context, fullName, reserved);
  const used = new Map<number, string>();
  for (const field of fields) {
    const subject = `${fullName}.${field.name}`;
    const at = { start: field.numberStart, end: field.numberEnd };
    checkFieldNumber(context, subject, field);
    checkFree(context, subject, field.number, ranges, at);
    const earlier = used.get(field.number);
    if (earlier !== undefined) {
      context.refuse(
        subject,
        `The number ${field.number} is already that of "${earlier}".`,
        "Give one of them another number.",
        at,
      );
    } else used.set(field.number, field.name);
    checkName(context, subject, field.name, names, field.nameStart);
  }
}

/** Whether a field's or extension's number can be one at all. */
export function checkFieldNumber(context: Context, subject: string, field: FieldNode, highest = HIGHEST_FIELD): void {
  const at = { start: field.numberStart, end: field.numberEnd };
  const { number } = field;
  if (!Number.isInteger(number) || number < 1 || number > highest) {
    context.refuse(subject, `${number} is not a field number.`, `Use a number from 1 to ${HIGHEST_FIELD}.`, at);
  } else if (number >= RESERVED_BY_PROTOBUF.from && number <= RESERVED_BY_PROTOBUF.to) {
    context.refuse(
      subject,
      `Protobuf keeps the numbers from 19000 to 19999 for itself, ${number} among them.`,
      "Use another number.",
      at,
    );
  }
}

/** Numbers, reserved ones and reserved names of an enum. */
export function checkEnumNumbers(context: Context, fullName: string, node: EnumNode): void {
  const reserved = node.body.filter((element) => element.kind === "reserved");
  const ranges = checkRanges(context, fullName, reserved, VALUES);
  const names = checkReservedNames(context, fullName, reserved);
  for (const value of node.body) {
    if (value.kind !== "value") continue;
    const subject = `${fullName}.${value.name}`;
    const at = { start: value.numberStart, end: value.numberEnd };
    if (value.number < LOWEST_VALUE || value.number > HIGHEST_VALUE) {
      context.refuse(
        subject,
        `${value.number} does not fit in 32 bits.`,
        `Use a number from ${LOWEST_VALUE} to ${HIGHEST_VALUE}.`,
        at,
      );
    }
    checkFree(context, subject, value.number, ranges, at);
    checkName(context, subject, value.name, names, value.nameStart);
  }
}

/** Whether `option message_set_wire_format = true` stands in a message. */
export function isMessageSet(node: MessageNode): boolean {
  return node.body.some(
    (element) =>
      element.kind === "option" &&
      element.name[0]?.name === "message_set_wire_format" &&
      element.value.kind === "word" &&
      element.value.word === "true",
  );
}

interface KeptRange extends RangeNode {
  readonly by: "reserved" | "extensions";
}

/** The ranges in order of their beginnings; overlaps, and what cannot be a range, are reported. */
function checkRanges(
  context: Context,
  fullName: string,
  statements: readonly (ReservedNode | ExtensionsNode)[],
  limits: Limits,
): readonly KeptRange[] {
  const ranges: KeptRange[] = [];
  for (const statement of statements) {
    for (const range of statement.ranges) {
      const to = Math.min(range.to, range.to === Number.POSITIVE_INFINITY ? limits.highest : range.to);
      if (range.from < limits.lowest || to > limits.highest || range.from > to) {
        const message =
          range.from > to
            ? `The range from ${range.from} to ${to} is empty.`
            : `The range reaches beyond the numbers of a ${limits.what}.`;
        context.refuse(fullName, message, `Write a range within ${limits.lowest} to ${limits.highest}.`, range);
      } else ranges.push({ ...range, to, by: statement.kind });
    }
  }
  ranges.sort((a, b) => a.from - b.from || a.start - b.start);
  let last: KeptRange | undefined;
  for (const range of ranges) {
    if (last !== undefined && range.from <= last.to) {
      const later = range.start > last.start ? range : last;
      context.refuse(fullName, `The range overlaps another one at ${range.from}.`, "Name each number once.", later);
    }
    if (last === undefined || range.to > last.to) last = range;
  }
  return ranges;
}

function checkFree(context: Context, subject: string, number: number, ranges: readonly KeptRange[], at: Stretch): void {
  const range = findRange(ranges, number);
  if (range === undefined) return;
  const why = range.by === "reserved" ? "reserved" : "kept for extensions";
  context.refuse(subject, `The number ${number} is ${why}.`, "Use a number that was never used.", at);
}

/** Binary search, for a hostile file may hold as many ranges as fields. */
function findRange(ranges: readonly KeptRange[], number: number): KeptRange | undefined {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return undefined;
    if (number < range.from) high = middle - 1;
    else if (number > range.to) low = middle + 1;
    else return range;
  }
  return undefined;
}

function checkReservedNames(
  context: Context,
  fullName: string,
  reserved: readonly ReservedNode[],
): ReadonlySet<string> {
  const names = new Set<string>();
  const editions = context.unit.file.syntax === "editions";
  for (const name of reserved.flatMap((statement) => statement.names)) {
    const problem = reservedNameProblem(name, editions, names.has(name.name));
    if (problem !== undefined) context.refuse(fullName, problem.message, problem.help, name);
    names.add(name.name);
  }
  return names;
}

function reservedNameProblem(
  name: ReservedName,
  editions: boolean,
  twice: boolean,
): { message: string; help: string } | undefined {
  if (twice) return { message: `"${name.name}" is reserved twice.`, help: "Remove one of the two." };
  if (name.quoted === editions) {
    const [wrong, right] = editions ? ["quoted", "without quotes"] : ["not quoted", "in quotes"];
    return { message: `The reserved name ${name.name} is ${wrong}.`, help: `Write it ${right} here.` };
  }
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.name)) return undefined;
  return { message: `"${name.name}" cannot be the name of anything.`, help: "Reserve names that could be used." };
}

function checkName(
  context: Context,
  subject: string,
  name: string,
  reserved: ReadonlySet<string>,
  start: number,
): void {
  if (!reserved.has(name)) return;
  context.refuse(subject, `The name "${name}" is reserved.`, "Use a name that was never used.", {
    start,
    end: start + name.length,
  });
}
