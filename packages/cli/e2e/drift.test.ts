import type { Diagnostic } from "@nx-contracts/ir";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyReference, MODELS, PROTO, TYPES, type Workspace } from "./reference.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = copyReference();
});
afterEach(() => workspace.remove());

/** Findings that an edit adds to those of the reference itself. */
async function newFindings(): Promise<readonly Diagnostic[]> {
  const findings = await workspace.findings("--only", "parity");
  return findings.filter(({ severity }) => severity === "error");
}

/** Every file and line that a finding names, without columns. */
function places({ at, related = [] }: Diagnostic): readonly string[] {
  return [at, ...related.map((each) => each.at)].map(({ file, line }) => `${file}:${line}`);
}

function lineOf(path: string, text: string): number {
  const lines = workspace.read(path).split("\n");
  const found = lines.flatMap((line, i) => (line.includes(text) ? [i + 1] : []));
  if (found.length !== 1) throw new Error(`${path} holds ${JSON.stringify(text)} ${found.length} times.`);
  return found[0] ?? 0;
}

test("the reference itself has no finding at error level", async () => {
  expect(await newFindings()).toEqual([]);
  const { status, stdout } = await workspace.run(["check", "--no-time"]);
  expect(stdout).toContain("anime");
  expect(status).toBe(0);
});

interface Case {
  readonly edit: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly rule: string;
  readonly subject: string;
  /** Where the finding stands in the file that was not edited: a text unique in it. */
  readonly other: readonly [file: string, text: string];
  /** The edited line, when it is not the first of the replacement. */
  readonly offset?: number;
  /** The line in the edited file is another one: a text unique in it. */
  readonly line?: string;
  /** A second replacement that the first one needs. */
  readonly also?: readonly [from: string, to: string];
}

