import type { Vocabulary } from "@nx-contracts/ir";
import fc from "fast-check";
import { Project, SyntaxKind, type Type } from "ts-morph";
import { expect, test } from "vitest";
import { readUses } from "./read.js";

// The compiler says what the type of `x` in `x.score` is: the use is certain exactly where that is the record.

const STUB = `export interface Anime { score: number; title: string; studio: Studio; related: Anime[]; byId: { [key: string]: Studio }; }
export interface Studio { score: number; best: Anime; shelf: Map<string, Anime>; }`;

const field = (name: string, more = {}) => ({ name, spellings: [name], shape: "one" as const, ...more });
const VOCABULARY: Vocabulary = {
  language: "typescript",
  types: [
    {
      kind: "record",
      name: "Anime",
      module: "gen/anime_pb",
      symbol: "Anime",
      members: [
        field("score"),
        field("title"),
        field("studio", { type: "Studio" }),
        field("related", { type: "Anime", shape: "list" }),
        field("byId", { type: "Studio", shape: "map" }),
      ],
    },
    {
      kind: "record",
      name: "Studio",
      module: "gen/anime_pb",
      symbol: "Studio",
      members: [field("score"), field("best", { type: "Anime" }), field("shelf", { type: "Anime", shape: "map" })],
    },
  ],
};

const HEAD = `import type { Anime, Studio } from "./gen/anime_pb";
interface Match { score: number; anime: Anime; all: Match[] }
class Local { score = 1; constructor(readonly anime: Anime) {} get studio() { return this.anime.studio; } best(): Anime { return this.anime; } }
declare const flag: boolean; declare const anime: Anime; declare const studio: Studio; declare const match: Match; declare const local: Local;
declare const list: readonly Anime[]; declare const maybe: Anime | undefined; declare const map: Map<string, Studio>;
declare function load(): Promise<Anime>; function pick(all: readonly Anime[]) { return all[0]!; }
`;

/** Values of all kinds of types, built from each other. */
const { value } = fc.letrec<{ value: string; anime: string; studio: string; match: string; list: string }>((tie) => ({
  anime: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("anime", "maybe!", "local.best()", "pick(list)", "(await load())", "list[0]!", "local.anime"),
    tie("studio").map((s) => `${s}.best`),
    tie("match").map((m) => `${m}.anime`),
    tie("list").map((l) => `${l}.find((a) => a.score > 1)!`),
    tie("studio").map((s) => `${s}.shelf.get("x")!`),
    fc.tuple(tie("anime"), tie("anime")).map(([a, b]) => `(${a} ?? ${b})`),
    fc.tuple(tie("anime"), tie("anime")).map(([a, b]) => `(flag ? ${a} : ${b})`),
    tie("anime").map((a) => `(${a} as Anime)`),
  ),
  studio: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("studio", "local.studio", `map.get("x")!`),
    tie("anime").map((a) => `${a}.studio`),
    tie("anime").map((a) => `${a}.byId["x"]!`),
  ),
  match: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("match", "match.all[0]!"),
    tie("match").map((m) => `${m}.all[1]!`),
  ),
  list: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("list", "[anime, pick(list)]"),
    tie("anime").map((a) => `${a}.related`),
    tie("list").map((l) => `${l}.filter(({ score }) => score > 1)`),
    tie("list").map((l) => `${l}.map((a) => a.studio.best)`),
    tie("list").map((l) => `[...${l}].sort((a, b) => a.score - b.score)`),
  ),
  value: fc.oneof(tie("anime"), tie("studio"), tie("match"), fc.constant("local")),
}));

const statement = value.chain((v) =>
  fc.constantFrom(
    `${v}.score;`,
    `const { score } = ${v};`,
    `for (const each of [${v}]) each.score;`,
    `const name = ${v}; name.score; () => name.score;`,
    `(() => ${v})().score;`,
    `let late; if (flag) late = ${v}; else late = ${v}; late.score;`,
    `\`\${${v}.score} // \${"${"x"}.score"}\`;`,
  ),
);

test("what is certain is what the compiler says", async () => {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { strict: true, target: 99, module: 99 },
  });
  project.createSourceFile("/gen/anime_pb.ts", STUB);
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 6 }), async (statements) => {
      const text = `${HEAD}async function f() {\n${statements.map((each) => `{ ${each} }`).join("\n")}\n}\n`;
      const uses = await readUses([{ path: "view.ts", text }], VOCABULARY);
      const certain = uses
        .filter(
          ({ kind, subject, certainty }) => kind === "field" && subject.endsWith(".score") && certainty === "certain",
        )
        .map(({ subject, at }) => `${at.line}:${at.column} ${subject}`);
      expect(certain.sort()).toEqual(compiled(text).sort());
    }),
    { numRuns: 60 },
  );

  function compiled(text: string): string[] {
    const file = project.createSourceFile("/view.ts", text, { overwrite: true });
    const places = [
      ...file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression).map((node) => ({
        name: node.getNameNode(),
        type: node.getExpression().getType(),
      })),
      ...file
        .getDescendantsOfKind(SyntaxKind.ObjectBindingPattern)
        .flatMap((pattern) =>
          pattern.getElements().map((element) => ({ name: element.getNameNode(), type: pattern.getType() })),
        ),
    ];
    return places.flatMap(({ name, type }) => {
      const record = recordOf(type);
      const { line, column } = file.getLineAndColumnAtPos(name.getStart());
      return name.getText() === "score" && record !== undefined ? [`${line}:${column} ${record}.score`] : [];
    });
  }
});

function recordOf(type: Type): string | undefined {
  const name = type.getNonNullableType().getSymbol()?.getName();
  return name === "Anime" || name === "Studio" ? name : undefined;
}
