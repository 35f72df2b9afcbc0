import type { CodeMember, Vocabulary } from "@nx-contracts/ir";
import { readUses } from "./read.js";

/** What the records of the tests are imported from. */
export const MODULE = "example.org/gen/shows/v1";

const one = (name: string, spelling: string, type?: string): CodeMember => ({
  name,
  spellings: [spelling, `Get${spelling}`],
  shape: "one",
  ...(type !== undefined && { type: `shows.v1.${type}` }),
});

const VOCABULARY: Vocabulary = {
  language: "go",
  types: [
    {
      kind: "record",
      name: "shows.v1.Show",
      module: MODULE,
      symbol: "Show",
      members: [
        one("score", "Score"),
        one("title", "Title"),
        one("studio", "Studio", "Studio"),
        { ...one("related", "Related", "Show"), shape: "list" },
        { ...one("by_id", "ById", "Studio"), shape: "map" },
        one("mood", "Mood", "Mood"),
        { ...one("film", "Film", "Studio"), oneof: "Kind" },
      ],
    },
    {
      kind: "record",
      name: "shows.v1.Show",
      module: MODULE,
      symbol: "Show_Film",
      members: [{ name: "film", spellings: ["Film"], type: "shows.v1.Studio", shape: "one" }],
    },
    { kind: "record", name: "shows.v1.Studio", module: MODULE, symbol: "Studio", members: [one("name", "Name")] },
    {
      kind: "enum",
      name: "shows.v1.Mood",
      module: MODULE,
      symbol: "Mood",
      members: [{ name: "MOOD_DARK", spellings: ["Mood_MOOD_DARK"], shape: "one" }],
    },
  ],
};

/** Uses of fields and members as `line subject certainty access`. */
export async function usesOf(text: string, others: Record<string, string> = {}): Promise<readonly string[]> {
  const sources = Object.entries({ "libs/search/rank.go": text, ...others }).map(([path, each]) => ({
    path,
    text: each,
  }));
  const uses = await readUses(sources, VOCABULARY);
  return uses
    .filter(({ kind, at }) => (kind === "field" || kind === "member") && at.file === "libs/search/rank.go")
    .map(
      ({ subject, certainty, access, at }) => `${at.line} ${subject.replace("shows.v1.", "")} ${certainty} ${access}`,
    );
}
