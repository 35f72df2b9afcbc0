import type { Span } from "@nx-contracts/ir";
import type { Finding } from "../rule.js";
import { LANGUAGE_WORDS } from "../words/language.js";
import { startOf } from "../words/place.js";
import { RENAME_PLAN, REMOVAL_PLAN } from "../words/safe-plan.js";
import type { CochangeFactOf } from "./fact.js";

type Behind = CochangeFactOf<"mirror-behind"> | CochangeFactOf<"source-behind">;

export type BehindMessage = "added" | "renamed" | "removed" | "renamed-away" | "changed" | "lossy" | "file";

/** What the messages about sides that did not follow are made of. */
export type BehindWords = {
  readonly subject: string;
  readonly level: string;
  /** What it differs in; empty where it is there or not. */
  readonly aspect: string;
  /** Its former or its new name; empty where it has none. */
  readonly other: string;
  /** The side that changed, and the one that did not follow. */
  readonly mover: string;
  readonly follower: string;
  /** The rule of parity that tells what they disagree in; empty where files are compared. */
  readonly parity: string;
  readonly changedFile: string;
  readonly behindFile: string;
};

/** The sentences that both directions share. */
export const BEHIND_MESSAGES = {
  added: ({ subject, mover, follower }: BehindWords) =>
    `\`${subject}\` was added to the ${mover}, and the ${follower} has not got it.`,
  renamed: ({ subject, other, mover, follower }: BehindWords) =>
    `\`${subject}\` is the new name of \`${other}\` in the ${mover}, and the ${follower} has not followed.`,
  removed: ({ subject, mover, follower }: BehindWords) =>
    `\`${subject}\` was removed from the ${mover}, and the ${follower} still has it.`,
  "renamed-away": ({ subject, other, mover, follower }: BehindWords) =>
    `\`${subject}\` seems to be \`${other}\` in the ${mover} now, and the ${follower} still has the old name.`,
  changed: ({ subject, aspect, mover, follower }: BehindWords) =>
    `\`${subject}\` has another ${aspect} in the ${mover}, and the ${follower} has not followed.`,
  lossy: ({ subject, aspect, mover, follower }: BehindWords) =>
    `\`${subject}\` has another ${aspect} in the ${mover}, and the ${follower}, which has not followed, holds it only with loss.`,
  file: ({ changedFile, behindFile, follower }: BehindWords) =>
    `\`${changedFile}\` changed, and no file of the ${follower} did, such as \`${behindFile}\`: files have to change together at \`level: file\`.`,
} as const satisfies { readonly [Message in BehindMessage]: (data: BehindWords) => string };

/** What is lost with loss alone is no error. */
export const BEHIND_SEVERITY = {
  added: "error",
  renamed: "error",
  removed: "error",
  "renamed-away": "error",
  changed: "error",
  lossy: "warning",
  file: "error",
} as const satisfies { readonly [Message in BehindMessage]: "error" | "warning" };

/** Both places of a side that did not follow, and the next step. */
export function behindFinding(fact: Behind): Finding<BehindMessage | "apart", BehindWords> {
  const { subject, level, changed, behind } = fact;
  const change = level === "schema" ? fact.change : undefined;
  const [mover, follower] = [changed, behind].map(({ language }) => LANGUAGE_WORDS[language]);
  const other = level === "schema" ? (fact.was ?? fact.became ?? "") : "";
  const data: BehindWords = {
    subject,
    level,
    aspect: change !== undefined && "aspect" in change ? change.aspect : "",
    other,
    mover: mover ?? "",
    follower: follower ?? "",
    parity: level === "schema" ? fact.parity.rule : "",
    changedFile: changed.at.file,
    behindFile: behind.at.file,
  };
  const message = messageOf(fact);
  const isGone = message === "removed" || message === "renamed-away";
  const places = { changed: startOf(changed.at), behind: startOf(behind.at) };
  const was = { message: `\`${subject}\` in the ${data.mover}, older version`, at: places.changed };
  const there = { message: `the ${data.follower}, which has not changed with it`, at: places.behind };
  return {
    message,
    at: isGone ? places.behind : spanOf(changed.at, message),
    related: [isGone ? was : there],
    data,
    help: helpOf(message, data),
  };
}

function spanOf(at: Span, message: string): Span {
  return message === "file" ? startOf(at) : at;
}

function messageOf(fact: Behind): BehindMessage | "apart" {
  if (fact.level === "file") return "file";
  const { change } = fact;
  switch (change.kind) {
    case "added":
      return fact.was === undefined ? "added" : "renamed";
    case "removed":
      return fact.became === undefined ? "removed" : "renamed-away";
    case "changed":
      return change.isLossy ? "lossy" : "changed";
    case "apart":
      return "apart";
  }
}

function helpOf(message: BehindMessage | "apart", { behindFile, follower, aspect }: BehindWords): string {
  switch (message) {
    case "added":
      return `Add it to \`${behindFile}\` in the same change, or take it back.`;
    case "renamed":
    case "renamed-away":
      return RENAME_PLAN;
    case "removed":
      return follower === LANGUAGE_WORDS.proto
        ? REMOVAL_PLAN
        : `Remove it from \`${behindFile}\` in the same change, or take it back.`;
    case "changed":
    case "lossy":
      return `Give it the same ${aspect} in \`${behindFile}\` in the same change, or take it back.`;
    case "apart":
      return `Agree on one ${aspect} and write it on both sides.`;
    case "file":
      return `Change \`${behindFile}\` in the same change, or set \`cochange.level\` to \`schema\` to be asked only for what means something else.`;
  }
}
