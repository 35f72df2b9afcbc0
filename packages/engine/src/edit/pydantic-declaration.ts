import type { Field } from "@nx-contracts/ir";
import { type Change, type Page, type Stretch, stretchOf } from "./page.js";
import { findSign, insideBrackets, PYTHON_SYNTAX, splitAt, trim } from "./scan.js";

/** A field of a model as written: `year: int | None = Field(default=None)`. */
export interface PydanticField {
  readonly annotation: Stretch;
  /** Absent where nothing follows the annotation. */
  readonly value?: Stretch;
  /** What stands between the parentheses when the value is a call of `Field`. */
  readonly call?: Stretch;
  readonly args: readonly Stretch[];
}

/** Reads the declaration of a field; absent when it is no annotated name. */
export function readPydanticField(page: Page, { at }: Field): PydanticField | undefined {
  const place = stretchOf(page, at);
  const head = place && /^\w+\s*:\s*/.exec(page.text.slice(place.start, place.end));
  if (!place || !head) return undefined;
  const rest = { start: place.start + head[0].length, end: place.end };
  const equals = findSign(page.text, rest, PYTHON_SYNTAX, "=");
  const annotation = trim(page.text, { start: rest.start, end: equals ?? rest.end });
  if (equals === undefined) return { annotation, args: [] };
  const value = trim(page.text, { start: equals + 1, end: rest.end });
  const open = /^(?:\w+\.)*Field\s*\(/.exec(page.text.slice(value.start, value.end));
  const call = open ? insideBrackets(page.text, value.start + open[0].length - 1, PYTHON_SYNTAX) : undefined;
  if (!call) return { annotation, value, args: [] };
  return { annotation, value, call, args: splitAt(page.text, call, PYTHON_SYNTAX, ",") };
}

/** The argument of `Field` that has this name, name included: `default=None`. */
export function argument(page: Page, { args }: PydanticField, name: string): Stretch | undefined {
  return args.find((arg) => new RegExp(`^${name}\\s*=(?!=)`).test(page.text.slice(arg.start, arg.end)));
}

/** The argument or value that says the default, whichever form it has. */
function defaultArgument(page: Page, field: PydanticField): Stretch | undefined {
  const [first] = field.args;
  const isPositional = first && !/^\w+\s*=(?!=)/.test(page.text.slice(first.start, first.end));
  return isPositional ? first : (argument(page, field, "default") ?? argument(page, field, "default_factory"));
}

/** The default as text, without the name of its argument; absent where the field is required. */
export function defaultText(page: Page, field: PydanticField): string | undefined {
  const stretch = field.call ? defaultArgument(page, field) : field.value;
  const text = stretch && page.text.slice(stretch.start, stretch.end).replace(/^default\s*=\s*/, "");
  return text === "..." ? undefined : text;
}

/** A default as the value of a field and as an argument of `Field`. */
export interface PydanticDefault {
  readonly value: string;
  readonly argument: string;
}

export const NONE_DEFAULT: PydanticDefault = { value: "None", argument: "default=None" };

/** Gives a field a default, or takes its default away. */
export function setDefault(page: Page, field: PydanticField, wanted: PydanticDefault | undefined): readonly Change[] {
  const { annotation, value, call, args } = field;
  if (!call) {
    if (!wanted) return value ? [{ start: annotation.end, end: value.end, text: "" }] : [];
    if (value) return [{ ...value, text: wanted.value }];
    return [{ start: annotation.end, end: annotation.end, text: ` = ${wanted.value}` }];
  }
  const own = defaultArgument(page, field);
  if (!wanted) return own ? removeArgument(field, own) : [];
  if (own) return [{ ...own, text: wanted.argument }];
  const [first] = args;
  return [
    first ? { start: first.start, end: first.start, text: `${wanted.argument}, ` } : { ...call, text: wanted.argument },
  ];
}

/** Gives the field's `Field` an argument, or takes it away; a plain default moves into a new `Field`. */
export function setArgument(
  page: Page,
  field: PydanticField,
  name: string,
  text: string | undefined,
): readonly Change[] {
  const { annotation, value, call, args } = field;
  const own = argument(page, field, name);
  if (text === undefined) return own ? removeArgument(field, own) : [];
  const written = `${name}=${text}`;
  if (own) return [{ ...own, text: written }];
  const last = args.at(-1);
  if (call) return [last ? { start: last.end, end: last.end, text: `, ${written}` } : { ...call, text: written }];
  if (!value) return [{ start: annotation.end, end: annotation.end, text: ` = Field(${written})` }];
  return [{ ...value, text: `Field(${fieldArgument(page.text.slice(value.start, value.end))}, ${written})` }];
}

/** A plain default as an argument of `Field`: a mutable one becomes its factory. */
function fieldArgument(value: string): string {
  if (value === "[]") return "default_factory=list";
  return value === "{}" ? "default_factory=dict" : `default=${value}`;
}

function removeArgument({ annotation, value, args }: PydanticField, own: Stretch): readonly Change[] {
  if (args.length === 1 && value) return [{ start: annotation.end, end: value.end, text: "" }];
  const at = args.indexOf(own);
  const [previous, next] = [args[at - 1], args[at + 1]];
  return [{ start: next ? own.start : (previous?.end ?? own.start), end: next ? next.start : own.end, text: "" }];
}

/** What the annotation says besides its metadata: the first part of `Annotated[…]`, inside quotes where it is quoted. */
function innermost(page: Page, annotation: Stretch): { readonly region: Stretch; readonly isQuoted: boolean } {
  const text = page.text.slice(annotation.start, annotation.end);
  const annotated = /^(?:\w+\.)?Annotated\s*\[/.exec(text);
  if (annotated) {
    const inside = insideBrackets(page.text, annotation.start + annotated[0].length - 1, PYTHON_SYNTAX);
    const [first] = inside ? splitAt(page.text, inside, PYTHON_SYNTAX, ",") : [];
    if (first) return innermost(page, first);
  }
  const isQuoted = /^(["'])[^"']*\1$/.test(text);
  return isQuoted
    ? { region: { start: annotation.start + 1, end: annotation.end - 1 }, isQuoted }
    : { region: annotation, isQuoted };
}

/** Lets an annotation allow `None`, as `Optional[X]` or `X | None`. */
export function addNone(page: Page, annotation: Stretch, isOptionalStyle: boolean): readonly Change[] {
  const { region } = innermost(page, annotation);
  if (isOptionalStyle) {
    return [
      { start: region.start, end: region.start, text: "Optional[" },
      { start: region.end, end: region.end, text: "]" },
    ];
  }
  const holdsQuoted = /["']/.test(page.text.slice(region.start, region.end));
  if (!holdsQuoted || /^\w+\[/.test(page.text.slice(region.start, region.end)))
    return [{ start: region.end, end: region.end, text: " | None" }];
  return [];
}

/** Takes `None` out of an annotation; nothing where it is not written there. */
export function dropNone(page: Page, annotation: Stretch): readonly Change[] {
  const { region } = innermost(page, annotation);
  const wrapped = /^(?:\w+\.)?(Optional|Union)\s*\[/.exec(page.text.slice(region.start, region.end));
  if (wrapped) {
    const inside = insideBrackets(page.text, region.start + wrapped[0].length - 1, PYTHON_SYNTAX);
    if (!inside || inside.end + 1 !== region.end) return [];
    if (wrapped[1] === "Optional") return [{ ...region, text: page.text.slice(inside.start, inside.end) }];
    const parts = splitAt(page.text, inside, PYTHON_SYNTAX, ",");
    const kept = parts.filter(({ start, end }) => page.text.slice(start, end) !== "None");
    const [only] = kept;
    if (only && kept.length === 1 && parts.length === 2)
      return [{ ...region, text: page.text.slice(only.start, only.end) }];
    return dropPart(page, parts);
  }
  return dropPart(page, splitAt(page.text, region, PYTHON_SYNTAX, "|"));
}

function dropPart(page: Page, parts: readonly Stretch[]): readonly Change[] {
  const at = parts.findIndex(({ start, end }) => page.text.slice(start, end) === "None");
  const [own, previous, next] = [parts[at], parts[at - 1], parts[at + 1]];
  if (!own || (!previous && !next)) return [];
  return [{ start: previous ? previous.end : own.start, end: previous ? own.end : (next?.start ?? own.end), text: "" }];
}
