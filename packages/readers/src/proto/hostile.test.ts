import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProto } from "./parse.js";
import { protoReader } from "./read.js";

const read = (text: string) => protoReader.read([{ path: "a.proto", text }]);
const firstProblem = (text: string) => {
  const [diagnostic] = read(text).diagnostics;
  return diagnostic === undefined ? "none" : `${diagnostic.at.line}:${diagnostic.at.column} ${diagnostic.rule}`;
};
const ANIME = 'syntax = "proto3";\nmessage Anime {\n  string id = 1;\n  repeated string tags = 2;\n}\n';

describe("texts that nobody meant well", () => {
  it("reads carriage returns, a byte order mark and letters of all scripts", () => {
    const windows = read(`\uFEFF${ANIME}// 進撃の巨人 😀\nenum Kind { TV = 0; }`.replaceAll("\n", "\r\n"));
    expect(windows.diagnostics).toEqual([]);
    expect(windows.schema.records[0]?.fields.map(({ name, at }) => [name, at.line, at.column])).toEqual([
      ["id", 3, 3],
      ["tags", 4, 3],
    ]);
    expect(windows.schema.enums[0]?.doc).toBe("進撃の巨人 😀");
  });

  it("says that a file holds nothing", () => {
    expect(["", " \n", "// only a comment\n", "\uFEFF"].map(firstProblem)).toEqual(
      Array(4).fill("1:1 read/empty-source"),
    );
  });

  it("refuses 200 levels of messages, of option values and of brackets", () => {
    expect(firstProblem(`syntax = "proto3";\n${"message A {\n".repeat(200)}${"}".repeat(200)}`)).toMatch(
      /read\/(syntax-error|invalid-definition)$/,
    );
    expect(firstProblem(`option (a) = ${"{ a ".repeat(100_000)}`)).toMatch(/read\/syntax-error$/);
    expect(firstProblem(`message A { reserved ${"(".repeat(100_000)} }`)).toMatch(/read\/syntax-error$/);
  });

  it("reads a line of 10 MB and 50,000 fields in time that grows with them", () => {
    const line = `${ANIME.replaceAll("\n", " ")}/* ${"x".repeat(10_000_000)} */`;
    expect(read(line).diagnostics).toEqual([]);
    const fields = Array.from(
      { length: 50_000 },
      (_, index) => `  string field_${index} = ${index < 18_999 ? index + 1 : index + 1_001};`,
    );
    const { schema, diagnostics } = read(`syntax = "proto3";\nmessage Wide {\n${fields.join("\n")}\n}`);
    expect(diagnostics).toEqual([]);
    expect(schema.records[0]?.fields.length).toBe(50_000);
    const oneLine = read(`syntax = "proto3"; message Wide { ${fields.join(" ")} }`);
    expect(oneLine.schema.records[0]?.fields.at(-1)?.name).toBe("field_49999");
  });

  it("reads 50,000 reserved numbers, aliases and imports of nothing without slowing down", () => {
    const numbers = Array.from({ length: 9_000 }, (_, index) => `${index * 2 + 1}`).join(", ");
    expect(firstProblem(`syntax = "proto3"; message A { reserved ${numbers}; }`)).toBe("none");
    const values = Array.from({ length: 50_000 }, (_, index) => `V${index} = 0;`).join(" ");
    expect(firstProblem(`syntax = "proto3"; enum E { option allow_alias = true; ${values} }`)).toBe("none");
    expect(read(`syntax = "proto3"; ${"message A {} ".repeat(20_000)}`).diagnostics.length).toBe(19_999);
    expect(firstProblem(`enum E { A = ${"9".repeat(1_000_000)}; }`)).toBe("1:14 read/syntax-error");
    const imports = Array.from({ length: 5_000 }, (_, index) => `import "gone${index}.proto";`).join("\n");
    expect(read(imports).diagnostics.length).toBe(5_000);
  });

  it("answers every truncation of a file", () => {
    for (let length = 0; length < ANIME.length; length++) expect(() => read(ANIME.slice(0, length))).not.toThrow();
  });

  it("never throws, and puts what it reports inside the text", () => {
    const words = [
      "message",
      "enum",
      "{",
      "}",
      ";",
      "=",
      "1",
      "A",
      "[",
      "]",
      '"',
      "'",
      "//",
      "/*",
      "*/",
      "\n",
      ".",
      "option",
      "(",
      ")",
      "reserved",
      "to",
      "max",
      "-",
      "0x",
      "1e",
      "syntax",
      '"proto3"',
      "extend",
      "rpc",
      "\\",
      "\0",
      "é",
      "\uD800",
    ];
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...words)).map((parts) => parts.join(" ")),
      fc.array(fc.constantFrom(...words)).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (sample) => {
        const lines = sample.split(/\r\n|\n|\r/);
        for (const { at } of read(sample).diagnostics) {
          expect(at.line).toBeLessThanOrEqual(lines.length);
          expect(at.column).toBeLessThanOrEqual((lines[at.line - 1]?.length ?? 0) + 2);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps the offsets of every part inside its declaration", () => {
    const { file } = parseProto("a.proto", ANIME);
    const [message] = file?.body ?? [];
    if (message?.kind !== "message") throw new Error("expected a message");
    for (const field of message.body) {
      if (field.kind !== "field") continue;
      expect(ANIME.slice(field.nameStart, field.nameStart + field.name.length)).toBe(field.name);
      expect(ANIME.slice(field.typeStart, field.typeEnd)).toBe(field.type);
      expect(Number(ANIME.slice(field.numberStart, field.numberEnd))).toBe(field.number);
      expect(ANIME.slice(field.start, field.end)).toMatch(/^(repeated )?string \w+ = \d;$/);
    }
  });
});

