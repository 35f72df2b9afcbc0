import { indexLines } from "@nx-contracts/ir";
import { describe, expect, it } from "vitest";
import type {
  Enum,
  Field,
  JsonObject,
  JsonValue,
  LineIndex,
  Method,
  Schema,
  SchemaRecord,
  Service,
  Span,
} from "@nx-contracts/ir";
import { bufBuild, corpusFile, corpusPaths, withImports } from "./buf.test.support.js";
import { HIGHEST_FIELD } from "./check-numbers.js";
import { expectFiles, plainSpan } from "./descriptor.test.support.js";
import type { ExpectedFile } from "./descriptor.test.support.js";
import { linkFiles } from "./link.js";
import { protoReader } from "./read.js";
import { fieldName } from "./symbols.js";
import type { ExtendNode, MessageNode } from "./syntax-tree.js";
import { join, packageOf } from "./unit.js";

/** Files that need others which the package leaves out. */
const REFUSED = [
  "google/protobuf/compiler/ruby/ruby_generated_code.proto",
  "google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
  "google/protobuf/util/json_format_proto3.proto",
];
/** Compiles alone, but defines what a file beside it defines too. */
const DOUBLE = "google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto";

const CHUNK = 400;

/** The pinned buf leaves `message_set_wire_format` out of its descriptors, and with it the range that message sets may use. */
const LOST_BY_BUF = /message_set_wire_format: undefined ≠ true$|\.extensionRanges\.\d+: .* 536870911 ≠ .* 2147483646$/;

describe("against descriptor sets of buf build", () => {
  const all = corpusPaths().filter((path) => !REFUSED.includes(path) && path !== DOUBLE);
  const isSampled = (path: string, index: number) =>
    process.env["ORACLE"] === "all" || index % 29 === 0 || path.startsWith("google/protobuf/");
  const paths = all.filter(isSampled);
  const chunks = Array.from({ length: Math.ceil(paths.length / CHUNK) }, (_, index) =>
    paths.slice(index * CHUNK, (index + 1) * CHUNK),
  );

  it.each(chunks.map((chunk, index) => ({ index, chunk })))(
    "gives the same for chunk $index of google-proto-files",
    { timeout: 300_000 },
    ({ chunk }) => {
      const { descriptors, errors } = bufBuild(withImports(chunk));
      expect(errors).toEqual([]);
      if (descriptors === undefined) throw new Error("buf build gave nothing");
      const expected = expectFiles(descriptors);
      const sources = chunk.map((path) => corpusFile(path)).filter((source) => source !== undefined);
      const { schema, diagnostics } = protoReader.read(sources, { load: corpusFile });
      expect(diagnostics).toEqual([]);
      const actual = actualFiles(schema, sources);
      const differences: string[] = [];
      for (const path of chunk)
        compare(path, inTextOrder(expected.get(path)), inTextOrder(actual.get(path)), differences);
      expect(differences.filter((difference) => !LOST_BY_BUF.test(difference))).toEqual([]);
      expect(actual.size).toBe(chunk.length);
    },
  );

  it.each(REFUSED)("refuses %s as buf does", (path) => {
    const refused = bufBuild(withImports([path])).errors.filter((error) => error.path === path);
    const { schema, diagnostics } = protoReader.read(
      withImports([path]).filter((source) => source.path === path),
      { load: corpusFile },
    );
    expect(schema.records).toEqual([]);
    expect(diagnostics[0]?.at.line).toBe(refused[0]?.line);
  });

  it("refuses two files that define the same, and says so at the second", () => {
    const sources = withImports([DOUBLE.replace("implicit", "explicit"), DOUBLE]).toSorted((a, b) =>
      a.path < b.path ? -1 : 1,
    );
    expect(bufBuild(sources).errors.map(({ message }) => message)).toEqual(["`Four` declared multiple times"]);
    const { schema, diagnostics } = protoReader.read(sources);
    expect(diagnostics.map(({ rule, subject, at }) => [rule, subject, at.file])).toEqual([
      ["read/duplicate-name", "one.two.a_three.Four", DOUBLE],
    ]);
    expect((schema.options["files"] as readonly JsonObject[]).map((file) => file["path"])).toEqual([sources[0]?.path]);
  });
});

