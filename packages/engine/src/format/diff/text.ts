import type { Language, Span } from "@nx-contracts/ir";
import type { DiffFact } from "../../facts/diff/fact.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { type Paint, painter, type Style } from "../ansi.js";
import { visible } from "../visible.js";
import { describeChange } from "./describe-change.js";

type Mark = "+" | "-" | "~";

const MARK_STYLES = { "+": "green", "-": "red", "~": "cyan" } as const satisfies Record<Mark, Style>;

/**
 * Changes for people, grouped by record, one line each: `+` came, `-` went,
 * `~` changed, with old → new and the place, in the newer version where it is
 * still there. The last line counts.
 */
export function formatDiffText(facts: readonly DiffFact[], color: boolean): string {
  if (facts.length === 0) return "Nothing changed.\n";
  const paint = painter(color);
  const groups = new Map<string, DiffFact[]>();
  for (const fact of facts) {
    const key = `${languageOf(fact)} ${fact.within}`;
    const others = groups.get(key);
    if (others) others.push(fact);
    else groups.set(key, [fact]);
  }
  const isMixed = new Set(facts.map(languageOf)).size > 1;
  const blocks = [...groups.values()].map((group) => groupLines(group, isMixed, paint).join("\n"));
  return `${[...blocks, countLine(facts)].join("\n\n")}\n`;
}

function groupLines(group: readonly DiffFact[], isMixed: boolean, paint: Paint): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const language = isMixed ? paint("dim", ` (${LANGUAGE_WORDS[languageOf(first)]})`) : "";
  return [`${paint("bold", visible(first.within))}${language}`, ...group.map((fact) => changeLine(fact, paint))];
}

function changeLine(fact: DiffFact, paint: Paint): string {
  const { what, before, after } = describeChange(fact);
  const local = fact.subject.slice(fact.within.length + 1);
  const change = [before, after].filter((side) => side !== undefined).join(" → ");
  const words = `${what}${what === "" ? "" : " "}${change}`;
  const mark = markOf(fact);
  const place = describeLine((fact.after ?? fact.before).at);
  const subject = local === "" ? "" : `${paint("bold", visible(local))}: `;
  return `  ${paint(MARK_STYLES[mark], mark)} ${subject}${visible(words)}  ${paint("dim", place)}`;
}

function markOf({ before, after }: DiffFact): Mark {
  if (before === undefined) return "+";
  return after === undefined ? "-" : "~";
}

function describeLine({ file, line }: Span): string {
  return `${visible(file)}:${line}`;
}

function languageOf(fact: DiffFact): Language {
  return (fact.after ?? fact.before).schema.language;
}

function countLine(facts: readonly DiffFact[]): string {
  const count = (mark: Mark) => facts.filter((fact) => markOf(fact) === mark).length;
  const total = `${facts.length} change${facts.length === 1 ? "" : "s"}`;
  return `${total}: ${count("+")} added, ${count("-")} removed, ${count("~")} changed.`;
}
