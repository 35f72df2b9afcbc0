import { expect, test } from "vitest";
import { mendAll } from "./mutations/mend.js";

const PROTO = 'syntax = "proto3";\nimport "google/protobuf/timestamp.proto";\n';
const MODEL = "from pydantic import BaseModel\n\n\n";

/** A proto for models that are still to be written, and what is written. */
const FIRST = "message Studio {\n  string name = 1;\n  optional google.protobuf.Timestamp opened = 2;\n}\n";
const FIRST_IN_PYTHON =
  "from datetime import datetime\n\nfrom pydantic import BaseModel\n\n\nclass Studio(BaseModel):\n    name: str\n    opened: datetime | None = None";

/** A proto, the models that mirror it, and what the edits make of them. */
const CASES: readonly (readonly [title: string, proto: string, before: string, after: string])[] = [
  ["an empty file", FIRST, "", `${FIRST_IN_PYTHON}\n`],
  ["a file of a docstring without a newline", FIRST, '"""Studios."""', `"""Studios."""\n\n${FIRST_IN_PYTHON}`],
  ["a file of comments", FIRST, "# Studios.\n", `# Studios.\n\n${FIRST_IN_PYTHON}\n`],
  [
    "the file's own words: Optional, List, Field",
    "message Studio {\n  optional string name = 1;\n  repeated string tags = 2;\n  optional google.protobuf.Timestamp opened = 3;\n  string city = 4;\n  optional int32 staff = 5;\n}\n",
    'from typing import List, Optional\n\nfrom pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n    """A studio."""\n\n    name: str\n    city: Optional[str] = Field(None, description="Where it is.")\n    staff: int = Field(..., ge=1)\n',
    'from datetime import datetime\nfrom typing import List, Optional\n\nfrom pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n    """A studio."""\n\n    name: Optional[str] = None\n    city: str = Field(description="Where it is.")\n    staff: Optional[int] = Field(default=None, ge=1)\n    tags: List[str] = Field(default_factory=list)\n    opened: Optional[datetime] = None\n',
  ],
  [
    "tabs, single quotes and no final newline",
    'message Studio {\n  string name = 1;\n  string site_url = 2 [json_name = "url"];\n}\n',
    "from pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n\tname: str = Field(description='Its name')",
    "from pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n\tname: str = Field(description='Its name')\n\tsite_url: str = Field(alias='url')",
  ],
  [
    "classes without fields",
    "message Studio {\n  string name = 1;\n}\nmessage Producer {\n  string name = 1;\n}\nmessage Licensor {\n  string name = 1;\n}\n",
    `${MODEL}class Studio(BaseModel):\n    pass\n\n\nclass Producer(BaseModel):\n    """Pays."""\n\n    def pay(self) -> None:\n        return None\n\n\nclass Licensor(BaseModel): ...\n`,
    `${MODEL}class Studio(BaseModel):\n    name: str\n\n\nclass Producer(BaseModel):\n    """Pays."""\n\n    name: str\n\n    def pay(self) -> None:\n        return None\n\n\nclass Licensor(BaseModel):\n    name: str\n`,
  ],
  [
    "a keyword becomes a name with an alias",
    "message Ticket {\n  string class = 1;\n}\n",
    `${MODEL}class Ticket(BaseModel):\n    pass\n`,
    'from pydantic import BaseModel, Field\n\n\nclass Ticket(BaseModel):\n    class_: str = Field(alias="class")\n',
  ],
  [
    "new records and enums stand at the end; those further down are named in quotes",
    "enum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\nmessage Studio {\n  string name = 1;\n  repeated Work works = 2;\n  optional Studio parent = 3;\n}\nmessage Work {\n  Season season = 1;\n  optional Studio studio = 2;\n}\n",
    `${MODEL}class Studio(BaseModel):\n    name: str\n`,
    'from enum import Enum\n\nfrom pydantic import BaseModel\n\n\nclass Studio(BaseModel):\n    name: str\n    works: "list[Work]" = []\n    parent: "Studio | None" = None\n\n\nclass Work(BaseModel):\n    season: "Season"\n    studio: Studio | None = None\n\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
  ],
  [
    "types change with the defaults that go with them",
    "message Studio {\n  string name = 1;\n  repeated string tags = 2;\n  map<string, int32> votes = 3;\n  optional string city = 4;\n}\n",
    'from pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n    name: list[str] = Field(default_factory=list, description="Its name.")\n    tags: str = Field(\n        default="none",\n        description="Labels.",\n    )\n    votes: list[int] = []\n    city: int = 0\n',
    'from pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n    name: str = Field(description="Its name.")\n    tags: list[str] = Field(\n        default_factory=list,\n        description="Labels.",\n    )\n    votes: dict[str, int] = Field(default_factory=dict)\n    city: str | None = None\n',
  ],
  [
    "null inside Annotated, quotes and Union",
    "message Studio {\n  optional string name = 1;\n  string city = 2;\n  string region = 3;\n  optional string site = 4;\n}\n",
    "from typing import Annotated, Union\nfrom pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n    name: Annotated[str, Field(min_length=1)]\n    city: Annotated[str | None, Field(min_length=1)] = None\n    region: Union[str, None] = None\n    site: 'str'\n",
    "from typing import Annotated, Union\nfrom pydantic import BaseModel, Field\n\n\nclass Studio(BaseModel):\n    name: Annotated[str | None, Field(min_length=1)] = None\n    city: Annotated[str, Field(min_length=1)]\n    region: str\n    site: 'str | None' = None\n",
  ],
  [
    "members go below the last one, above the methods, valued like the others",
    "enum Kind {\n  KIND_UNSPECIFIED = 0;\n  KIND_ANIME = 1;\n  KIND_LIVE_ACTION = 2;\n}\nmessage Work {\n  Kind kind = 1;\n}\n",
    'from enum import StrEnum\nfrom pydantic import BaseModel\n\n\nclass Kind(StrEnum):\n    ANIME = "anime"\n\n    def label(self) -> str:\n        return self.value\n\n\nclass Work(BaseModel):\n    kind: Kind\n',
    'from enum import StrEnum\nfrom pydantic import BaseModel\n\n\nclass Kind(StrEnum):\n    ANIME = "anime"\n    LIVE_ACTION = "live_action"\n\n    def label(self) -> str:\n        return self.value\n\n\nclass Work(BaseModel):\n    kind: Kind\n',
  ],
  [
    "a generator of aliases saves the alias",
    "message Studio {\n  string full_name = 1;\n  string home_town = 2;\n  string founded_in = 3;\n}\n",
    "from pydantic import BaseModel, ConfigDict\nfrom pydantic.alias_generators import to_camel\n\n\nclass Studio(BaseModel):\n    model_config = ConfigDict(alias_generator=to_camel)\n\n    full_name: str\n    home_town: str\n",
    "from pydantic import BaseModel, ConfigDict\nfrom pydantic.alias_generators import to_camel\n\n\nclass Studio(BaseModel):\n    model_config = ConfigDict(alias_generator=to_camel)\n\n    full_name: str\n    home_town: str\n    founded_in: str\n",
  ],
];

