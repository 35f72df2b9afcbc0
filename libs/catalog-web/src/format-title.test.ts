import { describe, expect, it } from "vitest";
import { formatTitle, type TitledAnime } from "./format-title.js";

const anime: TitledAnime = {
  title: "Rei no Daimei",
  title_english: "A Sample Title",
  title_japanese: "例の題名",
  type: "TV",
  season: "FALL",
  year: 2024,
};

describe("formatTitle", () => {
  it("gives title, type and premiere", () => {
    expect(formatTitle(anime)).toBe("A Sample Title (TV, Fall 2024)");
  });

  it("gives the title in the language that is asked for", () => {
    expect(formatTitle(anime, "romaji")).toBe("Rei no Daimei (TV, Fall 2024)");
    expect(formatTitle(anime, "japanese")).toBe("例の題名 (TV, Fall 2024)");
  });

  it.each([null, "", " "])("falls back to the main title where the other is %j", (title_english) => {
    expect(formatTitle({ ...anime, title_english })).toBe("Rei no Daimei (TV, Fall 2024)");
  });

  it("leaves out what is not known", () => {
    expect(formatTitle({ ...anime, season: null })).toBe("A Sample Title (TV, 2024)");
    expect(formatTitle({ ...anime, year: null })).toBe("A Sample Title (TV)");
    expect(formatTitle({ ...anime, type: "UNKNOWN" })).toBe("A Sample Title (Fall 2024)");
    expect(formatTitle({ ...anime, type: "UNKNOWN", year: null })).toBe("A Sample Title");
  });

  it("spells a type out where its value is not for readers", () => {
    expect(formatTitle({ ...anime, type: "TV SHORT" })).toBe("A Sample Title (TV short, Fall 2024)");
  });
});
