import type { Diagnostic } from "@nx-contracts/ir";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRepository, type Repository } from "./repository.js";

const MODEL = "models/show.py";
const MIRROR = "protos/show.proto";
const CONTRACTS = `name: shows
contracts:
  - id: shows
    owner: { team: programming, contact: "#programming" }
    kind: event
    source: { reader: pydantic, files: [models/show.py] }
    mirrors: [{ reader: proto, files: [protos/show.proto] }]
`;
const SHOW = `from pydantic import BaseModel


class Show(BaseModel):
    """What is on."""

    id: str
    title: str
    year: int
`;
const PROTO = `syntax = "proto3";
package shows.v1;

// What is on.
message Show {
  string id = 1;
  string title = 2;
  int64 year = 3;
}
`;

let repository: Repository;
beforeEach(async () => {
  repository = await createRepository({ "contracts.yaml": CONTRACTS, [MODEL]: SHOW, [MIRROR]: PROTO });
});
afterEach(() => repository.remove());

async function diagnostics(...args: readonly string[]): Promise<readonly Diagnostic[]> {
  const { stdout, stderr } = await repository.run("cochange", "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}

/** Rule and subject of each finding of `cochange` that is no note, sorted. */
async function cochange(...args: readonly string[]): Promise<readonly string[]> {
  const found = await diagnostics(...args);
  return found
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, subject }) => `${rule.slice("cochange/".length)} ${subject.slice("shows:".length)}`)
    .sort();
}

const addToModel = (field: string) => repository.replace(MODEL, "    year: int\n", `    year: int\n    ${field}\n`);
const addToProto = (field: string) =>
  repository.replace(MIRROR, "  int64 year = 3;\n", `  int64 year = 3;\n  ${field}\n`);

test("nothing changed: nothing is reported, and nothing is read", async () => {
  expect(await repository.run("cochange", "--no-time")).toMatchObject({ status: 0 });
  // Not even what cannot be read is noticed.
  repository.git("checkout", "-q", "main");
  repository.write(MODEL, "class Show(:\n");
  repository.commit();
  repository.git("checkout", "-q", "-B", "change");
  expect(await repository.run("cochange", "--no-time")).toMatchObject({ status: 0 });
});

test("a field in the model alone names both places and shows the edit, in the work tree or committed", async () => {
  addToModel("rating: float");
  const [uncommitted] = await diagnostics();
  expect(uncommitted).toMatchObject({
    rule: "cochange/mirror-not-updated",
    severity: "error",
    subject: "shows:Show.rating",
    at: { file: MODEL, line: 10 },
    related: [{ at: { file: MIRROR, line: 5 } }],
    edits: [{ file: MIRROR, line: 9, before: [], after: ["  double rating = 4;"] }],
  });
  repository.commit();
  expect(await diagnostics()).toEqual([uncommitted]);
  expect((await repository.run("cochange")).status).toBe(1);
});

test("`--fix cochange` writes what is missing, on the side where it is missing", async () => {
  addToModel("rating: float");
  addToProto("string studio = 4;");
  expect(await cochange()).toEqual(["mirror-not-updated Show.rating", "source-not-updated Show.studio"]);
  expect((await repository.run("cochange", "--fix", "cochange")).status).toBe(0);
  expect(repository.read(MODEL)).toContain("    studio: str");
  expect(repository.read(MIRROR)).toContain("  double rating = 5;");
});

describe("asks for nothing", () => {
  test.each<readonly [string, () => void]>([
    ["a comment", () => repository.replace(MODEL, "    id: str", "    # As in the catalogue.\n    id: str")],
    ["a docstring", () => repository.replace(MODEL, "What is on.", "What was on.")],
    ["formatting", () => repository.write(MODEL, SHOW.replaceAll("\n    ", "\n\n    "))],
    ["CRLF", () => repository.write(MODEL, SHOW.replaceAll("\n", "\r\n"))],
    ["a method", () => repository.write(MODEL, `${SHOW}\n    def name(self) -> str:\n        return self.title\n`)],
    [
      "a validator",
      () =>
        repository.write(
          MODEL,
          SHOW.replace("BaseModel\n", "BaseModel, field_validator\n") +
            '\n    @field_validator("year")\n    @classmethod\n    def past(cls, year: int) -> int:\n        return year\n',
        ),
    ],
    [
      "a bound",
      () =>
        repository.write(
          MODEL,
          SHOW.replace("BaseModel\n", "BaseModel, Field\n").replace("int\n", "int = Field(ge=1900)\n"),
        ),
    ],
    [
      "another order of fields",
      () => repository.write(MODEL, SHOW.replace("    id: str\n    title: str", "    title: str\n    id: str")),
    ],
    ["white space in the proto", () => repository.write(MIRROR, PROTO.replaceAll("  ", "\t"))],
    ["comments in the proto", () => repository.write(MIRROR, PROTO.replace("// What", "// Whatever"))],
    [
      "another order in the proto",
      () => repository.write(MIRROR, PROTO.replace("  string id = 1;\n", "").replace("3;\n", "3;\n  string id = 1;\n")),
    ],
  ])("%s", async (_what, edit) => {
    edit();
    expect(await diagnostics()).toEqual([]);
  });
});

