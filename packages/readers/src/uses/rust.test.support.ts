import type { CodeMember, Vocabulary } from "@nx-contracts/ir";
import { readUses } from "./read.js";

const MODULE = "shared_proto::v1";

const one = (name: string, type?: string): CodeMember => ({
  name,
  spellings: [name],
  shape: "one",
  ...(type !== undefined && { type: `${MODULE.replace("::", ".")}.${type}` }),
});

const VOCABULARY: Vocabulary = {
  language: "rust",
  types: [
    {
      kind: "record",
      name: "shared_proto.v1.Anime",
      module: MODULE,
      symbol: "Anime",
      members: [
        one("score"),
        one("title"),
        one("studio", "Studio"),
        { ...one("related", "Anime"), shape: "list" },
        { ...one("by_id", "Studio"), shape: "map" },
        { ...one("season", "Season"), spellings: ["season", "set_season"] },
      ],
    },
    { kind: "record", name: "shared_proto.v1.Studio", module: MODULE, symbol: "Studio", members: [one("name")] },
    {
      kind: "record",
      name: "shared_proto.v1.Anime.Rank",
      module: MODULE,
      symbol: "anime.Rank",
      members: [one("place")],
    },
    {
      kind: "enum",
      name: "shared_proto.v1.Season",
      module: MODULE,
      symbol: "Season",
      members: [{ name: "SEASON_FALL", spellings: ["Fall"], shape: "one" }],
    },
  ],
};

/** Uses of fields and members as `line subject certainty access`. */
export async function usesOf(text: string, others: Record<string, string> = {}): Promise<readonly string[]> {
  const sources = Object.entries({ "libs/player/src/show.rs": text, ...others });
  const uses = await readUses(
    sources.map(([path, each]) => ({ path, text: each })),
    VOCABULARY,
  );
  return uses
    .filter(({ kind, at }) => (kind === "field" || kind === "member") && at.file === "libs/player/src/show.rs")
    .map(
      ({ subject, certainty, access, at }) =>
        `${at.line} ${subject.replace("shared_proto.v1.", "")} ${certainty} ${access}`,
    );
}
