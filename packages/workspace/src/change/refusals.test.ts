import { ContractsError } from "@nx-contracts/ir";
import { afterEach, describe, expect, it } from "vitest";
import type { ChangeRequest, FieldAddition } from "./index.js";
import { Repository } from "./repository.test.support.js";

const MODELS = `from enum import Enum

from pydantic import BaseModel


class Medium(str, Enum):
    TV = "TV"
    MOVIE = "MOVIE"


class Studio(BaseModel):
    name: str = ""


class Work(BaseModel):
    title: str = ""
    score: int | None = None
    released_on: Medium | None = None
`;

const PROTO = `syntax = "proto3";

package shop.v1;

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
  reserved 5;
  reserved "MEDIUM_RADIO";
}

message Studio {
  string name = 1;
}

message Work {
  string title = 1;
  optional int64 score = 2;
  optional Medium released_on = 7;
  reserved 4, 10 to 12;
  reserved "rank";
}
`;

const LOCK = `shop.v1.Work field 1 title string
shop.v1.Work field 2 score int64
shop.v1.Work field 7 released_on shop.v1.Medium
shop.v1.Work field 15 rating int64 until=-
shop.v1.Work reserved 15
shop.v1.Work reserved "rating"
`;

const CONFIG = `name: contracts
contracts:
  - id: work
    kind: event
    source: { reader: pydantic, files: [models.py] }
    mirrors: [{ reader: proto, files: [shop/v1/work.proto] }]
`;

let repository: Repository;
afterEach(() => repository.remove());

const FILES = { "models.py": MODELS, "shop/v1/work.proto": PROTO, "contracts.yaml": CONFIG };

/** What keeps a change from being made; the tree is as it was. */
async function refusal(request: ChangeRequest, files: { readonly [path: string]: string } = FILES) {
  repository = new Repository({ files });
  const error: unknown = await repository.plan(request).then(
    (plan) => `It was planned: ${[...plan.files.keys()].join(", ")}`,
    (reason: unknown) => reason,
  );
  for (const [path, text] of Object.entries(files)) expect(repository.read(path)).toBe(text);
  if (!(error instanceof ContractsError)) throw error;
  return `${error.code}: ${error.problems.map(({ message, next = "" }) => `${message} ${next}`).join("\n")}`;
}

const field = (more: Partial<FieldAddition>): FieldAddition => ({
  kind: "add-field",
  record: "Work",
  name: "rank_of_all",
  type: "string",
  ...more,
});

