import { z } from "zod";

/** A schema of every kind that the reader knows, in the words of the catalogue. */

const Season = { Spring: "SPRING", Fall: "FALL" } as const;
const FORMATS = ["TV", "MOVIE", "OVA"] as const;
const Ratings = { General: "G", Teen: "PG-13" } as const;
const instant = z.iso.datetime({ offset: true });
const timestamps = { created_at: instant, updated_at: instant.nullish() };

export const FormatSchema = z.enum(FORMATS);
export const StatusSchema = z.enum(["FINISHED", "ONGOING"]).describe("Where an anime stands.");
export const TitleSchema = z.string().min(1).max(200);

export const ScalarsSchema = z.object({
  title: TitleSchema,
  slug: z.string().regex(/^[a-z-]+$/),
  code: z.string().length(4),
  score: z.number().min(0).max(10),
  weight: z.number().gt(0).lt(1).multipleOf(0.25),
  rank: z.int().positive(),
  year: z.number().int().gte(1900).lte(2100),
  episodes: z.int32().nonnegative(),
  views: z.uint32(),
  ratio: z.float32(),
  airing: z.boolean(),
  id: z.uuid(),
  legacy_id: z.string().uuid(),
  page: z.url(),
  contact: z.email(),
  premiere: z.iso.datetime(),
  ended: z.string().datetime(),
  day: z.iso.date(),
  slot: z.iso.time(),
  length: z.iso.duration(),
  poster: z.base64(),
  extra: z.unknown(),
  anything: z.any(),
});

export const PresenceSchema = z.object({
  plain: z.string(),
  maybe: z.string().optional(),
  unknown: z.string().nullable(),
  either: z.string().nullish(),
  chained: z.string().nullable().optional(),
  wrapped: z.optional(z.nullable(z.number())),
  defaulted: z.string().default("TV"),
  list: z.array(z.string()).default([]),
  made: z.array(z.string()).default(() => []),
  prefaulted: z.string().prefault("TV"),
  caught: z.string().catch("TV"),
  again: z.string().optional().nonoptional(),
  readonly: z.array(z.string()).readonly(),
  branded: z.string().brand<"AnimeId">(),
  refined: z.string().refine((value) => value !== ""),
  trimmed: z.string().trim().toLowerCase(),
  counted: z.string().transform((value) => value.length),
  parsed: z.preprocess((value) => value, z.number()),
});

export const CollectionsSchema = z.object({
  tags: z.array(z.string()).min(1).max(20),
  links: z.array(z.string()).nonempty(),
  scores: z.record(z.string(), z.number()),
  per_season: z.partialRecord(z.enum(["SPRING", "FALL"]), z.int()),
  range: z.tuple([z.int(), z.int().nullable()]),
  related: z.array(z.array(z.number().nullable())),
  nested: z.record(z.string(), z.array(z.object({ name: z.string(), note: z.string().optional() }))),
});

export const ChoicesSchema = z.object({
  format: FormatSchema,
  status: StatusSchema.optional(),
  season: z.enum(Season),
  native: z.nativeEnum(Season).nullable(),
  rating: z.enum(Ratings),
  kind: z.literal("anime"),
  level: z.literal([1, 2, 3]),
  flag: z.union([z.literal("yes"), z.literal("no")]),
  value: z.union([z.string(), z.number()]),
  nullable: z.union([z.string(), z.null()]),
  or: z.string().or(z.boolean()),
  without: FormatSchema.exclude(["OVA"]),
  only: StatusSchema.extract(["ONGOING"]),
});

export const StaffSchema = z.object({ name: z.string(), role: z.string().optional(), ...timestamps });
export const DirectorSchema = StaffSchema.extend({ kind: z.literal("director"), awards: z.int() });
export const WriterSchema = StaffSchema.safeExtend({ kind: z.literal("writer") });
export const CreditSchema = z.object({
  credit: z.discriminatedUnion("kind", [DirectorSchema, WriterSchema]),
  staff: z.array(StaffSchema),
  name: StaffSchema.shape.name,
  lead: StaffSchema.nullable(),
});

export const NamesSchema = StaffSchema.pick({ name: true });
export const ShortSchema = StaffSchema.omit({ created_at: true, updated_at: true });
export const PatchSchema = StaffSchema.partial();
export const RolelessSchema = StaffSchema.partial({ name: true });
export const FullSchema = StaffSchema.required();
export const FieldSchema = z.object({ field: StaffSchema.keyof() });
export const MergedSchema = NamesSchema.merge(z.object({ born: z.iso.date() }));
export const StrictSchema = z.strictObject({ name: z.string() });
export const LooseSchema = z.looseObject({ name: z.string() });
export const PassSchema = z.object({ name: z.string() }).passthrough();
export const CatchallSchema = z.object({ name: z.string() }).catchall(z.number());

export const CategorySchema = z.object({
  name: z.string(),
  get children() {
    return z.array(CategorySchema);
  },
  get parent() {
    return CategorySchema.nullable();
  },
});

const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.int() });
export const StaffPageSchema = page(StaffSchema);
