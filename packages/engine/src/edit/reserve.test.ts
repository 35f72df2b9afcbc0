import type { Reserved } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { protoReader } from "../../../readers/src/proto/read.js";
import { applyEdits } from "./apply.js";
import { reserveEdits } from "./reserve.js";

/** `text` after `numbers` and `names` were reserved in the message or enum called `target`. */
function reserve(text: string, numbers: string, names: readonly string[] = [], target = "A"): string | undefined {
  const { schema, diagnostics } = protoReader.read([{ path: "a.proto", text }]);
  expect(diagnostics).toEqual([]);
  const record = schema.records.find(({ qualifiedName }) => qualifiedName === target);
  const at = (record ?? schema.enums.find(({ qualifiedName }) => qualifiedName === target))?.at;
  const ranges = numbers === "" ? [] : numbers.split(",").map(readRange);
  const missing: Reserved = { numbers: ranges, names };
  return at && applyEdits(text, reserveEdits(text, at, missing, record ? "message" : "enum"));
}

function readRange(text: string): { from: number; to: number } {
  const [from = "", to = from] = text.split("..");
  return { from: Number(from), to: Number(to) };
}

const CASES: readonly (readonly [
  title: string,
  before: string,
  wanted: readonly [numbers: string, names?: readonly string[], target?: string],
  after: string,
])[] = [
  [
    "the first line of a body, numbers and names apart",
    "message A {\n    // The title.\n    string title = 1;\n}\n",
    ["2,5..7,9,10", ["old", "older"]],
    'message A {\n    reserved 2, 5 to 7, 9, 10;\n    reserved "old", "older";\n    // The title.\n    string title = 1;\n}\n',
  ],
  [
    "in sorted place",
    'message A {\n  reserved 2, 5 to 7; // gone\n  reserved "b", "d";\n  string title = 1;\n}\n',
    ["3,4,9", ["a", "c", "e"]],
    'message A {\n  reserved 2, 3, 4, 5 to 7, 9; // gone\n  reserved "a", "b", "c", "d", "e";\n  string title = 1;\n}\n',
  ],
  [
    "at the end of a list that is not sorted",
    'message A {\n  reserved 8, 2;\n  reserved "z", "b";\n}\n',
    ["3", ["c"]],
    'message A {\n  reserved 8, 2, 3;\n  reserved "z", "b", "c";\n}\n',
  ],
  [
    "below the last statement where that spans lines",
    "message A {\n  string title = 1;\n  reserved 2,\n      3;\n  string year = 4;\n}\n",
    ["5"],
    "message A {\n  string title = 1;\n  reserved 2,\n      3;\n  reserved 5;\n  string year = 4;\n}\n",
  ],
  [
    "names below the numbers",
    "message A {\n  reserved 2; // two\n  string title = 1;\n}\n",
    ["", ["old"]],
    'message A {\n  reserved 2; // two\n  reserved "old";\n  string title = 1;\n}\n',
  ],
  [
    "in the message itself, not in one that is nested",
    "message A {\n  message B {\n    reserved 1;\n  }\n  string title = 1;\n}\n",
    ["2"],
    "message A {\n  reserved 2;\n  message B {\n    reserved 1;\n  }\n  string title = 1;\n}\n",
  ],
  [
    "in the nested message",
    "message A {\n\tmessage B {\n\t\tstring title = 1;\n\t}\n}\n",
    ["2", ["x"], "A.B"],
    'message A {\n\tmessage B {\n\t\treserved 2;\n\t\treserved "x";\n\t\tstring title = 1;\n\t}\n}\n',
  ],
  [
    "a message on one line",
    "message A { string a = 1; }",
    ["2", ["b"]],
    'message A { reserved 2; reserved "b"; string a = 1; }',
  ],
  [
    "a message on one line that reserves already",
    "message A { reserved 2; string a = 1; }",
    ["3", ["b"]],
    'message A { reserved 2, 3; reserved "b"; string a = 1; }',
  ],
  ["an empty message is opened", "message A {}\n", ["2"], "message A {\n  reserved 2;\n}\n"],
  ["an empty message of two lines", "\tmessage A {\n\t}\n", ["2"], "\tmessage A {\n\t\treserved 2;\n\t}\n"],
  [
    "the brace on a line of its own, CRLF, no final newline",
    "message A\r\n{\r\n  string a = 1;\r\n}",
    ["2"],
    "message A\r\n{\r\n  reserved 2;\r\n  string a = 1;\r\n}",
  ],
  [
    "quotes as the file has them",
    "import 'google/protobuf/any.proto';\nmessage A {\n  google.protobuf.Any a = 1;\n}\n",
    ["", ["b"]],
    "import 'google/protobuf/any.proto';\nmessage A {\n  reserved 'b';\n  google.protobuf.Any a = 1;\n}\n",
  ],
  [
    "quotes as the statement has them",
    "message A {\n  reserved 'b';\n  string a = 1;\n}\n",
    ["", ["c"]],
    "message A {\n  reserved 'b', 'c';\n  string a = 1;\n}\n",
  ],
  [
    "a comment about the message stays with it",
    "message A {\n  // All about A.\n\n  string a = 1;\n}\n",
    ["2"],
    "message A {\n  // All about A.\n\n  reserved 2;\n  string a = 1;\n}\n",
  ],
  [
    "a comment in an empty message stays with it",
    "message A {\n  /* Nothing\n     yet. */\n}\n",
    ["2"],
    "message A {\n  /* Nothing\n     yet. */\n\n  reserved 2;\n}\n",
  ],
  [
    "a comment behind the brace stays with it",
    "message A { /* All\n about A. */\n  string a = 1;\n}\n",
    ["2"],
    "message A { /* All\n about A. */\n  reserved 2;\n  string a = 1;\n}\n",
  ],
  [
    "braces in strings, comments and options are none",
    'import "google/protobuf/descriptor.proto";\nextend google.protobuf.MessageOptions { B b = 50000; }\nmessage B { string c = 1; }\nmessage A { // {\n  option (b) = { c: "} reserved 3;" };\n  /* } */ string a = 1 [json_name = "{"];\n}\n',
    ["2"],
    'import "google/protobuf/descriptor.proto";\nextend google.protobuf.MessageOptions { B b = 50000; }\nmessage B { string c = 1; }\nmessage A { // {\n  reserved 2;\n  option (b) = { c: "} reserved 3;" };\n  /* } */ string a = 1 [json_name = "{"];\n}\n',
  ],
  [
    "numbers of an enum may be negative and go to the end",
    "enum A {\n  A_ZERO = 0;\n  reserved = 7;\n}\n",
    ["-5..-3,-1,2147483640..2147483647", ["A_OLD"]],
    'enum A {\n  reserved -5 to -3, -1, 2147483640 to max;\n  reserved "A_OLD";\n  A_ZERO = 0;\n  reserved = 7;\n}\n',
  ],
  [
    "what is reserved in another notation is left out",
    "message A {\n  reserved 0x10, 20 to max;\n  string a = 1;\n}\n",
    ["16,18,25"],
    "message A {\n  reserved 0x10, 18, 20 to max;\n  string a = 1;\n}\n",
  ],
];

