import { ContractsError } from "@nx-contracts/ir";
import { afterEach, describe, expect, test } from "vitest";
import { Repository } from "./repository.test.support.js";
import type { ChangeRequest } from "./request.js";

const MODELS = `from enum import Enum

from pydantic import BaseModel, field_validator


class Medium(str, Enum):
    TV = "TV"
    MOVIE = "MOVIE"
    ONA = "ONA"

    @property
    def is_long(self) -> bool:
        return self is Medium.MOVIE


class Studio(BaseModel):
    name: str
    founded: int | None = None


class Made(BaseModel):
    made: str | None = None


class Work(Made):
    title: str
    medium: Medium = Medium.TV
    score: float | None = None
    studios: list[Studio] = []

    @field_validator("score")
    @classmethod
    def in_range(cls, value: float | None) -> float | None:
        return value

    def shown(self) -> str:
        return self.title.upper()

    def checked(self) -> float | None:
        return self.in_range(self.score)
`;

const PROTO = `syntax = "proto3";

package shop.v1;

enum Medium {
  MEDIUM_UNSPECIFIED = 0;
  MEDIUM_TV = 1;
  MEDIUM_MOVIE = 2;
  MEDIUM_ONA = 3;
}

message Studio {
  string name = 1;
  optional int64 founded = 2;
}

message Made {
  optional string made = 1;
}

message Work {
  optional string made = 1;
  string title = 2;
  Medium medium = 3;
  optional double score = 4;
  repeated Studio studios = 5;
}
`;

const CONFIG = `name: shop
contracts:
  - id: work
    kind: event
    source: { reader: pydantic, files: [models.py] }
    mirrors: [{ reader: proto, files: [shop/v1/work.proto] }]
    ignore:
      - { rule: parity/type-narrowed, subject: Work.title, reason: Titles are short. }
`;

let repository: Repository;
afterEach(() => repository.remove());

function open(files: { readonly [path: string]: string } = {}): void {
  const lock = "";
  repository = new Repository({
    files: {
      "models.py": MODELS,
      "shop/v1/work.proto": PROTO,
      "contracts.yaml": CONFIG,
      "contracts.lock": lock,
      ...files,
    },
  });
}

async function refusal(request: ChangeRequest): Promise<string> {
  try {
    await repository.plan(request);
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    return error.problems.map(({ message, next = "" }) => `${message} ${next}`).join("\n");
  }
  return "was not refused";
}

const field = (name: string, record = "Work") => ({ kind: "remove-field", record, name }) as const;

describe("is refused, with the reason and what to do", () => {
  test.each<readonly [ChangeRequest, string]>([
    [field("titel"), "`Work` in models.py has no field `titel`. Did you mean `title`?"],
    [field("title", "Wrok"), "Did you mean `Work`?"],
    [field("made"), "has `made` of another class, in models.py:22. Name the class that declares it, `Made`."],
    [field("'; rm -rf /"), "has no field `'; rm -rf /`"],
    [field("__proto__"), "has no field `__proto__`"],
    [field("score"), "cannot be taken away without breaking the file"],
    [{ ...field("title"), contract: "wrok" }, "There is no contract `wrok`. Did you mean `work`?"],
    [{ kind: "rename-field", record: "Work", name: "title", to: "title" }, "is called that already"],
    [{ kind: "rename-field", record: "Work", name: "title", to: "studios" }, "of another type"],
    [{ kind: "rename-field", record: "Work", name: "title", to: "two words" }, "two words"],
    [{ kind: "remove-member", enum: "Medium", name: "TV" }, "`Work.medium` is `TV` where nothing is given"],
    [{ kind: "remove-member", enum: "Medium", name: "MOVEI" }, "Did you mean `MOVIE`?"],
    [{ kind: "remove-record", name: "Studio" }, "`Work.studios` has it as its type."],
    [{ kind: "remove-record", name: "Made" }, "`Made` is used in a place, and stays."],
    [{ kind: "remove-record", name: "Studoi" }, "Did you mean `Studio`?"],
    [{ kind: "remove-contract", contract: "work" }, "is the only contract"],
    [{ kind: "add-record", name: "class", fields: [] }, "is a word of a language"],
    [{ kind: "add-record", name: "../Evil", fields: [] }, "is no name for a record"],
    [{ kind: "add-record", name: "Visit", fields: ["when"] }, "`when` is no field."],
    [{ kind: "add-record", name: "Visit", fields: ["a:string", "A:int64"] }, "to have `A` twice"],
    [{ kind: "add-record", name: "Visit", fields: ["a:strnig"] }, "strnig"],
    [{ kind: "add-record", name: "Mood", members: [] }, "has no members"],
    [{ kind: "add-record", name: "Mood", members: ["1st"] }, "`1st` is no member."],
    [{ kind: "add-record", name: "Studio", fields: ["city:string"] }, "is there already, in models.py:16"],
    [{ kind: "add-record", name: "Visit", fields: [], contract: "other" }, "There is no contract `other`."],
    [{ kind: "add-record", name: "Visit", fields: [], beside: "Wrok" }, "Did you mean `Work`?"],
  ])("%j", async (request, reason) => {
    open();
    expect(await refusal(request)).toContain(reason);
  });
});

