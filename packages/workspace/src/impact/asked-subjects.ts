import type { ImpactSubject } from "@nx-contracts/engine/impact";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import type { ContractNames, NamedSubject } from "./contract-names.js";

/**
 * What `--subject` names: `anime:Anime.score`, `anime.Anime.score`, a qualified
 * name of any language, or `Anime.score` where one contract has it.
 *
 * @throws ContractsError `usage` with the nearest name, or with the contracts that have it
 */
export function askedSubjects(words: readonly string[], names: ContractNames): readonly ImpactSubject[] {
  const asked = words.map((word) => askedSubject(word, names));
  return [...new Map(asked.map((subject) => [subject.subject, subject])).values()];
}

function askedSubject(word: string, names: ContractNames): ImpactSubject {
  const fitting = new Map(
    [...names.all.filter((each) => spellings(each).includes(word)), ...names.subjectsOf(word)].map((each) => [
      each.subject,
      each,
    ]),
  );
  const [found, ...others] = [...fitting.values()];
  if (found === undefined) throw unknown(word, names);
  if (others.length > 0) {
    throw new ContractsError("usage", {
      message: `\`${word}\` is the name of more than one thing.`,
      next: `Say which: ${[found, ...others].map(({ subject }) => `\`${subject}\``).join(", ")}.`,
    });
  }
  const { subject, contract, name, kind } = found;
  return { subject, contract, name, kind, happening: "asked", changes: [] };
}

function spellings({ subject, contract, name }: NamedSubject): readonly string[] {
  return [subject, `${contract}.${name}`, name];
}

function unknown(word: string, { all, contracts }: ContractNames): ContractsError {
  const candidates = all.flatMap((each) => spellings(each));
  // The contract is often right and short; what follows it decides.
  const near = nearestName(word, candidates);
  return new ContractsError("usage", {
    message: `No contract has \`${word}\`.`,
    next:
      near === undefined
        ? `Name a record or a field as \`CONTRACT:Record.field\`; contracts are ${contracts.map(({ id }) => `\`${id}\``).join(", ")}.`
        : `Did you mean \`${near}\`?`,
  });
}