test.each(CASES)("%s", (_title, before, [numbers, names, target], after) => {
  const quote = before.startsWith("import '") ? "'" : '"';
  const head = `syntax = ${quote}proto3${quote};\n`;
  expect(reserve(head + before, numbers, names, target)).toBe(head + after);
});

test("names are bare in editions", () => {
  const before = '// syntax = "proto3"\nedition = "2023";\nmessage A {\n  string a = 1;\n}\n';
  expect(reserve(before, "2", ["b", "c"])).toBe(
    before.replace("  string", "  reserved 2;\n  reserved b, c;\n  string"),
  );
  expect(reserve(before.replace("  string", "  reserved b;\n  string"), "", ["c"])).toBe(
    before.replace("  string", "  reserved b, c;\n  string"),
  );
});

test("what is kept for extensions is left out", () => {
  const before =
    'syntax = "proto2";\nmessage A {\n  optional string a = 1;\n  extensions 100 to max [verification = UNVERIFIED];\n}\n';
  expect(reserve(before, "99,100,200")).toBe(before.replace("  optional", "  reserved 99;\n  optional"));
  expect(reserve(before, "100")).toBe(before);
});

test("a group is a message", () => {
  const before =
    'syntax = "proto2";\nmessage A {\n  optional group B = 1 [deprecated = true] {\n    optional string c = 2;\n  }\n}\n';
  expect(reserve(before, "3", [], "A.B")).toBe(before.replace("    optional", "    reserved 3;\n    optional"));
});

test("nothing is written into another text than the one that was read", () => {
  const at = { file: "a.proto", line: 40, column: 1, endLine: 42, endColumn: 2 };
  expect(reserveEdits("message A {}\n", at, { numbers: [{ from: 1, to: 1 }], names: [] }, "message")).toEqual([]);
});
