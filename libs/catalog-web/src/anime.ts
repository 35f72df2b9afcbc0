/**
 * The anime catalogue as its API gives it: `model_dump(mode="json")` of the models in
 * libs/common/src/common/models/anime.py, which are the source of truth.
 *
 * Every key is always present: what no source knew is null, and lists and maps are empty.
 * Instants are ISO 8601 text. `sources` are addresses of the pages a record was gathered from.
 */
import type { AiredDates, AnimeHiatus, Broadcast, StreamingEntry } from "./broadcast.schema.js";

// Enums are unions of their values. Two are tables, because a value does not tell its name.

/** Where an anime, or the work that it is made from, stands in its release. */
export type AnimeStatus = "CANCELLED" | "FINISHED" | "ONGOING" | "UNKNOWN" | "UPCOMING";

/** The kind of a catalogue entity. */
export type EntityType = "anime" | "character" | "episode";

/** The format in which an anime was released. */
export type AnimeType =
  | "CM"
  | "MOVIE"
  | "MUSIC"
  | "ONA"
  | "OVA"
  | "PV"
  | "SPECIAL"
  | "TV"
  | "TV SHORT"
  | "TV SPECIAL"
  | "UNKNOWN";

/** The age rating, worded as the rating board words it. */
export const AnimeRating = {
  G: "G - All Ages",
  PG: "PG - Children",
  PG13: "PG-13 - Teens 13 or older",
  R: "R - 17+ (violence & profanity)",
  RPLUS: "R+ - Mild Nudity",
  RX: "Rx - Hentai",
  UNKNOWN: "UNKNOWN",
} as const;
export type AnimeRating = (typeof AnimeRating)[keyof typeof AnimeRating];

/** The broadcast season of the premiere. */
export type AnimeSeason = "SPRING" | "SUMMER" | "FALL" | "WINTER";

/** How important a character is to the work. */
export type CharacterRole = "BACKGROUND" | "MAIN" | "SUPPORTING" | "UNKNOWN";

/** The medium of the work that an anime adapts. */
export const SourceMaterialType = {
  BOOK: "BOOK",
  CARD_GAME: "CARD GAME",
  DOUJINSHI: "DOUJINSHI",
  KOMA_4: "4-KOMA",
  GAME: "GAME",
  LIGHT_NOVEL: "LIGHT NOVEL",
  MANGA: "MANGA",
  MANHUA: "MANHUA",
  MANHWA: "MANHWA",
  MIXED_MEDIA: "MIXED MEDIA",
  MUSIC: "MUSIC",
  NOVEL: "NOVEL",
  ONE_SHOT: "ONE SHOT",
  ORIGINAL: "ORIGINAL",
  OTHER: "OTHER",
  PICTURE_BOOK: "PICTURE BOOK",
  RADIO: "RADIO",
  UNKNOWN: "UNKNOWN",
  VISUAL_NOVEL: "VISUAL NOVEL",
  WEB_MANGA: "WEB MANGA",
  WEB_NOVEL: "WEB NOVEL",
  COMIC: "COMIC",
  LIVE_ACTION: "LIVE ACTION",
  ILLUSTRATION: "ILLUSTRATION",
  WESTERN_MEDIA: "WESTERN MEDIA",
} as const;
export type SourceMaterialType = (typeof SourceMaterialType)[keyof typeof SourceMaterialType];

/** How a work that is not an anime relates to one. */
export type SourceMaterialRelationType = "ADAPTATION" | "SOURCE" | "ALTERNATIVE" | "SPIN_OFF" | "OTHER";

/** How one anime relates to another. */
export type AnimeRelationType =
  | "ADAPTATION"
  | "ALTERNATIVE VERSION"
  | "ALTERNATIVE SETTING"
  | "CHARACTER"
  | "CROSSOVER"
  | "FULL_STORY"
  | "OTHER"
  | "PARENT_STORY"
  | "PREQUEL"
  | "SEQUEL"
  | "SIDE_STORY"
  | "SPIN_OFF"
  | "SUMMARY";

/** One appearance of a character in an anime or a manga. */
export interface Ography {
  readonly title: string;
  readonly role: CharacterRole;
  readonly sources: readonly string[];
}

/** A trailer or promotional video. */
export interface TrailerEntry {
  /** Address of the video. */
  readonly source: string | null;
  readonly title: string | null;
  /** Address of a preview image. */
  readonly thumbnail: string | null;
}

