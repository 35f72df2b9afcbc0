import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messages } from "./arbitrary.js";
import { compare } from "./compare.js";
import { go, loadContracts, python, rust, typescript } from "./programs.js";
import { Speaker } from "./speaker.js";

/** Random messages of every type. */
const RUNS = Number(process.env["ROUND_TRIP_RUNS"] ?? 200);
/** So many are held at once. */
const BATCH = 200;
const SEED = Number(process.env["ROUND_TRIP_SEED"] ?? 4);

const types = [...loadContracts()]
  .filter((desc) => desc.kind === "message")
  .filter((desc) => desc.parent === undefined && desc.file.proto.package !== "google.protobuf");

let speakers: readonly Speaker[] = [];
beforeAll(() => {
  speakers = [python(), typescript(), rust(), go()].map((program) => new Speaker(program));
});
afterAll(() => {
  for (const speaker of speakers) speaker.stop();
});

describe("four languages", () => {
  it("have a generated type of every message of the contracts", async () => {
    const names = types.map(({ typeName }) => typeName).sort();
    expect(names).toContain("shared_proto.v1.Anime");
    for (const speaker of speakers) {
      const known = await speaker.types();
      expect([...known].sort(), speaker.language).toEqual(names);
    }
  });

  const named = types.map((desc) => [desc.typeName, desc] as const);
  it.each(named)("understand each other's %s", { timeout: 60_000 + 300 * RUNS }, async (type, desc) => {
    const values = fc.sample(messages(desc), { numRuns: RUNS, seed: SEED });
    const judges = speakers.filter(({ language }) => language === "Python" || language === "Go");
    expect(judges).toHaveLength(2);
    for (let at = 0; at < RUNS; at += BATCH) {
      const batch = values.slice(at, at + BATCH);
      const { compared, disagreements } = await compare(type, batch, speakers, judges);
      expect(disagreements.slice(0, 3)).toEqual([]);
      expect([...compared.values()]).toEqual(Array.from({ length: 16 }, () => batch.length));
    }
  });
});
