import { ContractsError, nearestName } from "@nx-contracts/ir";

/**
 * The value of an option that takes one of a few words.
 *
 * @throws ContractsError `usage` with the nearest word
 */
export function choose<Word extends string>(option: string, word: string, known: readonly Word[]): Word {
  const found = known.find((each) => each === word);
  if (found !== undefined) return found;
  const near = nearestName(word, known);
  throw new ContractsError("usage", {
    message: `\`--${option} ${word}\` is not possible.`,
    next: near ? `Did you mean \`${near}\`?` : `Known: ${known.join(", ")}.`,
  });
}
