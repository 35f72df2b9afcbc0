// docs/reference/command-line.md, made from the catalogue of verbs.
import { VERBS } from "../../packages/cli/build/verbs/catalogue.js";
import { code, GENERATED, row, table } from "./markdown.mjs";
import { splitDefault } from "./json-schema.mjs";

/** @returns {Promise<string>} */
export async function commandLinePage() {
  const verbs = await Promise.all(
    Object.entries(VERBS).map(async ([name, { summary, load }]) => ({ name, summary, verb: await load() })),
  );
  const rows = verbs.map(({ name, summary }) => row(`[\`${name}\`](#${name})`, summary));
  return `${GENERATED}# The command line

\`nx-contracts <verb> [options]\`, in an Nx workspace \`npx nx-contracts\`. It looks for the nearest \`contracts.yaml\`, here and above. \`--help\` on its own and after a verb
says what stands here; \`--version\` prints the version.

${table(["verb", "does"], rows)}
## Exit codes

${table(
  ["code", "means"],
  [
    row("0", "Nothing was found at or above the threshold, or what was asked for is done."),
    row("1", "The answer is no: there are findings. Each verb says below when that is."),
    row("2", "The question was malformed: usage, configuration, a missing source or baseline."),
    row("3", "A tool or service that is called failed; what was called and its last lines are printed."),
    row("70", "A bug of nx-contracts."),
  ],
)}
The report goes to standard output, words about it to standard error. Nothing is asked where there is no terminal.

${verbs.map(({ name, verb }) => section(name, verb)).join("\n")}`;
}

const REPEATED = "\n`…`: it may be given several times.\n";

function section(name, { summary, usage, example, options, findings }) {
  const rows = Object.entries(options).map(([option, { short, value, help, multiple }]) => {
    const written = `--${option}${value === undefined ? "" : ` ${value}`}`;
    const { meaning, fallback } = splitDefault({
      description: help.replace(/ \(default ([^()]+)\)$/, "; default $1"),
    });
    return row(
      `${code(written)}${short === undefined ? "" : `, ${code(`-${short}`)}`}${multiple ? " …" : ""}`,
      meaning.replace(/\.$/, ""),
      fallback,
    );
  });
  return `## ${name}

${summary}

\`\`\`text
nx-contracts ${usage}
\`\`\`

For example ${code(example)}. ${findings === undefined ? "Never exits with 1." : `Exits with 1 when ${findings}.`}

${rows.length === 0 ? "It takes no options.\n" : table(["option", "meaning", "default"], rows)}${rows.some((each) => each.includes("` …")) ? REPEATED : ""}`;
}
