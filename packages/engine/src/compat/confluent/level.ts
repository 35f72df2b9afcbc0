import { confluentDifferences } from "./compare.js";
import { CONFLUENT_DIFFERENCES } from "./difference.js";
import type { ConfluentDifference } from "./difference.js";
import type { ConfluentSchema } from "./walk.js";

/** What a subject of the Confluent Schema Registry may ask of a new version. */
export const CONFLUENT_LEVELS = [
  "NONE",
  "BACKWARD",
  "BACKWARD_TRANSITIVE",
  "FORWARD",
  "FORWARD_TRANSITIVE",
  "FULL",
  "FULL_TRANSITIVE",
] as const;

export type ConfluentLevel = (typeof CONFLUENT_LEVELS)[number];

/** Backward: the new version reads what an earlier one wrote. Forward: the other way round. */
export type ConfluentDirection = "backward" | "forward";

const DEMANDS: {
  readonly [level in ConfluentLevel]: { readonly directions: readonly ConfluentDirection[]; readonly every?: true };
} = {
  NONE: { directions: [] },
  BACKWARD: { directions: ["backward"] },
  BACKWARD_TRANSITIVE: { directions: ["backward"], every: true },
  FORWARD: { directions: ["forward"] },
  FORWARD_TRANSITIVE: { directions: ["forward"], every: true },
  FULL: { directions: ["backward", "forward"] },
  FULL_TRANSITIVE: { directions: ["backward", "forward"], every: true },
};

/** The words that name a level on the command line: `confluent:FULL`. */
export const CONFLUENT_WORDS: readonly string[] = CONFLUENT_LEVELS.map(wordOf);

/** The level that `word` names; `undefined` for every other word. */
export function confluentLevel(word: string): ConfluentLevel | undefined {
  return CONFLUENT_LEVELS.find((level) => wordOf(level) === word);
}

function wordOf(level: ConfluentLevel): string {
  return `confluent:${level}`;
}

/** A difference, and what was compared when it was found. */
export interface ConfluentChange extends ConfluentDifference {
  readonly compatible: boolean;
  readonly direction: ConfluentDirection;
  /** Index of the earlier version. */
  readonly version: number;
}

export interface ConfluentVerdict {
  readonly compatible: boolean;
  readonly changes: readonly ConfluentChange[];
}

/**
 * Whether the registry would accept `latest` at `level`, after the `earlier`
 * versions in the order of their registration. The newest is compared first;
 * where the registry stops at the first version that `latest` does not suit,
 * this goes on.
 */
export function confluentCompatible(
  level: ConfluentLevel,
  latest: ConfluentSchema,
  earlier: readonly ConfluentSchema[],
): ConfluentVerdict {
  const { directions, every } = DEMANDS[level];
  const changes: ConfluentChange[] = [];
  for (const [version, schema] of [...earlier.entries()].slice(every ? 0 : -1).reverse()) {
    for (const direction of directions) {
      const [from, to] = direction === "backward" ? [schema, latest] : [latest, schema];
      for (const { type, path } of confluentDifferences(from, to))
        changes.push({ type, path, compatible: CONFLUENT_DIFFERENCES[type].compatible, direction, version });
    }
  }
  return { compatible: changes.every(({ compatible }) => compatible), changes };
}
