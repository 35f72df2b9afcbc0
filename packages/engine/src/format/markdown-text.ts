import { visible } from "./visible.js";

/** Keeps two characters apart without being seen. */
const APART = "&#8203;";

/**
 * What GitHub and GitLab link, notify or replace after they have rendered the
 * Markdown, where a backslash no longer helps: mentions, references to issues,
 * URLs, `www.` and `:emoji:`.
 */
const REFERENCE = /(@(?=\S)|[#!](?=\d)|GH-(?=\d)|:(?=\/\/|[\w+-]+:)|www(?=\.))/i;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  // Dollar signs delimit mathematics, and a backslash does not always help.
  ["$", "<span>$</span>"],
]);

/** Words of a user as one line of Markdown that shows them as they are; code between backticks becomes code. */
export function markdownText(text: string): string {
  const parts = visible(text)
    .trim()
    .split(/(`[^`]+`)/);
  const escaped = parts.map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeWords(part)));
  return escapeLineStart(escaped.join(""));
}

function escapeWords(words: string): string {
  return words
    .split(REFERENCE)
    .map((part, index) => escapePunctuation(part) + (index % 2 === 1 ? APART : ""))
    .join("");
}

function escapePunctuation(words: string): string {
  return words.replace(/[\\`*_[\]|~]/g, "\\$&").replace(/[&<>$]/g, entity);
}

/** What makes a list, a heading or a rule when a line begins with it. */
function escapeLineStart(line: string): string {
  return line.replace(/^[-+=#]/, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2");
}

function entity(character: string): string {
  return ENTITIES.get(character) ?? character;
}

/** A code span that shows `code` as it is. */
export function codeSpan(code: string): string {
  const text = visible(code);
  const fence = "`".repeat(longestRun(text) + 1);
  const padded = /^$|^`|`$|^ .*[^ ].* $/.test(text) ? ` ${text} ` : text;
  return fence + padded + fence;
}

/** The same inside a line of HTML, such as a `<summary>`. */
export function codeElement(code: string): string {
  return `<code>${visible(code).replace(/[&<>]/g, entity)}</code>`;
}

/** A fenced code block; `lines` hold no line break. */
export function codeBlock(language: string, lines: readonly string[]): readonly string[] {
  const fence = "`".repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [fence + language, ...lines, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
