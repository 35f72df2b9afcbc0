import type { Direction, Verdict } from "@nx-contracts/engine/compat";
import { ENUMS } from "./verdict-cases/enums.js";
import { FIELDS } from "./verdict-cases/fields.js";
import { TYPES } from "./verdict-cases/types.js";

/** Two versions of a schema and what the change does, in the three directions. */
export interface VerdictCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Verdicts of everything that changed, each change's joined by `+`, the headline first. */
  readonly verdicts: { readonly [direction in Direction]: readonly string[] };
}

const WORDS: { readonly [word: string]: Verdict } = {
  wire: "break-wire",
  json: "break-json",
  source: "break-source",
  hazard: "hazard",
  lossy: "lossy",
};

export const VERDICT_CASES: readonly VerdictCase[] = [
  ...read(TYPES, 'syntax = "proto3";'),
  ...read(FIELDS, 'syntax = "proto3";'),
  ...read(ENUMS, 'syntax = "proto3";'),
];

/**
 * Cases as these files write them: a name after `#`, what was before an arrow,
 * what is after it, then a line for each direction with the verdicts of each
 * change, or one line for all three. What begins with `syntax` or `edition`
 * says so itself.
 */
function read(text: string, header: string): readonly VerdictCase[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((section) => {
      const [, name, before, after, lines] = /^(.*)\n([^]*)\n->\n([^]*)\n=\n([^]*)$/.exec(section) ?? [];
      if (name === undefined || before === undefined || after === undefined || lines === undefined)
        throw new Error(`This is no case: ${section}`);
      const schema = (version: string) => (/^(?:syntax|edition)/.test(version) ? version : `${header} ${version}`);
      const verdicts = (direction: Direction) => {
        const found = new RegExp(`^(?:${direction}|all): (.*)$`, "m").exec(lines)?.[1];
        if (found === undefined) throw new Error(`Nothing is said about ${direction}: ${section}`);
        return found.split(", ").flatMap((each) => (each === "safe" ? [] : [each.split(" ").map(toVerdict).join("+")]));
      };
      return {
        name,
        before: schema(before),
        after: schema(after),
        verdicts: { backward: verdicts("backward"), forward: verdicts("forward"), full: verdicts("full") },
      };
    });
}

function toVerdict(word: string): Verdict {
  const verdict = WORDS[word];
  if (verdict === undefined) throw new Error(`There is no verdict ${word}.`);
  return verdict;
}
