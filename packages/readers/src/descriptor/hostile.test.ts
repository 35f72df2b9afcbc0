import { describe, expect, test } from "vitest";
import { compareOutlines } from "../../../engine/src/stubs/compare.js";
import { imageOf, nested, record } from "../proto-image/image.test.support.js";
import { randomSource } from "../proto/mutate.test.support.js";
import { nameOfFile } from "./decode-file.js";
import { outlineSources } from "./outline-sources.js";

const PROTO = {
  path: "anime.proto",
  text: 'syntax = "proto3"; message Anime { string title = 1; map<string, int32> scores = 2; }',
};
const opened = outlineSources([PROTO]);
const STRING = 9;

/** A serialized descriptor of the file, with these fields in its message. */
function withFields(...fields: readonly { readonly name: string; readonly number: number }[]): Uint8Array {
  const field = fields.map((each) => ({ ...each, type: STRING, label: 1 }));
  const set = imageOf({ name: PROTO.path, syntax: "proto3", messageType: [{ name: "Anime", field }] });
  // The set holds one file: its tag and its length come first.
  return set.subarray(set[1] !== undefined && set[1] > 127 ? 3 : 2);
}

function problemOf(bytes: Uint8Array): string | undefined {
  const decoded = opened.decode(bytes);
  return decoded.outline === undefined ? decoded.problem : undefined;
}

describe("a descriptor that nothing generated", () => {
  test.each<readonly [string, Uint8Array, RegExp]>([
    ["is cut off", withFields({ name: "title", number: 1 }).subarray(0, 20), /cut off/],
    ["nests messages without end", record(4, nested(3, 5000, record(1, "A"))), /nested too deep|refers|name/],
    ["nests groups without end", Buffer.alloc(100_000, 0x4b), /nested too deep/],
    ["has names that a terminal would obey", record(1, "\x1b[2J.proto"), /has the name/],
    ["has a field of no name", withFields({ name: "", number: 1 }), /has the name ""/],
    ["has text that is no UTF-8", record(1, Uint8Array.from([0xff, 0xfe])), /UTF-8/],
    ["has a number without end", Buffer.alloc(20, 0xff), /no end|cut off/],
    ["is larger than any", Buffer.alloc(9 * 1024 * 1024), /up to/],
  ])("%s: its problem is said", (_, bytes, problem) => {
    expect(problemOf(bytes)).toMatch(problem);
  });

  test("names a field twice: the second one does not hide the first", () => {
    const decoded = opened.decode(
      withFields({ name: "other", number: 7 }, { name: "title", number: 9 }, { name: "title", number: 1 }),
    );
    const proto = opened.outline(PROTO.path).outline;
    if (decoded.outline === undefined || proto === undefined) throw new Error("It was not decoded.");
    const differences = compareOutlines(decoded.outline, proto);
    expect(differences.map(({ name, change }) => `${name} ${change}`)).toContain("Anime.title changed");
  });

  test("random bytes, and random changes of a real one, are no error", () => {
    const random = randomSource(3);
    const real = withFields({ name: "title", number: 1 }, { name: "scores", number: 2 });
    for (let round = 0; round < 3000; round++) {
      const bytes =
        round % 2 === 0 ? Uint8Array.from(real) : Uint8Array.from({ length: random(60) }, () => random(256));
      for (let change = 0; change < 3; change++) if (bytes.length > 0) bytes[random(bytes.length)] = random(256);
      expect(opened.decode(bytes)).toBeTypeOf("object");
      nameOfFile(bytes);
    }
  });
});

test("a proto that does not parse, or names what is not there, is not compared with", () => {
  const broken = outlineSources([
    { path: "a.proto", text: "message {" },
    { path: "b.proto", text: 'syntax = "proto3"; message B { Missing a = 1; }' },
    { path: "c.proto", text: 'syntax = "proto3"; import "gone.proto"; message C {}' },
  ]);
  const rules = ["a.proto", "b.proto", "c.proto", "d.proto"].map((path) => {
    const found = broken.outline(path);
    return found.outline === undefined ? found.diagnostics.map(({ rule }) => rule) : ["compared"];
  });
  expect(rules).toEqual([["read/syntax-error"], ["read/unresolved-type"], ["read/unresolved-import"], []]);
});
