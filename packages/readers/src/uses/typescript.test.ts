import type { Vocabulary } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { readUses } from "./read.js";

const MODULE = "libs/web/src/generated/v1/anime_pb";
const VOCABULARY: Vocabulary = {
  language: "typescript",
  types: [
    {
      kind: "record",
      name: "v1.Anime",
      module: MODULE,
      symbol: "Anime",
      schemas: ["AnimeSchema"],
      members: [
        { name: "score", spellings: ["score"], shape: "one" },
        { name: "title", spellings: ["title"], shape: "one" },
        { name: "studio", spellings: ["studio"], type: "v1.Studio", shape: "one" },
        { name: "related", spellings: ["related"], type: "v1.Anime", shape: "list" },
        { name: "by_id", spellings: ["byId"], type: "v1.Studio", shape: "map" },
        { name: "page", spellings: ["page"], oneof: "payload", shape: "one" },
        { name: "owner", spellings: ["owner"], oneof: "payload", type: "v1.Studio", shape: "one" },
        { name: "sequel", spellings: ["sequel"], oneof: "payload", type: "v1.Anime", shape: "one" },
      ],
    },
    {
      kind: "record",
      name: "v1.Studio",
      module: MODULE,
      symbol: "Studio",
      schemas: ["StudioSchema"],
      members: [{ name: "name", spellings: ["name"], shape: "one" }],
    },
    {
      kind: "enum",
      name: "v1.Season",
      module: MODULE,
      symbol: "Season",
      members: [{ name: "SEASON_FALL", spellings: ["FALL"], shape: "one" }],
    },
  ],
};

interface Case {
  readonly text: string;
  readonly uses: readonly string[];
  readonly others?: { readonly [path: string]: string };
}

const IMPORT = `import { type Anime, AnimeSchema, Season } from "./generated/v1/anime_pb.js";\n`;

