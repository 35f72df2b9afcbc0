import type { Anime, AnimeSeason, AnimeType } from "./anime.js";

/** What a heading needs of an anime. */
export type TitledAnime = Pick<Anime, "season" | "title" | "title_english" | "title_japanese" | "type" | "year">;

export type TitleLanguage = "english" | "romaji" | "japanese";

const typeLabels = {
  CM: "Commercial",
  MOVIE: "Movie",
  MUSIC: "Music",
  ONA: "ONA",
  OVA: "OVA",
  PV: "PV",
  SPECIAL: "Special",
  TV: "TV",
  "TV SHORT": "TV short",
  "TV SPECIAL": "TV special",
  UNKNOWN: null,
} as const satisfies Record<AnimeType, string | null>;

const seasonLabels = {
  SPRING: "Spring",
  SUMMER: "Summer",
  FALL: "Fall",
  WINTER: "Winter",
} as const satisfies Record<AnimeSeason, string>;

/**
 * Formats the heading of an anime: `A Sample Title (TV, Fall 2024)`.
 *
 * The title is the one in `language`, or the main title where there is none. What is not known is
 * left out, a season without its year included: it would say nothing.
 */
export function formatTitle(anime: TitledAnime, language: TitleLanguage = "english"): string {
  const details = [typeLabels[anime.type], premiere(anime)].filter((detail) => detail !== null);
  const title = titleIn(anime, language);
  return details.length === 0 ? title : `${title} (${details.join(", ")})`;
}

function titleIn(anime: TitledAnime, language: TitleLanguage): string {
  const translated = {
    english: anime.title_english,
    romaji: anime.title,
    japanese: anime.title_japanese,
  }[language];
  return translated?.trim() || anime.title;
}

function premiere({ season, year }: TitledAnime): string | null {
  if (year === null) return null;
  return season === null ? String(year) : `${seasonLabels[season]} ${year}`;
}
