import { afterEach, expect, test } from "vitest";
import { withoutContract } from "./contract-entry.js";
import { Repository } from "./repository.test.support.js";

const HEAD = "# What we promise.\nname: shop\ncontracts:\n";
const WORK = "  - id: work\n    kind: event\n    source: { reader: proto, files: [shop/v1/work.proto] }\n";
const VISIT =
  "  # Who came by.\n  - id: visit\n    kind: api # served\n    source:\n      reader: pydantic\n      files: [visit.py]\n    mirrors:\n      - { reader: proto, files: [shop/v1/visit.proto] }\n";
const TAIL = "compat:\n  mode: json\n";

test.each([
  ["the last one", `${HEAD}${WORK}${VISIT}`, `${HEAD}${WORK}`],
  ["one ahead of another section", `${HEAD}${WORK}\n${VISIT}\n${TAIL}`, `${HEAD}${WORK}\n${TAIL}`],
  ["the first one", `${HEAD}${VISIT}\n${WORK}`, `${HEAD}\n${WORK}`],
  [
    "the first one, the comment of the next one kept",
    `${HEAD}${VISIT}  # Works.\n${WORK}`,
    `${HEAD}  # Works.\n${WORK}`,
  ],
])("%s", (_what, before, after) => {
  expect(withoutContract(before, "visit")).toBe(after);
});

test.each([
  ["a list on one line", "name: shop\ncontracts: [{ id: work }, { id: visit }]\n"],
  ["the only one", `${HEAD}${VISIT}`],
  ["no such one", `${HEAD}${WORK}`],
  ["no list", "name: shop\n"],
])("nothing: %s", (_what, text) => {
  expect(withoutContract(text, "visit")).toBeUndefined();
});

let repository: Repository | undefined;
afterEach(() => repository?.remove());

const FILES = {
  "contracts.yaml": `${HEAD}${WORK}${VISIT}`,
  "contracts.lock": "",
  "shop/v1/work.proto": 'syntax = "proto3";\n\npackage shop.v1;\n\nmessage Work {\n  string title = 1;\n}\n',
  "shop/v1/visit.proto": 'syntax = "proto3";\n\npackage shop.v1;\n\nmessage Visit {\n  string who = 1;\n}\n',
  "visit.py": "from pydantic import BaseModel\n\n\nclass Visit(BaseModel):\n    who: str\n",
};

test("a contract goes with the files that are its alone", async () => {
  repository = new Repository({ files: FILES });
  const addition = await repository.plan({ kind: "add-field", record: "Visit", name: "why", type: "string?" });
  expect(addition.done).toContain("Added `Visit.why` to visit.py:6, shop/v1/visit.proto:7.");
  repository.carryOut(addition);
  const plan = await repository.plan({ kind: "remove-contract", contract: "visit" });
  expect([...plan.files].map(([path, bytes]) => `${path} ${bytes ? "written" : "deleted"}`)).toEqual([
    "contracts.lock written",
    "contracts.yaml written",
    "shop/v1/visit.proto deleted",
    "visit.py deleted",
  ]);
  repository.carryOut(plan);
  expect(repository.read("contracts.yaml")).toBe(`${HEAD}${WORK}`);
  expect(repository.read("contracts.lock")).toContain("shop.v1.Visit field 1 who string until=-");
  expect(await repository.errors()).toEqual([]);
});

test("a contract whose records another one takes stays", async () => {
  const work = FILES["shop/v1/work.proto"]
    .replace("package shop.v1;\n", 'package shop.v1;\n\nimport "shop/v1/visit.proto";\n')
    .replace("= 1;\n", "= 1;\n  Visit last = 2;\n");
  repository = new Repository({ files: { ...FILES, "shop/v1/work.proto": work } });
  await expect(repository.plan({ kind: "remove-contract", contract: "visit" })).rejects.toMatchObject({
    problems: [{ message: "`Work.last` has it as its type." }, { message: "`visit` is used in a place, and stays." }],
  });
});