/** A manga, novel, game or other work that an anime relates to. */
export interface RelatedSourceMaterial {
  readonly title: string;
  readonly type: SourceMaterialType;
  readonly sources: readonly string[];
  readonly status: AnimeStatus | null;
  readonly score: number | null;
  readonly images: readonly string[];
  readonly chapters: number | null;
  readonly volumes: number | null;
}

/** Another anime that this one relates to, with enough to show a card for it. */
export interface RelatedAnime {
  readonly title: string;
  readonly type: AnimeType;
  readonly sources: readonly string[];
  readonly status: AnimeStatus | null;
  readonly year: number | null;
  readonly score: number | null;
  readonly images: readonly string[];
  readonly episode_count: number | null;
}

/** Artwork, by the place that it is made for. Every entry is an address. */
export interface AnimeImages {
  readonly covers: readonly string[];
  readonly posters: readonly string[];
  readonly banners: readonly string[];
}

/** A theme of the story, such as time travel. */
export interface ThemeEntry {
  readonly name: string;
  readonly description: string | null;
}

/** Episodes that something applies to, both ends included. */
export interface EpisodeRange {
  readonly start: number;
  /** Null while the range is open. */
  readonly end: number | null;
}

/** An opening or an ending theme. */
export interface ThemeSong {
  readonly title: string;
  readonly artist: string | null;
  /** Episodes that it is heard in; empty when not known. */
  readonly episodes: readonly EpisodeRange[];
}

/** A character's appearance in one episode. */
export interface EpisodeCharacter {
  readonly name: string;
  readonly role: CharacterRole;
  readonly sources: readonly string[];
  readonly voice_actors: readonly VoiceActor[];
}

/** A staff credit of one episode. */
export interface EpisodeStaff {
  readonly name: string;
  /** Credit as text, such as `Storyboard`. */
  readonly role: string;
  readonly sources: readonly string[];
}

/** A person of the production staff. */
export interface StaffMember {
  /** The person's identifier on each platform. */
  readonly staff_ids: Record<string, number>;
  readonly name: string;
  readonly native_name: string | null;
  readonly role: string;
  readonly image: string | null;
  readonly biography: string | null;
  /** As the source states it, possibly without a year. */
  readonly birth_date: string | null;
  readonly hometown: string | null;
  readonly primary_occupations: readonly string[];
  /** First and, where it has ended, last year of work. */
  readonly years_active: readonly number[];
  readonly gender: string | null;
  readonly blood_type: string | null;
  readonly community_favorites: number | null;
  readonly enhancement_status: string | null;
}

/** A person who gives a character a voice. */
export interface VoiceActor {
  readonly biography: string | null;
  /** As the source states it, possibly without a year. */
  readonly birth_date: string | null;
  readonly blood_type: string | null;
  readonly id: string | null;
  readonly image: string | null;
  readonly language: string | null;
  readonly name: string;
  readonly native_name: string | null;
  /** Names of the characters that the person voices. */
  readonly character_assignments: readonly string[];
  readonly sources: readonly string[];
}

/** A studio, a producer or a licensor. */
export interface CompanyEntry {
  readonly name: string;
  readonly description: string | null;
  readonly sources: readonly string[];
}

/** Production staff by role. Roles are open: every key is one, as sources print it. */
export interface ProductionStaff {
  readonly [role: string]: readonly StaffMember[];
}

/** Everybody behind an anime. */
export interface StaffData {
  readonly production_staff: ProductionStaff;
}

/** A rank that holds within a context, such as "most popular, 2023". */
export interface ContextualRank {
  readonly all_time: boolean | null;
  /** What is ranked, such as `highest rated`. */
  readonly context: string;
  readonly format: string | null;
  /** The rank; 1 is the best. */
  readonly rank: number;
  readonly season: string | null;
  readonly year: number | null;
}

/** What one platform's users think of an anime. */
export interface Statistics {
  readonly favorites: number | null;
  readonly members: number | null;
  readonly popularity: number | null;
  readonly rank: number | null;
  readonly score: number | null;
  readonly scored_by: number | null;
  /** Null where the platform keeps none. */
  readonly contextual_ranks: readonly ContextualRank[] | null;
}

