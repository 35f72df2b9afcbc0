import { DIFF_FORMATS, type DiffFormat, formatReadNotes, renderDiff } from "@nx-contracts/engine/diff";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import { openHost } from "@nx-contracts/workspace";
import { diff as diffVersions, type VersionSource } from "@nx-contracts/workspace/diff";
import { textValue, type Values, type Verb } from "../verb.js";

export const diff: Verb = {
  summary: "Say what changed between two versions of protos, Pydantic models or TypeScript types.",
  usage: "diff [PATH] --against PATH [--format text|json]",
  example: "nx-contracts diff libs/common/src --against ../main/libs/common/src",
  options: {
    against: { type: "string", value: "PATH", help: "The older version: a file or a folder" },
    language: { type: "string", value: "NAME", help: "Only proto, pydantic or typescript; the suffix tells otherwise" },
    format: { type: "string", short: "f", value: "NAME", help: "text (default) or json" },
  },
  async run(terminal, values, paths) {
    const format = formatOf(values);
    const before = resolveAgainst(values);
    const language = textValue(values, "language");
    const { facts, diagnostics } = await diffVersions(openHost({ cwd: terminal.cwd }), {
      before,
      after: { paths: paths.length > 0 ? paths : ["."] },
      ...(language !== undefined && { language }),
    });
    terminal.err(formatReadNotes(diagnostics));
    terminal.out(renderDiff(facts, format, { color: terminal.color }));
    return 0;
  },
};

/** The older version that `--against` names. */
function resolveAgainst(values: Values): VersionSource {
  const against = textValue(values, "against");
  if (against !== undefined) return { paths: [against] };
  throw new ContractsError("usage", {
    message: "`diff` needs an older version to compare with.",
    next: `For instance: ${diff.example}`,
  });
}

function formatOf(values: Values): DiffFormat {
  const word = textValue(values, "format") ?? "text";
  const known = DIFF_FORMATS.find((format) => format === word);
  if (known) return known;
  const near = nearestName(word, DIFF_FORMATS);
  throw new ContractsError("usage", {
    message: `There is no format \`${word}\`.`,
    next: near ? `Did you mean \`${near}\`?` : `Known: ${DIFF_FORMATS.join(", ")}.`,
  });
}
