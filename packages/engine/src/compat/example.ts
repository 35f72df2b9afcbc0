import type { RuleExample } from "../rule.js";

/** An example of one file: as it was, as it is, and what the rule reports of that. */
export function versions(
  title: string,
  before: string,
  after: string,
  reports: RuleExample["reports"] = [],
): RuleExample {
  return { title, files: { "before.proto": before, "after.proto": after }, reports };
}

/** A file of the package `catalog.v1`. */
export function proto3(...definitions: readonly string[]): string {
  return file('syntax = "proto3";', "package catalog.v1;", ...definitions);
}

/** The same in proto2: closed enums, required fields, defaults, extensions. */
export function proto2(...definitions: readonly string[]): string {
  return file('syntax = "proto2";', "package catalog.v1;", ...definitions);
}

/** The same in edition 2023, where features say what the two others take for granted. */
export function edition2023(...definitions: readonly string[]): string {
  return file('edition = "2023";', "package catalog.v1;", ...definitions);
}

/** The text of a file: its parts with an empty line between them. */
export function file(...parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}

/** A definition: `head`, and its lines in braces. */
export function block(head: string, ...lines: readonly string[]): string {
  const body = lines.flatMap((line) => line.split("\n")).map((line) => `  ${line}\n`);
  return body.length === 0 ? `${head} {}` : `${head} {\n${body.join("")}}`;
}
