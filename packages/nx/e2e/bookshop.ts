/**
 * A workspace as files: Pydantic models, protos and a TypeScript mirror in
 * projects of their own. They stand in a text because this repository's own Nx
 * would take them for its projects.
 */
export const BOOKSHOP: { readonly [path: string]: string } = {
  "package.json": `{
  "name": "bookshop",
  "private": true,
  "devDependencies": { "nx": "*", "nx-contracts": "0.1.0" }
}
`,
  "package-lock.json": `{
  "name": "bookshop",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": { "name": "bookshop", "devDependencies": { "nx": "*", "nx-contracts": "0.1.0" } },
    "node_modules/nx": { "version": "23.2.1", "dev": true },
    "node_modules/nx-contracts": { "version": "0.1.0", "dev": true }
  }
}
`,
  "nx.json": `{
  "analytics": false,
  "defaultBase": "main",
  "plugins": ["nx-contracts"]
}
`,
  ".gitignore": `node_modules
.nx
`,
  "docs/README.md": `# Docs\n`,
  "docs/project.json": `{ "name": "docs" }\n`,
  "models/README.md": `# Models\n`,
  "models/project.json": `{ "name": "models", "targets": { "hello": { "command": "echo Hello from the models." } } }\n`,
  "models/src/bookshop/__init__.py": "",
  "models/src/bookshop/book.py": `from bookshop.genre import Genre
from bookshop.record import Record


class Book(Record):
    """A book of the catalogue."""

    title: str
    pages: int
    genre: Genre
    subtitle: str | None = None
`,
  "models/src/bookshop/genre.py": `from enum import StrEnum


class Genre(StrEnum):
    FICTION = "FICTION"
    SCIENCE = "SCIENCE"
`,
  "models/src/bookshop/record.py": `from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid")
`,
  "protos/README.md": `# Protos\n`,
  "protos/bookshop/v1/book.proto": `syntax = "proto3";

package bookshop.v1;

// A book of the catalogue.
message Book {
  string title = 1;
  int64 pages = 2;
  Genre genre = 3;
  optional string subtitle = 4;
}

enum Genre {
  GENRE_UNSPECIFIED = 0;
  GENRE_FICTION = 1;
  GENRE_SCIENCE = 2;
}
`,
  "protos/bookshop/v1/shelf.proto": `syntax = "proto3";

package bookshop.v1;

// Where a book stands; no contract names it, buf lints it.
message Shelf {
  string row = 1;
}
`,
  "protos/buf.yaml": `version: v2
modules:
  - path: .
lint:
  use:
    - STANDARD
`,
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: book
    kind: event
    source:
      reader: pydantic
      files: [../models/src/bookshop/book.py, ../models/src/bookshop/genre.py]
    mirrors:
      - reader: proto
        files: [bookshop/v1/book.proto]
      - reader: typescript
        files: [../web/src/book.ts, ../web/src/genre.ts]
`,
  "web/project.json": `{ "name": "web", "projectType": "library" }\n`,
  "web/src/book.ts": `import type { Genre } from "./genre.js";
import type { Title } from "./title.js";

/** A book of the catalogue. */
export interface Book {
  title: Title;
  pages: number;
  genre: Genre;
  subtitle?: string | null;
}
`,
  "web/src/genre.ts": `export type Genre = "FICTION" | "SCIENCE";\n`,
  "web/src/layout.ts": `export const shelfWidth = 80;\n`,
  "web/src/title.ts": `export type Title = string;\n`,
};
