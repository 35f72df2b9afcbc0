import { type DiffFact, type DiffKind, diffFacts } from "@nx-contracts/engine/diff";
import { describe, expect, test } from "vitest";
import { readSchema } from "./read-example.js";

type Expected = readonly (readonly [kind: DiffKind, subject: string])[];
type Case = readonly [title: string, before: string, after: string, expected: Expected];

function differences(path: string, before: string, after: string): Expected {
  const facts = [...diffFacts(readSchema(path, before), readSchema(path, after))];
  return facts.map(({ kind, subject }: DiffFact) => [kind, subject] as const);
}

const message = (body: string) => `message Work {\n${body}\n}\n`;
const PROTO_CASES: readonly Case[] = [
  ["nothing but layout", message("string title = 1;"), `// Detached.\n\n${message("  string   title=1;")}`, []],
  [
    "messages come and go",
    "message A {}\nmessage B {}\nmessage C {}\n",
    "message C {}\nmessage D {}\nmessage A {}\n",
    [
      ["record-added", "D"],
      ["record-removed", "B"],
    ],
  ],
  [
    "what is removed stands where it was",
    message("string a = 1; string b = 2; string c = 3; string d = 4;"),
    message("string b = 2; string e = 5; string d = 4;"),
    [
      ["field-removed", "Work.a"],
      ["field-removed", "Work.c"],
      ["field-added", "Work.e"],
    ],
  ],
  [
    "fields pair by number, then by name",
    message("string genres = 1; string year = 2;"),
    message("string kinds = 1; string year = 3;"),
    [
      ["field-renamed", "Work.kinds"],
      ["number-changed", "Work.year"],
    ],
  ],
  [
    "types: width, encoding, cardinality, reference",
    `${message("int32 a = 1; int32 b = 2; string c = 3; Part d = 4; map<string, Part> e = 5;")}message Part {}\nmessage Other {}\n`,
    `${message("int64 a = 1; sint32 b = 2; repeated string c = 3; Other d = 4; map<string, Other> e = 5;")}message Part {}\nmessage Other {}\n`,
    ["a", "b", "c", "d", "e"].map((name) => ["type-changed", `Work.${name}`]),
  ],
  [
    "presence that an author wrote",
    message("string a = 1; optional string b = 2; string c = 3;"),
    `${message("optional string a = 1; string b = 2; Part c = 3;")}message Part {}\n`,
    [
      ["presence-changed", "Work.a"],
      ["presence-changed", "Work.b"],
      ["type-changed", "Work.c"],
      ["record-added", "Part"],
    ],
  ],
  [
    "JSON names that do not follow from the name",
    message('string full_name = 1; string city = 2; string at = 3 [json_name = "x"];'),
    message('string whole_name = 1; string city = 2 [json_name = "town"]; string at = 3 [json_name = "y"];'),
    [
      ["field-renamed", "Work.whole_name"],
      ["wire-name-changed", "Work.city"],
      ["wire-name-changed", "Work.at"],
    ],
  ],
  [
    "oneofs",
    message("oneof a { string x = 1; int32 y = 2; } string z = 3;"),
    message("oneof b { string x = 1; } int32 y = 2; oneof c { string z = 3; }"),
    [
      ["oneof-changed", "Work.x"],
      ["oneof-changed", "Work.y"],
      ["oneof-changed", "Work.z"],
    ],
  ],
  [
    "reservations, by what they cover",
    message('reserved 4, 5, 10 to 20; reserved "a", "b"; string x = 1;'),
    message('reserved 4 to 5, 12 to 20, 30; reserved "b", "c"; string x = 1;'),
    [
      ["reserved-added", "Work"],
      ["reserved-added", "Work"],
      ["reserved-removed", "Work"],
      ["reserved-removed", "Work"],
    ],
  ],
  [
    "enums and their members",
    "enum Kind { KIND_NONE = 0; FILM = 1; SERIES = 2; GAME = 3; }\nenum Gone { GONE_NONE = 0; }\n",
    "enum Kind { KIND_NONE = 0; MOVIE = 1; SERIES = 4; BOOK = 5; reserved 3; }\n",
    [
      ["member-renamed", "Kind.MOVIE"],
      ["member-number-changed", "Kind.SERIES"],
      ["member-removed", "Kind.GAME"],
      ["member-added", "Kind.BOOK"],
      ["reserved-added", "Kind"],
      ["enum-removed", "Gone"],
    ],
  ],
  [
    "marks, words and options",
    `// One.\n${message("// First.\nstring a = 1; string b = 2;")}`,
    `// Two.\n${message("string a = 1 [deprecated = true]; string b = 2 [debug_redact = true];")}`,
    [
      ["doc-changed", "Work"],
      ["deprecated-changed", "Work.a"],
      ["doc-changed", "Work.a"],
      ["option-changed", "Work.b"],
    ],
  ],
  [
    "services and methods",
    "message Q {}\nmessage A {}\nservice S { rpc Get(Q) returns (A); rpc Old(Q) returns (A); }\nservice Gone {}\n",
    "message Q {}\nmessage A {}\nservice S { rpc Get(A) returns (stream Q) { option idempotency_level = IDEMPOTENT; } rpc New(Q) returns (A); }\nservice Fresh {}\n",
    [
      ["request-changed", "S.Get"],
      ["response-changed", "S.Get"],
      ["server-streaming-changed", "S.Get"],
      ["idempotency-changed", "S.Get"],
      ["method-removed", "S.Old"],
      ["method-added", "S.New"],
      ["service-removed", "Gone"],
      ["service-added", "Fresh"],
    ],
  ],
  [
    "another package moves everything, and references with it",
    "package a.v1;\nmessage Work { Part part = 1; Kind kind = 2; message Part {} }\nenum Kind { KIND_NONE = 0; }\n",
    'package a.v2;\noption java_package = "a";\nmessage Work { Part part = 1; Kind kind = 2; message Part {} }\nenum Kind { KIND_NONE = 0; }\n',
    [
      ["option-changed", "shop.proto"],
      ["option-changed", "shop.proto"],
    ],
  ],
];