describe("imports", () => {
  const files = (texts: { readonly [path: string]: string }) => (path: string) => {
    const text = texts[path];
    return text === undefined ? undefined : { path, text };
  };

  it("reports a circle at the import of each source in it, and reads the rest", () => {
    const sources = [
      { path: "a.proto", text: 'import "b.proto";' },
      { path: "b.proto", text: '\nimport "c.proto";' },
      { path: "c.proto", text: '\n\nimport "a.proto";' },
      { path: "d.proto", text: 'syntax = "proto3"; message Free {}' },
    ];
    const { schema, diagnostics } = protoReader.read(sources);
    expect(diagnostics.map(({ rule, at }) => `${at.file}:${at.line} ${rule}`)).toEqual([
      "a.proto:1 read/import-cycle",
      "b.proto:2 read/import-cycle",
      "c.proto:3 read/import-cycle",
    ]);
    expect(schema.records.map((record) => record.name)).toEqual(["Free"]);
  });

  it("tries every root, remembers what it loaded, and never asks for what lies outside", () => {
    const asked: string[] = [];
    const load = (path: string) => {
      asked.push(path);
      return files({ "protos/shared/base.proto": 'syntax = "proto3"; package shared; message Base {}' })(path);
    };
    const text =
      'syntax = "proto3";\nimport "shared/base.proto";\nimport "../../etc/passwd";\nmessage A { shared.Base base = 1; }';
    const { loaded, diagnostics } = protoReader.read([{ path: "protos/a.proto", text }], {
      load,
      roots: ["vendor", "protos"],
    });
    expect(asked).toEqual(["vendor/shared/base.proto", "protos/shared/base.proto"]);
    expect(loaded).toEqual(["protos/shared/base.proto"]);
    expect(diagnostics.map(({ rule, at }) => `${at.line} ${rule}`)).toEqual(["3 read/unresolved-import"]);
  });

  it("sees through public imports, and through no others", () => {
    const load = files({
      "public.proto": 'syntax = "proto3"; import public "far.proto";',
      "plain.proto": 'syntax = "proto3"; import "hidden.proto";',
      "far.proto": 'syntax = "proto3"; message Far {}',
      "hidden.proto": 'syntax = "proto3"; message Hidden {}',
    });
    const text =
      'syntax = "proto3";\nimport "public.proto";\nimport "plain.proto";\nmessage A {\n  Far far = 1;\n  Hidden hidden = 2;\n}';
    const { diagnostics } = protoReader.read([{ path: "a.proto", text }], { load });
    expect(diagnostics.map(({ at, message }) => `${at.line} ${message}`)).toEqual([
      '6 "Hidden" is not defined here or in any imported file. Import "hidden.proto", which defines it.',
    ]);
  });

  it("reports a broken import once, at the import", () => {
    const load = files({ "broken.proto": "message {" });
    const text = 'syntax = "proto3";\nimport "broken.proto";\nmessage A { Gone gone = 1; }';
    const { diagnostics, schema } = protoReader.read([{ path: "a.proto", text }], { load });
    expect(diagnostics.map(({ rule, at }) => `${at.file}:${at.line} ${rule}`)).toEqual([
      "a.proto:2 read/unresolved-import",
      "broken.proto:1 read/syntax-error",
    ]);
    expect(schema.records).toEqual([]);
  });
});
