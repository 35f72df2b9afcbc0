import type { Verb } from "./verb.js";

/** What `nx-contracts --help` prints. */
export function programHelp(verbs: { readonly [name: string]: string }, version: string): string {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length));
  return `nx-contracts ${version}: data contracts that cannot drift

Usage: nx-contracts <verb> [options]

${Object.entries(verbs)
  .map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`)
  .join("\n")}

Example: nx-contracts check

\`nx-contracts <verb> --help\` shows the options of a verb.
Exit codes: 0 nothing found, 1 findings, 2 the question was malformed, 3 a tool failed, 70 a bug.
`;
}

/** What `nx-contracts <verb> --help` prints. */
export function verbHelp({ summary, usage, example, options }: Verb): string {
  const rows = Object.entries(options).map(([option, { short, value, help }]) => {
    const left = `${short === undefined ? "    " : `-${short}, `}--${option}${value === undefined ? "" : ` ${value}`}`;
    return [left, help] as const;
  });
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  const list = rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`).join("\n");
  return `${summary}

Usage: nx-contracts ${usage}

Example: ${example}
${list === "" ? "" : `\nOptions:\n${list}\n`}`;
}
