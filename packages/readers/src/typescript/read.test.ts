import type { Field, ReadOptions, Schema, TypeRef } from "@nx-contracts/ir";
import { describe, expect, it } from "vitest";
import { typescriptReader } from "./read.js";

function read(text: string, options?: ReadOptions) {
  return typescriptReader.read([{ path: "src/anime.ts", text }], { roots: ["src"], ...options });
}

function schemaOf(text: string): Schema {
  const { schema, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  return schema;
}

/** The fields of the only record, or of the one that is named. */
function fieldsOf(text: string, record = "Anime"): Readonly<Record<string, Field>> {
  const found = schemaOf(text).records.find(({ name }) => name === record);
  return Object.fromEntries((found?.fields ?? []).map((field) => [field.name, field]));
}

function typesOf(body: string, rest = ""): Readonly<Record<string, TypeRef>> {
  const fields = fieldsOf(`export interface Anime { ${body} }\n${rest}`);
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.type]));
}

const STRING: TypeRef = { kind: "scalar", family: "string" };
const NUMBER: TypeRef = { kind: "scalar", family: "float", bits: 64, encoding: "number" };

describe("types", () => {
  it("reads scalars", () => {
    expect(
      typesOf(
        "title: string; score: number; airing: boolean; views: bigint; aired: Date; poster: Uint8Array; cover: Buffer; extra: unknown",
      ),
    ).toEqual({
      title: STRING,
      score: NUMBER,
      airing: { kind: "scalar", family: "bool" },
      views: { kind: "scalar", family: "int" },
      aired: { kind: "scalar", family: "timestamp" },
      poster: { kind: "scalar", family: "bytes" },
      cover: { kind: "scalar", family: "bytes" },
      extra: { kind: "scalar", family: "json" },
    });
  });

  it("reads lists, sets, tuples and maps", () => {
    expect(
      typesOf(
        "tags: readonly string[]; ids: Set<number>; range: [number, number | null]; scores: Record<string, number>; names: ReadonlyMap<string, string | null>; by: { [site: string]: number }; part: Partial<Record<'mal' | 'anilist', number>>",
      ),
    ).toEqual({
      tags: { kind: "list", item: STRING },
      ids: { kind: "list", item: NUMBER, unique: true },
      range: {
        kind: "list",
        item: { kind: "nullable", of: NUMBER },
        tuple: [NUMBER, { kind: "nullable", of: NUMBER }],
      },
      scores: { kind: "map", key: STRING, value: NUMBER },
      names: { kind: "map", key: STRING, value: { kind: "nullable", of: STRING } },
      by: { kind: "map", key: STRING, value: NUMBER },
      part: { kind: "map", key: { kind: "literal", values: ["mal", "anilist"] }, value: NUMBER },
    });
  });

  it("keeps unions in the order written and names what tells their records apart", () => {
    const kinds =
      "export interface Movie { kind: 'movie'; minutes: number } export interface Series { kind: 'series'; episodes: number }";
    expect(typesOf("medium: Series | Movie; note: number | string; season: 'winter' | 'fall' | null", kinds)).toEqual({
      medium: {
        kind: "union",
        of: [
          { kind: "ref", name: "anime.Series" },
          { kind: "ref", name: "anime.Movie" },
        ],
        discriminator: "kind",
      },
      note: { kind: "union", of: [NUMBER, STRING] },
      season: { kind: "literal", values: ["winter", "fall"] },
    });
  });

  it("reads a recursive alias as one value, and the alias of all JSON as JSON", () => {
    const rest = "type Json = string | number | boolean | null | Json[] | { [key: string]: Json }; type Tree = Tree[];";
    expect(typesOf("extra: Json; tree: Tree", rest)).toEqual({
      extra: { kind: "scalar", family: "json" },
      tree: { kind: "ref", name: "anime.Tree" },
    });
  });

  it("reads branded primitives as what they are and any string as open", () => {
    expect(typesOf('id: string & { readonly __brand: "AnimeId" }; tone: "dark" | (string & {})')).toEqual({
      id: STRING,
      tone: STRING,
    });
  });
});

