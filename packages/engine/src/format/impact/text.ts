import { type Paint, painter, type Style } from "../ansi.js";
import { displayWidth } from "../display-width.js";
import { count } from "../summary-text.js";
import { visible } from "../visible.js";
import { wrap } from "../wrap.js";
import type { Happening, Impact, ImpactContract, ImpactProject, ImpactSubject, ImpactUse } from "./impact.js";
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
  usesOf,
} from "./words.js";

export interface ImpactTextOptions {
  /** Columns of the terminal; default 80. */
  readonly width?: number;
  /** Colour the text. */
  readonly color?: boolean;
  /** What gives the same answer again, as a shell takes it; default that about everything which changed. */
  readonly command?: string;
}

/** The command that lists the projects of an answer. */
export function affectedCommand({ command = "npx nx-contracts impact" }: ImpactTextOptions): string {
  return `${command} --affected-projects`;
}

/** Projects that a command line names one by one. */
const MOST_NAMES = 8;

interface Page {
  readonly width: number;
  /** Lists the projects that use what changed. */
  readonly affected: string;
  readonly paint: Paint;
}

const HAPPENING_STYLES = {
  added: "green",
  removed: "redBold",
  renamed: "redBold",
  changed: "yellowBold",
  asked: "cyanBold",
} as const satisfies Record<Happening, Style>;

/** For a person in a hurry: what changed, who names it and where, then who else is near, the counts and what to do next. */
export function formatImpactText(impact: Impact, options: ImpactTextOptions): string {
  const { width = 80, color = false } = options;
  if (impact.subjects.length === 0) return `${visible(describeNothing(impact))}\n`;
  const page = { width, paint: painter(color), affected: visible(affectedCommand(options)) };
  const blocks = [
    ...impact.subjects.map((subject) => subjectBlock(subject, impact.projects, page)),
    packageBlock(impact.projects, page),
    nextBlock(impact, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function subjectBlock(subject: ImpactSubject, projects: readonly ImpactProject[], page: Page): readonly string[] {
  const { paint } = page;
  const naming = projects.filter((project) => usesOf(project, subject.subject).length > 0);
  const happening = paint(HAPPENING_STYLES[subject.happening], HAPPENING_WORDS[subject.happening]);
  return [
    `${paint("bold", visible(subject.subject))} ${happening}`,
    ...subject.changes.flatMap((change) => [
      `  ${paint("cyan", visible(placeOf(change.at)))}`,
      ...wrap(visible(describeImpactChange(change)), page.width - 4).map((line) => `    ${line}`),
    ]),
    ...naming.flatMap((project) => projectLines(project, usesOf(project, subject.subject), page)),
    ...(naming.length === 0 ? ["  No place in code names it."] : []),
    ...besides(subject, projects, naming, page),
  ];
}

function projectLines(project: ImpactProject, uses: readonly ImpactUse[], { paint }: Page): readonly string[] {
  const owners = project.owners.length > 0 ? `  ${visible(project.owners.join(" "))}` : "";
  const places = uses.map(({ at }) => visible(placeOf(at)));
  const column = Math.min(60, Math.max(...places.map(displayWidth)));
  return [
    `  ${paint("bold", visible(project.name))}  ${count(uses.length, "place")}${owners}`,
    ...uses.map(({ access, certainty }, index) => {
      const place = places[index] ?? "";
      const words = certainty === "certain" ? access : `${access}, likely`;
      return `    ${paint("cyan", place)}${" ".repeat(Math.max(0, column - displayWidth(place)))}  ${words}`;
    }),
  ];
}

/** Who uses the message without naming the field. */
function besides(
  { contract, kind, name }: ImpactSubject,
  projects: readonly ImpactProject[],
  naming: readonly ImpactProject[],
  page: Page,
): readonly string[] {
  if (kind !== "field" && kind !== "member") return [];
  const message = `${contract}:${name.slice(0, name.lastIndexOf("."))}`;
  const others = projects.flatMap((project) => {
    const found = project.messages.find((each) => each.message === message);
    return found && !naming.includes(project) ? [`${visible(project.name)} (${count(found.places, "place")})`] : [];
  });
  if (others.length === 0) return [];
  const words = `Uses the ${kind === "field" ? "message" : "enum"} and does not name it: ${others.join(", ")}`;
  return wrap(words, page.width - 2).map((line) => `  ${line}`);
}

function packageBlock(projects: readonly ImpactProject[], { width }: Page): readonly string[] {
  const names = projects.filter(({ reach }) => reach === "package").map(({ name }) => visible(name));
  return names.length === 0 ? [] : wrap(`Only depends on the package: ${names.join(", ")}`, width);
}

function nextBlock(impact: Impact, { width, paint, affected: command }: Page): readonly string[] {
  const affected = affectedProjects(impact).map(visible);
  const steps = nextSteps(impact).flatMap((step) => wrap(visible(step), width));
  const uses = describeUses(impact);
  const names = affected.length > MOST_NAMES ? `$(${command})` : affected.join(",");
  const test = affected.length > 0 ? [`Test them: npx nx run-many -t test -p ${names}`] : [];
  const counts = impact.projects.length === 0 ? visible(describeNothing(impact)) : describeImpactCounts(impact);
  return [
    ...wrap(counts, width).map((line) => paint("bold", line)),
    ...(uses === undefined ? [] : wrap(visible(uses), width)),
    ...impact.contracts.flatMap((contract) => ownerLines(contract, width)),
    ...steps,
    ...test,
  ];
}

function ownerLines(contract: ImpactContract, width: number): readonly string[] {
  const owner = ownerOf(contract);
  return owner === undefined ? [] : wrap(visible(`${contract.id} is owned by ${owner}.`), width);
}
