import {
  type Edit,
  type Enum,
  indexLines,
  READ_RULES,
  type Reserved,
  type Schema,
  type SchemaRecord,
  type Source,
} from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { bufVerdict, corpusFile, corpusPaths, withImports } from "../../../readers/src/proto/buf.test.support.js";
import { protoReader } from "../../../readers/src/proto/read.js";
import { randomSource } from "../../../readers/src/proto/mutate.test.support.js";
import { ODD_STYLES } from "../../fixtures/edit/odd-styles.js";
import { applyEdits } from "./apply.js";
import { reserveEdits } from "./reserve.js";

const REMOVALS = Number(process.env["RESERVE_REMOVALS"] ?? 600);

const DRESSES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(/\r?\n/g, "\r\n"),
  (text) => text.trimEnd(),
  (text) => text.replaceAll(/^(?: {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
  (text) => text.replaceAll(/^(syntax = |import )"([^"]*)"/gm, "$1'$2'"),
  (text) => text.replaceAll(/(?<=[;{])\n\s*(?=\w+ \w+ = \d+;)/g, " "),
];

type Definition = SchemaRecord | Enum;

test.each(Object.entries(ODD_STYLES))("%s can be read", (path, text) => {
  expect(protoReader.read([{ path, text }]).diagnostics).toEqual([]);
});

test(`what was removed is reserved, and nothing else changes: ${REMOVALS} removals`, { timeout: 600_000 }, async () => {
  const random = randomSource(Number(process.env["RESERVE_SEED"] ?? 7));
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
  let [removed, tried] = [0, 0];
  while (removed < REMOVALS && tried++ < REMOVALS * 10) {
    // A file is taken again and again, so that what was added is itself edited.
    const pool = random(3) === 0 ? odd : random(2) === 0 && texts.size > 0 ? [...texts.keys()] : leaves;
    const path = pool[random(pool.length)] ?? "";
    const text =
      texts.get(path) ?? DRESSES[random(DRESSES.length)]?.(ODD_STYLES[path] ?? corpusFile(path)?.text ?? "") ?? "";
    const after = removeAndReserve({ path, text }, random);
    if (after === undefined) continue;
    texts.set(path, after);
    removed++;
  }
  expect(removed).toBe(REMOVALS);
  const changed = [...texts].map(([path, text]) => ({ path, text }));
  const around = withImports([...texts.keys(), ...changed.flatMap(({ text }) => importsOf(text))]);
  expect(await bufVerdict([...around.filter(({ path }) => !texts.has(path)), ...changed])).toBe("compiles");
});

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/^\s*import\s+(?:\w+\s+)?["']([^"']+)["']/gm)].map(([, name = ""]) => name);
}

/** The text after one or more parts of a definition were taken out and reserved; `undefined` where a compiler would refuse the first. */
function removeAndReserve(source: Source, random: (below: number) => number): string | undefined {
  const whole = read(source);
  const definitions: readonly Definition[] = [...(whole?.records ?? []), ...(whole?.enums ?? [])];
  const chosen = definitions[random(definitions.length)];
  if (!chosen || partsOf(chosen).length === 0) return undefined;
  const gone = partsOf(chosen).filter((_, i) => i === random(partsOf(chosen).length) || random(4) === 0);
  const cut = { path: source.path, text: withoutParts(source.text, gone) };
  const before = read(cut);
  const target = before && definitionIn(before, chosen.qualifiedName);
  if (!before || !target) return undefined;
  const left = partsOf(target);
  const missing: Reserved = {
    numbers: gone.flatMap(({ number = 0 }) =>
      left.some((part) => part.number === number) ? [] : [{ from: number, to: number }],
    ),
    names: gone.map(({ name }) => name).filter((name) => !left.some((part) => part.name === name)),
  };
  const edits = reserveEdits(cut.text, target.at, missing, "members" in target ? "enum" : "message");
  const text = applyEdits(cut.text, edits) ?? "";
  const after = read({ path: source.path, text });
  const what = `${source.path} ${chosen.qualifiedName} ${JSON.stringify(missing)}\n${JSON.stringify(edits, undefined, 1)}`;
  expect(after && withoutReservation(after, chosen.qualifiedName), what).toEqual(
    withoutReservation(before, chosen.qualifiedName),
  );
  const reserved = after && definitionIn(after, chosen.qualifiedName)?.reserved;
  for (const { from } of missing.numbers)
    expect(
      reserved?.numbers.some((range) => range.from <= from && from <= range.to),
      what,
    ).toBe(true);
  for (const name of [...missing.names, ...target.reserved.names]) expect(reserved?.names, what).toContain(name);
  for (const range of target.reserved.numbers) expect(reserved?.numbers, what).toContainEqual(range);
  // Two statements at most, and around them not a character is another.
  expect(edits.length, what).toBeLessThanOrEqual(2);
  for (const edit of edits) expect(isAddition(edit), what).toBe(true);
  expect(text.includes("\r\n"), what).toBe(cut.text.includes("\r\n"));
  expect(/[\r\n]$/.test(text), what).toBe(/[\r\n]$/.test(cut.text));
  return text;
}

/** The file's schema; `undefined` where a compiler would refuse it. */
function read(source: Source): Schema | undefined {
  const { schema, diagnostics } = protoReader.read([source], { load: corpusFile });
  return diagnostics.some(({ rule }) => READ_RULES[rule] === "error") ? undefined : schema;
}

function partsOf(definition: Definition) {
  return "fields" in definition ? definition.fields : definition.members;
}

function definitionIn({ records, enums }: Schema, name: string): Definition | undefined {
  return [...records, ...enums].find(({ qualifiedName }) => qualifiedName === name);
}

function withoutParts(text: string, parts: readonly { readonly at: SchemaRecord["at"] }[]): string {
  const lines = indexLines(text);
  let left = text;
  const spans = parts.map(({ at }) => at).sort((a, b) => b.line - a.line || b.column - a.column);
  for (const { line, column, endLine = line, endColumn = column } of spans)
    left = left.slice(0, lines.offset(line, column)) + left.slice(lines.offset(endLine, endColumn));
  return left;
}

/** Everything but the places and the reservations of one definition. */
function withoutReservation(schema: Schema, name: string): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === "at" ? undefined : value)),
    (_key, value: { readonly qualifiedName?: string }) =>
      value?.qualifiedName === name ? { ...value, reserved: undefined } : value,
  );
}

/** Whole statements on lines of their own, or one line with something added to it. */
function isAddition({ before, after }: Edit): boolean {
  const [line = "", ...more] = before;
  if (before.length === 0) return after.every((each) => /^\s*(?:reserved [^;]+;)?$/.test(each));
  const added = after.join("\n");
  let from = 0;
  const isKept = [...line].every((char) => (from = added.indexOf(char, from) + 1) > 0);
  return more.length === 0 && isKept && added.length > line.length;
}
