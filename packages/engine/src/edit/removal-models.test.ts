import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Edit, READ_RULES, type Reader, type Schema, type SchemaRecord } from "@nx-contracts/ir";
import { afterAll, expect, test } from "vitest";
import { pythonEnvironment } from "../../../../tools/python-env.mjs";
import { randomSource } from "../../../readers/src/proto/mutate.test.support.js";
import { pydanticReader } from "../../../readers/src/pydantic/read.js";
import { typescriptReader } from "../../../readers/src/typescript/read.js";
import { ODD_MODELS, ODD_TYPES } from "../../fixtures/edit/odd-models.js";
import { applyEdits } from "./apply.js";
import { removeField, removeMember } from "./retire.js";

const SAMPLE = Number(process.env["REMOVALS"] ?? 60);
const repository = resolve(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(repository, path), "utf8");
const folder = mkdtempSync(join(tmpdir(), "nx removals "));
afterAll(() => rmSync(folder, { recursive: true }));

interface Removed {
  readonly what: string;
  readonly text: string;
}

/** Text after each removal of a field or a member by itself, each held against what is read. */
function removals(reader: Reader, path: string, text: string): readonly Removed[] {
  const before = schemaOf(reader, path, text);
  const textOf = (each: string) => (each === path ? text : undefined);
  const fields = before.records.flatMap((record) =>
    record.fields.flatMap((field): readonly Removed[] => {
      if (!isWithin(record, field)) return [];
      const edits = removeField({ field, record, schema: before }, textOf);
      const isLeft = (each: { readonly name: string }) => each.name !== field.name;
      const isHeir = (each: SchemaRecord) =>
        each.fields.some(({ at }) => at.line === field.at.line && at.column === field.at.column);
      const expected = before.records.map((each) =>
        isHeir(each) ? { ...each, fields: each.fields.filter(isLeft) } : each,
      );
      return checked(`${record.name}.${field.name}`, edits, (after) => [after.records, expected]);
    }),
  );
  const members = before.enums.flatMap((home) =>
    home.members.flatMap((member): readonly Removed[] => {
      // A type of one literal is that literal, no enum.
      if (home.members.length <= (before.language === "typescript" ? 2 : 1)) return [];
      const set = { schema: before, name: home.name, at: home.at, enum: home };
      const expected = before.enums.map((each) =>
        each === home ? { ...each, members: each.members.filter((other) => other !== member) } : each,
      );
      return checked(`${home.name}.${member.name}`, removeMember(set, member, textOf), (after) => [
        after.enums,
        expected,
      ]);
    }),
  );
  return [...fields, ...members];

  function checked(
    what: string,
    edits: readonly Edit[],
    compared: (after: Schema) => readonly [unknown, unknown],
  ): readonly Removed[] {
    const after = applyEdits(text, edits);
    const said = `${path} ${what}\n${after === text ? "unchanged" : JSON.stringify(edits, undefined, 1)}`;
    expect(edits.length, said).toBeGreaterThan(0);
    const { schema } = reader.read([{ path, text: after ?? "" }]);
    const [found, expected] = compared(schema);
    // A default that names the member is a person's to change.
    if (!isDefault(before, what)) expect(plain(found), said).toEqual(plain(expected));
    return [{ what, text: after ?? "" }];
  }
}

function schemaOf(reader: Reader, path: string, text: string): Schema {
  const { schema, diagnostics } = reader.read([{ path, text }]);
  expect(diagnostics.filter(({ rule }) => READ_RULES[rule] === "error")).toEqual([]);
  return schema;
}

function isWithin({ at: outer }: SchemaRecord, { at }: SchemaRecord["fields"][number]): boolean {
  return at.file === outer.file && at.line >= outer.line && (at.endLine ?? at.line) <= (outer.endLine ?? outer.line);
}

function isDefault({ records }: Schema, what: string): boolean {
  return records.some(({ fields }) =>
    fields.some(
      ({ default: value }) => value?.kind === "member" && `${value.enum.split(".").at(-1)}.${value.member}` === what,
    ),
  );
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === "at" ? undefined : each)));
}

function sample(all: readonly Removed[]): readonly Removed[] {
  const random = randomSource(Number(process.env["REMOVAL_SEED"] ?? 7));
  return all.length <= SAMPLE ? all : all.filter(() => random(all.length) < SAMPLE);
}

const IMPORT_EACH = `
import json, sys, types, warnings
warnings.simplefilter("ignore")
for path, what in json.load(open(sys.argv[1])):
    module = types.ModuleType("removed")
    sys.modules["removed"] = module
    try:
        exec(compile(open(path, encoding="utf-8").read(), path, "exec"), module.__dict__)
    except NameError as error:
        print(what, error)
    except Exception as error:
        print(what, type(error).__name__, error)
`;

test("models import after every removal", { timeout: 300_000 }, () => {
  const python = pythonEnvironment("common", "libs/common/requirements.txt");
  const all = [
    ...removals(pydanticReader, "anime.py", read("libs/common/src/common/models/anime.py")),
    ...Object.entries(ODD_MODELS).flatMap(([path, text]) => removals(pydanticReader, path, text)),
    ...Object.entries(ODD_MODELS).flatMap(([path, text]) =>
      removals(pydanticReader, path, text.replaceAll("\n", "\r\n")),
    ),
  ];
  const written = sample(all).map(({ what, text }, i) => {
    const path = join(folder, `${i}.py`);
    writeFileSync(path, text);
    return [path, what];
  });
  const list = join(folder, "list.json");
  writeFileSync(list, JSON.stringify(written));
  const failed = execFileSync(python, ["-c", IMPORT_EACH, list], { encoding: "utf8" });
  expect(failed.split("\n").filter((line) => line !== "" && !/has no attribute|AttributeError/.test(line))).toEqual([]);
});

test("types compile after every removal", { timeout: 300_000 }, async () => {
  const { default: ts } = await import("typescript");
  const files = { ...ODD_TYPES };
  const all = Object.entries(files).flatMap(([path, text]) => removals(typescriptReader, path, text));
  for (const { what, text } of all) {
    const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
    expect(
      diagnostics.map(({ messageText }) => messageText),
      `${what}\n${text}`,
    ).toEqual([]);
  }
});
