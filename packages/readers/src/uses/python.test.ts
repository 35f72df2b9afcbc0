import type { Vocabulary } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { readUses } from "./read.js";

const VOCABULARY: Vocabulary = {
  language: "python",
  types: [
    {
      kind: "record",
      name: "shared_proto.v1.Anime",
      module: "shared_proto.v1.anime_pb2",
      symbol: "Anime",
      members: [
        { name: "score", spellings: ["score"], shape: "one" },
        { name: "title", spellings: ["title"], shape: "one" },
        { name: "studio", spellings: ["studio"], type: "shared_proto.v1.Studio", shape: "one" },
        { name: "related", spellings: ["related"], type: "shared_proto.v1.Anime", shape: "list" },
        { name: "by_id", spellings: ["by_id"], type: "shared_proto.v1.Studio", shape: "map" },
        { name: "season", spellings: ["season"], type: "shared_proto.v1.Season", shape: "one" },
      ],
    },
    {
      kind: "record",
      name: "shared_proto.v1.Studio",
      module: "shared_proto.v1.anime_pb2",
      symbol: "Studio",
      members: [{ name: "name", spellings: ["name"], shape: "one" }],
    },
    {
      kind: "enum",
      name: "shared_proto.v1.Season",
      module: "shared_proto.v1.anime_pb2",
      symbol: "Season",
      members: [{ name: "SEASON_FALL", spellings: ["SEASON_FALL"], shape: "one" }],
    },
  ],
};

/** Uses of fields and members as `line subject certainty access`. */
async function usesOf(text: string, others: Record<string, string> = {}): Promise<readonly string[]> {
  const sources = Object.entries({ "libs/web/src/web/view.py": text, ...others }).map(([path, each]) => ({
    path,
    text: each,
  }));
  const uses = await readUses(sources, VOCABULARY);
  return uses
    .filter(({ kind, at }) => (kind === "field" || kind === "member") && at.file === "libs/web/src/web/view.py")
    .map(
      ({ subject, certainty, access, at }) =>
        `${at.line} ${subject.replace("shared_proto.v1.", "")} ${certainty} ${access}`,
    );
}

const CASES: Record<
  string,
  { readonly text: string; readonly uses: readonly string[]; readonly others?: Record<string, string> }
