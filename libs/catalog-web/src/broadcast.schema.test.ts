import { describe, expect, it } from "vitest";
import { AiredDatesSchema, BroadcastSchema, StreamingEntrySchema } from "./broadcast.schema.js";

describe("AiredDatesSchema", () => {
  it("reads instants in UTC and with an offset", () => {
    const dates = { aired_from: "2024-01-06T14:30:00Z", aired_to: "2024-03-30T23:30:00+09:00" };
    expect(AiredDatesSchema.parse(dates)).toEqual(dates);
  });

  it.each(["2024-01-06", "2024-01-06T14:30:00", "soon"])("refuses %j", (aired_from) => {
    expect(AiredDatesSchema.safeParse({ aired_from, aired_to: null }).success).toBe(false);
  });

  it("refuses a key that is absent: what is not known is null", () => {
    expect(AiredDatesSchema.safeParse({ aired_from: null }).success).toBe(false);
  });
});

describe("BroadcastSchema", () => {
  const unknown = Object.fromEntries(Object.keys(BroadcastSchema.shape).map((key) => [key, null]));

  it("reads a slot of which nothing is known", () => {
    expect(BroadcastSchema.parse(unknown)).toEqual(unknown);
  });

  it("refuses a part of a day", () => {
    expect(BroadcastSchema.safeParse({ ...unknown, sub_delay_days: 0.5 }).success).toBe(false);
  });
});

describe("StreamingEntrySchema", () => {
  it("asks for the languages even when there are none", () => {
    const offer = {
      platform: "A Platform",
      source: "https://example.org/watch/1",
      region: null,
      free: true,
      premium_required: null,
      dub_available: null,
    };
    expect(StreamingEntrySchema.safeParse(offer).success).toBe(false);
    expect(StreamingEntrySchema.safeParse({ ...offer, subtitle_languages: [] }).success).toBe(true);
  });
});
