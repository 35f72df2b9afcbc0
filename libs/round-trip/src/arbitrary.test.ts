import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messages } from "./arbitrary.js";
import { canonical } from "./notation.js";
import { loadContracts } from "./programs.js";

const contracts = loadContracts();

/** What the comparison sees of a type: 200 messages as one text. */
function sampled(message: string): string {
  const desc = contracts.getMessage(`shared_proto.${message}`);
  if (desc === undefined) throw new Error(`There is no message ${message}.`);
  return fc
    .sample(messages(desc), { numRuns: 200, seed: 4 })
    .map((value) => JSON.stringify(value))
    .join("\n");
}

describe("messages", () => {
  it.each([
    ["minus zero", "storage.v1.AnimeDocument", '"mean_score":"8000000000000000"'],
    ["NaN", "storage.v1.AnimeDocument", '"mean_score":"NaN"'],
    ["a subnormal", "storage.v1.AnimeDocument", '"mean_score":"0000000000000001"'],
    ["the largest double", "storage.v1.AnimeDocument", '"mean_score":"7fefffffffffffff"'],
    ["zero that is not absent", "storage.v1.AnimeDocument", '"mean_score":"0000000000000000"'],
    ["the largest unsigned integer", "storage.v1.AnimeDocument", '"revision":"18446744073709551615"'],
    ["an enum number without a name", "storage.v1.AnimeDocument", '"payload_compression":4711'],
    ["a negative enum number", "storage.v1.AnimeDocument", '"payload_compression":-1'],
    ["bytes", "storage.v1.AnimeDocument", '"payload":"AA=="'],
    ["seconds out of range", "v1.AiredDates", '"seconds":"-9223372036854775808"'],
    ["a float that is infinite", "v1.ScoreCalculations", '"median":"7f800000"'],
    ["the smallest integer", "v1.EpisodeRange", '"start":"-2147483648"'],
    ["astral text", "v1.ThemeEntry", "\u{1f338}"],
    ["text with a null character", "v1.ThemeEntry", "\\u0000"],
    ["long text", "v1.StaffMember", "long ".repeat(4000)],
    ["text that is empty, not absent", "v1.ThemeEntry", '"description":""'],
    ["one side of a oneof", "v1.GetAnimeRequest", '"anime_id":'],
    ["the other side", "v1.GetAnimeRequest", '"source":'],
    ["an empty message that is not absent", "v1.GetAnimeResponse", '"images":{}'],
    [
      "messages in lists in maps in messages in messages",
      "v1.StaffData",
      '{"production_staff":{"roles":{"":[["',
      '{"items":[{"',
    ],
  ])("hold %s", (_title, message, ...texts) => {
    for (const text of texts) expect(sampled(message).includes(text), text).toBe(true);
  });

  it("leave out what cannot be told from its absence", () => {
    expect(sampled("storage.v1.AnimeDocument")).not.toMatch(/"revision":"0"|"payload":""|"genres":\[\]/);
    expect(sampled("v1.SearchAnimeRequest")).not.toContain('"include_nsfw":false');
  });
});

describe("canonical", () => {
  it("puts fields and map entries in order, and leaves lists", () => {
    const noted = {
      b: [2, 1],
      a: {
        "": [
          ["y", { d: "1", c: "2" }],
          ["x", true],
        ],
      },
    };
    expect(JSON.stringify(canonical(noted))).toBe('{"a":{"":[["x",true],["y",{"c":"2","d":"1"}]]},"b":[2,1]}');
  });
});
