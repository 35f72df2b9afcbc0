import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type ChangedFile, newComplaints } from "./formatters.test.support.js";
import { decoded, isInserted, Repository } from "./repository.test.support.js";

const PROTO = `syntax = "proto3";

package shop.v1;

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}

message Work {
  LABELMedium medium = 1;
}
`;

interface Style {
  readonly name: string;
  /** The line of the field, or lines. */
  readonly field: string;
  /** What the field is in the end. */
  readonly after: string;
  /** Of the field in a proto. */
  readonly label?: "" | "optional " | "repeated ";
  readonly bytes?: "crlf";
  /** No formatter would leave it so. */
  readonly isRough?: true;
}

const PYTHON: readonly Style[] = [
  {
    name: "on one line",
    field: 'medium: Literal["tv", "movie"] | None = None',
    after: 'medium: Literal["tv", "movie", "special"] | None = None',
    label: "optional ",
  },
  {
    name: "with a default, and the same text elsewhere",
    field: 'medium: Literal["tv", "movie"] = Field(default="tv", description="Literal[\'old\'] once.")',
    after: 'medium: Literal["tv", "movie", "special"] = Field(default="tv", description="Literal[\'old\'] once.")',
  },
  {
    name: "in single quotes",
    field: "medium: Optional[Literal['tv', 'movie']] = None",
    after: "medium: Optional[Literal['tv', 'movie', 'special']] = None",
    label: "optional ",
  },
  {
    name: "a line each",
    isRough: true,
    field: 'medium: Literal[\n        "tv",\n        "movie",\n    ] = "tv"',
    after: 'medium: Literal[\n        "tv",\n        "movie",\n        "special",\n    ] = "tv"',
  },
  {
    name: "a line each, in files of Windows",
    bytes: "crlf",
    field: 'medium: Literal[\n        "tv",\n        "movie",\n    ] = "tv"',
    after: 'medium: Literal[\n        "tv",\n        "movie",\n        "special",\n    ] = "tv"',
  },
  {
    name: "a line each, without the last comma",
    isRough: true,
    field: 'medium: Literal[\n        "tv",\n        "movie"\n    ] = "tv"',
    after: 'medium: Literal[\n        "tv",\n        "movie",\n        "special"\n    ] = "tv"',
  },
  {
    name: "a line each, with comments",
    field: 'medium: Literal[\n        "tv",  # On air.\n        "movie",  # In cinemas, "live".\n    ] = "tv"',
    after:
      'medium: Literal[\n        "tv",  # On air.\n        "movie",  # In cinemas, "live".\n        "special",\n    ] = "tv"',
  },
  {
    name: "on a line inside the brackets",
    field: 'medium: Literal[\n        "tv", "movie"\n    ] = "tv"',
    after: 'medium: Literal[\n        "tv", "movie", "special"\n    ] = "tv"',
  },
  {
    name: "of the module",
    field: 'medium: typing.Literal["tv", "movie"] = "tv"',
    after: 'medium: typing.Literal["tv", "movie", "special"] = "tv"',
  },
  {
    name: "annotated",
    field: 'medium: Annotated[Literal["tv", "movie"], Field()] = "tv"',
    after: 'medium: Annotated[Literal["tv", "movie", "special"], Field()] = "tv"',
  },
  {
    name: "in a list",
    field: 'medium: list[Literal["tv", "movie"]] = []',
    after: 'medium: list[Literal["tv", "movie", "special"]] = []',
    label: "repeated ",
  },
  {
    name: "in quotes",
    field: "medium: \"Literal['tv', 'movie']\" = \"tv\"",
    after: "medium: \"Literal['tv', 'movie', 'special']\" = \"tv\"",
  },
];

