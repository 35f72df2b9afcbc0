import type { Edit } from "@nx-contracts/ir";
import { describe, expect, test } from "vitest";
import { applyEdits, compatibleEdits } from "./apply.js";

const edit = (line: number, before: readonly string[], after: readonly string[]): Edit => ({
  file: "anime.proto",
  line,
  before,
  after,
});

describe("applyEdits", () => {
  test("replaces, inserts and removes lines by the numbers of the text as it was", () => {
    const edits = [
      edit(1, ["message Anime {"], ["message Work {"]),
      edit(3, [], ["  string id = 2;"]),
      edit(4, ["// old"], []),
    ];
    expect(applyEdits("message Anime {\n  string title = 1;\n}\n// old\n", edits)).toBe(
      "message Work {\n  string title = 1;\n  string id = 2;\n}\n",
    );
  });

  test("keeps CRLF and gives it to new lines", () => {
    expect(applyEdits("a\r\nb\r\n", [edit(2, ["b"], ["b", "c"])])).toBe("a\r\nb\r\nc\r\n");
  });

  test("keeps the line ends of a text that mixes them", () => {
    expect(applyEdits("a\r\nb\nc\r\n", [edit(2, ["b"], ["B"])])).toBe("a\r\nB\nc\r\n");
  });

  test("keeps a text without a final newline so", () => {
    expect(applyEdits("a\nb", [edit(3, [], ["", "c"])])).toBe("a\nb\n\nc");
  });

  test("fills an empty text", () => {
    expect(applyEdits("", [edit(1, [], ["a"])])).toBe("a\n");
  });

  test.each([
    ["`before` reads otherwise", [edit(2, ["B"], ["c"])]],
    ["`before` runs past the end", [edit(2, ["b", "c"], ["d"])]],
    ["the line lies behind the end", [edit(4, [], ["c"])]],
    ["there is no line 0", [edit(0, [], ["c"])]],
    ["two edits want one line", [edit(1, ["a"], ["c"]), edit(1, ["a", "b"], ["d"])]],
    ["an insertion falls into what goes", [edit(1, ["a", "b"], ["d"]), edit(2, [], ["c"])]],
  ])("refuses when %s", (_why, edits) => {
    expect(applyEdits("a\nb\n", edits)).toBeUndefined();
  });

  test("applies equal edits once", () => {
    const needed = edit(1, [], ['import "google/protobuf/timestamp.proto";']);
    expect(applyEdits("a\n", [needed, { ...needed }])).toBe('import "google/protobuf/timestamp.proto";\na\n');
  });

  test("puts what belongs to the block above ahead of a new block", () => {
    const edits = [
      edit(3, [], ["", "class Work:", "    title: str"]),
      edit(3, [], ["    year: int"]),
      edit(3, [], ["    city: str"]),
    ];
    expect(applyEdits("class Studio:\n    name: str\n", edits)).toBe(
      "class Studio:\n    name: str\n    year: int\n    city: str\n\nclass Work:\n    title: str\n",
    );
  });
});

describe("compatibleEdits", () => {
  const needed = edit(1, [], ["import x"]);

  test("leaves out a finding one of whose edits wants a taken line, all of it", () => {
    const first = [needed, edit(5, ["a"], ["b"])];
    const second = [edit(1, [], ["import y"]), edit(5, ["a"], ["c"])];
    expect(compatibleEdits([first, second])).toEqual(first);
  });

  test("takes what two findings share once", () => {
    const [one, other] = [edit(5, ["a"], ["b"]), edit(6, ["c"], ["d"])];
    expect(
      compatibleEdits([
        [needed, one],
        [{ ...needed }, other],
      ]),
    ).toEqual([needed, one, other]);
  });

  test("keeps files apart", () => {
    const [one, other] = [edit(5, ["a"], ["b"]), { ...edit(5, ["a"], ["c"]), file: "models.py" }];
    expect(compatibleEdits([[one], [other]])).toEqual([one, other]);
  });
});
