import { expect, test } from "vitest";
import { mendAll } from "./mutations/mend.js";

const MODELS =
  "from datetime import datetime\nfrom enum import StrEnum\nfrom typing import Literal\nfrom pydantic import BaseModel, Field\n\nclass Season(StrEnum):\n    SPRING = 'spring'\n    MID_SUMMER = 'mid-summer'\n\n";
const ENUM = 'export enum Season {\n  SPRING = "spring",\n  MID_SUMMER = "mid-summer",\n}\n';
const ZOD =
  'import { z } from "zod";\n\nexport const SeasonSchema = z.enum(["spring", "mid-summer"]);\nexport type Season = z.infer<typeof SeasonSchema>;\n';

/** Models, the TypeScript that mirrors them, and what the edits make of it. */
const CASES: readonly (readonly [title: string, models: string, before: string, after: string])[] = [
  [
    "an empty file",
    "class Studio(BaseModel):\n    name: str\n    season: Season\n",
    "",
    'export type Season = "spring" | "mid-summer";\n\nexport interface Studio {\n  name: string;\n  season: Season;\n}\n',
  ],
  [
    "a file that has only imports, none of them ended",
    "class Studio(BaseModel):\n    name: str\n    season: Season\n",
    'import type { Kind } from "./kind.js"',
    'import type { Kind } from "./kind.js"\n\nexport type Season = "spring" | "mid-summer"\n\nexport interface Studio {\n  name: string\n  season: Season\n}',
  ],
  [
    "a file that only imports zod",
    "class Studio(BaseModel):\n    name: str\n    season: Season\n",
    'import { z } from "zod";\n',
    'import { z } from "zod";\n\nexport const Season = z.enum(["spring", "mid-summer"]);\n\nexport const Studio = z.object({\n  name: z.string(),\n  season: z.lazy(() => Season),\n});\n',
  ],
  [
    "interfaces on one line, in one piece and empty",
    "class Studio(BaseModel):\n    name: str\n    founded: int | None = None\n\nclass Work(BaseModel):\n    title: str\n\nclass Person(BaseModel):\n    name: str\n    age: int\n",
    `${ENUM}export type Studio = { name: string };\nexport interface Work {}\nexport interface Person { name: string; }\n`,
    `${ENUM}export type Studio = { name: string; founded: number | null };\nexport interface Work {\n  title: string;\n}\nexport interface Person { name: string; age: number; }\n`,
  ],
  [
    "the file's own style: readonly, tabs, commas, question marks",
    "class Studio(BaseModel):\n    name: str\n    city: str | None = None\n    works: list['Work'] = []\n    votes: dict[str, int] = {}\n\nclass Work(BaseModel):\n    aired: str | None = None\n",
    `${ENUM}export interface Studio {\n\treadonly name: string,\n\treadonly works: readonly Work[],\n}\nexport interface Work {\n\treadonly aired?: string,\n}\n`,
    `${ENUM}export interface Studio {\n\treadonly name: string,\n\treadonly works: readonly Work[],\n\treadonly city?: string,\n\treadonly votes: Record<string, number>,\n}\nexport interface Work {\n\treadonly aired?: string,\n}\n`,
  ],
  [
    "a class without semicolons",
    "class Studio(BaseModel):\n    name: str | None = None\n    season: Season\n    city: str\n",
    `${ENUM}export class Studio {\n  name!: string\n  city?: string | null\n}\n`,
    `${ENUM}export class Studio {\n  name!: string | null\n  city: string\n  season: Season\n}\n`,
  ],
  [
    "keys are renamed, quoted where they are no names",
    "class Studio(BaseModel):\n    full_name: str\n    site: str = Field(alias='web-site')\n",
    `${ENUM}export interface Studio {\n  readonly fullName: string;\n  site: string;\n}\n`,
    `${ENUM}export interface Studio {\n  readonly full_name: string;\n  "web-site": string;\n}\n`,
  ],
  [
    "an enum without a last comma, its value wrong",
    "class Work(BaseModel):\n    season: Season\n",
    "export enum Season {\n  SPRING = 'Spring'\n}\nexport interface Work { season: Season }\n",
    "export enum Season {\n  SPRING = 'spring',\n  MID_SUMMER = 'mid-summer',\n}\nexport interface Work { season: Season }\n",
  ],
  [
    "a table of values",
    "class Medium(StrEnum):\n    TV = 'tv'\n    FILM = 'film'\n    SHORT_FILM = 'short film'\n\nclass Work(BaseModel):\n    medium: Medium\n",
    `${ENUM}export const Medium = {\n  TV: "TV",\n  FILM: "film"\n} as const;\nexport type Medium = (typeof Medium)[keyof typeof Medium];\nexport interface Work { medium: Medium }\n`,
    `${ENUM}export const Medium = {\n  TV: "tv",\n  FILM: "film",\n  SHORT_FILM: "short film",\n} as const;\nexport type Medium = (typeof Medium)[keyof typeof Medium];\nexport interface Work { medium: Medium }\n`,
  ],
  [
    "a union in one line and one in several; values written in place",
    "class Work(BaseModel):\n    season: Season\n    kind: Literal['anime', 'live action']\n    kinds: list[Literal['tv', 'film', 'short']] = []\n",
    'export type Season =\n  | "spring"\n  | "autumn";\nexport interface Work {\n  season: Season;\n  kind: "anime" | "game";\n  kinds: ("tv" | "film")[];\n}\n',
    'export type Season =\n  | "spring"\n  | "autumn"\n  | "mid-summer";\nexport interface Work {\n  season: Season;\n  kind: "anime" | "game" | "live action";\n  kinds: ("tv" | "film" | "short")[];\n}\n',
  ],
  [
    "a zod schema: entries, presence, types, what stands further down",
    "class Studio(BaseModel):\n    name: str\n    city: str | None = None\n    season: Season\n    works: list['Work'] = []\n    founded: int\n\nclass Work(BaseModel):\n    title: str\n",
    `${ZOD}\nexport const StudioSchema = z.object({\n  name: z.string().min(1).nullable(),\n  city: z.string().min(1),\n  founded: z.string()\n});\nexport type Studio = z.infer<typeof StudioSchema>;\n`,
    `${ZOD}\nexport const StudioSchema = z.object({\n  name: z.string().min(1),\n  city: z.string().min(1).nullable(),\n  founded: z.int(),\n  season: SeasonSchema,\n  works: z.array(z.lazy(() => WorkSchema)),\n});\nexport type Studio = z.infer<typeof StudioSchema>;\n\nexport const WorkSchema = z.object({\n  title: z.string()\n});\nexport type Work = z.infer<typeof WorkSchema>;\n`,
  ],
];

const MAPPING = { stripSuffix: ["Schema"], types: { timestamp: "string" } } as const;

test.each(CASES)("%s", (_title, models, before, after) => {
  const { pair, left } = mendAll({
    source: { "models.py": MODELS + models },
    mirror: { "mirror.ts": before },
    mapping: MAPPING,
  });
  expect(pair.mirror["mirror.ts"]).toBe(after);
  expect(left).toEqual([]);
});

test("a type of another file is imported", () => {
  const models = `${MODELS}class Studio(BaseModel):\n    name: str\n\nclass Work(BaseModel):\n    title: str\n    studio: Studio | None = None\n`;
  const mirror = {
    "web/season.ts": ENUM,
    "web/parts/studio.ts": "export interface Studio {\n  name: string;\n}\n",
    "web/work.ts": "export interface Work {\n  title: string;\n}\n",
  };
  const { pair, left } = mendAll({ source: { "models.py": models }, mirror, mapping: MAPPING });
  expect(left).toEqual([]);
  expect(pair.mirror["web/work.ts"]).toBe(
    'import type { Studio } from "./parts/studio.js";\nexport interface Work {\n  title: string;\n  studio: Studio | null;\n}\n',
  );
});
