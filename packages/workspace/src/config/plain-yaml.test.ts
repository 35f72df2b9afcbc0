import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { parsePlainYaml } from "./plain-yaml.js";

const ROOT = join(import.meta.dirname, "../../../..");

/** What the library says, where it has nothing to complain about. */
function oracle(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent", uniqueKeys: true });
  return document.errors.length > 0 || document.warnings.length > 0 ? "broken" : document.toJS({ maxAliasCount: 100 });
}

/** Never another answer than that of the library. */
function agrees(text: string): boolean {
  const plain = parsePlainYaml(text);
  if (plain !== undefined) expect(plain, text).toEqual(oracle(text));
  return plain !== undefined;
}

const CONFIG = `# The contracts.
name: contracts
contracts:
  - id: part-0 # the first
    kind: event
    version: 1.2.0
    owner: { team: catalog, contact: "#catalog" }
    source: { reader: proto, files: ["bench/p0/v1/*.proto", ../b.proto], roots: [] }
    mirrors:
    - reader: pydantic
      files: [../libs/app/src/app/models.py]
      mapping: { fields: { Show.title: name }, stripSuffix: Schema }
      only: [Show]
    ignore:
      - subject: Show.title
        rule: parity/field-missing
        reason: it's the user's own, isn't it?
  - id: part-1
    kind: storage
    source: {reader: typescript, files: [a.ts]}

compat:
  against: tag:v*
  removal: { days: 90, minors: 3 }
generate:
  - { tool: grpcio-tools, version: 1.80.0, out: ../libs/stubs/python, checkedIn: true }
rules:
  lint/COMMENT_FIELD: off
`;

describe("plain YAML", () => {
  test("reads a configuration", () => {
    expect(agrees(CONFIG)).toBe(true);
    expect(parsePlainYaml(CONFIG)).toMatchObject({ name: "contracts", contracts: [{ version: "1.2.0" }, {}] });
  });

  test("reads every YAML file of this repository as the library does", () => {
    const files = ["protos", "libs", "tools", "packages"].flatMap((folder) => yamlFiles(join(ROOT, folder)));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) agrees(readFileSync(file, "utf8"));
  });

  test.each([
    ["an anchor", "a: &x 1\nb: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["text of several lines", "a: b\n  c\n"],
    ["a block of text", "a: |\n  b\n"],
    ["an escape", 'a: "\\n"\n'],
    ["a key twice", "a: 1\na: 2\n"],
    ["a key twice in brackets", "a: { b: 1, b: 2 }\n"],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["a number that is no decimal", "a: 0x1F\n"],
    ["a fraction", "a: 1.5\n"],
    ["a tabulator", "a:\tb\n"],
    ["brackets that are not closed", "a: [b, c\n"],
    ["a colon in a value", "a: b: c\n"],
    ["a wrong indentation", "a:\n    b: 1\n  c: 2\n"],
    ["the prototype", "__proto__: 1\n"],
    ["nothing", ""],
    ["lists without end", `a: ${"[".repeat(5000)}`],
    ["carriage returns", "a: 1\r\nb: 2\r\n"],
  ])("leaves %s to the library", (_, text) => {
    expect(parsePlainYaml(text)).toBeUndefined();
  });

  const pieces = fc.constantFrom(
    ..."a|b: |a:|- |-|\n|\n  |\n    |, |,|[|]|{|}|: |:| |#| #|\"|'|null|~|true|Yes|1|01|1.5|1e3|.5|0x1|1_0|../a/*.py|*|&a|!|%|é|a b|<<|?|@x|`|--- |$|-a|.|..|(x)|\\".split(
      "|",
    ),
    "|",
    ">",
  );

  test("says what the library says of pieces in any order", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        agrees(parts.join(""));
        agrees(`a: ${parts.join("")}`);
        agrees(`a: [${parts.join("")}]`);
        agrees(`a: { ${parts.join("")} }`);
        agrees(`a:\n  - b: ${parts.join("")}\n    c: 1\n`);
      }),
      { numRuns: 3000 },
    );
  });

  test("says what the library says of a damaged configuration", () => {
    const lengths = { min: 0, max: CONFIG.length };
    fc.assert(
      fc.property(fc.integer(lengths), fc.integer({ min: 0, max: 8 }), pieces, (at, gone, piece) => {
        agrees(CONFIG.slice(0, at) + piece + CONFIG.slice(at + gone));
      }),
      { numRuns: 1500 },
    );
  });
});

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.ya?ml$/.test(path) && !path.includes("node_modules"))
    .map((path) => join(folder, path));
}
