export type {
  Anime,
  AnimeImages,
  AnimeRecord,
  AnimeRelationType,
  AnimeSeason,
  AnimeStatus,
  AnimeType,
  Character,
  CharacterRole,
  CompanyEntry,
  ContextualRank,
  EntityType,
  Episode,
  EpisodeCharacter,
  EpisodeRange,
  EpisodeStaff,
  Ography,
  ProductionStaff,
  RelatedAnime,
  RelatedSourceMaterial,
  ScoreCalculations,
  SourceMaterialRelationType,
  StaffData,
  StaffMember,
  Statistics,
  ThemeEntry,
  ThemeSong,
  TrailerEntry,
  VoiceActor,
} from "./anime.js";
export type { AiredDates, AnimeHiatus, Broadcast, StreamingEntry } from "./broadcast.schema.js";
export type { TitledAnime, TitleLanguage } from "./format-title.js";
export type { AnimeCard } from "./read-card.js";

// Each of the two is a table of values and the type of these values.
export { AnimeRating, SourceMaterialType } from "./anime.js";
export { AiredDatesSchema, AnimeHiatusSchema, BroadcastSchema, StreamingEntrySchema } from "./broadcast.schema.js";
export { formatTitle } from "./format-title.js";
export { readCard } from "./read-card.js";
