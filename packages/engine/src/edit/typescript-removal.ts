import type { Enum, EnumMember, Field, SchemaRecord } from "@nx-contracts/ir";
import { type Change, isInstantiated, type Page, type Stretch, stretchOf, textAt } from "./page.js";
import { insideBrackets, SCRIPT_SYNTAX, signs, splitAt } from "./scan.js";
import { commentsOn, type Surroundings, takeAway, withoutComments } from "./take-away.js";
import { ownProperties } from "./typescript-declaration.js";
import { withoutUnusedScript } from "./unused-import.js";
import type { MemberHome } from "./writer.js";

/** Takes a property away, or an entry of a zod object, with its decorators. */
export function removeScriptField(page: Page, record: SchemaRecord, field: Field): readonly Change[] {
  const own = ownProperties(page, record).find(({ item }) => item === field || isSame(item, field));
  const body = own && bracketsAround(page, record.at, own);
  if (!own || !body || isInstantiated(record)) return [];
  if (page.text[body.start - 1] !== "{") return [];
  const start = decoratedStart(page, own.start);
  return complete(page, takeAway(page, { start, end: own.end }, surroundingsOf(body)));
}

/** Takes a value out of a union of literals, an enum, a table of values or a list of them; nothing where it is the only one. */
export function removeScriptMember(page: Page, home: MemberHome, member: EnumMember): readonly Change[] {
  const whole = stretchOf(page, home.at);
  const own = stretchOf(page, member.at);
  if (!whole) return [];
  const listed = constantNamed(page, whole);
  const isPlaced = own !== undefined && own.start !== whole.start;
  const place = isPlaced ? own : literalIn(page, listed ?? whole, member.value);
  if (!place) return [];
  const body = innermostAround(page, place);
  const isListed =
    body !== undefined && "{[".includes(page.text.charAt(body.start - 1)) && isBetween(page, body, place);
  return complete(page, isListed ? removeEntry(page, body, place) : removeAlternative(page, place));
}

