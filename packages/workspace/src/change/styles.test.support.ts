/** A repository in one style, with a record `Work` to which fields are added, and an enum `Medium`. */
export interface Style {
  readonly name: string;
  readonly files: { readonly [path: string]: string };
  /** What the files are written as, besides. */
  readonly bytes?: "crlf" | "bom" | "open-end";
}

const yaml = (source: string, ...mirrors: readonly string[]) =>
  `name: contracts\ncontracts:\n  - id: work\n    kind: event\n    source: ${source}\n    mirrors: [${mirrors.join(", ")}]\n`;
const PYDANTIC = "{ reader: pydantic, files: [models.py] }";
const PROTO = "{ reader: proto, files: [shop/v1/work.proto] }";
const SCRIPT = "{ reader: typescript, files: [work.ts] }";

const RUFF = `from enum import Enum

from pydantic import BaseModel, Field


class Medium(str, Enum):
    TV = "TV"
    MOVIE = "MOVIE"


class Studio(BaseModel):
    """A company that animates."""

    name: str = Field(description="What it is called.")
    founded: int | None = Field(default=None, description="Year of its foundation.")


class Person(BaseModel):
    name: str = ""


class Work(BaseModel):
    """A work as the catalogue has it."""

    title: str = Field(default="", description="Its main title.")
    medium: Medium | None = Field(default=None, description="How it was released.")
    studios: list[Studio] = Field(default_factory=list, description="Who made it.")
`;

const BUF = `syntax = "proto3";

package shop.v1;

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}

// A company that animates.
message Studio {
  // What it is called.
  string name = 1;
  // Year of its foundation.
  optional int64 founded = 2;
}

message Person {
  string name = 1;
}

// A work as the catalogue has it.
message Work {
  // Its main title.
  string title = 1;
  // How it was released.
  optional Medium medium = 2;
  // Who made it.
  repeated Studio studios = 3;
}
`;

const INTERFACES = `export type Medium = "TV" | "MOVIE";

export interface Studio {
  /** What it is called. */
  name: string;
  founded: number | null;
}

export interface Person {
  name: string;
}

/** A work as the catalogue has it. */
export interface Work {
  /** Its main title. */
  title: string;
  medium: Medium | null;
  studios: Studio[];
}
`;

const tabbed = (text: string) => text.replaceAll(/^(?: {4}|  )/gm, "\t");

