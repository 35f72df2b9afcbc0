import { describe, expect, it } from "vitest";
import { readGoImports } from "./go.js";
import { lex, type LexedLanguage } from "./lex.js";
import { readPythonImports } from "./python.js";
import { readRustIncludes } from "./rust.js";
import { readSpecifiers } from "./typescript.js";

const modulesOf = (text: string) =>
  readPythonImports(text).map(({ dots, module, names }) => `${".".repeat(dots)}${module}${names ? `:${names}` : ""}`);

describe("readPythonImports", () => {
  it("reads every form", () => {
    expect(
      modulesOf(`import shared_proto.v1.anime_pb2 as anime, os
from shared_proto.v1 import (
    anime_pb2,  # the messages
    catalog_pb2 as catalog,
)
from . import book; from .genre import Genre
from ..library import *
if TYPE_CHECKING: import typing
import \\
    shelf
importlib.import_module("shared_proto.v1.episode_pb2")
`).sort(),
    ).toEqual(
      [
        "shared_proto.v1.anime_pb2",
        "os",
        "shared_proto.v1:anime_pb2,catalog_pb2",
        ".:book",
        ".genre:Genre",
        "..library:*",
        "typing",
        "shelf",
        "shared_proto.v1.episode_pb2",
      ].sort(),
    );
  });

  it("takes nothing from comments and texts", () => {
    expect(
      modulesOf(`"""
from shared_proto.v1 import anime_pb2
"""
# import shared_proto.v1.anime_pb2
note = 'say "import os"'
raw = r"\\"
text = f"""
import os
"""
`),
    ).toEqual([]);
  });

  it("reads Windows line ends and a mark of byte order", () => {
    expect(modulesOf("\uFEFFimport os\r\nfrom a.b import c\r\n").sort()).toEqual(["a.b:c", "os"]);
  });
});

describe("readSpecifiers", () => {
  it("reads every form, and nothing from comments and texts", () => {
    expect(
      readSpecifiers(`import { AnimeSchema } from "./gen/anime_pb.js";
import "./register.js"; export * from './all.js';
const later = () => import(/* webpackChunkName: "x" */ \`./later.js\`);
const plain = require("plain");
// import "./comment.js"
/* import "./block.js" */
const text = 'import "./text.js"', pattern = /["'\`]/, half = 4 / 2 / 1;
const template = \`import "./template.js" \${require("./hole.js") + \`\${{ a: "}" }.a}\`}\`;
import last from "last";
`),
    ).toEqual(["./gen/anime_pb.js", "./register.js", "./all.js", "./later.js", "plain", "./hole.js", "last"]);
  });
});

describe("readGoImports", () => {
  it("reads single and grouped imports, and nothing from comments and texts", () => {
    expect(
      readGoImports(`package main

import "fmt"
import pb "example.org/catalog/v1"
import (
	_ "embed" // import "comment"
	raw \`example.org/raw\`
)

const text = \`
import "example.org/text"
\`
`),
    ).toEqual(["fmt", "example.org/catalog/v1", "embed", "example.org/raw"]);
  });
});

describe("readRustIncludes", () => {
  it("reads packages and texts, and nothing from comments", () => {
    expect(
      readRustIncludes(`pub mod anime { tonic::include_proto!("shared_proto.v1"); }
include!(concat!(env!("OUT_DIR"), "/shared_proto.storage.v1.rs"));
include!("other.rs");
/* /* nested */ include_proto!("comment"); */
// include_proto!("line");
fn life<'a>(quote: char, text: &'a str) -> bool { quote == '"' && text == r#"raw "text""# }
`),
    ).toEqual({
      packages: ["shared_proto.v1", "shared_proto.storage.v1"],
      texts: ["shared_proto.v1", "OUT_DIR", "/shared_proto.storage.v1.rs", "other.rs", 'raw "text"'],
    });
  });
});

describe("lex", () => {
  const languages: readonly LexedLanguage[] = ["python", "typescript", "rust", "go"];

  it.each(languages)("reads any text of %s to its end, in time, and keeps its length", (language) => {
    const pieces = [
      '"',
      "'",
      "`",
      "/*",
      "*/",
      "//",
      "#",
      "${",
      "{",
      "}",
      "\\",
      "\n",
      '"""',
      "r#",
      "/",
      "x ",
      "import ",
    ];
    let seed = 7;
    for (let run = 0; run < 300; run += 1) {
      let text = "";
      for (let length = 0; length < 60; length += 1) {
        seed = (seed * 48271) % 2147483647;
        text += pieces[seed % pieces.length];
      }
      expect(lex(text, language).code).toHaveLength(text.length);
    }
    for (const piece of pieces) {
      const text = piece.repeat(200_000);
      const start = performance.now();
      expect(lex(text, language).code).toHaveLength(text.length);
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });
});