/** Scores of all platforms, brought together. */
export interface ScoreCalculations {
  readonly arithmetic_geometric_mean: number | null;
  readonly arithmetic_mean: number | null;
  readonly median: number | null;
}

/** An anime, merged from every source that knows it. */
export interface Anime {
  readonly background: string | null;
  /** ISO 3166-1 alpha-2 code. */
  readonly country_of_origin: string | null;
  /** Length of an episode in seconds. */
  readonly duration: number | null;
  /** 0 while not known. */
  readonly episode_count: number;
  readonly id: string | null;
  readonly entity_type: EntityType;
  readonly month: string | null;
  readonly nsfw: boolean | null;
  readonly rating: AnimeRating;
  readonly season: AnimeSeason | null;
  /** Closeness to a search; set on search results only. */
  readonly similarity_score: number | null;
  readonly source_material: SourceMaterialType | null;
  readonly status: AnimeStatus;
  readonly synopsis: string | null;
  readonly title: string;
  readonly title_english: string | null;
  readonly title_japanese: string | null;
  readonly type: AnimeType;
  readonly year: number | null;

  readonly content_warnings: readonly string[];
  readonly demographics: readonly string[];
  readonly ending_themes: readonly ThemeSong[];
  readonly genres: readonly string[];
  readonly licensors: readonly CompanyEntry[];
  readonly opening_themes: readonly ThemeSong[];
  readonly producers: readonly CompanyEntry[];
  /** By kind of relation: keys are values of {@link AnimeRelationType}. */
  readonly related_anime: Record<string, readonly RelatedAnime[]>;
  /** By kind of relation: keys are values of {@link SourceMaterialRelationType}. */
  readonly related_source_material: Record<string, readonly RelatedSourceMaterial[]>;
  readonly sources: readonly string[];
  readonly streaming_sources: readonly StreamingEntry[];
  readonly studios: readonly CompanyEntry[];
  readonly synonyms: readonly string[];
  readonly tags: readonly string[];
  readonly themes: readonly ThemeEntry[];
  readonly trailers: readonly TrailerEntry[];

  readonly aired_dates: AiredDates | null;
  readonly broadcast: Broadcast | null;
  /** Further addresses, by the name of the site. */
  readonly external_sources: Record<string, string>;
  readonly hiatus: AnimeHiatus | null;
  readonly images: AnimeImages;
  readonly score: ScoreCalculations | null;
  readonly staff_data: StaffData | null;
  /** By platform. */
  readonly statistics: Record<string, Statistics>;
}

/** A character, merged over all works that it appears in. */
export interface Character {
  readonly description: string | null;
  readonly favorites: number | null;
  readonly id: string | null;
  readonly entity_type: EntityType;
  readonly name: string;
  readonly name_native: string | null;
  readonly roles: readonly CharacterRole[];
  readonly anime_ids: readonly string[];
  readonly animeography: readonly Ography[];
  readonly traits: readonly string[];
  readonly images: readonly string[];
  readonly mangaography: readonly Ography[];
  readonly name_variations: readonly string[];
  readonly nicknames: readonly string[];
  readonly sources: readonly string[];
  readonly voice_actors: readonly VoiceActor[];
  readonly attributes: Record<string, string>;
  /** Facts that give the story away: hide them until asked for. */
  readonly spoilers: Record<string, string>;
}

/** One episode of an anime. */
export interface Episode {
  readonly aired: string | null;
  readonly anime_id: string | null;
  readonly description: string | null;
  /** Length in seconds. */
  readonly duration: number | null;
  /** Number within its season. */
  readonly episode_number: number;
  readonly filler: boolean;
  readonly id: string | null;
  readonly entity_type: EntityType;
  readonly recap: boolean;
  readonly score: number | null;
  readonly season_number: number | null;
  readonly synopsis: string | null;
  readonly title: string;
  readonly title_japanese: string | null;
  readonly title_romaji: string | null;
  /** By language code. */
  readonly titles: Record<string, string>;
  readonly characters: readonly EpisodeCharacter[];
  readonly images: readonly string[];
  readonly sources: readonly string[];
  readonly staff: readonly EpisodeStaff[];
  /** Where it can be watched, by platform. */
  readonly streaming: Record<string, string>;
}

/** An anime with its characters and episodes. */
export interface AnimeRecord {
  readonly anime: Anime;
  readonly characters: readonly Character[];
  readonly episodes: readonly Episode[];
}