const cases: readonly Case[] = [
  {
    edit: "a field added to the model only",
    file: MODELS,
    from: '    title: str = Field(description="Main title, romanised.")\n',
    to: '    title: str = Field(description="Main title, romanised.")\n    mood: str | None = None\n',
    offset: 1,
    rule: "parity/field-missing",
    subject: "anime:Anime.mood",
    other: [PROTO, "message Anime {"],
  },
  {
    edit: "a field added to the proto only",
    file: PROTO,
    from: "  optional string id = 4;\n",
    to: "  optional string id = 4;\n  optional string mood = 45;\n",
    offset: 1,
    rule: "parity/field-extra",
    subject: "anime:Anime.mood",
    other: [MODELS, "class Anime(BaseModel)"],
  },
  {
    edit: "a type changed in the model",
    file: MODELS,
    from: "    nsfw: bool | None",
    to: "    nsfw: str | None",
    rule: "parity/type-mismatch",
    subject: "anime:Anime.nsfw",
    other: [PROTO, "optional bool nsfw = 7;"],
  },
  {
    edit: "a type changed in the proto",
    file: PROTO,
    from: "optional bool nsfw = 7;",
    to: "optional string nsfw = 7;",
    rule: "parity/type-mismatch",
    subject: "anime:Anime.nsfw",
    other: [MODELS, "nsfw: bool | None"],
  },
  {
    edit: "`repeated` dropped",
    file: PROTO,
    from: "repeated string genres = 22;",
    to: "string genres = 22;",
    rule: "parity/cardinality-mismatch",
    subject: "anime:Anime.genres",
    other: [MODELS, "    genres: list[str]"],
  },
  {
    edit: "`optional` dropped",
    file: PROTO,
    from: "optional string month = 6;",
    to: "string month = 6;",
    rule: "parity/presence-mismatch",
    subject: "anime:Anime.month",
    other: [MODELS, "month: str | None"],
  },
  {
    edit: "`optional` added",
    file: PROTO,
    from: "  int32 episode_count = 3;",
    to: "  optional int32 episode_count = 3;",
    rule: "parity/presence-mismatch",
    subject: "anime:Anime.episode_count",
    other: [MODELS, "episode_count: int = Field(default=0"],
  },
  {
    edit: "an enum member added to the model",
    file: MODELS,
    from: '    UPCOMING = "UPCOMING"\n',
    to: '    UPCOMING = "UPCOMING"\n    HIATUS = "HIATUS"\n',
    offset: 1,
    rule: "parity/enum-member-missing",
    subject: "anime:AnimeStatus.HIATUS",
    other: [PROTO, "enum AnimeStatus {"],
  },
  {
    edit: "an enum member added to the proto",
    file: PROTO,
    from: "  ANIME_STATUS_CANCELLED = 5;\n",
    to: "  ANIME_STATUS_CANCELLED = 5;\n  ANIME_STATUS_HIATUS = 6;\n",
    offset: 1,
    rule: "parity/enum-member-extra",
    subject: "anime:AnimeStatus.ANIME_STATUS_HIATUS",
    other: [MODELS, "class AnimeStatus(str, Enum)"],
  },
  {
    edit: "an enum member removed from the model",
    file: MODELS,
    from: '    ONGOING = "ONGOING"\n',
    to: "",
    rule: "parity/enum-member-extra",
    subject: "anime:AnimeStatus.ANIME_STATUS_ONGOING",
    line: "class AnimeStatus(str, Enum)",
    other: [PROTO, "ANIME_STATUS_ONGOING = 3;"],
  },
  {
    edit: "an enum member removed from the proto",
    file: PROTO,
    from: "  ANIME_STATUS_ONGOING = 3;\n",
    to: "",
    rule: "parity/enum-member-missing",
    subject: "anime:AnimeStatus.ONGOING",
    line: "enum AnimeStatus {",
    other: [MODELS, 'ONGOING = "ONGOING"'],
  },
  {
    edit: "an enum member renamed in the proto",
    file: PROTO,
    from: "  ANIME_STATUS_ONGOING = 3;",
    to: "  ANIME_STATUS_AIRING = 3;",
    rule: "parity/enum-member-extra",
    subject: "anime:AnimeStatus.ANIME_STATUS_AIRING",
    other: [MODELS, "class AnimeStatus(str, Enum)"],
  },
  {
    edit: "an enum member renamed in the model",
    file: MODELS,
    from: '    ONGOING = "ONGOING"',
    to: '    AIRING = "AIRING"',
    rule: "parity/enum-member-missing",
    subject: "anime:AnimeStatus.AIRING",
    other: [PROTO, "enum AnimeStatus {"],
  },
  {
    edit: "an enum's JSON value changed in the model",
    file: MODELS,
    from: '    ANIME = "anime"',
    to: '    ANIME = "Anime"',
    rule: "parity/enum-wire-value-mismatch",
    subject: "anime:EntityType.ANIME@typescript",
    other: [TYPES, "export type EntityType"],
  },
  {
    edit: "an alias added to the model",
    file: MODELS,
    from: '    month: str | None = Field(default=None, description="Month of the premiere.")',
    to: '    month: str | None = Field(default=None, alias="premiereMonth")',
    rule: "parity/wire-name-mismatch",
    subject: "anime:Anime.month",
    other: [PROTO, "optional string month = 6;"],
  },
  {
    edit: "a record renamed in the model",
    file: MODELS,
    from: "class AnimeHiatus(BaseModel):",
    to: "class AnimePause(BaseModel):",
    rule: "parity/record-missing",
    subject: "anime:AnimePause",
    other: [PROTO, "message AnimeHiatus {"],
  },
  {
    edit: "a record renamed in the proto",
    file: PROTO,
    from: "message AnimeHiatus {",
    to: "message AnimePause {",
    also: ["optional AnimeHiatus hiatus", "optional AnimePause hiatus"],
    rule: "parity/record-extra",
    subject: "anime:AnimePause",
    other: [MODELS, "class AnimeHiatus(BaseModel)"],
  },
  {
    edit: "an extra message",
    file: PROTO,
    from: "message ProductionStaff {",
    to: "message Mood {\n  string name = 1;\n}\nmessage ProductionStaff {",
    rule: "parity/record-extra",
    subject: "anime:Mood",
    other: [MODELS, "episodes: list[Episode]"],
  },
  {
    edit: "an extra enum",
    file: PROTO,
    from: "message ProductionStaff {",
    to: "enum Mood {\n  MOOD_UNSPECIFIED = 0;\n}\nmessage ProductionStaff {",
    rule: "parity/enum-extra",
    subject: "anime:Mood",
    other: [MODELS, "episodes: list[Episode]"],
  },
  {
    edit: "the dynamic-roles map emptied",
    file: PROTO,
    from: "  map<string, StaffMemberList> roles = 1;\n",
    to: "",
    rule: "parity/open-record-unmirrored",
    subject: "anime:ProductionStaff",
    line: "message ProductionStaff {",
    other: [MODELS, "class ProductionStaff(BaseModel)"],
  },
  {
    edit: 'a model turned extra="allow"',
    file: MODELS,
    from: "class AnimeHiatus(BaseModel):\n",
    to: 'class AnimeHiatus(BaseModel, extra="allow"):\n',
    rule: "parity/open-record-unmirrored",
    subject: "anime:AnimeHiatus",
    other: [PROTO, "message AnimeHiatus {"],
  },
];

