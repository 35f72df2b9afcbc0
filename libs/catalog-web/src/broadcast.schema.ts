/**
 * When and where an anime can be watched. These records come from third-party schedules and change
 * while a page is open, so they are checked at run time; see anime.ts for everything else.
 *
 * Mirrors `model_dump(mode="json")` of libs/common/src/common/models/anime.py.
 */
import { z } from "zod";

/** An instant in ISO 8601 with its offset; the models write UTC, as in `2024-01-06T14:30:00Z`. */
const instant = z.iso.datetime({ offset: true });

/** When an anime began and ended its run. */
export const AiredDatesSchema = z.object({
  aired_from: instant.nullable(),
  /** Null while the anime is still running. */
  aired_to: instant.nullable(),
});
export type AiredDates = z.infer<typeof AiredDatesSchema>;

/** The weekly slot, and when the subtitled and dubbed releases follow it. */
export const BroadcastSchema = z.object({
  /** Day of the week, such as `Monday`. */
  day: z.string().nullable(),
  /** Local time of day, such as `23:30`. */
  time: z.string().nullable(),
  /** IANA time zone of the slot, such as `Asia/Tokyo`. */
  timezone: z.string().nullable(),
  jp_time: z.string().nullable(),
  sub_time: z.string().nullable(),
  dub_time: z.string().nullable(),
  /** Days from the Japanese broadcast to the subtitled release. */
  sub_delay_days: z.int().nullable(),
  /** Days from the Japanese broadcast to the dubbed release. */
  dub_delay_days: z.int().nullable(),
  premiere_jp: instant.nullable(),
  premiere_sub: instant.nullable(),
  premiere_dub: instant.nullable(),
  /** Null outside a run. */
  next_episode_at: instant.nullable(),
});
export type Broadcast = z.infer<typeof BroadcastSchema>;

/** A pause in the run. Its ends are text: announcements are as vague as `spring 2025`. */
export const AnimeHiatusSchema = z.object({
  reason: z.string().nullable(),
  hiatus_from: z.string().nullable(),
  hiatus_until: z.string().nullable(),
});
export type AnimeHiatus = z.infer<typeof AnimeHiatusSchema>;

/** One platform on which an anime can be watched. */
export const StreamingEntrySchema = z.object({
  /** Name of the platform. */
  platform: z.string(),
  /** Address of the anime on the platform. */
  source: z.string(),
  /** Region that the offer is limited to. */
  region: z.string().nullable(),
  free: z.boolean().nullable(),
  premium_required: z.boolean().nullable(),
  dub_available: z.boolean().nullable(),
  subtitle_languages: z.array(z.string()),
});
export type StreamingEntry = z.infer<typeof StreamingEntrySchema>;
