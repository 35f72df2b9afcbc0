import { type Change, type Page, textAt } from "./page.js";
import { placeInModule } from "./proto-module.js";
import { PROTO_SYNTAX } from "./scan.js";
import { commentsOn, takeAway, withoutComments } from "./take-away.js";
import { lastName } from "./names.js";

/** What the well-known files define. */
const WELL_KNOWN: { readonly [file: string]: readonly string[] } = {
  "google/protobuf/any.proto": ["Any"],
  "google/protobuf/duration.proto": ["Duration"],
  "google/protobuf/empty.proto": ["Empty"],
  "google/protobuf/field_mask.proto": ["FieldMask"],
  "google/protobuf/struct.proto": ["Struct", "Value", "ListValue", "NullValue"],
  "google/protobuf/timestamp.proto": ["Timestamp"],
  "google/protobuf/wrappers.proto": [
    "Double",
    "Float",
    "Int64",
    "UInt64",
    "Int32",
    "UInt32",
    "Bool",
    "String",
    "Bytes",
  ].map((stem) => `${stem}Value`),
};

/**
 * Takes the imports of a proto away that only the removed stretches needed; public ones are for others.
 *
 * @param added what is written instead
 */
export function withoutUnusedProtos(page: Page, removed: readonly Change[], added = ""): readonly Change[] {
  const gone = removed.map((change) => textAt(page, change)).join("\n");
  const cuts = [...removed, ...commentsOn(page, PROTO_SYNTAX)].sort((a, b) => a.start - b.start);
  const rest = withoutComments(page.text, cuts, 0, page.text.length).replaceAll(/^\s*import\b[^;]*;/gm, "");
  return [...page.text.matchAll(/^[ \t]*import\s+["']([^"']+)["']\s*;/gm)].flatMap((statement): readonly Change[] => {
    const names = namesOf(page, statement[1] ?? "");
    const isUsed = (text: string) => names.some((name) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text));
    if (!isUsed(gone) || isUsed(rest) || isUsed(added)) return [];
    const start = statement.index + (statement[0].length - statement[0].trimStart().length);
    const place = { start, end: statement.index + statement[0].length };
    const body = { start: 0, end: page.text.length };
    return takeAway(page, place, { syntax: PROTO_SYNTAX, body, keepsAbove: true });
  });
}

/** The types of an imported file; none where it is not known, or gives options besides. */
function namesOf(page: Page, path: string): readonly string[] {
  const { side, textOf } = page;
  const known = WELL_KNOWN[path];
  if (known) return known;
  const module = placeInModule(page)?.module;
  const file = module?.protos.find(({ importPath }) => importPath === path)?.file;
  const schema = file === undefined ? side.schema : (module?.schema ?? side.schema);
  const definitions = [...schema.records, ...schema.enums].filter(({ at }) =>
    file === undefined ? at.file === path || at.file.endsWith(`/${path}`) : at.file === file,
  );
  const text = definitions[0] && textOf(definitions[0].at.file);
  if (text === undefined || /^\s*(?:extend\b|import\s+public\b)/m.test(text)) return [];
  return definitions.map(({ qualifiedName }) => lastName(qualifiedName));
}
