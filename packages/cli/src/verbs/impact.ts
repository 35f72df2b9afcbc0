import { affectedProjects, IMPACT_FORMATS, type ImpactFormat, renderImpact } from "@nx-contracts/engine/impact";
import { baseBranch, openHost } from "@nx-contracts/workspace";
import { impact as findImpact, impactCommand } from "@nx-contracts/workspace/impact";
import { choose } from "../choose.js";
import { textValue, textValues, type Verb } from "../verb.js";

export const impact: Verb = {
  summary: "Say what a change reaches: who names what changed, file and line, who uses the message, who only depends.",
  usage: "impact [--base REF] [--head REF] [--subject NAME]…",
  example: "nx-contracts impact --subject anime:Anime.score",
  options: {
    config: { type: "string", value: "FILE", help: "A contracts.yaml other than the nearest one" },
    base: {
      type: "string",
      value: "REF",
      help: "Compare with where the newer version left REF (default NX_BASE, nx.json, main)",
    },
    head: {
      type: "string",
      value: "REF",
      help: "The newer version (default the work tree); uses are of the work tree",
    },
    subject: {
      type: "string",
      multiple: true,
      value: "NAME",
      help: "Only this record, field, enum or member, changed or not: anime:Anime.score, Anime.score",
    },
    format: {
      type: "string",
      short: "f",
      value: "NAME",
      help: `One of ${IMPACT_FORMATS.join(", ")} (default text); html is a page with a graph`,
    },
    output: { type: "string", short: "o", value: "FILE", help: "Write to this file" },
    "affected-projects": {
      type: "boolean",
      help: "Only the names of projects that use a message that changed, with commas between, for nx run-many -p; nothing where there is none",
    },
  },
  async run(terminal, values) {
    const format = choose<ImpactFormat>("format", textValue(values, "format") ?? "text", IMPACT_FORMATS);
    const host = openHost({ cwd: terminal.cwd });
    const [config, base, head, output] = ["config", "base", "head", "output"].map((name) => textValue(values, name));
    const subjects = textValues(values, "subject");
    const command = impactCommand({ config, base, head, subjects });
    const found = await findImpact(host, {
      cwd: terminal.cwd,
      base: baseBranch(host, base ?? terminal.run.base),
      subjects,
      ...(config !== undefined && { config }),
      ...(head !== undefined && { head }),
      ...((base ?? head) !== undefined && { isCompared: true }),
    });
    if (values["affected-projects"] === true) {
      const names = affectedProjects(found);
      if (names.length > 0) terminal.out(`${names.join(",")}\n`);
      return 0;
    }
    if (output === undefined) {
      terminal.out(renderImpact(found, format, { color: terminal.color, width: terminal.width, command }));
      return 0;
    }
    const path = host.relative(output);
    host.write(path, renderImpact(found, format, { width: terminal.width, command }));
    terminal.err(`Wrote ${path}.\n`);
    return 0;
  },
};
