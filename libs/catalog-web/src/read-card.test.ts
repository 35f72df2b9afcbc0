import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { AnimeSchema, AnimeSeason, AnimeType } from "./generated/shared_proto/v1/anime_pb.js";
import { readCard } from "./read-card.js";

const sample = {
  title: "Rei no Daimei",
  titleEnglish: "A Sample Title",
  titleJapanese: "例の題名",
  type: AnimeType.TV_SHORT,
  season: AnimeSeason.FALL,
  year: 2024,
  episodeCount: 12,
  score: { arithmeticMean: 8.1 },
  streamingSources: [
    { platform: "A Platform", source: "https://example.org/watch/1", free: true },
    { platform: "Another Platform", source: "https://example.org/watch/2", free: false },
    { platform: "A Third", source: "https://example.org/watch/3" },
  ],
} satisfies MessageInitShape<typeof AnimeSchema>;

function written(anime: MessageInitShape<typeof AnimeSchema>): Uint8Array {
  return toBinary(AnimeSchema, create(AnimeSchema, anime));
}

describe("readCard", () => {
  it("reads what a card shows", () => {
    expect(readCard(written(sample))).toEqual({
      heading: "A Sample Title (TV short, Fall 2024)",
      score: "8.10",
      episodes: 12,
      free: ["A Platform"],
    });
  });

  it("gives the title in the language that is asked for", () => {
    expect(readCard(written(sample), "japanese").heading).toBe("例の題名 (TV short, Fall 2024)");
  });

  it("tells what is not known from zero", () => {
    const unknown = { heading: "Rei no Daimei", score: null, episodes: null, free: [] };
    expect(readCard(written({ title: "Rei no Daimei" }))).toEqual(unknown);
    expect(readCard(written({ ...sample, score: {} })).score).toBeNull();
    expect(readCard(written({ ...sample, score: { arithmeticMean: 0 } })).score).toBe("0.00");
  });

  it("takes a format and a season of a later contract for not known", () => {
    expect(readCard(written({ ...sample, type: 4711, season: 4711 })).heading).toBe("A Sample Title (2024)");
  });

  it("refuses bytes that are no message", () => {
    expect(() => readCard(Uint8Array.of(0x72, 0x7f, 0x41))).toThrow();
  });
});
