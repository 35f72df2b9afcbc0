import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { logicalNames } from "@nx-contracts/engine/impact";
import { expect, test } from "vitest";
import { readSchema } from "./read-example.js";

const MODEL = `from enum import Enum
from pydantic import BaseModel, Field


class Mood(str, Enum):
    DARK = "dark"


class Text(BaseModel):
    body: str


class Picture(BaseModel):
    url: str


class ShowCard(BaseModel):
    score: float
    first_aired: str = Field(alias="firstAired")
    content: Text | Picture
    mood: Mood
`;

const PROTO = `syntax = "proto3";
package shows.v1;
message Text { string body = 1; }
message Picture { string url = 1; }
message Card {
  double score = 1;
  string first_aired = 2;
  oneof content { Text text = 3; Picture picture = 4; }
  Mood mood = 5;
  string only_here = 6;
}
enum Mood { MOOD_UNSPECIFIED = 0; MOOD_DARK = 1; }
service Shows { rpc Get(Text) returns (Card); }
`;

const TYPES = `export interface ShowCardSchema { points: number; firstAired: string }
`;

const names = logicalNames(readSchema("show.py", MODEL), [
  { schema: readSchema("show.proto", PROTO), mapping: { records: { ShowCard: "Card" } } },
  {
    schema: readSchema("show.ts", TYPES),
    mapping: { stripSuffix: ["Schema"], fields: { "ShowCard.score": "points" } },
  },
]);

const called = (end: string) => {
  const found = [...names].filter(([qualified]) => qualified === end || qualified.endsWith(`.${end}`));
  return [...new Set(found.map(([, { name }]) => name))];
};

test.each([
  ["of a mapping", "shows.v1.Card", "ShowCard"],
  ["of a field of a mapped record", "shows.v1.Card.score", "ShowCard.score"],
  ["of a mapped field", "ShowCardSchema.points", "ShowCard.score"],
  ["of a suffix", "ShowCardSchema", "ShowCard"],
  ["in another case", "ShowCardSchema.firstAired", "ShowCard.first_aired"],
  ["of a union that is a oneof", "shows.v1.Card.text", "ShowCard.content"],
  ["of each of its alternatives", "shows.v1.Card.picture", "ShowCard.content"],
  ["of a member with the prefix of its enum", "shows.v1.Mood.MOOD_DARK", "Mood.DARK"],
  ["of what only the mirror has", "shows.v1.Card.only_here", "ShowCard.only_here"],
  ["of a method", "shows.v1.Shows.Get", "Shows.Get"],
])("the name %s", (_why, qualified, name) => {
  expect(called(qualified)).toEqual([name]);
});

test("every field of the reference contracts has the name of the model", () => {
  const root = resolve(import.meta.dirname, "../../..");
  const read = (path: string) =>
    readSchema(path.slice(path.lastIndexOf("/") + 1), readFileSync(join(root, path), "utf8"));
  const source = read("libs/common/src/common/models/anime.py");
  const proto = read("protos/shared_proto/v1/anime.proto");
  const all = logicalNames(source, [{ schema: proto, mapping: {} }]);
  const own = new Set([...logicalNames(source, [])].map(([, { name }]) => name));
  const strangers = proto.records
    .flatMap(({ qualifiedName, fields }) => fields.map(({ name }) => all.get(`${qualifiedName}.${name}`)?.name ?? name))
    .filter((name) => !own.has(name));
  // A map value cannot be repeated: messages that only give a list a name stand for no model.
  // The model of production staff keeps any key, for which the proto has a map.
  expect(strangers.filter((name) => !/List\.\w+$/.test(name))).toEqual(["ProductionStaff.roles"]);
});