/** The schema by file, in the shape of the expectation. */
function actualFiles(schema: Schema, sources: Parameters<typeof linkFiles>[0]): ReadonlyMap<string, ExpectedFile> {
  const { graph, context } = linkFiles(sources, { load: corpusFile });
  const records = byFile(schema.records);
  const enums = byFile(schema.enums);
  const services = byFile(schema.services);
  const settings = schema.options["files"] as readonly {
    path: string;
    syntax: string;
    package?: string;
    options?: JsonObject;
  }[];
  return new Map(
    settings.map((file) => {
      const unit = graph.units.find(({ file: { path } }) => path === file.path);
      if (unit === undefined) throw new Error(`${file.path} is no unit`);
      const extensions: string[] = [];
      const extensionRanges: string[] = [];
      const own = context(unit);
      const lines = indexLines(unit.file.text);
      const addBlock = (scope: string, block: ExtendNode) => {
        for (const field of block.body) {
          const type = own.fieldType(scope, field);
          const extendee = own.typeOf(scope, block.extendee);
          const label = field.label === "repeated" ? "repeated" : "single";
          const { line } = lines.position(field.start);
          extensions.push(
            `${join(scope, fieldName(field))} ${typeof extendee === "object" ? extendee.fullName : "?"} ${field.number} ${label} ${typeof type === "object" ? type.fullName : type} ${line}`,
          );
        }
      };
      const addMessage = (scope: string, node: MessageNode) => {
        const fullName = join(scope, node.name);
        for (const element of node.body) {
          if (element.kind === "message") addMessage(fullName, element);
          else if (element.kind === "extend") addBlock(fullName, element);
          else if (element.kind === "extensions") {
            for (const range of element.ranges)
              extensionRanges.push(`${fullName} ${range.from} ${Math.min(range.to, highest(node))}`);
          }
        }
      };
      for (const declaration of unit.file.body) {
        if (declaration.kind === "message") addMessage(packageOf(unit.file), declaration);
        else if (declaration.kind === "extend") addBlock(packageOf(unit.file), declaration);
      }
      const actual: ExpectedFile = {
        path: file.path,
        package: file.package ?? "",
        syntax: file.syntax,
        options: file.options ?? {},
        records: (records.get(file.path) ?? []).map((record) =>
          plainRecord({ ...record, at: afterVisibility(record.at, unit.file.text, lines) }),
        ),
        enums: (enums.get(file.path) ?? []).map((each) =>
          plainEnum({ ...each, at: afterVisibility(each.at, unit.file.text, lines) }),
        ),
        services: (services.get(file.path) ?? []).map(plainService),
        extensions: extensions.sort(),
        extensionRanges: extensionRanges.sort(),
      };
      return [file.path, actual];
    }),
  );
}

/** Descriptors list nested messages and enums apart, the schema as they are written. */
function inTextOrder(file: ExpectedFile | undefined): unknown {
  const start = (node: JsonObject) => {
    const { line, column } = node["at"] as { readonly line: number; readonly column: number };
    return line * 10_000 + column;
  };
  const sorted = (nodes: readonly JsonObject[] = []) => nodes.toSorted((a, b) => start(a) - start(b));
  return { ...file, records: sorted(file?.records), enums: sorted(file?.enums), services: sorted(file?.services) };
}

function byFile<T extends { readonly at: Span }>(nodes: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const files = new Map<string, T[]>();
  for (const node of nodes) {
    const list = files.get(node.at.file) ?? [];
    list.push(node);
    files.set(node.at.file, list);
  }
  return files;
}

function highest(node: MessageNode): number {
  const isSet = node.body.some(
    (element) => element.kind === "option" && element.name[0]?.name === "message_set_wire_format",
  );
  return isSet ? 2_147_483_646 : HIGHEST_FIELD;
}

const place = ({ at, doc = "" }: { readonly at: Span; readonly doc?: string }): JsonObject => ({
  at: plainSpan(at),
  doc,
});