test("a change of the proto that says nothing new satisfies nothing", async () => {
  addToModel("rating: float");
  const reordered = PROTO.replace("  string id = 1;\n", "").replace("3;\n", "3;\n  string id = 1;\n");
  for (const text of [`${PROTO}\n`, PROTO.replaceAll("  ", "    "), PROTO.replace("// What", "// All"), reordered]) {
    repository.write(MIRROR, text);
    expect(await cochange()).toEqual(["mirror-not-updated Show.rating"]);
  }
});

test("what is asked for is that field, not any", async () => {
  addToModel("a: str");
  addToProto("string b = 4;");
  expect(await cochange()).toEqual(["mirror-not-updated Show.a", "source-not-updated Show.b"]);
  addToProto("string a = 5;");
  addToModel("b: str");
  expect(await cochange()).toEqual([]);
});

describe("each thing that a side may change alone", () => {
  test.each<readonly [string, () => void, readonly string[]]>([
    ["a type", () => repository.replace(MODEL, "year: int", "year: str"), ["mirror-not-updated Show.year"]],
    [
      "a presence",
      () => repository.replace(MODEL, "year: int", "year: int | None = None"),
      ["mirror-not-updated Show.year"],
    ],
    ["a list", () => repository.replace(MODEL, "title: str", "title: list[str]"), ["mirror-not-updated Show.title"]],
    ["a removal", () => repository.replace(MODEL, "    year: int\n", ""), ["mirror-not-updated Show.year"]],
    [
      "a name",
      () => repository.replace(MODEL, "year: int", "premiered: int"),
      ["mirror-not-updated Show.premiered", "mirror-not-updated Show.year"],
    ],
    [
      "a record",
      () => repository.write(MODEL, `${SHOW}\n\nclass Studio(BaseModel):\n    name: str\n`),
      ["mirror-not-updated Studio"],
    ],
    [
      "a type of the proto",
      () => repository.replace(MIRROR, "int64 year", "string year"),
      ["source-not-updated Show.year"],
    ],
    [
      "a presence of the proto",
      () => repository.replace(MIRROR, "int64 year", "optional int64 year"),
      ["source-not-updated Show.year"],
    ],
    [
      "a removal of the proto",
      () => repository.replace(MIRROR, "  int64 year = 3;\n", ""),
      ["source-not-updated Show.year"],
    ],
    [
      "a message of the proto",
      () => repository.write(MIRROR, `${PROTO}message Studio {\n  string name = 1;\n}\n`),
      ["source-not-updated Studio"],
    ],
    [
      "a key of the proto",
      () => repository.replace(MIRROR, "year = 3", 'year = 3 [json_name = "premiere"]'),
      ["source-not-updated Show.year"],
    ],
  ])("%s", async (_what, edit, expected) => {
    edit();
    expect(await cochange()).toEqual(expected);
  });

  test("members of an enum", async () => {
    repository.git("checkout", "-q", "main");
    const moods = '\n\nclass Mood(StrEnum):\n    DARK = "DARK"\n';
    repository.write(MODEL, `from enum import StrEnum\n\n${SHOW}${moods}`);
    repository.write(MIRROR, `${PROTO}enum Mood {\n  MOOD_UNSPECIFIED = 0;\n  MOOD_DARK = 1;\n}\n`);
    repository.commit();
    repository.git("checkout", "-q", "-B", "change");
    repository.replace(MODEL, '    DARK = "DARK"\n', '    DARK = "DARK"\n    LIGHT = "LIGHT"\n');
    repository.replace(MIRROR, "  MOOD_DARK = 1;\n", "  MOOD_DARK = 1;\n  MOOD_GREY = 2;\n");
    expect(await cochange()).toEqual(
      ["mirror-not-updated Mood.LIGHT", "source-not-updated Mood.GREY"].map((name) =>
        name.replace("Mood.GREY", "Mood.MOOD_GREY"),
      ),
    );
  });
});

test("a rename says the safe plan, and what `json_name` keeps", async () => {
  repository.replace(MIRROR, "int64 year = 3", "int64 premiered = 3");
  const found = await diagnostics();
  expect(found.map(({ message }) => message)).toEqual([
    "`Show.year` seems to be `premiered` in the proto now, and the Pydantic model still has the old name.",
    "`Show.premiered` is the new name of `year` in the proto, and the Pydantic model has not followed.",
  ]);
  for (const { help } of found) {
    expect(help).toContain("write both, move the readers");
    expect(help).toContain("`json_name` keeps the bytes and the JSON under the old key, not the code");
  }
});