describe("presence", () => {
  it("tells absent from null", () => {
    const fields = fieldsOf(
      "export interface Anime { a: string; b?: string; c: string | null; d?: string | null; e: string | undefined }",
    );
    expect(Object.values(fields).map(({ name, presence, nullable }) => [name, presence, nullable])).toEqual([
      ["a", "required", false],
      ["b", "optional", false],
      ["c", "required", true],
      ["d", "optional", true],
      ["e", "optional", false],
    ]);
  });

  it("follows the compiler through utility types", () => {
    const text =
      "interface Base { a: string; b?: number; c: boolean } export type Anime = Required<Pick<Base, 'b'>> & Omit<Partial<Base>, 'b'>;";
    expect(Object.values(fieldsOf(text)).map(({ name, presence }) => [name, presence])).toEqual([
      ["b", "required"],
      ["a", "optional"],
      ["c", "optional"],
    ]);
  });
});

describe("records", () => {
  it("flattens what is inherited, inherited fields first", () => {
    const text =
      "interface Named { name: string } interface Aged extends Named { age: number } export interface Anime extends Aged { id: string; name: 'x' }";
    expect(Object.keys(fieldsOf(text))).toEqual(["name", "age", "id"]);
  });

  it("names an inline object after its field and a generic as it is written", () => {
    const { records } = schemaOf(
      "export interface Page<T> { items: T[] } export interface Anime { trailer: { source: string } | null; pages: Page<Anime>; media: { a: string } | { b: string } }",
    );
    expect(records.map(({ name, qualifiedName }) => [name, qualifiedName])).toEqual([
      ["Page<Anime>", "anime.Page<Anime>"],
      ["Anime", "anime.Anime"],
      ["Anime.trailer", "anime.Anime.trailer"],
      ["Anime.media.1", "anime.Anime.media.1"],
      ["Anime.media.2", "anime.Anime.media.2"],
    ]);
  });

  it("reads public fields of classes, their defaults and their getters", () => {
    const text =
      'export class Anime { constructor(public id: string, private key: string) {} tags: string[] = []; kind = "tv"; made = new Date(); static count = 0; #hidden = 1; get slug(): string { return this.id; } save(): void {} }';
    const [record] = schemaOf(text).records;
    expect(record?.fields.map(({ name, default: value }) => [name, value])).toEqual([
      ["id", undefined],
      ["tags", { kind: "empty", of: "list" }],
      ["kind", { kind: "value", value: "tv" }],
      ["made", { kind: "dynamic", text: "new Date()" }],
    ]);
    expect(record?.computed?.map(({ name }) => name)).toEqual(["slug"]);
  });

  it("merges declarations, skips functions and opens on an index signature", () => {
    const text =
      "export interface Anime { a: string; save(): void; on?: () => void } export interface Anime { b: string; [key: string]: unknown }";
    const [record] = schemaOf(text).records;
    expect([record?.open, record?.fields.map(({ name }) => name)]).toEqual([true, ["a", "b"]]);
  });

  it("keeps docs, deprecation and exact places", () => {
    const text =
      "/** A title. */\r\nexport interface Anime {\r\n  /**\r\n   * Romanised.\r\n   * @deprecated Use title.\r\n   */\r\n  readonly romaji: string;\r\n}\r\n";
    const [record] = schemaOf(text).records;
    expect(record).toMatchObject({ doc: "A title.", at: { line: 2, column: 1, endLine: 8, endColumn: 2 } });
    expect(record?.fields[0]).toMatchObject({
      doc: "Romanised.",
      deprecated: true,
      at: { file: "src/anime.ts", line: 7, column: 12, endLine: 7, endColumn: 27 },
    });
  });
});

