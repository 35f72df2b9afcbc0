import { shellWord } from "../shell-word.js";

/** What an answer depends on besides the work tree. */
export interface ImpactOptions {
  readonly config?: string | undefined;
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly subjects: readonly string[];
}

/** The command that asks the same again, from the same folder. */
export function impactCommand({ config, base, head, subjects }: ImpactOptions): string {
  const named = { config, base, head };
  const options = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const all = [...options, ...subjects.map((subject) => ["subject", subject] as const)];
  return ["npx nx-contracts impact", ...all.map(([name, value]) => `--${name} ${shellWord(value)}`)].join(" ");
}