test("a removal shows the edit that is missing, with what stays reserved", async () => {
  repository.replace(MODEL, "    year: int\n", "");
  const [found] = await diagnostics();
  expect(found).toMatchObject({ at: { file: MIRROR, line: 8 }, related: [{ at: { file: MODEL, line: 9 } }] });
  expect(found?.edits?.flatMap(({ before, after }) => [...before, "->", ...after])).toEqual(
    expect.arrayContaining(["  int64 year = 3;", "  reserved 3;", '  reserved "year";']),
  );
  expect(found?.help).toContain("mark it deprecated, move the readers");
});

describe("beside other families", () => {
  test("`check` is loud once, and the note says which rule carries it", async () => {
    addToModel("rating: float");
    const found = (await repository.findings()).filter(({ subject }) => subject === "shows:Show.rating");
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["cochange/mirror-not-updated", "info"],
      ["compat/model-field-added-required", "error"],
      ["parity/field-missing", "error"],
    ]);
    expect(found[0]?.data["carriedBy"]).toMatch(/^(?:parity|compat)\//);
  });

  test("what the configuration says is no difference is none here", async () => {
    repository.write(
      "contracts.yaml",
      `${CONTRACTS}    ignore: [{ subject: Show.rating, rule: parity/field-missing, reason: Not for readers. }]\n`,
    );
    addToModel("rating: float");
    expect(await diagnostics()).toEqual([]);
  });

  test("a rule can be configured, and a name that is none is refused", async () => {
    addToModel("rating: float");
    repository.write("contracts.yaml", `${CONTRACTS}rules: { cochange/mirror-not-updated: warning }\n`);
    expect((await diagnostics()).map(({ severity }) => severity)).toEqual(["warning"]);
    repository.write("contracts.yaml", `${CONTRACTS}rules: { cochange/mirror-not-updatd: warning }\n`);
    const { status, stderr } = await repository.run("cochange");
    expect(status).toBe(2);
    expect(stderr).toContain("Did you mean `cochange/mirror-not-updated`?");
  });

  test("a model that does not parse is said so, and nothing is guessed", async () => {
    repository.write(MODEL, `${SHOW}class Broken(:\n`);
    expect((await diagnostics()).map(({ rule }) => rule)).toEqual(["read/syntax-error"]);
  });
});

describe("at the level of files", () => {
  beforeEach(() => {
    repository.git("checkout", "-q", "main");
    repository.write("contracts.yaml", `${CONTRACTS}cochange: { level: file }\n`);
    repository.commit();
    repository.git("checkout", "-q", "-B", "change");
  });

  test("any change of the source asks for one of the mirror, and any is an answer", async () => {
    repository.replace(MODEL, "What is on.", "What was on.");
    const [found] = await diagnostics();
    expect(found).toMatchObject({ rule: "cochange/mirror-not-updated", severity: "error", subject: `shows:${MODEL}` });
    expect(found?.message).toContain("`level: file`");
    repository.write(MIRROR, `${PROTO}\n`);
    expect(await diagnostics()).toEqual([]);
  });

  test("any change of the mirror asks for one of the source", async () => {
    repository.write(MIRROR, `${PROTO}\n`);
    expect(await cochange()).toEqual([`source-not-updated ${MIRROR}`]);
  });
});

describe("the owner", () => {
  test.each([
    [".github/CODEOWNERS", "* @shows/web\n", true],
    ["CODEOWNERS", "/models/ @shows/web\n", true],
    ["docs/CODEOWNERS", "*.py @shows/programming\n", false],
    [".gitlab/CODEOWNERS", "[Models]\nmodels/ @programming\n", false],
  ])("%s", async (path, text, isReported) => {
    repository.write(path, text);
    addToModel("rating: float");
    addToProto("double rating = 4;");
    const found = await diagnostics();
    expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(
      isReported ? ["cochange/owner-not-asked info"] : [],
    );
  });
});

test("a side whose older version cannot be read is not compared, and that is said", async () => {
  repository.git("checkout", "-q", "main");
  repository.write(MODEL, "class Show(:\n");
  repository.commit();
  repository.git("checkout", "-q", "-B", "change");
  repository.write(MODEL, SHOW);
  const found = await diagnostics();
  expect(found.map(({ rule, severity, subject }) => [rule, severity, subject])).toEqual([
    ["cochange/uncomparable", "info", "shows:proto"],
  ]);
  expect(found[0]?.related?.[0]?.at.file).toBe(MODEL);
});

test("a file that is too long to be searched is named", async () => {
  repository.git("checkout", "-q", "main");
  repository.write("app/table.py", `from models.show import Show\n\nx = [${"1,".repeat(600_000)}]\nShow.year\n`);
  repository.commit();
  repository.git("checkout", "-q", "-B", "change");
  repository.replace(MODEL, "    year: int\n", "");
  repository.replace(MIRROR, "  int64 year = 3;\n", "  reserved 3;\n");
  const found = await diagnostics();
  expect(found.map(({ rule, at }) => `${rule} ${at.file}`)).toContain("cochange/not-searched app/table.py");
});
