import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { findBuf } from "../lint/buf.js";
import { applyReportEdits } from "../commands/fix.js";
import { judge } from "../commands/judge.js";
import { lock } from "../commands/lock.js";
import type { ChangeRequest } from "./index.js";
import { Repository } from "./repository.test.support.js";

const LISTS = "map<string, list<string>>";
const contract = (id: string) =>
  `  - id: ${id}\n    kind: event\n    source: { reader: pydantic, files: [${id}.py] }\n    mirrors: [{ reader: proto, files: [shop/v1/${id}.proto] }]\n`;
const model = (name: string, fields = "    title: str\n") =>
  `from pydantic import BaseModel\n\n\nclass ${name}(BaseModel):\n${fields}`;
const proto = (body: string, ...imports: readonly string[]) =>
  [
    'syntax = "proto3";\n\npackage shop.v1;\n\n',
    ...imports.map((path, i) => `import "shop/v1/${path}.proto";\n${i === imports.length - 1 ? "\n" : ""}`),
    body,
  ].join("");
const message = (name: string, body = "  string title = 1;\n") => `message ${name} {\n${body}}\n`;

const FILES = {
  "buf.yaml": "version: v2\nlint:\n  use: [STANDARD]\n",
  "contracts.yaml": `name: contracts\ncontracts:\n${contract("work")}${contract("visit")}`,
  "contracts.lock": "",
  "work.py": model("Work"),
  "visit.py": model("Visit"),
  "shop/v1/work.proto": proto(message("Work")),
  "shop/v1/visit.proto": proto(message("Visit")),
};

const add = (record: string, name = "names", type = LISTS): ChangeRequest => ({
  kind: "add-field",
  record,
  name,
  type,
});
const remove = (record: string, name = "names"): ChangeRequest => ({ kind: "remove-field", record, name });

let repository: Repository | undefined;
afterEach(() => repository?.remove());

function open(files: { readonly [path: string]: string } = {}): Repository {
  repository = new Repository({ files: { ...FILES, ...files } });
  return repository;
}

/** Makes changes one after the other; `check` and buf find no fault with what each leaves. */
async function change(opened: Repository, ...requests: readonly ChangeRequest[]): Promise<void> {
  for (const request of requests) {
    opened.carryOut(await opened.plan(request));
    await expectSound(opened);
    expect((await opened.plan(request)).files).toEqual(new Map());
  }
}

async function expectSound(opened: Repository): Promise<void> {
  expect(await opened.errors()).toEqual([]);
  execFileSync(findBuf(), ["build"], { cwd: opened.root });
}

/** Imports and messages of both protos, what a message is given for its list included. */
function outline(opened: Repository, path: string): readonly string[] {
  return opened.read(`shop/v1/${path}.proto`)?.match(/^import .*|^message \w+|(?<=map<string, )[\w.]+/gm) ?? [];
}

describe("the message around a list, where another file of the package", () => {
  it.each<[string, { readonly [path: string]: string }, readonly string[]]>([
    ["has none", {}, ["message Visit", "StringList", "message StringList"]],
    [
      "has one that nothing imports yet",
      { "shop/v1/lists.proto": proto(message("StringList", "  repeated string values = 1;\n")) },
      ['import "shop/v1/lists.proto";', "message Visit", "StringList"],
    ],
    [
      "has one that is imported already",
      {
        "shop/v1/lists.proto": proto(message("StringList", "  repeated string values = 1;\n")),
        "shop/v1/visit.proto": proto(
          message("Visit") + message("Other", "  map<string, StringList> all = 1;\n"),
          "lists",
        ),
        "visit.py": `${model("Visit")}\n\nclass Other(BaseModel):\n    all: dict[str, list[str]] = {}\n`,
      },
      ['import "shop/v1/lists.proto";', "message Visit", "StringList", "message Other", "StringList"],
    ],
    [
      "has one that imports this file",
      {
        "shop/v1/lists.proto": proto(
          message("StringList", "  repeated string items = 1;\n") + message("Last", "  Visit visit = 1;\n"),
          "visit",
        ),
      },
      ["message Visit", "StringItems", "message StringItems"],
    ],
    [
      "has one that imports this file through another",
      {
        "shop/v1/between.proto": proto(message("Between", "  Visit visit = 1;\n"), "visit"),
        "shop/v1/lists.proto": proto(
          message("StringList", "  repeated string items = 1;\n") + message("Last", "  Between between = 1;\n"),
          "between",
        ),
      },
      ["message Visit", "StringItems", "message StringItems"],
    ],
    [
      "has a message of that name and another shape",
      { "shop/v1/lists.proto": proto(message("StringList", "  string only = 1;\n")) },
      ["message Visit", "StringItems", "message StringItems"],
    ],
    [
      "has a message of that name that lost its field",
      { "shop/v1/lists.proto": proto(message("StringList", '  reserved 1;\n  reserved "items";\n')) },
      ["message Visit", "StringItems", "message StringItems"],
    ],
    [
      "has a list of something else under that name",
      { "shop/v1/lists.proto": proto(message("StringList", "  repeated int64 items = 1;\n")) },
      ["message Visit", "StringItems", "message StringItems"],
    ],
    [
      "has that name and the next ones for something else",
      {
        "shop/v1/lists.proto": proto(
          message("StringList") +
            message("StringItemList") +
            "enum StringItems {\n  STRING_ITEMS_UNSPECIFIED = 0;\n}\n",
        ),
      },
      ["message Visit", "StringList2", "message StringList2"],
    ],
    [
      "is of another package",
      {
        "shop/old/v1/lists.proto": proto(message("StringList", "  repeated string items = 1;\n")).replace(
          "shop.v1",
          "shop.old.v1",
        ),
      },
      ["message Visit", "StringList", "message StringList"],
    ],
    [
      "had one of that name and another shape",
      { "contracts.lock": "shop.v1.StringList field 1 items repeated<int64> until=-\n" },
      ["message Visit", "StringItems", "message StringItems"],
    ],
    [
      "had the very same one",
      { "contracts.lock": "shop.v1.StringList field 1 items repeated<string> until=-\n" },
      ["message Visit", "StringList", "message StringList"],
    ],
  ])("%s", async (_where, files, expected) => {
    const opened = open(files);
    await change(opened, add("Visit"));
    expect(outline(opened, "visit")).toEqual(expected);
  });
});

