import { type Edit, type Enum, READ_RULES, type Schema, type SchemaRecord, type Source } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { bufVerdict, corpusFile, corpusPaths, withImports } from "../../../readers/src/proto/buf.test.support.js";
import { protoReader } from "../../../readers/src/proto/read.js";
import { randomSource } from "../../../readers/src/proto/mutate.test.support.js";
import { ODD_STYLES } from "../../fixtures/edit/odd-styles.js";
import { applyEdits } from "./apply.js";
import { removeDefinition, removeField, removeMember } from "./retire.js";

const REMOVALS = Number(process.env["REMOVALS"] ?? 100);

const DRESSES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(/\r?\n/g, "\r\n"),
  (text) => text.trimEnd(),
  (text) => text.replaceAll(/^(?: {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
  (text) => text.replaceAll(/(?<=[;{])\n\s*(?=\w+ \w+ = \d+;)/g, " "),
];

test(`what is removed is gone, and nothing else changes: ${REMOVALS} removals`, { timeout: 600_000 }, async () => {
  const random = randomSource(Number(process.env["REMOVAL_SEED"] ?? 7));
  const corpus = corpusPaths();
  const imported = new Set(
    corpus.flatMap((path) =>
      [...(corpusFile(path)?.text.matchAll(/^\s*import\s+(?:\w+\s+)?"([^"]+)"/gm) ?? [])].map(([, name]) => name),
    ),
  );
  // Two of the files for Ruby define the same package.
  const leaves = corpus.filter(
    (path) => !imported.has(path) && !path.includes("/ruby/") && (corpusFile(path)?.text.length ?? 0) < 60_000,
  );
  const odd = Object.keys(ODD_STYLES);
  const texts = new Map<string, string>();
  let [removed, refused] = [0, 0];
  for (let tries = 0; removed < REMOVALS && tries < REMOVALS * 20; tries++) {
    const path = (random(3) === 0 ? odd[random(odd.length)] : leaves[random(leaves.length)]) ?? "";
    const dress = DRESSES[random(DRESSES.length)] ?? ((text: string) => text);
    const text = texts.get(path) ?? dress(ODD_STYLES[path] ?? corpusFile(path)?.text ?? "");
    const after = removeOne({ path, text }, random);
    if (after === "nothing to remove") continue;
    if (after === "refused") refused++;
    else {
      texts.set(path, after);
      removed++;
    }
  }
  expect(removed).toBe(REMOVALS);
  expect(refused / REMOVALS).toBeLessThan(0.05);
  const changed = [...texts].map(([path, text]) => ({ path, text }));
  const around = withImports([...texts.keys(), ...changed.flatMap(({ text }) => importsOf(text))]);
  expect(await bufVerdict([...around.filter(({ path }) => !texts.has(path)), ...changed])).toBe("compiles");
});

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/^\s*import\s+(?:\w+\s+)?["']([^"']+)["']/gm)].map(([, name = ""]) => name);
}

/** The text without a field, a member or a definition that nothing refers to. */
function removeOne(source: Source, random: (below: number) => number): string {
  const before = read(source);
  if (!before) return "nothing to remove";
  const pick = <T>(items: readonly T[]): T | undefined => items[random(items.length)];
  const textOf = (path: string) => (path === source.path ? source.text : undefined);
  const kind = random(10);
  let edits: readonly Edit[];
  let expected: readonly unknown[];
  let what: string;
  if (kind < 7) {
    const record = pick(before.records.filter(({ fields }) => fields.length > 0));
    const field = record && pick(record.fields);
    if (!record || !field) return "nothing to remove";
    what = `${record.qualifiedName}.${field.name}`;
    edits = removeField({ field, record, schema: before }, textOf);
    const isLeft = (each: unknown) => each !== field;
    // With a group goes the message that it is.
    const isOwn = ({ at }: SchemaRecord) =>
      at.line === field.at.line && at.column === field.at.column && at.endLine === field.at.endLine;
    const around = before.records.filter((each) => !isOwn(each));
    expected = around.map((each) => (each === record ? withFields(each, each.fields.filter(isLeft)) : each));
  } else if (kind < 9) {
    const home = pick(before.enums.filter(({ members }) => members.length > 1));
    const member = home && pick(home.members.slice(1));
    if (!home || !member) return "nothing to remove";
    what = `${home.qualifiedName}.${member.name}`;
    edits = removeMember({ schema: before, name: home.name, at: home.at, enum: home }, member, textOf);
    const isLeft = (each: unknown) => each !== member;
    expected = before.enums.map((each) => (each === home ? { ...each, members: each.members.filter(isLeft) } : each));
  } else {
    const definition = pick(before.records.filter((each) => !isUsed(before, each)));
    if (!definition) return "nothing to remove";
    what = definition.qualifiedName;
    edits = removeDefinition(definition, before, textOf);
    expected = before.records.filter(({ qualifiedName }) => !`${qualifiedName}.`.startsWith(`${what}.`));
  }
  if (edits.length === 0) return "refused";
  const text = applyEdits(source.text, edits);
  const said = `${source.path} ${what}\n${JSON.stringify(edits, undefined, 1)}`;
  expect(text, said).toBeDefined();
  const after = read({ path: source.path, text: text ?? "" });
  // A default that names the member that is gone, and the like: who asks for a removal looks before.
  if (!after) return "nothing to remove";
  const found: readonly (SchemaRecord | Enum)[] = kind < 7 || kind === 9 ? after.records : after.enums;
  const isStill = ({ qualifiedName }: SchemaRecord | Enum) =>
    found.some((each) => each.qualifiedName === qualifiedName);
  const wanted = (expected as readonly (SchemaRecord | Enum)[]).filter((each) => isStill(each) || !isForsaken(each));
  expect(plain(found.map(withoutLoose)), said).toEqual(plain(wanted.map(withoutLoose)));
  expect((text ?? "").includes("\r\n"), said).toBe(source.text.includes("\r\n"));
  expect(/[\r\n]$/.test(text ?? ""), said).toBe(/[\r\n]$/.test(source.text));
  return text ?? "";
}

function withFields(record: SchemaRecord, fields: SchemaRecord["fields"]): SchemaRecord {
  return { ...record, fields };
}

/** Of a body without declarations every comment is the message's, until its reservations stand there. */
function withoutLoose(definition: SchemaRecord | Enum): unknown {
  const { doc: _doc, ...rest } = definition;
  return "fields" in definition && definition.fields.length === 0 ? rest : definition;
}

/** A message that only gave a list its name goes with the field that had it. */
function isForsaken(definition: SchemaRecord | Enum): boolean {
  return "fields" in definition && definition.fields.length === 1 && definition.fields[0]?.type.kind === "list";
}

function isUsed({ records, services }: Schema, { qualifiedName }: SchemaRecord): boolean {
  const text = JSON.stringify([records.map(({ fields, options }) => [fields, options]), services]);
  return (
    text.includes(qualifiedName) || records.some(({ qualifiedName: other }) => other.startsWith(`${qualifiedName}.`))
  );
}

/** The file's schema; `undefined` where a compiler would refuse it. */
function read(source: Source): Schema | undefined {
  const { schema, diagnostics } = protoReader.read([source], { load: corpusFile });
  return diagnostics.some(({ rule }) => READ_RULES[rule] === "error") ? undefined : schema;
}

/** Everything but the places; with what is said of each, so that no comment goes to another. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === "at" ? undefined : each)));
}
