import { codeElement, codeSpan, markdownText } from "../markdown-text.js";
import { count } from "../summary-text.js";
import type { Impact, ImpactContract, ImpactProject, ImpactSubject, ImpactUse } from "./impact.js";
import { affectedCommand, type ImpactTextOptions } from "./text.js";
import {
  affectedProjects,
  describeImpactChange,
  describeImpactCounts,
  describeNothing,
  describeUses,
  HAPPENING_WORDS,
  nextSteps,
  ownerOf,
  placeOf,
  REACH_WORDS,
} from "./words.js";

/** A comment on GitHub holds 65,536 characters; the rest is for the last lines. */
const MOST_CHARACTERS = 60_000;

/** Rows of a table that stand open. */
const MOST_ROWS = 30;

/** For a pull request: one sentence, what changed, who is reached, and every place folded away. */
export function formatImpactMarkdown(impact: Impact, options: ImpactTextOptions): string {
  const { contracts, subjects, projects } = impact;
  if (subjects.length === 0) return `**${markdownText(describeNothing(impact))}**\n`;
  const head = projects.length === 0 ? describeNothing(impact) : describeImpactCounts(impact);
  const blocks = [
    `### Impact of ${count(subjects.length, "change")} to ${contracts.map(describeContract).join(", ")}`,
    `**${markdownText(head)}**`,
    ...[describeUses(impact) ?? [], nextSteps(impact)].flat().map(markdownText),
    subjectTable(subjects, projects),
    ...(projects.length > 0 ? [projectTable(projects)] : []),
    ...testBlock(impact, options),
  ];
  const details = projects.filter(({ uses }) => uses.length > 0).map(projectDetails);
  const fitting = fittingBlocks(details, blocks.join("\n\n").length);
  const left = details.length - fitting.length;
  const rest = left > 0 ? [`… and the places of ${count(left, "project")} more than fit in a comment.`] : [];
  return `${[...blocks, ...fitting, ...rest].join("\n\n")}\n`;
}

function describeContract(contract: ImpactContract): string {
  const owner = ownerOf(contract);
  return `${codeSpan(contract.id)}${owner === undefined ? "" : ` (${markdownText(owner)})`}`;
}

function subjectTable(subjects: readonly ImpactSubject[], projects: readonly ImpactProject[]): string {
  const rows = subjects.map(({ subject, happening, changes }) => {
    const uses = projects.flatMap((project) => project.uses).filter((use) => use.subject === subject);
    const naming = projects.filter((project) => project.uses.some((use) => use.subject === subject));
    const words = changes.map((change) => cellText(describeImpactChange(change))).join("<br>");
    const found = uses.length === 0 ? "nobody" : `${count(uses.length, "place")} in ${count(naming.length, "project")}`;
    return [cellCode(subject), `${HAPPENING_WORDS[happening]}${words === "" ? "" : `<br>${words}`}`, found];
  });
  return table(["changed", "what happened", "named by"], rows, "change");
}

function projectTable(projects: readonly ImpactProject[]): string {
  const rows = projects.map(({ name, owners, reach, uses, messages }) => [
    cellCode(name),
    owners.map(cellText).join(" ") || "–",
    REACH_WORDS[reach],
    uses.length === 0 ? messages.map(({ message }) => cellCode(message)).join(" ") || "–" : count(uses.length, "place"),
  ]);
  return table(["project", "owners", "reach", "uses"], rows, "project");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], noun: string): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const left = rows.length - MOST_ROWS;
  return [
    row(heads),
    row(heads.map(() => "---")),
    ...rows.slice(0, MOST_ROWS).map(row),
    ...(left > 0 ? [`\n… and ${count(left, noun)} more.`] : []),
  ].join("\n");
}

function projectDetails({ name, uses }: ImpactProject): string {
  return [
    `<details><summary>${codeElement(name)}: ${count(uses.length, "place")}</summary>`,
    "",
    ...uses.map(useLine),
    "",
    "</details>",
  ].join("\n");
}

function useLine({ subject, access, certainty, at }: ImpactUse): string {
  const words = certainty === "certain" ? access : `${access}, likely`;
  return `- ${codeSpan(placeOf(at))} ${words} ${codeSpan(subject)}`;
}

function testBlock(impact: Impact, options: ImpactTextOptions): readonly string[] {
  return affectedProjects(impact).length === 0
    ? []
    : [`Test them: ${codeSpan(`npx nx run-many -t test -p $(${affectedCommand(options)})`)}`];
}

function fittingBlocks(blocks: readonly string[], start: number): readonly string[] {
  let characters = start;
  const end = blocks.findIndex((block) => (characters += block.length + 2) > MOST_CHARACTERS);
  return end === -1 ? blocks : blocks.slice(0, end);
}

/** Inside a table a pipe ends the cell even in code, where a backslash is needed. */
function cellCode(code: string): string {
  return codeSpan(code).replaceAll("|", "\\|");
}

/** `markdownText` escapes the pipes of words; those of code inside them are left. */
function cellText(words: string): string {
  return markdownText(words.replaceAll("`", "'"));
}
