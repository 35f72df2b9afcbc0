import {
  type Enum,
  type ScalarFamily,
  type ScalarType,
  type SchemaRecord,
  toLowerSnake,
  type TypeRef,
} from "@nx-contracts/ir";
import { appendDefinition } from "./insert.js";
import { lastName } from "./names.js";
import { type Hunk, indentUnit, type Page } from "./page.js";
import { usualQuote } from "./proto-body.js";
import { placeInModule } from "./proto-module.js";
import { freeWrapperName, wrappersFor } from "./proto-wrapper.js";

/** A type as a proto writes it, with what it needs elsewhere in the file. */
export interface ProtoType {
  readonly repeated: boolean;
  readonly text: string;
  /** Absence is always seen: a message. */
  readonly isMessage: boolean;
  readonly needs: readonly Hunk[];
}

const WELL_KNOWN = {
  timestamp: { text: "google.protobuf.Timestamp", file: "google/protobuf/timestamp.proto" },
  duration: { text: "google.protobuf.Duration", file: "google/protobuf/duration.proto" },
  json: { text: "google.protobuf.Value", file: "google/protobuf/struct.proto" },
} as const satisfies { readonly [family in ScalarFamily]?: { readonly text: string; readonly file: string } };

const PLAIN = {
  bool: "bool",
  string: "string",
  bytes: "bytes",
  date: "string",
  time: "string",
  uuid: "string",
  decimal: "string",
} as const satisfies { readonly [family in ScalarFamily]?: string };

/** Writes a type for a field of a proto; `undefined` when proto has no such type. */
export function protoType(page: Page, type: TypeRef): ProtoType | undefined {
  if (type.kind === "nullable") return protoType(page, type.of);
  if (type.kind === "list") {
    const item = singleType(page, type.item);
    return item && { ...item, repeated: true };
  }
  if (type.kind === "map") return mapType(page, type);
  return singleType(page, type);
}

function singleType(page: Page, type: TypeRef): ProtoType | undefined {
  switch (type.kind) {
    case "nullable":
      return singleType(page, type.of);
    case "scalar":
      return scalarType(page, type);
    case "ref": {
      const enumeration = page.side.index.enum(type.name);
      const reference = referenceText(page, type.name);
      return reference && { ...reference, repeated: false, isMessage: enumeration === undefined };
    }
    case "literal": {
      const kinds = new Set(type.values.map((value) => typeof value));
      if (kinds.size !== 1) return undefined;
      return single(kinds.has("string") ? "string" : kinds.has("boolean") ? "bool" : "int64");
    }
    case "list":
      return wrapperType(page, type.item);
    default:
      return undefined;
  }
}

function single(text: string): ProtoType {
  return { repeated: false, text, isMessage: false, needs: [] };
}

function scalarType(page: Page, { family, bits, signed, encoding }: ScalarType): ProtoType {
  if (family === "int") {
    const width = (bits ?? 64) <= 32 ? 32 : 64;
    if (encoding === "fixed") return single(`${signed === false ? "" : "s"}fixed${width}`);
    return single(`${encoding === "zigzag" ? "s" : signed === false ? "u" : ""}int${width}`);
  }
  if (family === "float") return single((bits ?? 64) <= 32 ? "float" : "double");
  if (family === "timestamp" || family === "duration" || family === "json") {
    const { text, file } = WELL_KNOWN[family];
    return { repeated: false, text, isMessage: true, needs: importHunks(page, file) };
  }
  return single(PLAIN[family]);
}

function mapType(page: Page, { key, value }: Extract<TypeRef, { kind: "map" }>): ProtoType | undefined {
  const keys = keyType(page, key);
  const values = singleType(page, value);
  if (keys === undefined || !values) return undefined;
  return { ...values, text: `map<${keys}, ${values.text}>`, isMessage: false };
}

/** Keys are integers, bools or text; an enum's key is the text that stands for it in JSON. */
function keyType(page: Page, key: TypeRef): string | undefined {
  if (key.kind === "ref") {
    const values = page.side.index
      .enum(key.name)
      ?.members.map(({ number, value }) => typeof value === "number" && number !== undefined);
    return values?.every(Boolean) ? "int64" : "string";
  }
  if (key.kind === "literal") return singleType(page, key)?.text;
  if (key.kind !== "scalar") return undefined;
  if (["json", "bytes", "duration", "timestamp"].includes(key.family)) return "string";
  if (key.family === "float") return key.encoding === "number" ? "int64" : undefined;
  return scalarType(page, key).text;
}

/** The message that gives a list a name where proto has no place for `repeated`. */
function wrapperType(page: Page, item: TypeRef): ProtoType | undefined {
  const inner = singleType(page, item);
  if (!inner) return undefined;
  for (const record of wrappersFor(page)) {
    const found = holds(page, record, item, inner.text) ? referenceTo(page, record) : undefined;
    if (found) return { ...found, repeated: false, isMessage: true };
  }
  const stem = inner.text.slice(inner.text.lastIndexOf(".") + 1);
  const name = freeWrapperName(page, `${stem.slice(0, 1).toUpperCase()}${stem.slice(1)}`, item, inner.text);
  if (name === undefined) return undefined;
  const lines = [`message ${name} {`, `${indentUnit(page, "  ")}repeated ${inner.text} items = 1;`, "}"];
  return { repeated: false, text: name, isMessage: true, needs: [...inner.needs, appendDefinition(page, lines)] };
}