it("is shared by two contracts, and goes with the last field that needs it", async () => {
  const opened = open();
  await change(opened, add("Work"), add("Visit"), add("Visit", "others"), add("Visit", "many", "list<list<string>>"));
  expect(outline(opened, "work")).toEqual(["message Work", "StringList", "message StringList"]);
  expect(outline(opened, "visit").slice(0, 2)).toEqual(['import "shop/v1/work.proto";', "message Visit"]);
  await change(opened, remove("Work"), remove("Visit", "others"), remove("Visit", "many"));
  expect(outline(opened, "work")).toEqual(["message Work", "message StringList"]);
  await change(opened, remove("Visit"));
  expect([outline(opened, "work"), outline(opened, "visit")]).toEqual([["message Work"], ["message Visit"]]);
  await change(opened, add("Visit", "again"), add("Work", "again"));
  expect(outline(opened, "work")).toEqual(['import "shop/v1/visit.proto";', "message Work", "StringList"]);
});

it("stays where another contract has it, and its import goes", async () => {
  const opened = open();
  const before = outline(opened, "visit");
  await change(opened, add("Work"), add("Visit"), remove("Visit"));
  expect(outline(opened, "work")).toEqual(["message Work", "StringList", "message StringList"]);
  expect(outline(opened, "visit")).toEqual(before);
});

it("stays in a file that no contract lists", async () => {
  const lists = proto(message("StringList", "  repeated string values = 1;\n"));
  const opened = open({ "shop/v1/lists.proto": lists });
  await change(opened, add("Visit"), remove("Visit"));
  expect(opened.read("shop/v1/lists.proto")).toBe(lists);
  expect(outline(opened, "visit")).toEqual(["message Visit"]);
});

it("is written once by `check --fix parity`", async () => {
  const fields = "    title: str\n    names: dict[str, list[str]] = {}\n    counts: dict[str, list[int]] = {}\n";
  const opened = open({ "work.py": model("Work", fields), "visit.py": model("Visit", fields) });
  await fix(opened);
  const messages = (path: string) => outline(opened, path).filter((line) => line.startsWith("message"));
  expect(messages("visit")).toEqual(["message Visit", "message StringList", "message Int64List"]);
  expect(messages("work")).toEqual(["message Work"]);
  await lock(opened.host, { cwd: opened.root, today: "2026-11-26" });
  await expectSound(opened);
});

it("is no longer imported once `check --fix parity` gives the field another type", async () => {
  const opened = open();
  await change(opened, add("Work"), add("Visit"), add("Visit", "seen", "map<string, timestamp>"));
  const text = opened.read("visit.py") ?? "";
  opened.write("visit.py", text.replace("dict[str, list[str]]", "dict[str, str]"));
  await fix(opened);
  expect(opened.read("shop/v1/visit.proto")?.match(/^import .*/gm)).toEqual([
    'import "google/protobuf/timestamp.proto";',
  ]);
  execFileSync(findBuf(), ["build"], { cwd: opened.root });
});

it("stays where `check --fix parity` has the field hold its lists otherwise", async () => {
  const opened = open();
  await change(opened, add("Visit"));
  const text = opened.read("visit.py") ?? "";
  opened.write("visit.py", text.replace(/dict\[str, list\[str\]\].*/, "list[list[str]] = []"));
  await fix(opened);
  expect(opened.read("shop/v1/visit.proto")).toContain("repeated StringList names = 2;");
  execFileSync(findBuf(), ["build"], { cwd: opened.root });
});

async function fix({ host, root }: Repository): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const request = { cwd: root, base: { name: "main", isGiven: false }, today: "2026-11-26" };
    applyReportEdits(host, await judge(host, { ...request, families: ["parity"] }), "parity");
  }
}