describe("each edit alone is found, with rule, subject and the line on both sides", () => {
  test.each(cases.map((each) => [each.edit, each] as const))(
    "%s",
    async (_edit, { file, from, to, rule, subject, other, offset = 0, line: unchanged, also }) => {
      if (also) workspace.replace(file, ...also);
      const line = workspace.replace(file, from, to) + offset;
      const { status } = await workspace.run(["check", "--only", "parity"]);
      expect(status).toBe(1);
      const findings = await newFindings();
      const finding = findings.find((each) => each.rule === rule && each.subject === subject);
      expect(finding, JSON.stringify(findings, undefined, 1)).toBeDefined();
      const [otherFile, otherText] = other;
      const edited = `${file}:${unchanged === undefined ? line : lineOf(file, unchanged)}`;
      if (finding) expect(places(finding)).toEqual(expect.arrayContaining([edited]));
      const isEnd = otherText === "episodes: list[Episode]";
      if (finding && !isEnd) expect(places(finding)).toContain(`${otherFile}:${lineOf(otherFile, otherText)}`);
      if (finding && isEnd) expect(places(finding).some((place) => place.startsWith(`${otherFile}:`))).toBe(true);
    },
  );
});

test("int32 for int64 is a warning, int64 for int32 is nothing", async () => {
  workspace.replace(PROTO, "  optional int64 scored_by = 2;", "  optional int32 scored_by = 2;");
  workspace.replace(
    PROTO,
    "  optional int32 duration = 2;\n  // Number of episodes",
    "  optional int64 duration = 2;\n  // Number of episodes",
  );
  const findings = await workspace.findings();
  expect(findings.filter(({ subject }) => subject.includes("scored_by"))).toMatchObject([
    { rule: "parity/type-narrowed", severity: "warning" },
  ]);
  expect(findings.filter(({ subject, rule }) => subject.includes("duration") || rule.startsWith("policy/"))).toEqual(
    [],
  );
  await workspace.run(["lock"]);
  expect((await workspace.run(["check"])).status).toBe(0);
});

test("comments, docstrings, methods, validators and formatting change nothing", async () => {
  const before = await workspace.findings("--verbose");
  workspace.replace(MODELS, "class Anime(BaseModel):\n", "class Anime(\n    BaseModel,\n):\n");
  workspace.replace(
    MODELS,
    '    """An anime, merged from every source that knows it."""\n',
    '    """Rewritten."""\n\n    def shout(self) -> str:\n        """Not a field."""\n        return self.title.upper()\n\n    @field_validator("title")\n    @classmethod\n    def _strip(cls, value: str) -> str:\n        return value.strip()\n',
  );
  workspace.replace(MODELS, "    nsfw: bool | None = Field(", "    nsfw:   bool|None   = Field( # why\n        ");
  workspace.replace(PROTO, "  optional bool nsfw = 7;", "  /* moved */ optional\n    bool nsfw=7 ; // trailing");
  const after = await workspace.findings("--verbose");
  const verdict = (findings: readonly Diagnostic[]) =>
    findings.map(({ rule, subject, severity }) => `${severity} ${rule} ${subject}`).sort();
  expect(verdict(after)).toEqual(verdict(before));
});

test("an enum that moved to a file that is not listed is missing, once", async () => {
  workspace.replace(
    TYPES,
    'export type EntityType = "anime" | "character" | "episode";',
    'import type { EntityType } from "./kinds.js";',
  );
  workspace.write("libs/catalog-web/src/kinds.ts", 'export type EntityType = "anime" | "character" | "episode";\n');
  const findings = await newFindings();
  expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
    "parity/enum-missing anime:EntityType@typescript",
  ]);
});
