import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { displayWidth, padColumns } from "./display-width.js";

describe("displayWidth", () => {
  test.each([
    ["", 0],
    ["Anime", 5],
    ["漢字", 4],
    ["ｱﾆﾒ", 3],
    ["アニメ", 6],
    ["한국어", 6],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["🇯🇵", 2],
    ["（）", 4],
    ["„—…", 3],
  ])("%s fills %i", (text, width) => expect(displayWidth(text)).toBe(width));

  test("agrees with string-width on every character that fills a column, but fillers and halves of flags", () => {
    const differing: string[] = [];
    for (let code = 0x20; code < 0x3ffff; code++) {
      const character = String.fromCodePoint(code);
      if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(character) || /[\u115f\u1160\u3164\uffa0\p{RI}]/u.test(character)) continue;
      if (displayWidth(character) !== stringWidth(character)) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });
});

test("padColumns counts columns", () => expect(padColumns("漢", 4)).toBe("漢  "));
