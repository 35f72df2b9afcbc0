import { diffFacts } from "@nx-contracts/engine/diff";
import { DEFAULT_POLICY } from "@nx-contracts/engine";
import { type ImpactSubject, NO_PROJECT } from "@nx-contracts/engine/impact";
import { ContractsError } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { expect, test } from "vitest";
import type { ContractChange, SideChange } from "../cochange/contract-changes.js";
import type { ContractMirror, ContractSide } from "../config/config.js";
import type { FoundUse } from "../uses/find-uses.js";
import { askedSubjects } from "./asked-subjects.js";
import { changedSubjects } from "./changed-subjects.js";
import { type ContractNames, nameContracts } from "./contract-names.js";
import { reachedProjects } from "./reached-projects.js";
import { changedSides } from "./read-sides.js";

const MODELS = `syntax = "proto3";
package models;
message Show { string id = 1; int32 score = 2; Mood mood = 3; string title = 4; }
message Studio { string name = 1; }
enum Mood { MOOD_UNSPECIFIED = 0; MOOD_DARK = 1; }
`;
const WIRE = MODELS.replace("package models", "package shows.v1").replace("message Show", "message ShowEvent");

const MODULES = new Map([
  ["models_pb2", new Set(["shows", "another"])],
  ["another_pb2", new Set(["another"])],
]);

test("a field that both languages lose is one subject with two changes", () => {
  const { names, subjects } = changed([MODELS, without(MODELS)], [WIRE, without(WIRE)]);
  expect(subjects.map(({ subject, happening, kind }) => [subject, happening, kind])).toEqual([
    ["shows:Show.score", "removed", "field"],
  ]);
  expect(subjects[0]?.changes.map(({ at }) => at.file)).toEqual(["models.proto", "wire.proto"]);
  expect(names.subjectsOf("shows.v1.ShowEvent.score").map(({ subject }) => subject)).toEqual(["shows:Show.score"]);
});

test("a use of any language counts for the one subject, a use of another field for the message", () => {
  const { names, subjects } = changed([MODELS, without(MODELS)], [WIRE, without(WIRE)]);
  const projects = reachedProjects(
    [
      use("page", "field", "shows.v1.ShowEvent.score", 4),
      use("digest", "field", "models.Show.score", 7, "likely"),
      use("archive", "field", "models.Show.title", 2),
      use("archive", "record", "models.Show", 1),
      use("studios", "record", "models.Studio", 9),
      use("loader", "module", "models_pb2", 1),
      use("stranger", "module", "another_pb2", 1),
      use("", "field", "models.Show.score", 3),
    ],
    subjects,
    { names, modules: MODULES, ownersOf: (path) => (path.startsWith("libs/page/") ? ["@pages"] : []) },
  );
  expect(
    projects.map(({ name, reach, uses, messages, owners }) => [name, reach, uses.length, messages, owners]),
  ).toEqual([
    ["page", "certain", 1, [message(1, "page", 4)], ["@pages"]],
    ["digest", "likely", 1, [message(1, "digest", 7)], []],
    ["archive", "message", 0, [message(2, "archive", 2)], []],
    ["studios", "package", 0, [], []],
    ["loader", "package", 0, [], []],
    [NO_PROJECT, "certain", 1, [message(1, "", 3)], []],
  ]);
});

test("who only imports a module depends on the contracts that it holds", () => {
  const { names, subjects } = changed([MODELS, without(MODELS)], [WIRE, WIRE]);
  const projects = reachedProjects(
    [use("loader", "module", "models_pb2", 1), use("studios", "record", "models.Studio", 9)],
    subjects,
    { names, modules: MODULES, ownersOf: () => [] },
  );
  expect(projects.map(({ contracts }) => contracts)).toEqual([["shows"], ["shows"]]);
});

test("a renamed field has its new name, and code that says the old one uses it", () => {
  const renamed = MODELS.replace("score", "points");
  const { names, subjects } = changed([MODELS, renamed], [WIRE, WIRE]);
  expect(subjects.map(({ subject, happening }) => [subject, happening])).toEqual([["shows:Show.points", "renamed"]]);
  for (const name of ["models.Show.score", "models.Show.points", "shows.v1.ShowEvent.score"])
    expect(names.subjectsOf(name).map(({ subject }) => subject)).toEqual(["shows:Show.points"]);
});

test("what stands in a record that is gone counts for the record", () => {
  const gone = MODELS.replace(/message Studio.*\n/, "");
  const { names, subjects } = changed([MODELS, gone], [WIRE, WIRE]);
  const [project] = reachedProjects([use("page", "field", "models.Studio.name", 3)], subjects, {
    names,
    modules: MODULES,
    ownersOf: () => [],
  });
  expect(project).toMatchObject({ reach: "certain", uses: [{ subject: "shows:Studio" }] });
});