const MODELS =
  "from enum import IntEnum, StrEnum\nfrom pydantic import AliasChoices, BaseModel, ConfigDict, Field, RootModel, computed_field\n\n";
const model = (...fields: readonly string[]) =>
  `class Work(BaseModel):\n${fields.map((field) => `    ${field}\n`).join("")}`;
const PYDANTIC_CASES: readonly Case[] = [
  [
    "fields pair by name, then by key",
    model("name: str", "year: int", "gone: int"),
    model('title: str = Field(alias="name")', "year: int", "fresh: int"),
    [
      ["field-renamed", "Work.title"],
      ["field-removed", "Work.gone"],
      ["field-added", "Work.fresh"],
    ],
  ],
  [
    "type, presence, null, default",
    model("a: int", "b: int", "c: int = 1", "d: list[int] = []"),
    model("a: str", "b: int | None = None", "c: int = 2", "d: list[int] = Field(default_factory=lambda: [1])"),
    [
      ["type-changed", "Work.a"],
      ["presence-changed", "Work.b"],
      ["nullable-changed", "Work.b"],
      ["default-changed", "Work.b"],
      ["default-changed", "Work.c"],
      ["default-changed", "Work.d"],
    ],
  ],
  [
    "keys, bounds, words, marks",
    model(
      'a: int = Field(alias="x")',
      'b: int = Field(validation_alias=AliasChoices("b", "bb"))',
      "c: int = Field(ge=1)",
    ),
    model('a: int = Field(alias="y")', "b: int", 'c: int = Field(ge=2, description="Count.", deprecated=True)'),
    [
      ["wire-name-changed", "Work.a"],
      ["read-names-changed", "Work.b"],
      ["constraints-changed", "Work.c"],
      ["deprecated-changed", "Work.c"],
      ["doc-changed", "Work.c"],
    ],
  ],
  [
    "open and root",
    'class Bag(BaseModel):\n    model_config = ConfigDict(extra="allow")\n\nclass Tags(BaseModel):\n    root: list[str]\n',
    "class Bag(BaseModel):\n    pass\n\nclass Tags(RootModel[list[str]]):\n    pass\n",
    [
      ["open-changed", "Bag"],
      ["root-changed", "Tags"],
    ],
  ],
  [
    "computed fields",
    model("a: int", "b: int"),
    model("a: int", "", "@computed_field", "@property", "def b(self) -> int:", "    return self.a"),
    [["computed-changed", "Work.b"]],
  ],
  [
    "enums: values, and defaults that follow a renamed member",
    'class Kind(StrEnum):\n    FILM = "film"\n    GAME = "game"\n\nclass Rank(IntEnum):\n    A = 1\n\nclass Work(BaseModel):\n    kind: Kind = Kind.FILM\n    rank: Rank\n',
    'class Kind(StrEnum):\n    MOVIE = "film"\n    GAME = "play"\n\nclass Rank(IntEnum):\n    A = 2\n\nclass Work(BaseModel):\n    kind: Kind = Kind.MOVIE\n    rank: Rank\n',
    [
      ["member-renamed", "Kind.MOVIE"],
      ["member-value-changed", "Kind.GAME"],
      ["member-value-changed", "Rank.A"],
    ],
  ],
  [
    "nested models",
    "class Outer(BaseModel):\n    class Inner(BaseModel):\n        x: int\n    inner: Inner\n",
    "class Outer(BaseModel):\n    class Inner(BaseModel):\n        x: str\n    inner: Inner\n",
    [["type-changed", "Outer.Inner.x"]],
  ],
];