export const STYLES: readonly Style[] = [
  {
    name: "as Ruff and buf format it, with lint and a lock",
    files: {
      "models.py": RUFF,
      "shop/v1/work.proto": BUF,
      "buf.yaml": "version: v2\nmodules:\n  - path: .\nlint:\n  use: [STANDARD]\n",
      "contracts.lock": "",
      "contracts.yaml": yaml(PYDANTIC, PROTO),
    },
  },
  {
    name: "tabs",
    files: {
      "models.py": tabbed(RUFF),
      "ruff.toml": 'line-length = 100\n\n[format]\nindent-style = "tab"\n',
      "shop/v1/work.proto": tabbed(BUF),
      "work.ts": tabbed(INTERFACES),
      ".prettierrc": "useTabs: true\n",
      "contracts.yaml": yaml(PYDANTIC, PROTO, SCRIPT),
    },
  },
  {
    name: "CRLF",
    bytes: "crlf",
    files: { "models.py": RUFF, "shop/v1/work.proto": BUF, "contracts.yaml": yaml(PYDANTIC, PROTO) },
  },
  {
    name: "a byte order mark",
    bytes: "bom",
    files: {
      "models.py": RUFF.replace("from enum import Enum\n\n", "from enum import Enum\n"),
      "shop/v1/work.proto": BUF,
      "contracts.yaml": yaml(PYDANTIC, PROTO),
    },
  },
  {
    name: "no final newline",
    bytes: "open-end",
    files: {
      "models.py": RUFF,
      "shop/v1/work.proto": BUF,
      "work.ts": INTERFACES,
      "contracts.yaml": yaml(PYDANTIC, PROTO, SCRIPT),
    },
  },
  {
    name: "one line each",
    files: {
      "models.py":
        'from enum import Enum\nfrom pydantic import BaseModel\n\nclass Medium(str, Enum): TV = "TV"; MOVIE = "MOVIE"\nclass Studio(BaseModel): name: str\nclass Person(BaseModel): name: str\nclass Work(BaseModel): title: str = ""\n',
      "shop/v1/work.proto":
        'syntax = "proto3";\npackage shop.v1;\nenum Medium { MEDIUM_UNSPECIFIED = 0; MEDIUM_TV = 1; MEDIUM_MOVIE = 2; }\nmessage Studio { string name = 1; }\nmessage Person { string name = 1; }\nmessage Work { string title = 1; }\n',
      "work.ts":
        'export enum Medium { TV = "TV", MOVIE = "MOVIE" }\nexport interface Studio { name: string }\nexport interface Person { name: string }\nexport interface Work { title: string }\n',
      "contracts.yaml": yaml(PYDANTIC, PROTO, SCRIPT),
    },
  },
  {
    name: "comments and blank lines between fields",
    files: {
      "models.py": `"""Models of the shop."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from pydantic import BaseModel


class Work(BaseModel):
    # --- names ---

    title: str = ""  # as printed on the cover

    # Shown where the title is too long.
    short_title: str | None = None

    # --- dates ---

    released: dt.date | None = None  # in Japan

    # Anything that follows stays here.


class Medium(IntEnum):
    TV = 1  # on air
    MOVIE = 2  # in cinemas


class Studio(BaseModel):
    name: str = ""


class Person(BaseModel):
    name: str = ""
`,
      "shop/v1/work.proto": `// Copyright of the shop.

syntax = "proto3";

package shop.v1;

import "google/protobuf/duration.proto";
import "google/protobuf/wrappers.proto";

option java_package = "org.shop";

message Work {
  // --- names ---

  string title = 1; // as printed on the cover

  optional string short_title = 2; // where the title is too long

  // --- dates ---

  reserved 3, 5 to 8;
  optional string released = 4; // in Japan

  // Anything that follows stays here.
}

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1; // on air
  MEDIUM_MOVIE = 2; // in cinemas
}

message Studio {
  string name = 1;
}

message Person {
  string name = 1;
}
`,
      "contracts.yaml": yaml(PYDANTIC, PROTO),
    },
  },
  {
    name: "decorators, docstrings, methods, nested classes",
    files: {
      "models.py": `"""Models of the shop."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, field_validator


def registered(cls):
    return cls


class Medium(StrEnum):
    """How a work is released."""

    TV = "tv"
    MOVIE = "movie"


class Studio(BaseModel):
    """A company that animates."""

    name: str
    """What it is called."""


class Person(BaseModel):
    name: str


@registered
class Work(BaseModel):
    """A work.

    As the catalogue has it.
    """

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    kind: ClassVar[str] = "work"

    title: str = ""
    """Its main title."""

    released: date | None = None
    """
    The day of its first release,
    in Japan.
    """

    @field_validator("title")
    @classmethod
    def strip(cls, value: str) -> str:
        return value.strip()

    class Meta:
        table = "works"
`,
      "shop/v1/work.proto": `syntax = "proto3";

package shop.v1;

import "google/protobuf/timestamp.proto";

message Work {
  /* Its main title. */
  string title = 1;
  /*
   * The day of its first release,
   * in Japan.
   */
  optional string released = 2;

  message Note {
    string text = 1;
  }
}

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}

message Studio {
  string name = 1 [json_name = "name", deprecated = false];
}

message Person {
  string name = 1;
}
`,
      "contracts.yaml": `${yaml(PYDANTIC, PROTO)}    ignore: [{ rule: parity/record-extra, subject: Work.Note, reason: "notes live elsewhere" }]\n`,
    },
  },
];