test("what is left is listed: code of the class, entries of `ignore`, breaks and their approval", async () => {
  open();
  repository.commit();
  const { done, left } = await repository.plan(field("title"));
  expect(done.join("\n")).toContain("Reserved the number 2 and the name `title` in shop/v1/work.proto.");
  expect(left.join("\n")).toContain("still names `title` in `Work`: return self.title.upper()");
  expect(left.join("\n")).toContain("Take the entry of `ignore` out of contracts.yaml");
  expect(left.join("\n")).toMatch(/nx-contracts approve [\da-f]{16} --reason/);
});

test("what is gone is gone: removed twice", async () => {
  open();
  repository.carryOut(await repository.plan(field("founded", "Studio")));
  const again = await repository.plan(field("founded", "Studio"));
  expect([again.done, [...again.files]]).toEqual([["`Studio.founded` is gone already."], []]);
  expect(await refusal({ kind: "rename-field", record: "Studio", name: "founded", to: "year" })).toContain("is gone");
  const member = { kind: "remove-member", enum: "Medium", name: "ONA" } as const;
  repository.carryOut(await repository.plan(member));
  expect((await repository.plan(member)).done).toEqual(["`Medium.ONA` is gone already."]);
});

test("a removal window asks for a deprecation, names the day, and lets go of it then", async () => {
  open({ "contracts.yaml": `${CONFIG}compat:\n  removal: { days: 30, minors: 3 }\n` });
  const removal = field("founded", "Studio");
  repository.carryOut(await repository.plan({ kind: "add-field", record: "Studio", name: "city", type: "string?" }));
  expect(await refusal(removal)).toContain(
    "Deprecate it now: `nx g nx-contracts:field Studio founded --deprecate`. It may be removed from 2026-12-26 on.",
  );
  const plan = await repository.plan({ kind: "deprecate-field", record: "Studio", name: "founded" });
  expect(plan.left).toEqual([
    "Remove it from 2026-12-26 on, when nobody reads it any more: nx g nx-contracts:field Studio founded --remove",
  ]);
  repository.carryOut(plan);
  expect(await refusal(removal)).toContain(
    "is deprecated since 2026-11-26 only: it may be removed from 2026-12-26 on.",
  );
  repository.write("contracts.lock", (repository.read("contracts.lock") ?? "").replace("2026-11-26", "2026-10-01"));
  expect((await repository.plan(removal)).done[0]).toContain("Removed `Studio.founded`");
});

test("stored data keeps its fields and its records", async () => {
  open({ "contracts.yaml": CONFIG.replace("kind: event", "kind: storage") });
  expect(await refusal(field("founded", "Studio"))).toContain("a contract of stored data");
  expect(await refusal({ kind: "remove-record", name: "Made" })).toContain("a contract of stored data");
});

test("a contract with one side loses fields as well", async () => {
  open({ "contracts.yaml": CONFIG.replace(/ {4}mirrors:[^]*/, "") });
  const { files, done } = await repository.plan(field("founded", "Studio"));
  expect([...files.keys()]).toEqual(["models.py"]);
  expect(done).toEqual(["Removed `Studio.founded` from models.py."]);
});

test("a class of another file that inherits a field loses its validator with it", async () => {
  const heir = `from models import Made
from pydantic import field_validator


class Remade(Made):
    again: str = ""

    @field_validator("made", "again")
    @classmethod
    def trimmed(cls, value: str) -> str:
        return value.strip()

    @field_validator("made")
    @classmethod
    def known(cls, value: str) -> str:
        return value
`;
  const mirror = `${PROTO}\nmessage Remade {\n  optional string made = 1;\n  string again = 2;\n}\n`;
  const config = CONFIG.replace("[models.py]", "[models.py, more.py]");
  open({ "more.py": heir, "shop/v1/work.proto": mirror, "contracts.yaml": config });
  const plan = await repository.plan(field("made", "Made"));
  repository.carryOut(plan);
  expect(repository.read("more.py")).toBe(
    heir.replace('"made", ', "").replace(/\n {4}@field_validator\("made"\)[^]*/, ""),
  );
  expect(await repository.errors()).toEqual([]);
});

test("a class that a package only hands on goes out of it; one that somebody imports from there stays", async () => {
  const handed =
    '"""What there is."""\n\nfrom shop.models import (\n    Medium,\n    Spare,\n    Work,\n)\n\n__all__ = ["Medium", "Spare", "Work"]\n';
  const config = CONFIG.replace("[models.py]", "[shop/models.py]");
  const models = `${MODELS}\n\nclass Spare(BaseModel):\n    part: str = ""\n`;
  const files = { "shop/__init__.py": handed, "shop/models.py": models, "contracts.yaml": config };
  open({ ...files, "shop/v1/work.proto": `${PROTO}\nmessage Spare {\n  string part = 1;\n}\n` });
  const request = { kind: "remove-record", name: "Spare" } as const;
  repository.carryOut(await repository.plan(request));
  expect(repository.read("shop/__init__.py")).toBe(handed.replace("    Spare,\n", "").replace('"Spare", ', ""));
  expect(repository.read("shop/models.py")).toBe(MODELS);
  expect(await repository.errors()).toEqual([]);
});