const SCRIPT: readonly Style[] = [
  { name: "on one line", field: 'medium: "tv" | "movie";', after: 'medium: "tv" | "movie" | "special";' },
  { name: "in single quotes", field: "medium: 'tv' | 'movie'", after: "medium: 'tv' | 'movie' | 'special'" },
  {
    name: "a line each",
    isRough: true,
    field: 'medium:\n    | "tv"\n    | "movie";',
    after: 'medium:\n    | "tv"\n    | "movie"\n    | "special";',
  },
  {
    name: "a line each, with comments",
    field: 'medium:\n    | "tv" // On air.\n    | "movie"; // In "cinemas".',
    after: 'medium:\n    | "tv" // On air.\n    | "movie"\n    | "special"; // In "cinemas".',
  },
  {
    name: "that may be null",
    field: 'medium?: "tv" | "movie" | null;',
    after: 'medium?: "tv" | "movie" | "special" | null;',
    label: "optional ",
  },
  {
    name: "null first",
    field: 'medium: null | "tv" | "movie";',
    after: 'medium: null | "tv" | "movie" | "special";',
    label: "optional ",
  },
  {
    name: "under a quoted key",
    field: '"medium": "tv" | "movie";',
    after: '"medium": "tv" | "movie" | "special";',
  },
  {
    name: "in brackets",
    field: 'medium: ("tv" | "movie")[];',
    after: 'medium: ("tv" | "movie" | "special")[];',
    label: "repeated ",
  },
  {
    name: "of an array",
    field: 'medium: Array<"tv" | "movie">;',
    after: 'medium: Array<"tv" | "movie" | "special">;',
    label: "repeated ",
  },
];

const ZOD: readonly Style[] = [
  {
    name: "an enum",
    field: 'medium: z.enum(["tv", "movie"]),',
    after: 'medium: z.enum(["tv", "movie", "special"]),',
  },
  {
    name: "an enum in single quotes with more behind it",
    field: "medium: z.enum(['tv', 'movie']).default('tv'),",
    after: "medium: z.enum(['tv', 'movie', 'special']).default('tv'),",
  },
  {
    name: "an enum a line each",
    isRough: true,
    field: 'medium: z.enum([\n    "tv",\n    "movie",\n  ]),',
    after: 'medium: z.enum([\n    "tv",\n    "movie",\n    "special",\n  ]),',
  },
  {
    name: "an enum a line each, without the last comma",
    isRough: true,
    field: 'medium: z.enum([\n    "tv", // On air.\n    "movie" // In "cinemas".\n  ]),',
    after: 'medium: z.enum([\n    "tv", // On air.\n    "movie", // In "cinemas".\n    "special"\n  ]),',
  },
  {
    name: "an array of an enum",
    field: 'medium: z.array(z.enum(["tv", "movie"])),',
    after: 'medium: z.array(z.enum(["tv", "movie", "special"])),',
    label: "repeated ",
  },
  {
    name: "a literal of several",
    field: 'medium: z.literal(["tv", "movie"]),',
    after: 'medium: z.literal(["tv", "movie", "special"]),',
  },
  {
    name: "a union of literals",
    field: 'medium: z.union([z.literal("tv"), z.literal("movie")]),',
    after: 'medium: z.union([z.literal("tv"), z.literal("movie"), z.literal("special")]),',
  },
];

const LANGUAGES = {
  Pydantic: {
    path: "models.py",
    reader: "pydantic",
    styles: PYTHON,
    text: (field: string) =>
      `import typing\nfrom typing import Annotated, Literal, Optional\n\nfrom pydantic import BaseModel, Field\n\n\nclass Work(BaseModel):\n    ${field}\n`,
  },
  TypeScript: {
    path: "work.ts",
    reader: "typescript",
    styles: SCRIPT,
    text: (field: string) => `export interface Work {\n  ${field}\n}\n`,
  },
  zod: {
    path: "work.ts",
    reader: "typescript",
    styles: ZOD,
    text: (field: string) => `import { z } from "zod";\n\nexport const Work = z.object({\n  ${field}\n});\n`,
  },
} as const;

const changed: ChangedFile[] = [];
let repository: Repository | undefined;
afterEach(() => repository?.remove());
afterAll(async () => expect(await newComplaints(changed)).toEqual([]));

const REQUEST = { kind: "add-member", enum: "Work.medium", name: "SPECIAL" } as const;

describe.each(Object.entries(LANGUAGES))("%s lists values", (_language, { path, reader, styles, text }) => {
  it.each(styles.flatMap((style) => [true, false].map((isMirrored) => ({ ...style, isMirrored }))))(
    "$name; a proto mirrors it: $isMirrored",
    async ({ field, after, label = "", bytes, isRough, isMirrored }) => {
      const mirror = isMirrored ? "\n    mirrors: [{ reader: proto, files: [shop/v1/work.proto] }]" : "";
      const opened = new Repository({
        files: {
          "contracts.yaml": `name: contracts\ncontracts:\n  - id: work\n    kind: event\n    source: { reader: ${reader}, files: [${path}] }${mirror}\n`,
          [path]: text(field),
          ...(isMirrored && { "shop/v1/work.proto": PROTO.replace("LABEL", label) }),
        },
        ...(bytes && { bytes }),
      });
      repository = opened;
      expect((await opened.errors()).map(({ message }) => message)).toEqual([]);
      const plan = await opened.plan(REQUEST);
      for (const [file, written] of plan.files) {
        const [before = "", now = ""] = [opened.read(file), written && decoded(written)];
        expect(isInserted(before, now), now).toBe(true);
        if (!isRough) changed.push({ about: field, path: file, before, after: now, settings: {} });
      }
      opened.carryOut(plan);
      const ends = bytes === "crlf" ? "\r\n" : "\n";
      expect(opened.read(path)).toBe(text(after).replaceAll("\n", ends));
      if (isMirrored) expect(opened.read("shop/v1/work.proto")).toContain("  MEDIUM_SPECIAL = 3;");
      expect((await opened.errors()).map(({ message }) => message)).toEqual([]);
      const again = await opened.plan(REQUEST);
      expect([[...again.files.keys()], again.done]).toEqual([[], [expect.stringMatching(/is there already/)]]);
    },
  );
});