describe("enums", () => {
  const membersOf = (text: string) =>
    schemaOf(text).enums.map(({ name, open, members }) => [
      name,
      open,
      members.map((member) => [member.name, member.value, member.number]),
    ]);

  it("reads enums, unions of literals and tables", () => {
    const text = [
      'export enum Status { Ongoing = "ONGOING", Done = "DONE" }',
      "export const enum Rank { Low, High = 5 }",
      'export type Season = "winter" | "fall";',
      'export const Rating = { Teen: "PG-13" , General: "G" } as const; export type Rating = (typeof Rating)[keyof typeof Rating];',
      'export type Tone = "dark" | (string & {});',
    ].join("\n");
    expect(membersOf(text)).toEqual([
      [
        "Status",
        false,
        [
          ["Ongoing", "ONGOING", undefined],
          ["Done", "DONE", undefined],
        ],
      ],
      [
        "Rank",
        false,
        [
          ["Low", 0, 0],
          ["High", 5, 5],
        ],
      ],
      [
        "Season",
        false,
        [
          ["winter", "winter", undefined],
          ["fall", "fall", undefined],
        ],
      ],
      [
        "Rating",
        false,
        [
          ["Teen", "PG-13", undefined],
          ["General", "G", undefined],
        ],
      ],
      ["Tone", true, [["dark", "dark", undefined]]],
    ]);
  });
});

describe("modules", () => {
  const studio = {
    path: "src/studio.ts",
    text: "export interface Studio { name: string }\nexport type Kind = 'a' | 'b';",
  };

  it("refers across sources and through re-exports, and says what it loaded", () => {
    const barrel = { path: "src/index.ts", text: 'export * from "./studio.js";' };
    const text =
      'import type { Studio, Kind } from "./index.js"; export interface Anime { studio: Studio; kind: Kind }';
    const files = new Map([studio, barrel].map((source) => [source.path, source]));
    const { schema, diagnostics, loaded } = read(text, { load: (path) => files.get(path) });
    expect(diagnostics).toEqual([]);
    expect(schema.records.map(({ qualifiedName }) => qualifiedName)).toEqual(["anime.Anime"]);
    expect(schema.records[0]?.fields.map(({ type }) => type)).toEqual([
      { kind: "ref", name: "studio.Studio" },
      { kind: "ref", name: "studio.Kind" },
    ]);
    expect(loaded).toEqual(["src/index.ts", "src/studio.ts"]);
  });

  it("follows the paths of the workspace's tsconfig", () => {
    const config = {
      path: "tsconfig.base.json",
      text: '{ "compilerOptions": { "paths": { "@acme/studio": ["src/studio.ts"] } } } // comment',
    };
    const files = new Map([studio, config].map((source) => [source.path, source]));
    const text = 'import type { Studio } from "@acme/studio"; export interface Anime { studio: Studio }';
    expect(read(text, { load: (path) => files.get(path) }).diagnostics).toEqual([]);
  });

  it("reports an import only when something exported needs it", () => {
    expect(read('import { log } from "./log.js"; log(); export interface Anime { a: string }').diagnostics).toEqual([]);
    const { schema, diagnostics } = read(
      'import { Studio } from "./studio.js"; export interface Anime { studio: Studio }',
    );
    expect(diagnostics.map(({ rule, at }) => [rule, at.column])).toEqual([
      ["read/unresolved-import", 24],
      ["read/unresolved-type", 72],
    ]);
    expect(schema.records[0]?.fields[0]?.type).toEqual({ kind: "unknown", text: "Studio" });
  });

  it("computes types from zod schemas with zod's own declarations", () => {
    const text =
      'import { z } from "zod"; const Full = z.object({ a: z.string(), b: z.int().nullable() }); export type Anime = Pick<z.infer<typeof Full>, "b">;';
    const zod = {
      path: "node_modules/zod/index.d.ts",
      text: "export namespace z { interface Int { nullable(): { _output: number | null } } function int(): Int; function string(): { _output: string }; function object<T>(shape: T): { shape: T }; type infer<S> = S extends { shape: infer T } ? { [K in keyof T]: T[K] extends { _output: infer O } ? O : never } : never }",
    };
    const { schema, diagnostics } = read(text, { load: (path) => (path === zod.path ? zod : undefined) });
    expect(diagnostics).toEqual([]);
    expect(schema.records[0]?.fields).toMatchObject([{ name: "b", nullable: true, type: NUMBER }]);
  });
});
