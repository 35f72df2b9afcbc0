import { describe, expect, test } from "vitest";
import { mendAll } from "./mutations/mend.js";

const MODELS =
  "from datetime import timedelta\nfrom enum import IntEnum\nfrom typing import Any, Literal\nfrom pydantic import BaseModel, Field\n\n";

/** Models for a proto that defines nothing yet, and what is written there. */
const FIRST = "class Studio(BaseModel):\n    name: str\n    rest: Any\n    notes: dict[str, list[str]] = {}\n";
const FIRST_IN_PROTO =
  'import "google/protobuf/struct.proto";\n\nmessage StringList {\n  repeated string items = 1;\n}\n\nmessage Studio {\n  string name = 1;\n  google.protobuf.Value rest = 2;\n  map<string, StringList> notes = 3;\n}\n';

/** Models, the proto that mirrors them, and what the edits make of it. */
const CASES: readonly (readonly [title: string, models: string, before: string, after: string])[] = [
  [
    "a file that holds only syntax and package, and ends without a newline",
    FIRST,
    'syntax = "proto3";\n\npackage anime.v1;',
    `syntax = "proto3";\n\npackage anime.v1;\n\n${FIRST_IN_PROTO.trimEnd()}`,
  ],
  [
    "what a first message refers to comes with it",
    "class Studio(BaseModel):\n    name: str\n    works: list['Work'] = []\n\nclass Work(BaseModel):\n    title: str\n    studio: Studio | None = None\n    season: 'Season'\n\nclass Season(IntEnum):\n    SPRING = 1\n",
    'edition = "2023";\n',
    'edition = "2023";\n\nmessage Studio {\n  string name = 1 [features.field_presence = IMPLICIT];\n  repeated Work works = 2;\n}\n\nmessage Work {\n  string title = 1 [features.field_presence = IMPLICIT];\n  Studio studio = 2;\n  Season season = 3 [features.field_presence = IMPLICIT];\n}\n\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\n',
  ],
  ["an empty file", FIRST, "", `syntax = "proto3";\n\n${FIRST_IN_PROTO}`],
  ["a file of comments", FIRST, "// Studios.\n", `// Studios.\n\nsyntax = "proto3";\n\n${FIRST_IN_PROTO}`],
  [
    "an empty message on one line is opened",
    "class Studio(BaseModel):\n    name: str\n    founded: int | None = None\n",
    'syntax = "proto3";\nmessage Studio {}\n',
    'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n  optional int64 founded = 2;\n}\n',
  ],
  [
    "declarations on one line stay on one line",
    "class Studio(BaseModel):\n    name: str\n    founded: int\n",
    'syntax = "proto3";\nmessage Studio { string name = 1; }',
    'syntax = "proto3";\nmessage Studio { string name = 1; int64 founded = 2; }',
  ],
  [
    "numbers start above everything that is reserved and leave out protobuf's own",
    "class Studio(BaseModel):\n    name: str\n    founded: int\n",
    'syntax = "proto3";\nmessage Studio {\n  reserved 3, 18998 to 18999;\n  reserved "old";\n}\n',
    'syntax = "proto3";\nmessage Studio {\n  reserved 3, 18998 to 18999;\n  reserved "old";\n  string name = 20000;\n  int64 founded = 20001;\n}\n',
  ],
  [
    "holes are not filled",
    "class Studio(BaseModel):\n    name: str\n    founded: int\n    city: str\n",
    'syntax = "proto3";\nmessage Studio {\n  string city = 44;\n  int64 founded = 42;\n}\n',
    'syntax = "proto3";\nmessage Studio {\n  string city = 44;\n  int64 founded = 42;\n  string name = 45;\n}\n',
  ],
  [
    "a field goes below a oneof, not into it",
    "class Work(BaseModel):\n    manga: str | None = None\n    novel: int | None = None\n    tags: list[str] = []\n",
    'syntax = "proto3";\nmessage Work {\n  oneof origin {\n    string manga = 1;\n    int64 novel = 2;\n  }\n}\n',
    'syntax = "proto3";\nmessage Work {\n  oneof origin {\n    string manga = 1;\n    int64 novel = 2;\n  }\n  repeated string tags = 3;\n}\n',
  ],
  [
    "a union becomes a oneof and takes as many numbers",
    "class Manga(BaseModel):\n    volumes: int\n\nclass Novel(BaseModel):\n    pages: int\n\nclass Work(BaseModel):\n    title: str\n    origin: Manga | Novel\n    year: int\n",
    'syntax = "proto3";\nmessage Manga {\n  int64 volumes = 1;\n}\nmessage Novel {\n  int64 pages = 1;\n}\nmessage Work {\n  string title = 1;\n}\n',
    'syntax = "proto3";\nmessage Manga {\n  int64 volumes = 1;\n}\nmessage Novel {\n  int64 pages = 1;\n}\nmessage Work {\n  string title = 1;\n  oneof origin {\n    Manga manga = 2;\n    Novel novel = 3;\n  }\n  int64 year = 4;\n}\n',
  ],
  [
    "types that need an import bring it, and two share one blank line",
    "class Episode(BaseModel):\n    title: str\n    length: timedelta\n    extra: Any\n    notes: dict[str, list[str]] = {}\n",
    'syntax = "proto3";\n\npackage anime.v1;\n\nmessage Episode {\n  string title = 1;\n}\n',
    'syntax = "proto3";\n\npackage anime.v1;\n\nimport "google/protobuf/duration.proto";\nimport "google/protobuf/struct.proto";\n\nmessage Episode {\n  string title = 1;\n  google.protobuf.Duration length = 2;\n  google.protobuf.Value extra = 3;\n  map<string, StringList> notes = 4;\n}\n\nmessage StringList {\n  repeated string items = 1;\n}\n',
  ],
  [
    "a wrapper of other items is mended in place",
    "class Album(BaseModel):\n    by_disc: dict[int, list[int]] = {}\n",
    'syntax = "proto3";\nmessage Album {\n  map<string, Tracks> by_disc = 1;\n}\nmessage Tracks {\n  repeated string items = 1;\n}\n',
    'syntax = "proto3";\nmessage Album {\n  map<int64, Tracks> by_disc = 1;\n}\nmessage Tracks {\n  repeated int64 items = 1;\n}\n',
  ],
  [
    "a wrapper that is no longer needed goes",
    "class Album(BaseModel):\n    by_disc: str\n    year: int\n",
    'syntax = "proto3";\nmessage Album {\n  map<string, Tracks> by_disc = 1;\n  int64 year = 2;\n}\n\n// The value of Album.by_disc.\nmessage Tracks {\n  repeated string items = 1;\n}\n',
    'syntax = "proto3";\nmessage Album {\n  string by_disc = 1;\n  int64 year = 2;\n}\n',
  ],
  [
    "type and label change, comments, number and options stay",
    "class Studio(BaseModel):\n    names: list[str] = []\n    founded: int | None = None\n    city: str\n",
    'syntax = "proto3";\nmessage Studio {\n  // As credited.\n  optional string names = 1 [deprecated = true]; // once\n  string founded = 7;\n  map<string, string> city = 9;\n}\n',
    'syntax = "proto3";\nmessage Studio {\n  // As credited.\n  repeated string names = 1 [deprecated = true]; // once\n  optional int64 founded = 7;\n  string city = 9;\n}\n',
  ],
  [
    "a wrapper type gives way to the plain one where null never comes",
    "class Studio(BaseModel):\n    name: str\n",
    'syntax = "proto3";\nimport "google/protobuf/wrappers.proto";\nmessage Studio {\n  google.protobuf.StringValue name = 1;\n}\n',
    'syntax = "proto3";\nimport "google/protobuf/wrappers.proto";\nmessage Studio {\n  string name = 1;\n}\n',
  ],
  [
    "proto2 has a label on every field",
    "class Studio(BaseModel):\n    name: str\n    founded: int | None = None\n    tags: list[str] = []\n    city: str\n",
    'syntax = "proto2";\nmessage Studio {\n\toptional string name = 1;\n\trequired int64 founded = 2;\n\textensions 100 to 199;\n}\n',
    'syntax = "proto2";\nmessage Studio {\n\trequired string name = 1;\n\toptional int64 founded = 2;\n\trepeated string tags = 200;\n\trequired string city = 201;\n\textensions 100 to 199;\n}\n',
  ],
  [
    "editions say presence with a feature",
    "class Studio(BaseModel):\n    name: str\n    founded: int | None = None\n    city: str\n",
    'edition = "2023";\nmessage Studio {\n  string name = 1;\n  int64 founded = 2 [features.field_presence = IMPLICIT];\n}\n',
    'edition = "2023";\nmessage Studio {\n  string name = 1 [features.field_presence = IMPLICIT];\n  int64 founded = 2;\n  string city = 3 [features.field_presence = IMPLICIT];\n}\n',
  ],
  [
    "a JSON name is set, replaced and removed among other options",
    'class Studio(BaseModel):\n    id: str = Field(alias="key")\n    city: str = Field(alias="town")\n    full_name: str\n    alone: str\n',
    'syntax = "proto3";\nmessage Studio {\n  string id = 1 [deprecated = true];\n  string city = 2 [json_name = "place"];\n  string full_name = 3 [\n    json_name = "label",\n    deprecated = true\n  ];\n  string alone = 4 [json_name = "single"];\n}\n',
    'syntax = "proto3";\nmessage Studio {\n  string id = 1 [\n    deprecated = true,\n    json_name = "key"\n  ];\n  string city = 2 [json_name = "town"];\n  string full_name = 3 [\n    deprecated = true\n  ];\n  string alone = 4;\n}\n',
  ],
  [
    "members take the source's numbers, even two that change places",
    "class Rank(IntEnum):\n    NONE = 0\n    GOLD = 1\n    SILVER = 2\n    BRONZE = 7\n\nclass Entry(BaseModel):\n    rank: Rank\n",
    'syntax = "proto3";\nenum Rank { RANK_NONE = 0; RANK_GOLD = 2; RANK_SILVER = 1; } // medals\nmessage Entry {\n  Rank rank = 1;\n}\n',
    'syntax = "proto3";\nenum Rank { RANK_NONE = 0; RANK_GOLD = 1; RANK_SILVER = 2; RANK_BRONZE = 7; } // medals\nmessage Entry {\n  Rank rank = 1;\n}\n',
  ],
  [
    "members without a prefix get none",
    'from enum import StrEnum\n\nclass Season(StrEnum):\n    SPRING = "spring"\n    MID_SUMMER = "midsummer"\n    FALL = "fall"\n\nclass Entry(BaseModel):\n    season: Season\n',
    'syntax = "proto3";\nenum Season {\n  UNSPECIFIED = 0;\n  SPRING = 3;\n}\nmessage Entry {\n  Season season = 1;\n}\n',
    'syntax = "proto3";\nenum Season {\n  UNSPECIFIED = 0;\n  SPRING = 3;\n  MID_SUMMER = 4;\n  FALL = 5;\n}\nmessage Entry {\n  Season season = 1;\n}\n',
  ],
  [
    "an open model gets a map for the rest",
    'class Studio(BaseModel):\n    name: str\n\nclass Person(BaseModel):\n    model_config = {"extra": "allow"}\n    age: int\n',
    'syntax = "proto3";\nimport "google/protobuf/struct.proto";\nmessage Studio {\n  string name = 1;\n}\n',
    'syntax = "proto3";\nimport "google/protobuf/struct.proto";\nmessage Studio {\n  string name = 1;\n}\n\nmessage Person {\n  int64 age = 1;\n  map<string, google.protobuf.Value> extra = 2;\n}\n',
  ],
];

describe("the proto follows the models", () => {
  test.each(CASES)("%s", (_title, models, before, after) => {
    const { pair, left } = mendAll({
      source: { "models.py": MODELS + models },
      mirror: { "mirror.proto": before },
      mapping: {},
    });
    expect(pair.mirror["mirror.proto"]).toBe(after);
    expect(left).toEqual([]);
    expect(pair.source["models.py"]).toBe(MODELS + models);
  });
});

test.each([
  [
    "a group",
    'syntax = "proto2";\nmessage Studio {\n  optional group Name = 1 {\n    optional string text = 1;\n  }\n}\n',
  ],
  ["a name behind a comment", 'syntax = "proto3";\nmessage Studio {\n  bool /* why */ name = 1;\n}\n'],
])("%s is left to a person", (_title, before) => {
  const { pair, left } = mendAll({
    source: { "models.py": `${MODELS}class Studio(BaseModel):\n    name: str\n` },
    mirror: { "mirror.proto": before },
    mapping: {},
  });
  expect(left.length).toBeGreaterThan(0);
  expect(pair.mirror["mirror.proto"]).toBe(before);
});
