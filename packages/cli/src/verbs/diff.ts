import { DIFF_FORMATS, type DiffFormat, formatReadNotes, renderDiff } from "@nx-contracts/engine/diff";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import { baseBranch, openHost } from "@nx-contracts/workspace";
import { diff as diffVersions, openVersion } from "@nx-contracts/workspace/diff";
import { textValue, type Values, type Verb } from "../verb.js";

export const diff: Verb = {
  summary: "Say what changed between two versions of protos, Pydantic models or TypeScript types.",
  usage: "diff [PATH]… [--against VERSION] [--format text|json]",
  example: "nx-contracts diff libs/common/src --against main",
  options: {
    against: {
      type: "string",
      value: "VERSION",
      help: "The older version: merge-base (default), a git ref, tag:PATTERN, a file or a folder",
    },
    base: { type: "string", value: "BRANCH", help: "The branch of merge-base (default NX_BASE, nx.json, main)" },
    language: { type: "string", value: "NAME", help: "Only proto, pydantic or typescript; the suffix tells otherwise" },
    format: { type: "string", short: "f", value: "NAME", help: "text (default) or json" },
  },
  async run(terminal, values, paths) {
    const format = formatOf(values);
    const host = openHost({ cwd: terminal.cwd });
    const language = textValue(values, "language");
    const named = paths.length > 0 ? paths : ["."];
    const against = textValue(values, "against") ?? "merge-base";
    const { facts, diagnostics } = await diffVersions(host, {
      before: await openVersion(host, named, against, baseBranch(host, textValue(values, "base") ?? terminal.run.base)),
      after: { paths: named },
      ...(language !== undefined && { language }),
    });
    terminal.err(formatReadNotes(diagnostics));
    terminal.out(renderDiff(facts, format, { color: terminal.color }));
    return 0;
  },
};

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
