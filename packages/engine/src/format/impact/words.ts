import { LANGUAGE_WORDS } from "../../words/language.js";
import { count } from "../summary-text.js";
import {
  type Happening,
  type Impact,
  type ImpactChange,
  type ImpactContract,
  type ImpactPlace,
  type ImpactProject,
  NO_PROJECT,
  type Reach,
} from "./impact.js";

/** What a project with this reach does. */
export const REACH_WORDS = {
  certain: "names what changed",
  likely: "probably names what changed",
  message: "uses the message",
  package: "only depends on the package",
} as const satisfies Record<Reach, string>;

export const HAPPENING_WORDS = {
  added: "added",
  removed: "removed",
  renamed: "renamed",
  changed: "changed",
  asked: "asked for",
} as const satisfies Record<Happening, string>;

/** `proto: type int32 → string`; a whole thing that came or went has no `what`. */
export function describeImpactChange({ language, what, before, after }: ImpactChange): string {
  const arrow = [before, after].filter((side) => side !== undefined).join(" → ");
  const prefix = what === "" ? wholeWord(before, after) : `${what} `;
  return `${LANGUAGE_WORDS[language]}: ${prefix}${arrow}`;
}

function wholeWord(before: string | undefined, after: string | undefined): string {
  if (before !== undefined && after !== undefined) return "";
  return after === undefined ? "was " : "is ";
}

/** `file:line:column`. */
export function placeOf({ file, line, column }: ImpactPlace): string {
  return `${file}:${line}:${column}`;
}

/** `ingestion-pipeline, #ingestion`. */
export function ownerOf({ owner }: Pick<ImpactContract, "owner">): string | undefined {
  if (!owner) return undefined;
  return owner.contact === undefined ? owner.team : `${owner.team}, ${owner.contact}`;
}

export interface ImpactCounts {
  /** Places that name what changed, and projects they are in. */
  readonly places: number;
  readonly naming: number;
  readonly message: number;
  readonly package: number;
}

export function countImpact({ projects }: Impact): ImpactCounts {
  const having = (...reaches: readonly Reach[]) => projects.filter(({ reach }) => reaches.includes(reach)).length;
  return {
    places: projects.reduce((sum, { uses }) => sum + uses.length, 0),
    naming: having("certain", "likely"),
    message: having("message"),
    package: having("package"),
  };
}

/** `4 places in 3 projects name it; 1 more project uses the message, 2 more only depend on the package.` */
export function describeImpactCounts(impact: Impact): string {
  const counts = countImpact(impact);
  const named =
    counts.places === 0
      ? "No place in code names it"
      : `${count(counts.places, "place")} in ${count(counts.naming, "project")} ${counts.places === 1 ? "names" : "name"} it`;
  const more = counts.places === 0 ? "" : "more ";
  const others = [
    ...(counts.message > 0
      ? [`${count(counts.message, `${more}project`)} ${verb("use", counts.message)} the message`]
      : []),
    ...(counts.package > 0
      ? [`${count(counts.package, `${more}project`)} only ${verb("depend", counts.package)} on the package`]
      : []),
  ];
  return `${[named, others.join(", ")].filter(Boolean).join("; ")}.`;
}

function verb(word: string, subjects: number): string {
  return subjects === 1 ? `${word}s` : word;
}

/** Names of the projects that a change may break, for `nx run-many -p`: those that use a message that changed. */
export function affectedProjects({ projects }: Impact): readonly string[] {
  return projects.filter(({ name, reach }) => reach !== "package" && name !== NO_PROJECT).map(({ name }) => name);
}

/** What there is to say where nothing changed, or nothing uses it. */
export function describeNothing({ compared, contracts, subjects }: Impact): string {
  const between = compared ? ` between ${compared.base} and ${compared.head}` : "";
  if (subjects.length === 0) return `No contract changed${between}: nothing is reached.`;
  return `No project uses the contract${contracts.length === 1 ? "" : "s"} ${naming(contracts.map(({ id }) => id))}.`;
}

/** What the newer version is called where nobody names a commit. */
export const WORKING_TREE = "working tree";

/** Where the uses were looked for, where that is not the version that was compared or not every file. */
export function describeUses({ compared, unsearched = [] }: Impact): string | undefined {
  const isElsewhere = compared !== undefined && compared.head !== WORKING_TREE;
  const sentences = [
    ...(isElsewhere ? [`Uses are those of the working tree, not of ${compared.head}.`] : []),
    ...(unsearched.length > 0 ? [describeUnsearched(unsearched)] : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

function describeUnsearched(files: readonly string[]): string {
  const [first = ""] = files;
  return files.length === 1
    ? `\`${first}\` is too long to be searched: look for the names there yourself.`
    : `${count(files.length, "file")} are too long to be searched, such as \`${first}\`: look for the names there yourself.`;
}

/** What to do next, most urgent first; without the commands. */
export function nextSteps(impact: Impact): readonly string[] {
  const { subjects, projects } = impact;
  const uses = projects.flatMap((project) => project.uses);
  const used = (happenings: readonly Happening[]) =>
    subjects.filter(
      ({ subject, happening }) => happenings.includes(happening) && uses.some((use) => use.subject === subject),
    );
  const gone = used(["removed", "renamed"]);
  const changed = used(["changed"]);
  return [
    ...(gone.length > 0
      ? [
          `Change the places that still name ${naming(gone.map(({ name }) => name))} in the same change, or keep it deprecated until they are gone.`,
        ]
      : []),
    ...(changed.length > 0
      ? [
          `Look at each place that names ${naming(changed.map(({ name }) => name))}: it may expect what was there before.`,
        ]
      : []),
  ];
}

/** The first three names between backticks. */
function naming(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(", ")} and ${left} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}

/** Uses of a project by subject. */
export function usesOf(project: ImpactProject, subject: string): ImpactProject["uses"] {
  return project.uses.filter((use) => use.subject === subject);
}