/** A descriptor has a definition begin at `message` or `enum`, the schema at the `local` or `export` ahead of it. */
function afterVisibility(at: Span, text: string, lines: LineIndex): Span {
  const start = lines.offset(at.line, at.column);
  const word = /^(?:local|export)\s+/.exec(text.slice(start, start + 20));
  return word === null ? at : { ...at, column: at.column + word[0].length };
}

function plainRecord({ qualifiedName, fields, reserved, deprecated, options = {}, ...rest }: SchemaRecord): JsonObject {
  return { qualifiedName, fields: fields.map(plainField), reserved, deprecated, options, ...place(rest) };
}

function plainField(field: Field): JsonObject {
  const {
    name,
    number = -1,
    type,
    presence,
    presenceFixed = false,
    nullable,
    wireName = name,
    readNames = [],
    oneof = "",
    deprecated,
    options = {},
  } = field;
  const { json_name: _, ...others } = options;
  const value =
    field.default === undefined
      ? ""
      : field.default.kind === "member"
        ? field.default.member
        : field.default.kind === "value"
          ? field.default.value
          : "?";
  return {
    name,
    number,
    type: type as unknown as JsonObject,
    presence,
    presenceFixed,
    nullable,
    wireName,
    readNames,
    oneof,
    default: value,
    deprecated,
    options: others,
    ...place(field),
  };
}

function plainEnum({ qualifiedName, members, open, reserved, deprecated, options = {}, ...rest }: Enum): JsonObject {
  return {
    qualifiedName,
    members: members.map(({ name, value, number = 0, deprecated: gone, ...member }) => ({
      name,
      value,
      number,
      deprecated: gone,
      ...place(member),
    })),
    open,
    reserved,
    deprecated,
    options,
    ...place(rest),
  };
}

function plainService({ qualifiedName, methods, deprecated, ...rest }: Service): JsonObject {
  return { qualifiedName, methods: methods.map(plainMethod), deprecated, ...place(rest) };
}

function plainMethod({
  name,
  request,
  response,
  clientStreaming,
  serverStreaming,
  idempotency,
  deprecated,
  ...rest
}: Method): JsonObject {
  return { name, request, response, clientStreaming, serverStreaming, idempotency, deprecated, ...place(rest) };
}

/** Every difference as `path: expected ≠ actual`. */
function compare(path: string, expected: unknown, actual: unknown, differences: string[]): void {
  if (isScalar(expected) && isScalar(actual)) {
    // ProtoJSON writes 64-bit integers as strings, and a default value is text in a descriptor.
    if (String(expected) !== String(actual) && !sameNumber(expected, actual))
      differences.push(`${path}: ${String(expected)} ≠ ${String(actual)}`);
    return;
  }
  const left = (expected ?? {}) as { readonly [key: string]: JsonValue };
  const right = (actual ?? {}) as { readonly [key: string]: JsonValue };
  if (isScalar(expected) !== isScalar(actual)) {
    differences.push(`${path}: ${JSON.stringify(expected)} ≠ ${JSON.stringify(actual)}`);
    return;
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    // A descriptor does not tell a json_name written by hand from an equal derived one.
    if (key === "readNames" && JSON.stringify(right[key]) === "[]") continue;
    // ProtoJSON leaves out what is zero anyway; we keep what is written.
    if (left[key] === undefined && path.includes(".options") && (isZero(right[key]) || right[key] === undefined))
      continue;
    const named = (right[key] ?? left[key]) as { readonly name?: string; readonly qualifiedName?: string } | undefined;
    compare(`${path}.${named?.qualifiedName ?? named?.name ?? key}`, left[key], right[key], differences);
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function sameNumber(a: unknown, b: unknown): boolean {
  if ((typeof a !== "number" && typeof b !== "number") || a === "" || b === "") return false;
  // The descriptor rounds what a float cannot hold, the schema keeps what is written.
  return Number(a) === Number(b) || Math.fround(Number(a)) === Math.fround(Number(b));
}

function isZero(value: JsonValue | undefined): boolean {
  return (
    value === 0 ||
    value === false ||
    value === "" ||
    (typeof value === "object" && value !== null && Object.values(value).every((inner) => isZero(inner as JsonValue)))
  );
}
