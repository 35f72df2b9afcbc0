import type { Enum, EnumMember, Field, SchemaRecord } from "@nx-contracts/ir";
import {
  type Change,
  indentAt,
  isInstantiated,
  type Page,
  type Sheet,
  type Stretch,
  stretchOf,
  textAt,
} from "./page.js";
import { decoratorsAbove, namingDecorators } from "./python-decorator.js";
import { findSign, insideBrackets, PYTHON_SYNTAX, signs, splitAt } from "./scan.js";
import { ownLines, takeAway } from "./take-away.js";
import { withoutUnusedPython } from "./unused-import.js";
import type { MemberHome } from "./writer.js";

/**
 * Takes a field away with its docstring, its name out of the decorators of
 * validators and serializers, and those of them that were for it alone. Nothing
 * where such a method is called by name.
 */
export function removePydanticField(page: Page, record: SchemaRecord, field: Field): readonly Change[] {
  const own = stretchOf(page, field.at);
  const body = classBody(page, record.at);
  if (!own || !body || isInstantiated(record) || own.start < body.start || own.end > body.end) return [];
  const decorated = heirs(page, field).map((heir) => removeFromDecorators(page, heir, field.name));
  if (decorated.includes(undefined)) return [];
  const rest = decorated.flatMap((changes) => changes ?? []);
  return complete(page, body, withDocstring(page, body, own), rest);
}

/** Takes the name of a field out of the decorators of a class that inherits it; absent where one is called by name. */
export function forgetPydanticField(page: Page, heir: SchemaRecord, name: string): readonly Change[] | undefined {
  const body = classBody(page, heir.at);
  const changes = body ? removeFromDecorators(page, body, name) : [];
  return changes && [...changes, ...withoutUnusedPython(page, changes)];
}

/** Takes a member of an enum away, or a value out of the `Literal` that a field lists in place. */
export function removePythonMember(page: Page, home: MemberHome, member: EnumMember): readonly Change[] {
  if (home.members.length === 0) return removeLiteral(page, home, member);
  const own = stretchOf(page, member.at);
  const body = classBody(page, home.at);
  if (!own || !body || own.start < body.start || own.end > body.end) return removeLiteral(page, home, member);
  return complete(page, body, withDocstring(page, body, own), []);
}

/** Takes a class away with its decorators, its entry in `__all__` and the call that rebuilds it. */
export function removePythonDefinition(page: Page, definition: SchemaRecord | Enum): readonly Change[] {
  const place = stretchOf(page, definition.at);
  if (!place || !/^class\b/.test(textAt(page, place))) return [];
  const start = decoratorsAbove(page, place.start);
  const outer = indentAt(page, place.start) === "" ? { start: 0, end: page.text.length } : enclosingBody(page, place);
  if (!outer) return [];
  const own = takeAway(page, { start, end: place.end }, { syntax: PYTHON_SYNTAX, body: outer });
  const changes = [...own, ...mentions(page, definition.name)];
  const isEmpty = outer.start > 0 && isWithout(page, outer, changes);
  if (isEmpty) return [{ start, end: place.end, text: "pass" }];
  return [...changes, ...withoutUnusedPython(page, changes)];
}

/** The statement with the string below it that documents it. */
function withDocstring(page: Page, body: Stretch, own: Stretch): Stretch {
  const rest = page.text.slice(own.end, body.end);
  const doc =
    /^[ \t]*(?:#[^\n]*)?\n(?:[ \t]*\n)*[ \t]+(?:[rRuU]?("""|''')[^]*?\1|[rRuU]?"[^"\n]*"|[rRuU]?'[^'\n]*')[ \t]*(?=#|\n|$)/.exec(
      rest,
    );
  return { start: own.start, end: own.end + (doc?.[0].trimEnd().length ?? 0) };
}

/** Puts `pass` where nothing is left of a class but comments, and takes imports away that nothing needs any more. */
function complete(page: Page, body: Stretch, own: Stretch, rest: readonly Change[]): readonly Change[] {
  const changes = [...takeAway(page, own, { syntax: PYTHON_SYNTAX, body }), ...rest];
  const isLeftEmpty = isWithout(page, body, changes) && !hasDocstring(page, body);
  const filled = isLeftEmpty ? [passInstead(page, body, own), ...rest] : changes;
  return [...filled, ...withoutUnusedPython(page, changes)];
}

function passInstead(page: Page, body: Stretch, own: Stretch): Change {
  const lines = ownLines(page, own, { syntax: PYTHON_SYNTAX, body });
  if (!lines) return { ...own, text: "pass" };
  const start = page.lines.offset(lines.first, 1);
  const end = page.text.indexOf("\n", page.lines.offset(lines.last, 1));
  return { start, end: end < 0 ? page.text.length : end, text: `${indentAt(page, own.start)}pass` };
}