const CASES: { readonly [name: string]: Case } = {
  "the field of a oneof that its case says": {
    text: `${IMPORT}export function f(a: Anime, { payload }: Anime) {
  if (a.payload.case === "owner") return a.payload.value.name;
  if (payload.case === "sequel" && a) payload.value.title;
  switch (a.payload.case) {
    case "page":
    case "sequel": return a.payload.value.title;
    case "owner": { show(a.payload.value.name); break; }
    default: return a.payload.value;
  }
  if (payload.case !== "owner") throw new Error();
  payload.value.name;
}`,
    uses: [
      "3 Anime.owner certain name",
      "3 Anime.owner certain read",
      "3 Studio.name certain read",
      "4 Anime.sequel certain name",
      "4 Anime.sequel certain read",
      "4 Anime.title certain read",
      "6 Anime.page certain name",
      "7 Anime.sequel certain name",
      "7 Anime.title certain read",
      "8 Anime.owner certain name",
      "8 Anime.owner certain read",
      "8 Studio.name certain read",
      "11 Anime.owner certain name",
      "12 Anime.owner certain read",
      "12 Studio.name certain read",
    ],
  },
  "parameters and properties": {
    text: `${IMPORT}export function show(anime: Anime, all: readonly Anime[]): string {
  return anime.title + anime.studio?.name + all[0]!.score + anime.byId["x"]!.name + Season.FALL;
}`,
    uses: [
      "3 Anime.title certain read",
      "3 Anime.studio certain read",
      "3 Studio.name certain read",
      "3 Anime.score certain read",
      "3 Anime.by_id certain read",
      "3 Studio.name certain read",
      "3 Season.SEASON_FALL certain name",
    ],
  },
  "closures over lists": {
    text: `${IMPORT}const f = (all: Anime[]) => {
  all.filter((a) => a.score > 1).map(({ title, studio: s }) => [title, s.name]);
  all.map((a) => a.studio).forEach((s) => s.name);
  for (const { score } of all) score;
  const best = all.find((a) => a.title === "x");
  all.reduce((sum, a) => sum + a.score, 0);
  return best?.score;
};`,
    uses: [
      "3 Anime.score certain read",
      "3 Anime.title certain read",
      "3 Anime.studio certain read",
      "3 Studio.name certain read",
      "4 Anime.studio certain read",
      "4 Studio.name certain read",
      "5 Anime.score certain read",
      "6 Anime.title certain read",
      "7 Anime.score certain read",
      "8 Anime.score certain read",
    ],
  },
  "messages of protobuf-es": {
    text: `import { create, fromBinary, type MessageShape, isFieldSet } from "@bufbuild/protobuf";
${IMPORT}const made = create(AnimeSchema, { title: "x", studio: { name: "y" }, payload: { case: "owner", value: { name: "z" } } });
made.score = 3;
const read = fromBinary(AnimeSchema, bytes);
read.score;
function f(shape: MessageShape<typeof AnimeSchema>) {
  if (shape.payload.case === "page") shape.title;
  switch (shape.payload.case) {
    case "owner":
      return 1;
  }
  isFieldSet(shape, AnimeSchema.field.byId);
}`,
    uses: [
      "3 Anime.title certain write",
      "3 Anime.studio certain write",
      "3 Studio.name certain write",
      "3 Anime.owner certain write",
      "3 Studio.name certain write",
      "4 Anime.score certain write",
      "6 Anime.score certain read",
      "8 Anime.page certain name",
      "8 Anime.title certain read",
      "10 Anime.owner certain name",
      "13 Anime.by_id certain name",
    ],
  },
  "comments, strings and other types": {
    text: `${IMPORT}interface Match { score: number }
class Local { score = 1; }
function f(m: Match, l: Local, a: Anime, e: HTMLElement) {
  // a.score
  return "a.score" + \`a.score \${m.score}\` + l.score + e.title + new Local().score;
}`,
    uses: [],
  },
  "what is not known": {
    text: `${IMPORT}function f(a, b: any) {
  return a.score + b.title + b.score();
}`,
    uses: ["3 Anime.score likely read", "3 Anime.title likely read"],
  },
  "barrels and aliases": {
    text: `import { Anime, type Show } from "./models/index.js";
import * as all from "./models";
function f(a: Anime, b: Show, c: all.Anime[]) {
  return a.score + b.title + c[0].studio.name;
}`,
    others: {
      "libs/web/src/models/index.ts": `export * from "./anime.js";\nexport type { Anime as Show } from "../generated/v1/anime_pb.js";`,
      "libs/web/src/models/anime.ts": `export { type Anime } from "../generated/v1/anime_pb.js";\nexport * from "./index.js";`,
    },
    uses: [
      "4 Anime.score certain read",
      "4 Anime.title certain read",
      "4 Anime.studio certain read",
      "4 Studio.name certain read",
    ],
  },
  "classes, functions and promises": {
    text: `${IMPORT}import { load } from "./load";
class View {
  constructor(private readonly anime: Anime) {}
  #all: Map<string, Anime> = new Map();
  get best() { return this.anime; }
  show() { return this.anime.title + this.best.score + this.#all.get("x")!.score; }
}
async function f() {
  const anime = await load();
  return anime.score + (await load()).studio.name + new View(anime).best.title;
}`,
    others: {
      "libs/web/src/load.ts": `import type { Anime } from "./generated/v1/anime_pb";
export const load = async (): Promise<Anime> => (await fetch("x")).json();`,
    },
    uses: [
      "7 Anime.title certain read",
      "7 Anime.score certain read",
      "7 Anime.score certain read",
      "11 Anime.score certain read",
      "11 Anime.studio certain read",
      "11 Studio.name certain read",
      "11 Anime.title certain read",
    ],
  },
  "types of types": {
    text: `${IMPORT}type Shelf = Anime[];
type Card = Pick<Anime, "title" | "score">;
type Score = Anime["score"];
interface Props { readonly anime: Anime; shelf?: Shelf }
interface More extends Anime { extra: number }
function f({ anime, shelf }: Props, card: Card, more: More, { anime: other }: { anime: Anime }) {
  return anime.score + shelf[0].title + card.title + more.score + more.extra + other.title;
}
const made: Anime = { title: "x", ...rest };
const cast = JSON.parse("{}") as Anime;
cast.score;`,
    uses: [
      "3 Anime.title certain name",
      "3 Anime.score certain name",
      "4 Anime.score certain name",
      "8 Anime.score certain read",
      "8 Anime.title certain read",
      "8 Anime.title certain read",
      "8 Anime.score certain read",
      "8 Anime.title certain read",
      "10 Anime.title certain write",
      "12 Anime.score certain read",
    ],
  },
  "namespaces, also passed on": {
    text: `import * as pb from "./generated/v1/anime_pb.js";
import { create, fromBinary } from "@bufbuild/protobuf";
import { stubs, named } from "./barrel.js";
import whole from "./barrel.js";
import common, { AnimeSchema } from "./generated/v1/anime_pb.js";
const made: pb.Anime = create(pb.AnimeSchema, { title: "x", studio: { name: "y" } });
fromBinary(pb.AnimeSchema, bytes).score;
const again = create(stubs.AnimeSchema, { score: 1 });
function f(a: stubs.Anime, b: whole.Anime, c: named.Anime, d: common.Anime) {
  return a.title + b.score + c.title + again.score + fromBinary(whole.AnimeSchema, bytes).title + d.score;
}`,
    others: {
      "libs/web/src/barrel.ts": `import * as pb from "./generated/v1/anime_pb.js";
export * as stubs from "./generated/v1/anime_pb.js";
export { pb as named };
export default pb;`,
    },
    uses: [
      "6 Anime.title certain write",
      "6 Anime.studio certain write",
      "6 Studio.name certain write",
      "7 Anime.score certain read",
      "8 Anime.score certain write",
      "10 Anime.title certain read",
      "10 Anime.score certain read",
      "10 Anime.title certain read",
      "10 Anime.score certain read",
      "10 Anime.title certain read",
      "10 Anime.score certain read",
    ],
  },
  "keys of a type": {
    text: `${IMPORT}const key: keyof Anime = "score";
const keys: readonly (keyof Anime)[] = ["title", "other"];
function get<K extends keyof Anime>(anime: Anime, name: K) { return anime[name]; }
get(made, "byId");
const one = "title" as keyof Anime | keyof Season;
const own: keyof HTMLElement = "title";
const both: keyof Anime | "owner" = "owner";
show("score", key.length);`,
    uses: [
      "2 Anime.score certain name",
      "3 Anime.title certain name",
      "5 Anime.by_id certain name",
      "6 Anime.title likely name",
      "8 Anime.owner likely name",
    ],
  },
  "what an object holds besides": {
    text: `${IMPORT}function f(anime: Anime, { studio, ...others }: Anime, { id, ...more }: Review) {
  const { title, ...rest } = anime;
  return rest.score + others.title + more.score + rest.studio.name + rest.title + show({ ...rest, score: "high" });
}`,
    uses: [
      "2 Anime.studio certain read",
      "3 Anime.title certain read",
      "4 Anime.score certain read",
      "4 Anime.title certain read",
      "4 Anime.studio certain read",
      "4 Studio.name certain read",
    ],
  },
  "type parameters": {
    text: `${IMPORT}function f<T extends Anime, U extends T[]>(a: T, all: U): T { return a.score > 1 ? a : all[0].related[0]; }
const g = <T extends Pick<Anime, "title">>(a: T) => a.title;
class View<T extends Anime> { constructor(private readonly a: T) { this.a.score; } }
interface Props<T extends Anime> { anime: T }
type Shelf<T extends Anime> = T[];
function h<Anime>(a: Anime, b: Props<Match>) { return a.score; }
f(made, []).title;
function k<T extends Match>(a: T) { return a.score; }`,
    uses: [
      "2 Anime.score certain read",
      "2 Anime.related certain read",
      "3 Anime.title certain name",
      "3 Anime.title certain read",
      "4 Anime.score certain read",
      "7 Anime.score likely read",
      "8 Anime.title certain read",
    ],
  },
  "assignments in branches": {
    text: `${IMPORT}function f(x: boolean, y: Anime, z: unknown) {
  let a;
  if (x) { a = y; } else { a = y.related[0]; }
  a.score;
  let b = null;
  if (x) b = y;
  b.title;
}`,
    uses: ["4 Anime.related certain read", "5 Anime.score certain read", "8 Anime.title certain read"],
  },
};

test.each(Object.entries(CASES))("%s", async (_, { text, uses, others = {} }) => {
  const file = "libs/web/src/view.ts";
  const sources = Object.entries({ [file]: text, ...others }).map(([path, each]) => ({ path, text: each }));
  const found = await readUses(sources, VOCABULARY);
  expect(
    found
      .filter(({ kind, at }) => (kind === "field" || kind === "member") && at.file === file)
      .map(({ subject, certainty, access, at }) => `${at.line} ${subject.replace("v1.", "")} ${certainty} ${access}`),
  ).toEqual(uses);
});
