import { describe, expect, it } from "vitest";
import { matchTag, parseTag, tagOf } from "./tag.js";

describe("parseTag", () => {
  it.each([
    ["proto-v7", "7.0.0"],
    ["proto-v7.1", "7.1.0"],
    ["proto-v7.1.2", "7.1.2"],
    ["proto-v7-rc.1", "7.0.0-rc.1"],
    ["proto-v2026.11.26", "2026.11.26"],
    ["proto-v07", undefined],
    ["proto-vnext", undefined],
    ["proto-v1;rm -rf", undefined],
    ["proto-v", undefined],
  ])("reads %s as version %s", (name, version) => {
    expect(parseTag(name, "proto-v*").version).toBe(version);
  });

  it.each([
    ["proto-v1/a b", "proto-v1_a_b"],
    ["proto-v../../up", "proto-v.._.._up"],
    ["proto-v1;rm -rf $(x)`y`", "proto-v1;rm_-rf_$(x)`y`"],
    ["proto-v1'\"&|<>*?", "proto-v1'\"&|<>*?"],
    ["proto-vü名", "proto-vü名"],
  ])("makes of %j the file name %j", (name, fileName) => {
    expect(parseTag(name, "proto-v*").fileName).toBe(fileName);
  });

  it.each([
    "proto-v1\n2",
    "proto-v1\0",
    "proto-v1\t",
    "proto-v\\1",
    "proto-v1\u202Egpj",
    "proto-v1\u200B",
    "proto-v1\u2028",
    `proto-v1\uD800`,
  ])("refuses %j", (name) => {
    expect(() => parseTag(name, "proto-v*")).toThrow("that no file name is given");
  });

  it("writes versions as short as they can be", () => {
    expect(["2.0.0", "1.1.0", "1.0.1", "10.0.0"].map((version) => tagOf(version, "proto-v*"))).toEqual([
      "proto-v2",
      "proto-v1.1",
      "proto-v1.0.1",
      "proto-v10",
    ]);
  });

  it("refuses a name that is too long for a file", () => {
    expect(() => parseTag(`proto-v${"é".repeat(90)}`, "proto-v*")).toThrow("longer than 180 bytes");
  });

  it("takes the pattern for text, but for `*`", () => {
    expect(matchTag("a.b-1", "a.b-*")).toBe("1");
    expect(matchTag("axb-1", "a.b-*")).toBeUndefined();
    expect(matchTag("release (1)", "release (*)")).toBe("1");
    expect(() => parseTag("v1", "proto-v*")).toThrow('The tag "v1" does not match `proto-v*`');
  });
});