/** Whether no code is left in a body, strings and comments aside. */
function isWithout(page: Page, body: Stretch, changes: readonly Change[]): boolean {
  for (const { at, char } of signs(page.text, body, PYTHON_SYNTAX)) {
    if (/\S/.test(char) && !changes.some(({ start, end }) => start <= at && at < end)) return false;
  }
  return true;
}

function hasDocstring(page: Page, body: Stretch): boolean {
  return /^[ \t]*(?:#[^\n]*)?(?:\s*\n)*\s*[rRuU]?["']/.test(page.text.slice(body.start, body.end));
}

/** From behind the colon of a class to its last statement, and what shares its line. */
export function classBody(page: Page, at: SchemaRecord["at"]): Stretch | undefined {
  const whole = stretchOf(page, at);
  const colon = whole && findSign(page.text, whole, PYTHON_SYNTAX, ":");
  if (!whole || colon === undefined) return undefined;
  const newline = page.text.indexOf("\n", whole.end);
  return { start: colon + 1, end: newline < 0 ? page.text.length : newline };
}

function enclosingBody(page: Page, place: Stretch): Stretch | undefined {
  const bodies = page.side.schema.records.flatMap(({ at }) => classBody(page, at) ?? []);
  return bodies
    .filter(({ start, end }) => start <= place.start && place.end <= end)
    .sort((a, b) => b.start - a.start)[0];
}

/** The classes of the page that have the field, their own or inherited. */
function heirs(page: Page, field: Field): readonly Stretch[] {
  const has = ({ fields }: SchemaRecord) =>
    fields.some(({ name, at }) => name === field.name && at.file === field.at.file && at.line === field.at.line);
  const records = page.side.schema.records.filter(has);
  const bodies = records.flatMap(({ at }) => classBody(page, at) ?? []);
  return bodies.filter(({ start }, i) => bodies.findIndex((other) => other.start === start) === i);
}

function removeFromDecorators(page: Page, body: Stretch, name: string): readonly Change[] | undefined {
  const changes: Change[] = [];
  for (const { list, names, own, statement, method } of namingDecorators(page, body, name)) {
    if (names.length > 1) {
      changes.push(...takeAway(page, own, { syntax: PYTHON_SYNTAX, body: list, between: "," }));
      continue;
    }
    const uses = [...page.text.matchAll(new RegExp(`(?<![\\w"'])${method}(?!\\w)`, "g"))];
    if (uses.some(({ index }) => index < statement.start || index >= statement.end)) return undefined;
    changes.push(...takeAway(page, statement, { syntax: PYTHON_SYNTAX, body }));
  }
  return changes;
}

/** Statements of the file that say a class's name and nothing else: its entry in `__all__`, and `X.model_rebuild()`. */
export function mentions(page: Sheet, name: string): readonly Change[] {
  const whole = { start: 0, end: page.text.length };
  const rebuilt = [
    ...page.text.matchAll(new RegExp(`^${name}\\.(?:model_rebuild|update_forward_refs)\\([^()\\n]*\\)`, "gm")),
  ];
  const calls = rebuilt.flatMap(({ index, 0: text }) =>
    takeAway(page, { start: index, end: index + text.length }, { syntax: PYTHON_SYNTAX, body: whole }),
  );
  const all = /^__all__\b[^=\n]*=\s*[[(]/m.exec(page.text);
  const list = all && insideBrackets(page.text, all.index + all[0].length - 1, PYTHON_SYNTAX);
  const entry = list && splitAt(page.text, list, PYTHON_SYNTAX, ",").find((each) => isText(page, each, name));
  return [
    ...calls,
    ...(list && entry ? takeAway(page, entry, { syntax: PYTHON_SYNTAX, body: list, between: "," }) : []),
  ];
}

function removeLiteral(page: Page, home: MemberHome, { value }: EnumMember): readonly Change[] {
  const place = stretchOf(page, home.at);
  const found = place && /\bLiteral\s*\[/.exec(textAt(page, place));
  const inside =
    found && place && insideBrackets(page.text, place.start + found.index + found[0].length - 1, PYTHON_SYNTAX);
  const parts = inside ? splitAt(page.text, inside, PYTHON_SYNTAX, ",") : [];
  const own = parts.find((part) => isText(page, part, String(value)) || textAt(page, part) === String(value));
  return inside && own && parts.length > 1
    ? takeAway(page, own, { syntax: PYTHON_SYNTAX, body: inside, between: "," })
    : [];
}

function isText(page: Sheet, part: Stretch, value: string): boolean {
  const text = textAt(page, part);
  return /^(["'])/.test(text) && text.slice(1, -1) === value;
}