/** Takes a definition away with the type that is inferred from it, `type X = z.infer<typeof XSchema>`. */
export function removeScriptDefinition(page: Page, definition: SchemaRecord | Enum): readonly Change[] {
  const place = stretchOf(page, definition.at);
  if (!place) return [];
  const whole = { syntax: SCRIPT_SYNTAX, body: { start: 0, end: page.text.length } };
  const { name } = definition;
  const companion = new RegExp(
    `^(?:export\\s+)?(?:type\\s+\\w+\\s*=\\s*[^;]*?\\btypeof\\s+${escaped(name)}\\b[^;\\n]*;?|const\\s+${escaped(name)}\\s*=\\s*[[{])`,
    "gm",
  );
  const others = [...page.text.matchAll(companion)].flatMap(({ index, 0: text }): readonly Stretch[] => {
    const start = index;
    const end = /[[{]$/.test(text) ? endOfConstant(page, start + text.length - 1) : start + text.length;
    return end === undefined || (start < place.end && place.start < end) ? [] : [{ start, end }];
  });
  const all = [place, ...others].sort((a, b) => a.start - b.start);
  const isNext = (a: Stretch, b: Stretch) => page.text.slice(a.end, b.start).trim() === "";
  const joined = all.reduce<Stretch[]>((groups, each) => {
    const last = groups.at(-1);
    if (last && isNext(last, each)) groups[groups.length - 1] = { start: last.start, end: each.end };
    else groups.push(each);
    return groups;
  }, []);
  return complete(
    page,
    joined.flatMap((each) => takeAway(page, each, whole)),
  );
}

function complete(page: Page, changes: readonly Change[]): readonly Change[] {
  return changes.length === 0 ? changes : [...changes, ...withoutUnusedScript(page, changes)];
}

function surroundingsOf(body: Stretch): Surroundings {
  return { syntax: SCRIPT_SYNTAX, body, between: ",;" };
}

function isSame(a: Field, b: Field): boolean {
  return a.name === b.name && a.at.line === b.at.line && a.at.column === b.at.column;
}

/** An entry of `{ … }` or `[ … ]`; nothing where it is the only one. */
function removeEntry(page: Page, body: Stretch, place: Stretch): readonly Change[] {
  return splitAt(page.text, body, SCRIPT_SYNTAX, ",").length > 1 ? takeAway(page, place, surroundingsOf(body)) : [];
}

/** One of `A | B`, with the sign ahead of it, or behind it where it is the first. */
function removeAlternative(page: Page, { start, end }: Stretch): readonly Change[] {
  const { text } = page;
  const lead = /(?:^|\n)[ \t]*(\|[ \t]*)$/.exec(text.slice(0, start))?.[1];
  const behind = /^\s*\|\s*/.exec(text.slice(end));
  const body = { start: 0, end: text.length };
  if (lead !== undefined) {
    const own = { start: start - lead.length, end };
    const previous = lastCode(page, own.start);
    const isLast = !/^\s*(?:\/\/[^\n]*\s*|\/\*[^]*?\*\/\s*)*\|/.test(text.slice(end));
    if (isLast && "=(<|".includes(text.charAt(previous - 1))) return [];
    const isEnded = /^[ \t]*;/.test(text.slice(end));
    const sign = isLast && isEnded ? [{ start: previous, end: previous, text: ";" }] : [];
    return [...sign, ...takeAway(page, own, { syntax: SCRIPT_SYNTAX, body })];
  }
  const ahead = /\s*\|\s*$/.exec(text.slice(0, start));
  if (ahead) return [{ start: ahead.index, end, text: "" }];
  return behind ? [{ start, end: end + behind[0].length, text: "" }] : [];
}

/** Where the last sign of code ahead of an offset ends. */
function lastCode({ text }: Page, offset: number): number {
  let last = 0;
  for (const { at, char } of signs(text, { start: 0, end: offset }, SCRIPT_SYNTAX)) if (/\S/.test(char)) last = at + 1;
  const quoted = /(["'])[^"'\n]*\1\s*(?:\/\/[^\n]*\s*|\/\*[^]*?\*\/\s*)*$/.exec(text.slice(last, offset));
  return quoted ? last + quoted.index + (/^(["'])[^"'\n]*\1/.exec(quoted[0])?.[0].length ?? 0) : last;
}

/** The literal that stands for a value, in a list or a union that has no places for its members. */
function literalIn(page: Page, whole: Stretch, value: EnumMember["value"]): Stretch | undefined {
  const spellings = typeof value === "string" ? [JSON.stringify(value), `'${value}'`] : [String(value)];
  const text = textAt(page, whole);
  const found = spellings.map((each) => text.search(new RegExp(`(?<![\\w$"'])${escaped(each)}(?![\\w$]|\\s*:)`)));
  const index = found.find((each) => each >= 0);
  const spelling = spellings[found.findIndex((each) => each >= 0)];
  if (index === undefined || spelling === undefined) return undefined;
  return { start: whole.start + index, end: whole.start + index + spelling.length };
}

/** The innermost brackets of a definition that hold a place. */
function bracketsAround(page: Page, at: SchemaRecord["at"], place: Stretch): Stretch | undefined {
  const whole = stretchOf(page, at);
  return whole && place.start >= whole.start && place.end <= whole.end ? bracketsIn(page, whole, place) : undefined;
}

/** The innermost brackets around a place. */
function innermostAround(page: Page, place: Stretch): Stretch | undefined {
  return bracketsIn(page, { start: 0, end: page.text.length }, place);
}

function bracketsIn(page: Page, whole: Stretch, place: Stretch): Stretch | undefined {
  const open: number[] = [];
  for (const { at, char } of signs(page.text, { start: whole.start, end: place.start }, SCRIPT_SYNTAX)) {
    if ("{[(".includes(char)) open.push(at);
    if ("}])".includes(char)) open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? undefined : insideBrackets(page.text, last, SCRIPT_SYNTAX);
}

/** Whether a place is an entry of a list by itself, no part of the type of a property. */
function isBetween(page: Page, body: Stretch, place: Stretch): boolean {
  const entries = splitAt(page.text, body, SCRIPT_SYNTAX, ",");
  const own = entries.find(({ start, end }) => start <= place.start && place.end <= end);
  const ahead = own && withoutComments(page.text, commentsOn(page, SCRIPT_SYNTAX), own.start, place.start);
  return ahead?.trim() === "";
}

/** The table or list of a constant that a type names: `(typeof KINDS)[number]`. */
function constantNamed(page: Page, whole: Stretch): Stretch | undefined {
  const name = /\btypeof\s+([\w$]+)/.exec(textAt(page, whole))?.[1];
  const found = name === undefined ? null : new RegExp(`\\bconst\\s+${escaped(name)}\\b[^=]*=\\s*[[{]`).exec(page.text);
  return found ? insideBrackets(page.text, found.index + found[0].length - 1, SCRIPT_SYNTAX) : undefined;
}

/** Where the decorators of a property begin; its own start where it has none. */
function decoratedStart({ text }: Page, start: number): number {
  let top = start;
  for (;;) {
    const above = /(?:^|\n)([ \t]*@\w[\w.]*(?:\([^\n]*\))?[ \t]*\n?[ \t]*)$/.exec(
      text.slice(Math.max(0, top - 500), top),
    );
    if (!above?.[1]) return top;
    top -= above[1].trimStart().length;
  }
}

/** The end of `const X = { … } as const;`, from its opening bracket. */
function endOfConstant({ text }: Page, open: number): number | undefined {
  const inside = insideBrackets(text, open, SCRIPT_SYNTAX);
  const rest = inside && /^[ \t]*(?:as\s+const)?(?:\s*satisfies\b[^;\n]*)?;?/.exec(text.slice(inside.end + 1));
  return inside && inside.end + 1 + (rest?.[0].length ?? 0);
}

function escaped(text: string): string {
  return text.replaceAll(/[$.*+?^{}()|[\]\\]/g, "\\$&");
}