test.each(CASES)("%s", (_title, proto, before, after) => {
  const { pair, left } = mendAll({
    source: { "mirror.proto": PROTO + proto },
    mirror: { "models.py": before },
    mapping: {},
  });
  expect(pair.mirror["models.py"]).toBe(after);
  expect(left).toEqual([]);
});

test("a field that would hide its own type has it from its module", () => {
  const models = `${MODEL}class Episode(BaseModel):\n    title: str\n`;
  const proto = `${PROTO}message Episode {\n  string title = 1;\n  google.protobuf.Timestamp datetime = 2;\n}\n`;
  const { pair, left } = mendAll({ source: { "mirror.proto": proto }, mirror: { "models.py": models }, mapping: {} });
  expect(left).toEqual([]);
  expect(pair.mirror["models.py"]).toBe(
    models
      .replace("from pydantic", "import datetime as dt\n\nfrom pydantic")
      .replace("title: str\n", "title: str\n    datetime: dt.datetime | None = None\n"),
  );
});

test("a class of another module is imported", () => {
  const proto = `${PROTO}message Work {\n  string title = 1;\n  optional Studio studio = 2;\n}\nmessage Studio {\n  string name = 1;\n}\n`;
  const mirror = {
    "src/catalog/__init__.py": '"""The catalogue."""\n',
    "src/catalog/studio.py": `${MODEL}class Studio(BaseModel):\n    name: str\n`,
    "src/catalog/work.py": `${MODEL}class Work(BaseModel):\n    title: str\n`,
  };
  const { pair, left } = mendAll({ source: { "mirror.proto": proto }, mirror, mapping: {} });
  expect(left).toEqual([]);
  expect(pair.mirror["src/catalog/work.py"]).toBe(
    "from catalog.studio import Studio\nfrom pydantic import BaseModel\n\n\nclass Work(BaseModel):\n    title: str\n    studio: Studio | None = None\n",
  );
});