describe("a value follows the others", () => {
  const open = (values: string, members: readonly string[] = []) => {
    const lines = members.map((name, i) => `  MEDIUM_${name} = ${i + 1};\n`).join("");
    const proto = `syntax = "proto3";\n\npackage shop.v1;\n\nenum Medium {\n  MEDIUM_UNSPECIFIED = 0;\n${lines}}\n\nmessage Work {\n  optional Medium medium = 1;\n}\n`;
    const mirror = members.length > 0 ? "\n    mirrors: [{ reader: proto, files: [shop/v1/work.proto] }]" : "";
    return (repository = new Repository({
      files: {
        "contracts.yaml": `name: contracts\ncontracts:\n  - id: work\n    kind: event\n    source: { reader: pydantic, files: [models.py] }${mirror}\n`,
        "models.py": `from typing import Literal\n\nfrom pydantic import BaseModel\n\n\nclass Work(BaseModel):\n    medium: Literal[${values}] | None = None\n`,
        ...(members.length > 0 && { "shop/v1/work.proto": proto }),
      },
    }));
  };

  it.each([
    ['"TV", "MOVIE"', "LIVE_SHOW", undefined, '"TV", "MOVIE", "LIVE_SHOW"'],
    ['"tv-show", "movie"', "LIVE_SHOW", undefined, '"tv-show", "movie", "live-show"'],
    ['"tv show", "movie"', "LIVE_SHOW", undefined, '"tv show", "movie", "live show"'],
    ['"TV SHOW", "MOVIE"', "LIVE_SHOW", undefined, '"TV SHOW", "MOVIE", "LIVE SHOW"'],
    ['"tv_show", "movie"', "LIVE_SHOW", undefined, '"tv_show", "movie", "live_show"'],
    ['"TvShow", "Movie"', "LIVE_SHOW", undefined, '"TvShow", "Movie", "LiveShow"'],
    ['"tv", "movie"', "LIVE_SHOW", "Live!", '"tv", "movie", "Live!"'],
    ["'tv', 'movie'", "LIVE_SHOW", "it's", "'tv', 'movie', \"it's\""],
    ["1, 2", "LIVE_SHOW", "3", "1, 2, 3"],
  ])("%s: %s, %s", async (values, name, value, expected) => {
    const opened = open(values);
    const request = { kind: "add-member", enum: "Work.medium", name, ...(value !== undefined && { value }) } as const;
    opened.carryOut(await opened.plan(request));
    expect(opened.read("models.py")).toContain(`Literal[${expected}]`);
    expect((await opened.plan(request)).files.size).toBe(0);
  });

  it("also where a proto has members for them", async () => {
    const opened = open('"tv_show", "movie"', ["TV_SHOW", "MOVIE"]);
    expect((await opened.errors()).map(({ message }) => message)).toEqual([]);
    opened.carryOut(await opened.plan({ kind: "add-member", enum: "Work.medium", name: "LIVE_SHOW" }));
    expect(opened.read("models.py")).toContain('"live_show"');
    expect(opened.read("shop/v1/work.proto")).toContain("  MEDIUM_LIVE_SHOW = 3;");
    expect(await opened.errors()).toEqual([]);
  });

  it.each([
    ["1, 2", "SHOW", "`Work.medium` lists numbers, 1, 2: `SHOW` is none."],
    ["True, False", "SHOW", "lists true and false"],
  ])("or is asked for: %s", async (values, name, reason) => {
    await expect(open(values).plan({ kind: "add-member", enum: "Work.medium", name })).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining(reason) as string }],
    });
  });
});