describe("a field that cannot be added", () => {
  it.each<[string, Partial<FieldAddition>, string | RegExp]>([
    ["has a number that another one has", { number: 2 }, /`score` has it \(shop\/v1\/work.proto:\d+\).*take 13/],
    ["has a reserved number", { number: 11 }, "it is reserved"],
    ["has a number that protobuf keeps", { number: 19_500 }, "protobuf keeps 19000 to 19999"],
    ["has a number beyond all", { number: 536_870_912 }, "numbers run from 1 to 536870911"],
    ["has the number zero", { number: 0 }, "numbers run from 1"],
    ["has a reserved name", { name: "rank" }, "it is reserved"],
    [
      "exists with another type",
      { name: "score", optional: true },
      /`score: int \| None = None`, not `score: str \| None = None`/,
    ],
    ["exists in another spelling", { name: "releasedOn", optional: true }, "`Work.released_on` exists"],
    ["exists with another presence", { name: "title", optional: true }, "`title: str | None = None`"],
    [
      "exists with another number",
      { name: "score", type: "int64?", number: 9 },
      "`optional int64 score = 2;`, not `optional int64 score = 9;`",
    ],
    ["is of a type that nobody knows", { type: "Studioo" }, "Did you mean `Studio`?"],
    ["is of a word that is nearly one", { type: "timestmp" }, "Did you mean `timestamp`?"],
    ["is of half a type", { type: "list<string" }, "ends too early"],
    ["is of no type", { type: " " }, "No type is named."],
    ["is a list of nothing", { type: "list" }, "`list` of what?"],
    ["is a map by fractions", { type: "map<double, string>" }, "no keys of a map"],
    ["is a list of maps", { type: "list<map<string, string>>" }, "proto has no lists of maps"],
    ["is a map of maps", { type: "map<string, map<string, int32>>" }, "proto has no maps of maps"],
    [
      "has alternatives in a list",
      { type: "list<Studio | Work>" },
      "proto has alternatives (`oneof`) for a field only",
    ],
    ["has values of several kinds", { type: '"a" | 1' }, "its values are of several kinds"],
    ["is of a record that is not there", { record: "Wrok" }, "Did you mean `Work`?"],
    ["belongs to a contract that is not there", { contract: "worm" }, "Did you mean `work`?"],
    ["has no name", { name: "" }, "is no name for a field"],
    ["has a name of two words", { name: "first seen" }, "is no name for a field"],
    ["has a private name", { name: "_seen" }, "is no name for a field"],
    ["has a name like code", { name: "x = 1;" }, "is no name for a field"],
    ["is required and optional", { required: true, optional: true }, "usage: A field that is required"],
    ["has a default of another type", { type: "int32", default: "many" }, "Write an integer."],
    ["has a default that its enum has not", { type: "Medium", default: "RADIO" }, "cannot be given"],
    ["has a default that is none of its values", { type: '"a" | "b"', default: "c" }, "They are a, b."],
    ["is described by control characters", { doc: "a\u0007b" }, "control characters"],
  ])("because it %s", async (_reason, more, expected) => {
    expect(await refusal(field(more))).toMatch(
      typeof expected === "string" ? new RegExp(expected.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")) : expected,
    );
  });

  it("because the lock remembers its number or its name", async () => {
    const files = { ...FILES, "contracts.lock": LOCK };
    expect(await refusal(field({ number: 15 }), files)).toContain("contracts.lock remembers that `rating` had it");
    repository.remove();
    expect(await refusal(field({ name: "rating" }), files)).toContain("remembers it as the field of the number 15");
  });

  it("because several records are called like that", async () => {
    const other = `${CONFIG}  - id: other\n    kind: event\n    source: { reader: pydantic, files: [other.py] }\n`;
    const files = { ...FILES, "contracts.yaml": other, "other.py": MODELS };
    expect(await refusal(field({}), files)).toMatch(/Several records are called `Work`.*`--contract`/);
  });

  it("because its source is broken", async () => {
    const files = { ...FILES, "models.py": `${MODELS}\nclass Broken(\n` };
    expect(await refusal(field({}), files)).toMatch(/^source-unreadable: /);
  });

  it("because its mirror is not UTF-8", async () => {
    repository = new Repository({ files: FILES });
    const broken = Buffer.concat([Buffer.from(PROTO), Buffer.from([0xff])]);
    const host = {
      ...repository.host,
      bytes: (path: string) => (path.endsWith(".proto") ? broken : repository.host.bytes(path)),
    };
    await expect(repository.plan(field({}), host)).rejects.toThrow(/not UTF-8/);
  });

  it("because TypeScript has no defaults", async () => {
    const files = {
      "work.ts": "export interface Work {\n  title?: string;\n}\n",
      "contracts.yaml": CONFIG.replace("pydantic, files: [models.py]", "typescript, files: [work.ts]").replace(
        /\n.*mirrors.*/,
        "",
      ),
    };
    expect(await refusal(field({ default: "x" }), files)).toContain("has no way to say a default");
  });
});

describe("a member that cannot be added", () => {
  it.each([
    ["has a reserved number", { name: "RADIO_PLAY", number: 5 }, "it is reserved"],
    ["has a number that another one has", { name: "RADIO_PLAY", number: 2 }, "`MEDIUM_MOVIE` has it"],
    ["has a reserved name", { name: "RADIO" }, "it is reserved"],
    ["exists with another value", { name: "TV", value: "telly" }, "exists with `TV`, not with `telly`"],
    ["has a name of two words", { name: "TV SHORT" }, "is no name for a member"],
    ["belongs to an enum that is not there", { name: "OVA", enum: "Mediun" }, "Did you mean `Medium`?"],
  ])("because it %s", async (_reason, more, expected) => {
    expect(await refusal({ kind: "add-member", enum: "Medium", ...more })).toContain(expected);
  });
});
