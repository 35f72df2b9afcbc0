import type { Style } from "./styles.test.support.js";

const yaml = (source: string, ...mirrors: readonly string[]) =>
  `name: contracts\ncontracts:\n  - id: work\n    kind: event\n    source: ${source}\n    mirrors: [${mirrors.join(", ")}]\n`;
const PYDANTIC = "{ reader: pydantic, files: [models.py] }";
const PROTO = "{ reader: proto, files: [shop/v1/work.proto] }";
const SCRIPT = "{ reader: typescript, files: [work.ts] }";
const TYPES = "mapping: { types: { timestamp: string, duration: string } }";

export const MORE_STYLES: readonly Style[] = [
  {
    name: "generated aliases, camel case beside snake case",
    files: {
      "models.py": `from enum import Enum

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Shop(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Medium(str, Enum):
    TV = "TV"
    MOVIE = "MOVIE"


class Studio(Shop):
    full_name: str = ""


class Person(Shop):
    full_name: str = ""


class Work(Shop):
    main_title: str = ""
    short_title: str | None = None
`,
      "shop/v1/work.proto": `syntax = "proto3";

package shop.v1;

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}

message Studio {
  string full_name = 1;
}

message Person {
  string full_name = 1;
}

message Shop {}

message Work {
  string main_title = 1;
  optional string short_title = 2;
}
`,
      "work.ts": `export enum Medium {
  TV = "TV",
  MOVIE = "MOVIE",
}

export interface Shop {}

export interface Studio {
  readonly fullName: string;
}

export interface Person {
  readonly fullName: string;
}

export interface Work {
  readonly mainTitle: string;
  readonly shortTitle?: string;
}
`,
      "contracts.yaml": yaml(PYDANTIC, PROTO, `{ reader: typescript, files: [work.ts], ${TYPES} }`),
    },
  },
  {
    name: "older Python in single quotes, proto2",
    files: {
      "models.py": `from enum import Enum
from typing import Any, Dict, List, Optional, Union

from pydantic import BaseModel, Field


class Medium(str, Enum):
    TV = 'TV'
    MOVIE = 'MOVIE'


class Studio(BaseModel):
    name: Optional[str] = Field(None, description='What it is called.')


class Person(BaseModel):
    name: Optional[str] = None


class Work(BaseModel):
    title: Optional[str] = Field(None, description='Its main title.')
    extra: Dict[str, int] = {}
    parts: List[str] = []
`,
      "ruff.toml": '[format]\nquote-style = "single"\n',
      "shop/v1/work.proto": `syntax = 'proto2';

package shop.v1;

enum Medium {
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}

message Studio {
  optional string name = 1;
}

message Person {
  optional string name = 1;
}

message Work {
  // Its main title.
  optional string title = 1;
  map<string, int64> extra = 2;
  repeated string parts = 3;
  extensions 100 to 199;
}
`,
      "contracts.yaml": yaml(PYDANTIC, PROTO),
    },
  },
  {
    name: "a proto as the source",
    files: {
      "models.py": `from enum import Enum

from pydantic import BaseModel


class Medium(str, Enum):
    TV = "TV"
    MOVIE = "MOVIE"


class Studio(BaseModel):
    name: str = ""


class Person(BaseModel):
    name: str = ""


class Work(BaseModel):
    title: str = ""
    medium: Medium | None = None
`,
      "shop/v1/work.proto": `syntax = "proto3";

package shop.v1;

message Work {
  string title = 1;
  optional Medium medium = 2;
}

message Studio {
  string name = 1;
}

message Person {
  string name = 1;
}

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}
`,
      "work.ts": `export type Medium = 'TV' | 'MOVIE'

export interface Studio {
    name: string
}

export interface Person {
    name: string
}

export interface Work {
    title: string
    medium: Medium | null
}
`,
      ".prettierrc.json": '{ "semi": false, "singleQuote": true, "tabWidth": 4 }\n',
      "contracts.yaml": yaml(PROTO, PYDANTIC, `{ reader: typescript, files: [work.ts], ${TYPES} }`),
    },
  },
  {
    name: "an edition, and classes of TypeScript",
    files: {
      "shop/v1/work.proto": `edition = "2023";

package shop.v1;

import "google/protobuf/timestamp.proto";

message Work {
  string title = 1 [features.field_presence = IMPLICIT];
}

message Studio {
  string name = 1 [features.field_presence = IMPLICIT];
}

message Person {
  string name = 1 [features.field_presence = IMPLICIT];
}

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}
`,
      "work.ts": `export type Medium = "TV" | "MOVIE";

export class Studio {
  readonly name!: string;
}

export class Person {
  readonly name!: string;
}

/** A work. */
export class Work {
  readonly title!: string;

  get label(): string {
    return this.title.trim();
  }
}
`,
      "contracts.yaml": yaml(PROTO, `{ reader: typescript, files: [work.ts], ${TYPES} }`),
    },
  },
  {
    name: "TypeScript as the source, without semicolons",
    files: {
      "work.ts": `import type { Audit } from './audit'

export type Medium = 'TV' | 'MOVIE'

export type Studio = {
  name?: string
}

export interface Person {
  name?: string
}

export interface Work extends Audit {
  /** Its main title. */
  title?: string

  // Where it was released.
  medium?: Medium
}
`,
      "audit.ts": `export interface Audit {
  by?: string
}
`,
      ".prettierrc": "semi: false\nsingleQuote: true\n",
      "shop/v1/work.proto": `syntax = "proto3";

package shop.v1;

message Audit {
  optional string by = 1;
}

message Studio {
  optional string name = 1;
}

message Person {
  optional string name = 1;
}

message Work {
  optional string by = 1;
  optional string title = 2;
  optional Medium medium = 3;
}

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}
`,
      "contracts.yaml": yaml("{ reader: typescript, files: [work.ts, audit.ts] }", PROTO),
    },
  },
  {
    name: "zod without trailing commas",
    files: {
      "work.ts": `import { z } from "zod";

export const Medium = z.enum(["TV", "MOVIE"]);

export const Studio = z.object({
  name: z.string().default("")
});

export const Person = z.object({
  name: z.string().default("")
});

export const Work = z.object({
  title: z.string().default("").describe("Its main title."),
  medium: Medium.nullish(),
  studios: z.array(Studio).default([])
});
`,
      ".prettierrc.yaml": "trailingComma: none\n",
      "shop/v1/work.proto": `syntax = "proto3";

package shop.v1;

message Studio {
  string name = 1;
}

message Person {
  string name = 1;
}

message Work {
  string title = 1;
  optional Medium medium = 2;
  repeated Studio studios = 3;
}

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}
`,
      "contracts.yaml": yaml(SCRIPT, PROTO),
    },
  },
  {
    name: "nothing in it yet",
    files: {
      "models.py": `from enum import Enum

from pydantic import BaseModel


class Medium(str, Enum):
    TV = "TV"
    MOVIE = "MOVIE"


class Studio(BaseModel):
    pass


class Person(BaseModel): ...


class Work(BaseModel):
    """A work."""
`,
      "shop/v1/work.proto": `syntax = "proto3";

package shop.v1;

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
}

message Studio {}

message Person {}

// A work.
message Work {}
`,
      "work.ts": `export type Medium = "TV" | "MOVIE";

export interface Studio {}

export interface Person {}

export interface Work {}
`,
      "contracts.yaml": yaml(PYDANTIC, PROTO, SCRIPT),
    },
  },
];
