import { expect, test } from "vitest";
import { pydanticReader } from "../read.js";
import { compareWithRuntime } from "./compare-with-runtime.js";
import type { RuntimeDump, RuntimeField, RuntimeModel } from "./runtime-dump.js";

const id: RuntimeField = {
  name: "id",
  alias: null,
  validationAlias: null,
  serializationAlias: null,
  required: true,
  default: null,
  type: { kind: "scalar", family: "int" },
  nullable: false,
  bounds: { ge: 1 },
  description: null,
  deprecated: false,
};
const anime: RuntimeModel = {
  name: "shop.Anime",
  generic: false,
  root: false,
  extra: null,
  byName: false,
  byAlias: true,
  frozen: false,
  doc: null,
  deprecated: false,
  fields: [id],
  computed: [],
};
const dump: RuntimeDump = {
  python: "3.11.7",
  pydantic: "2.14.3",
  models: [anime],
  enums: [{ name: "shop.Kind", members: [{ name: "TV", value: "tv" }] }],
  errors: [],
  incomplete: [],
};
const text = `from enum import Enum
from pydantic import BaseModel, Field
class Kind(Enum):
    TV = "tv"
class Anime(BaseModel):
    id: int = Field(ge=1)
`;
const { schema } = pydanticReader.read([{ path: "shop.py", text }]);
const differences = (changed: Partial<RuntimeDump>) =>
  compareWithRuntime(schema, { ...dump, ...changed }).map(({ record, field, aspect }) =>
    [record, field, aspect].filter((part) => part !== undefined).join(" "),
  );

test("what is the same does not differ", () => {
  expect(differences({})).toEqual([]);
});

test.each<[string, Partial<RuntimeField>]>([
  ["type", { type: { kind: "scalar", family: "string" } }],
  ["nullable", { nullable: true }],
  ["required", { required: false }],
  ["default", { default: { kind: "value", value: 1 } }],
  ["wireName", { alias: "ID", validationAlias: ["ID"], serializationAlias: "ID" }],
  ["readNames", { validationAlias: ["ID"] }],
  ["constraints", { bounds: { gt: 1 } }],
  ["doc", { description: "The id." }],
  ["deprecated", { deprecated: true }],
])("another %s of a field is found", (aspect, changed) => {
  expect(differences({ models: [{ ...anime, fields: [{ ...id, ...changed }] }] })).toContain(`shop.Anime id ${aspect}`);
});

test.each<[string, Partial<RuntimeModel>]>([
  ["fields", { fields: [] }],
  ["open", { extra: "allow" }],
  ["root", { root: true }],
  ["frozen", { frozen: true }],
  ["doc", { doc: "An anime." }],
  ["deprecated", { deprecated: true }],
])("another %s of a model is found", (aspect, changed) => {
  expect(differences({ models: [{ ...anime, ...changed }] })).toContain(`shop.Anime ${aspect}`);
});

test("missing and surplus definitions are found, unless their module did not run", () => {
  expect(differences({ models: [] })).toEqual(["shop.Anime extra"]);
  expect(differences({ models: [anime, { ...anime, name: "shop.Book" }] })).toEqual(["shop.Book missing"]);
  expect(differences({ enums: [] })).toEqual(["shop.Kind extra"]);
  expect(differences({ enums: [{ name: "shop.Kind", members: [{ name: "TV", value: "TV" }] }] })).toEqual([
    "shop.Kind members",
  ]);
  expect(differences({ models: [], enums: [], errors: [{ module: "shop", error: "ImportError" }] })).toEqual([]);
});