/** Whether the items of a wrapper are those that are written `text` here. */
function holds(page: Page, { fields: [only] }: SchemaRecord, item: TypeRef, text: string): boolean {
  if (only?.type.kind !== "list") return false;
  const own = only.type.item;
  if (own.kind === "ref" && !page.side.index.lists(own.name))
    return [text, `${packageOf(page)}.${text}`].includes(own.name);
  // What differs elsewhere may be one type to proto: a decimal and a text.
  return sameType(own, item) || singleType(page, own)?.text === text;
}

function packageOf(page: Page): string {
  return placeInModule(page)?.own.package ?? page.side.schema.package ?? "";
}

function sameType(a: TypeRef, b: TypeRef): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The name of a definition as it is found from the package of the page, with the import of its file. */
function referenceText(page: Page, name: string): Reference | undefined {
  const { index } = page.side;
  const definition = index.record(name) ?? index.enum(name);
  return definition ? referenceTo(page, definition) : { text: lastName(name), needs: [] };
}

type Reference = Pick<ProtoType, "text" | "needs">;

/** The same for a definition of any proto of the module. */
function referenceTo(page: Page, { qualifiedName, at: { file } }: SchemaRecord | Enum): Reference | undefined {
  const prefix = `${packageOf(page)}.`;
  const text = prefix !== "." && qualifiedName.startsWith(prefix) ? qualifiedName.slice(prefix.length) : qualifiedName;
  if (file === page.file || imports(page, file)) return { text, needs: [] };
  const known = placeInModule(page)?.module.protos.find((each) => each.file === file);
  const path = known?.importPath ?? importPath(page, file);
  return path === undefined ? undefined : { text, needs: importHunks(page, path) };
}

/** What a file is imported as: from the folder that the file's own path and package, or its other imports, start from. */
function importPath(page: Page, file: string): string | undefined {
  const folder = page.file.slice(0, page.file.lastIndexOf("/") + 1);
  const own = /^\s*package\s+([\w.]+)\s*;/m.exec(page.text)?.[1]?.replaceAll(".", "/");
  const roots = own !== undefined && `/${folder}`.endsWith(`/${own}/`) ? [folder.slice(0, -own.length - 1)] : [];
  const files = [...page.side.schema.records, ...page.side.schema.enums].map(({ at }) => at.file);
  for (const { path } of importStatements(page.text)) {
    const found = files.find((each) => each === path || each.endsWith(`/${path}`));
    if (found !== undefined) roots.push(found.slice(0, -path.length));
  }
  const root = roots.find((each) => file.startsWith(each));
  return root === undefined ? undefined : file.slice(root.length);
}

function imports({ text }: Page, file: string): boolean {
  return importStatements(text).some(({ path }) => file === path || file.endsWith(`/${path}`));
}

/** The line that imports `file`, in its place among the others; nothing when it stands there. */
function importHunks(page: Page, file: string): readonly Hunk[] {
  const { text } = page;
  const statements = importStatements(text);
  if (statements.some(({ path }) => path === file)) return [];
  const quote = usualQuote(page);
  const line = `import ${quote}${file}${quote};`;
  const group = groupOf(statements, file);
  const last = group.at(-1);
  if (last) {
    const isSorted = group.every(({ path }, i) => i === 0 || (group[i - 1]?.path ?? "") <= path);
    const next = isSorted ? group.find(({ path }) => path > file) : undefined;
    return [{ line: next?.line ?? last.line + 1, lines: [line] }];
  }
  const lines = text.split("\n");
  const head = lines.findLastIndex((each) => /^\s*(?:syntax|edition|package)\b[^;]*;/.test(each));
  if (head < 0) return [{ line: 1, lines: [line, ""] }];
  // The blank line is a hunk of its own, so that two imports share it.
  return [
    { line: head + 2, lines: [""] },
    { line: head + 2, lines: [line] },
  ];
}

type ImportStatement = ReturnType<typeof importStatements>[number];

/** Of the imports that stand together, those that `file` is most at home with. */
function groupOf(statements: readonly ImportStatement[], file: string): readonly ImportStatement[] {
  const groups: ImportStatement[][] = [];
  for (const each of statements) {
    const previous = groups.at(-1)?.at(-1);
    if (previous?.line === each.line - 1) groups.at(-1)?.push(each);
    else groups.push([each]);
  }
  const [first = ""] = file.split("/");
  return groups.find((group) => group.every(({ path }) => path.startsWith(`${first}/`))) ?? groups.at(-1) ?? [];
}

function importStatements(text: string): readonly { readonly path: string; readonly line: number }[] {
  return text.split("\n").flatMap((line, i) => {
    const path = /^\s*import\s+(?:public\s+|weak\s+)?["']([^"']+)["']\s*;/.exec(line)?.[1];
    return path === undefined ? [] : [{ path, line: i + 1 }];
  });
}

/** A name for one alternative of a oneof: the record's own, or the field's with the family. */
export function alternativeName(fieldName: string, type: TypeRef): string | undefined {
  if (type.kind === "ref") return toLowerSnake(lastName(type.name));
  return type.kind === "scalar" ? `${fieldName}_${type.family}` : undefined;
}