const TYPESCRIPT_CASES: readonly Case[] = [
  [
    "interfaces",
    "export interface Work { title: string; year: number; kind: 'a' | 'b'; old: Part }\nexport interface Part { x: number }\n",
    "export interface Work { title?: string; year: number | null; kind: 'b' | 'a'; fresh: Part }\nexport interface Part { x: string }\n",
    [
      ["presence-changed", "Work.title"],
      ["nullable-changed", "Work.year"],
      ["field-removed", "Work.old"],
      ["field-added", "Work.fresh"],
      ["type-changed", "Part.x"],
    ],
  ],
  [
    "unions as enums",
    'export type Kind = "film" | "series" | "game";\nexport interface Work { kind: Kind }\n',
    'export type Kind = "film" | "book" | "game";\nexport interface Work { kind: Kind }\n',
    [
      ["member-removed", "Kind.series"],
      ["member-added", "Kind.book"],
    ],
  ],
  [
    "zod",
    'import { z } from "zod";\nexport const Work = z.object({ a: z.string().max(4), b: z.int().optional() });\n',
    'import { z } from "zod";\nexport const Work = z.looseObject({ a: z.string().max(3), b: z.int().default(1) });\n',
    [
      ["open-changed", "Work"],
      ["constraints-changed", "Work.a"],
      ["default-changed", "Work.b"],
    ],
  ],
  [
    "types that contain themselves",
    "export interface Tree { children: Tree[]; label: string }\n",
    "export interface Tree { children: Tree[]; label: number }\n",
    [["type-changed", "Tree.label"]],
  ],
  [
    "deprecated",
    "export interface Work { a: string }\n",
    "export interface Work {\n  /** @deprecated */\n  a: string;\n}\n",
    [["deprecated-changed", "Work.a"]],
  ],
];

describe("proto", () => {
  test.each(PROTO_CASES)("%s", (_title, before, after, expected) => {
    const syntax = 'syntax = "proto3";\n';
    expect(differences("shop.proto", syntax + before, syntax + after)).toEqual(expected);
  });
});

describe("Pydantic", () => {
  test.each(PYDANTIC_CASES)("%s", (_title, before, after, expected) => {
    expect(differences("shop.py", MODELS + before, MODELS + after)).toEqual(expected);
  });
});

describe("TypeScript", () => {
  test.each(TYPESCRIPT_CASES)("%s", (_title, before, after, expected) => {
    expect(differences("shop.ts", before, after)).toEqual(expected);
  });
});
