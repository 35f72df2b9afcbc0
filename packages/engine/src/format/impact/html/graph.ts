import { displayWidth } from "../../display-width.js";
import { count } from "../../summary-text.js";
import { visible } from "../../visible.js";
import type { Impact, ImpactContract, ImpactProject, Reach } from "../impact.js";
import { ownerOf } from "../words.js";
import { type Box, type Layout, layOut, linePath, type ProjectBox } from "./layout.js";
import { element, escapeHtml } from "./markup.js";

/** The graph as SVG: contracts in the middle, a link for every project. */
export function graphOf(impact: Impact): string {
  const { contracts, projects } = impact;
  const layout = layOut(contracts.length, projects.length);
  const { x, y, width, height } = layout.frame;
  const middle = new Map(contracts.map(({ id }, index) => [id, layout.contracts[index]]));
  const lines = projects.flatMap((project, index) => {
    const to = layout.projects[index];
    const from = project.contracts.map((id) => middle.get(id)).filter((box) => box !== undefined);
    return to ? from.map((box) => lineOf(project, index, box, to)) : [];
  });
  return element(
    "svg",
    {
      class: layout.isLarge ? "graph large" : "graph",
      viewBox: [x - width / 2, y - height / 2, width, height].join(" "),
      width,
      height,
      role: "group",
      "aria-label": `Graph: ${contracts.map(({ id }) => id).join(", ")} and ${count(projects.length, "project")} around`,
    },
    // What only depends on the package lies below, what is hit hardest on top.
    element("g", { class: "lines", "aria-hidden": "true" }, ...lines.reverse()),
    ...contracts.map((contract, index) => contractBox(contract, layout.contracts[index])),
    ...projects.map((project, index) => projectBox(project, index, layout, impact)),
  );
}

function lineOf({ reach }: ImpactProject, index: number, from: Box, to: ProjectBox): string {
  return element("path", { class: `line ${reach}`, "data-project": index, d: linePath(from, to) });
}

function contractBox(contract: ImpactContract, box: Box | undefined): string {
  if (!box) return "";
  const owner = ownerOf(contract);
  return element(
    "g",
    {
      class: "contract",
      role: "img",
      "aria-label": `Contract ${contract.id}${owner === undefined ? "" : `, owned by ${owner}`}`,
    },
    rectangle(box, 14),
    label("title", 0, box.y + (owner === undefined ? 5 : -4), 17, contract.id, box.width - 28, "middle"),
    ...(owner === undefined ? [] : [label("note", 0, box.y + 17, 12, owner, box.width - 28, "middle")]),
  );
}

function projectBox(project: ImpactProject, index: number, layout: Layout, impact: Impact): string {
  const box = layout.projects[index];
  if (!box) return "";
  const { name, reach, owners } = project;
  const left = box.x - box.width / 2;
  const words = noteOf(project);
  const subjects = impact.subjects.flatMap(({ subject }, at) => (touches(project, subject) ? [at] : []));
  const text = layout.isDense
    ? [
        label(
          "title",
          left + 30,
          box.y + 4.5,
          layout.isLarge ? 12 : 12.5,
          name,
          box.width - 44 - digitsOf(project).length * 9,
        ),
        ...numberOf(project, box),
      ]
    : [
        label("title", left + 34, box.y - 4, 14, name, box.width - 44),
        label("note", left + 34, box.y + 15, 12, [words, ...owners.slice(0, 1)].join(" · "), box.width - 44),
      ];
  const owned = owners.length > 0 ? `, owned by ${owners.join(", ")}` : "";
  return element(
    "a",
    {
      class: `node ${reach}`,
      href: `#project-${index}`,
      "data-project": index,
      "data-reach": reach,
      "data-subjects": subjects.join(" "),
      "data-x": box.x,
      "data-y": box.y,
      "data-label": `${name}: ${words}${owned}`,
    },
    // SVG's own way to name a thing; browsers show it while the thing is pointed at.
    element("title", {}, escapeHtml(`${name}: ${words}${owned}`)),
    rectangle(box, layout.isDense ? 8 : 12),
    markOf(reach, left + (layout.isDense ? 16 : 18), box.y),
    ...text,
  );
}

/** Whether a subject reaches a project: it names it, or uses the message that it stands in. */
export function touches({ uses, messages }: ImpactProject, subject: string): boolean {
  return (
    uses.some((use) => use.subject === subject) ||
    messages.some(({ message }) => message === subject || subject.startsWith(`${message}.`))
  );
}

/** What a project does, in a few words. */
export function noteOf({ reach, uses, messages }: ImpactProject): string {
  if (uses.length > 0) return `${count(uses.length, "place")}${reach === "likely" ? ", likely" : ""}`;
  const [first, ...others] = messages;
  if (!first) return "package only";
  const name = first.message.slice(first.message.indexOf(":") + 1);
  return others.length > 0 ? `uses ${count(messages.length, "message")}` : `uses ${name}`;
}

function digitsOf({ uses }: ImpactProject): string {
  return uses.length > 0 ? String(uses.length) : "";
}

/** How many places name what changed, at the right of a box of one line. */
function numberOf(project: ImpactProject, { x, y, width }: Box): readonly string[] {
  const digits = digitsOf(project);
  if (digits === "") return [];
  const attributes = { class: "number", x: x + width / 2 - 10, y: y + 4.5, "text-anchor": "end", "font-size": 12 };
  return [element("text", { ...attributes, "aria-hidden": "true" }, digits)];
}

function rectangle({ x, y, width, height }: Box, radius: number): string {
  return element("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: radius });
}

/** A disc, half a disc, a ring and a dot: reach is told by shape as well as by colour. */
export function markOf(reach: Reach, x: number, y: number): string {
  const ring = element("circle", { class: "ring", cx: x, cy: y, r: 5 });
  const shapes = {
    certain: element("circle", { class: "disc", cx: x, cy: y, r: 6 }),
    likely: ring + element("path", { class: "disc", d: `M${x} ${y - 5}A5 5 0 0 0 ${x} ${y + 5}Z` }),
    message: ring,
    package: element("circle", { class: "disc", cx: x, cy: y, r: 2.5 }),
  } as const satisfies Record<Reach, string>;
  return element("g", { class: "mark", "aria-hidden": "true" }, shapes[reach]);
}

/** Text that is cut in its middle where it would not fit; the link's title has all of it. */
function label(
  kind: string,
  x: number,
  y: number,
  size: number,
  text: string,
  width: number,
  anchor?: "middle",
): string {
  const fitting = Math.floor(width / (size * (kind === "title" ? 0.7 : 0.56)));
  return element(
    "text",
    { class: kind, x, y, "font-size": size, "text-anchor": anchor, "aria-hidden": "true" },
    escapeHtml(shorten(visible(text), fitting, kind === "title" ? 3 : Infinity)),
  );
}

/** At most `columns` columns; every `share`th character is taken from the end, which tells more of a name than its middle. */
function shorten(text: string, columns: number, share: number): string {
  if (displayWidth(text) <= columns) return text;
  const characters = [...text];
  let [head, tail, filled] = ["", "", 1];
  for (let turn = 0; characters.length > 0; turn++) {
    const next = turn % share === share - 1 ? characters.pop() : characters.shift();
    filled += displayWidth(next ?? "");
    if (filled > columns) break;
    if (turn % share === share - 1) tail = (next ?? "") + tail;
    else head += next ?? "";
  }
  return `${head}…${tail}`;
}