test("comments and reservations reach nobody", () => {
  const edited = MODELS.replace("message Show {", "// What is on.\nmessage Show { reserved 90; ");
  expect(changed([MODELS, edited], [WIRE, WIRE]).subjects).toEqual([]);
});

test("a member that is gone is a subject of its enum", () => {
  const { subjects } = changed([MODELS, MODELS.replace(" MOOD_DARK = 1;", "")], [WIRE, WIRE]);
  expect(subjects.map(({ subject, kind }) => [subject, kind])).toEqual([["shows:Mood.MOOD_DARK", "member"]]);
});

test.each(["shows:Show.score", "shows.Show.score", "Show.score", "models.Show.score", "shows.v1.ShowEvent.score"])(
  "`%s` names the field",
  (word) => {
    const { names } = changed([MODELS, MODELS], [WIRE, WIRE]);
    expect(askedSubjects([word, word], names)).toEqual([
      {
        subject: "shows:Show.score",
        contract: "shows",
        name: "Show.score",
        kind: "field",
        happening: "asked",
        changes: [],
      },
    ]);
  },
);

test.each([
  ["Show.scoer", "Did you mean `Show.score`?"],
  ["shows:Shw.score", "Did you mean `shows:Show.score`?"],
  ["nothing like any of these names", "Name a record or a field as `CONTRACT:Record.field`; contracts are `shows`."],
])("`%s` is refused with what may have been meant", (word, next) => {
  const { names } = changed([MODELS, MODELS], [WIRE, WIRE]);
  expect(problemsOf(() => askedSubjects([word], names))).toEqual([{ message: `No contract has \`${word}\`.`, next }]);
});

test("a name of two contracts is not guessed", () => {
  const one = changeOf([MODELS, MODELS], [WIRE, WIRE]);
  const names = nameContracts([
    changedSides(one),
    changedSides({ ...one, contract: { ...one.contract, id: "archive" } }),
  ]);
  expect(problemsOf(() => askedSubjects(["Show.score"], names))).toEqual([
    {
      message: "`Show.score` is the name of more than one thing.",
      next: "Say which: `shows:Show.score`, `archive:Show.score`.",
    },
  ]);
});

test("a side that was not understood is refused, not taken for empty", () => {
  const change = changeOf([MODELS, "message {"], [WIRE, WIRE]);
  expect(problemsOf(() => changedSides(change)).length).toBeGreaterThan(0);
});

function without(text: string): string {
  return text.replace(" int32 score = 2;", "");
}

function message(places: number, project: string, line: number) {
  return { message: "shows:Show", places, at: { file: fileOf(project), line, column: 5 } };
}

function fileOf(project: string): string {
  return `libs/${project}/src/main.ts`;
}

function use(
  project: string,
  kind: FoundUse["kind"],
  subject: string,
  line: number,
  certainty: FoundUse["certainty"] = "certain",
): FoundUse {
  const at = { file: fileOf(project), line, column: 5 };
  return { kind, subject, access: "read", certainty, at, project, projectRoot: `libs/${project}` };
}

type Versions = readonly [before: string, after: string];

function changed(source: Versions, mirror: Versions): { names: ContractNames; subjects: readonly ImpactSubject[] } {
  const change = changeOf(source, mirror);
  const names = nameContracts([changedSides(change)]);
  return { names, subjects: changedSubjects([change], names) };
}

function changeOf(source: Versions, mirror: Versions): ContractChange {
  const side: ContractSide = { id: "models", reader: "proto", files: [], roots: [], also: [] };
  const wire: ContractMirror = { ...side, id: "wire", mapping: { records: { Show: "ShowEvent" } } };
  const at = { file: "contracts.yaml", line: 1, column: 1 };
  const contract = { id: "shows", kind: "event", at, source: side, mirrors: [wire], policy: DEFAULT_POLICY } as const;
  return {
    contract,
    source: { side, ...sideChange("models.proto", source) },
    mirrors: [{ side: wire, ...sideChange("wire.proto", mirror) }],
  };
}

function sideChange(path: string, [from, to]: Versions): Omit<SideChange, "side"> {
  const [before, after] = [sideOf(path, from), sideOf(path, to)];
  const facts = [...diffFacts(before.schema, after.schema)];
  return { before, after, facts, changed: from === to ? [] : [path], isWhole: true };
}

function sideOf(path: string, text: string) {
  const { schema, diagnostics } = protoReader.read([{ path, text }]);
  return { id: path, files: [path], schema, diagnostics };
}

function problemsOf(act: () => void): ContractsError["problems"] {
  try {
    act();
  } catch (error) {
    if (error instanceof ContractsError) return error.problems;
    throw error;
  }
  return [];
}
