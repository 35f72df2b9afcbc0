import { fromBinary } from "@bufbuild/protobuf";
import type { AnimeSeason, AnimeType } from "./anime.js";
import { formatTitle, type TitleLanguage } from "./format-title.js";
import * as wire from "./generated/shared_proto/v1/anime_pb.js";

/** What a card shows of an anime. */
export interface AnimeCard {
  readonly heading: string;
  /** Mean score with two decimals; null when nobody scored it. */
  readonly score: string | null;
  /** Null while not known. */
  readonly episodes: number | null;
  /** Platforms on which it can be watched free of charge. */
  readonly free: readonly string[];
}

const types = {
  [wire.AnimeType.UNSPECIFIED]: "UNKNOWN",
  [wire.AnimeType.CM]: "CM",
  [wire.AnimeType.MOVIE]: "MOVIE",
  [wire.AnimeType.MUSIC]: "MUSIC",
  [wire.AnimeType.ONA]: "ONA",
  [wire.AnimeType.OVA]: "OVA",
  [wire.AnimeType.PV]: "PV",
  [wire.AnimeType.SPECIAL]: "SPECIAL",
  [wire.AnimeType.TV]: "TV",
  [wire.AnimeType.TV_SHORT]: "TV SHORT",
  [wire.AnimeType.TV_SPECIAL]: "TV SPECIAL",
  [wire.AnimeType.UNKNOWN]: "UNKNOWN",
} as const satisfies Record<wire.AnimeType, AnimeType>;

const seasons = {
  [wire.AnimeSeason.UNSPECIFIED]: null,
  [wire.AnimeSeason.SPRING]: "SPRING",
  [wire.AnimeSeason.SUMMER]: "SUMMER",
  [wire.AnimeSeason.FALL]: "FALL",
  [wire.AnimeSeason.WINTER]: "WINTER",
} as const satisfies Record<wire.AnimeSeason, AnimeSeason | null>;

/**
 * Reads the card of an anime from a serialised `shared_proto.v1.Anime`.
 *
 * A release format or a season of a later contract counts as not known.
 *
 * @throws Error where the bytes are no message
 */
export function readCard(bytes: Uint8Array, language?: TitleLanguage): AnimeCard {
  const anime = fromBinary(wire.AnimeSchema, bytes);
  const titled = {
    title: anime.title,
    title_english: anime.titleEnglish ?? null,
    title_japanese: anime.titleJapanese ?? null,
    type: valueAt<AnimeType>(types, anime.type) ?? "UNKNOWN",
    season: valueAt<AnimeSeason | null>(seasons, anime.season) ?? null,
    year: anime.year ?? null,
  };
  return {
    heading: formatTitle(titled, language),
    score: anime.score?.arithmeticMean?.toFixed(2) ?? null,
    episodes: anime.episodeCount || null,
    free: anime.streamingSources.filter((entry) => entry.free).map((entry) => entry.platform),
  };
}

/** Enums are open on the wire: a number need not be a member. */
function valueAt<T>(table: Readonly<Record<number, T>>, number: number | undefined): T | undefined {
  return number === undefined ? undefined : table[number];
}