> = {
  "a parameter with an annotation": {
    text: `from shared_proto.v1 import anime_pb2
def show(anime: anime_pb2.Anime) -> str:
    return f"{anime.title}: {anime.studio.name}"
`,
    uses: ["3 Anime.title certain read", "3 Anime.studio certain read", "3 Studio.name certain read"],
  },
  "a constructor and an alias": {
    text: `from shared_proto.v1.anime_pb2 import Anime as A
made = A(title="x", studio=None)
made.score = 3
print(made.score)
`,
    uses: [
      "2 Anime.title certain write",
      "2 Anime.studio certain write",
      "3 Anime.score certain write",
      "4 Anime.score certain read",
    ],
  },
  "a module under its whole name": {
    text: `import shared_proto.v1.anime_pb2
a = shared_proto.v1.anime_pb2.Anime()
a.title
shared_proto.v1.anime_pb2.SEASON_FALL
shared_proto.v1.anime_pb2.Season.SEASON_FALL
`,
    uses: ["3 Anime.title certain read", "4 Season.SEASON_FALL certain name", "5 Season.SEASON_FALL certain name"],
  },
  "comments, strings and other types": {
    text: `from shared_proto.v1.anime_pb2 import Anime
class Match:
    score: int = 0
def f(m: Match, a: "Anime"):
    # a.score
    "a.score"
    return m.score
`,
    uses: [],
  },
  "loops and comprehensions": {
    text: `from shared_proto.v1.anime_pb2 import Anime
def f(xs: list[Anime], by: dict[str, Anime]):
    for x in xs:
        x.score
    a = [y.title for y in xs if y.score > 1]
    for key, value in by.items():
        value.score
    for i, z in enumerate(xs):
        z.studio
    best = max(xs, key=lambda w: w.score)
    best.title
    sorted(xs, key=lambda w: w.score)[0].title
    by["a"].score
`,
    uses: [
      "4 Anime.score certain read",
      "5 Anime.title certain read",
      "5 Anime.score certain read",
      "7 Anime.score certain read",
      "9 Anime.studio certain read",
      "10 Anime.score certain read",
      "11 Anime.title certain read",
      "12 Anime.score certain read",
      "12 Anime.title certain read",
      "13 Anime.score certain read",
    ],
  },
  "members of an enum under their own names": {
    text: `from shared_proto.v1.anime_pb2 import SEASON_FALL as FALL, Anime
def f(a: Anime) -> tuple[Anime, int]:
    return a.season == FALL
print(f(Anime())[0].title)
first, number = f(Anime())
first.title
`,
    uses: [
      "1 Season.SEASON_FALL certain name",
      "3 Anime.season certain read",
      "3 Season.SEASON_FALL certain name",
      "4 Anime.title certain read",
      "6 Anime.title certain read",
    ],
  },
  "fields with their descriptors": {
    text: `from shared_proto.v1.anime_pb2 import Anime, Studio
def f(a: Anime, message):
    for field, value in message.ListFields():
        field.name
    return [field.name for field, _ in a.ListFields()], value.name
`,
    uses: ["5 Studio.name likely read"],
  },
  "what is not known": {
    text: `from shared_proto.v1.anime_pb2 import Anime
def f(a, b):
    return a.score, b.other, "x".title(), a.title()
`,
    uses: ["3 Anime.score likely read"],
  },
  "a file that has nothing to do with the contract": {
    text: `def f(a):
    return a.score
`,
    uses: [],
  },
  "functions of this file and of others": {
    text: `from .load import load, load_all
from shared_proto.v1.anime_pb2 import Studio
async def f():
    load().score
    for each in await load_all():
        each.title
    def inner():
        return load()
    inner().studio.name
`,
    others: {
      "libs/web/src/web/load.py": `from shared_proto.v1 import anime_pb2
def load():
    return anime_pb2.Anime.FromString(b"")
async def load_all() -> list[anime_pb2.Anime]: ...
`,
    },
    uses: [
      "4 Anime.score certain read",
      "6 Anime.title certain read",
      "9 Anime.studio certain read",
      "9 Studio.name certain read",
    ],
  },
  "names passed on by a package": {
    text: `from web.models import Show
from web import models
def f(a: Show, b: models.Show):
    return a.score + b.title
`,
    others: { "libs/web/src/web/models/__init__.py": "from shared_proto.v1.anime_pb2 import Anime as Show\n" },
    uses: ["4 Anime.score certain read", "4 Anime.title certain read"],
  },
  "functions that are told a name": {
    text: `from shared_proto.v1.anime_pb2 import Anime
a = Anime()
a.HasField("score")
getattr(a, "title")
a.ClearField("studio")
"score"
`,
    uses: ["3 Anime.score certain read", "4 Anime.title certain read", "5 Anime.studio certain read"],
  },
  "values in an object": {
    text: `from shared_proto.v1.anime_pb2 import Anime
class View:
    def __init__(self, anime: Anime):
        self.anime = anime
        self.score = 1
    def show(self):
        return self.anime.title, self.score
View(Anime()).anime.score
`,
    uses: ["7 Anime.title certain read", "8 Anime.score certain read"],
  },
  "branches and narrowing": {
    text: `from shared_proto.v1.anime_pb2 import Anime
def f(x, y, z):
    if isinstance(x, Anime):
        x.score
    if not isinstance(y, Anime):
        return
    y.score
    if z:
        a = Anime()
    else:
        a = 3
    a.title
    match z:
        case Anime(score=s, studio=t):
            t.name
`,
    uses: [
      "4 Anime.score certain read",
      "7 Anime.score certain read",
      "12 Anime.title certain read",
      "14 Anime.score certain read",
      "14 Anime.studio certain read",
      "15 Studio.name certain read",
    ],
  },
  "a name passed on by what is not read": {
    text: `from elsewhere import Anime, other
def f(x: Anime, y: other):
    return x.score, y.title
`,
    uses: ["3 Anime.score likely read"],
  },
};

test.each(Object.entries(CASES))("%s", async (_, { text, uses, others }) => {
  expect(await usesOf(text, others)).toEqual(uses);
});
