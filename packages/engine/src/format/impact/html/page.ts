import { count } from "../../summary-text.js";
import { type Impact, type ImpactProject, type ImpactSubject, type Reach, REACHES } from "../impact.js";
import {
  describeImpactChange,
  describeImpactCounts,
  describeNothing,
  describeUses,
  HAPPENING_WORDS,
  ownerOf,
  placeOf,
  REACH_WORDS,
  usesOf,
} from "../words.js";
import { digestOf } from "./digest.js";
import { graphOf, markOf, touches } from "./graph.js";
import { breakable, element, escapeHtml } from "./markup.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

/**
 * One page that needs nothing else: graph, what changed with every place, and
 * the same projects as a list. It can be read without its script.
 */
export function formatImpactHtml(impact: Impact): string {
  const title = titleOf(impact);
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${digestOf(STYLE)}'`,
    `script-src 'sha256-${digestOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#projects">Skip to the list of projects</a>
${header(impact, title)}
<main>
${impact.projects.length > 0 ? stage(impact) : nothing(impact)}
${panel(impact)}
${projectList(impact)}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function titleOf({ subjects, contracts, projects }: Impact): string {
  if (subjects.length === 0) return "No contract changed";
  const [subject] = subjects;
  const what = subjects.length === 1 && subject ? subject.name : `${count(subjects.length, "change")}`;
  const where = contracts.length === 1 ? ` ${subjects.length === 1 ? "of" : "to"} ${contracts[0]?.id}` : "";
  const reached = projects.filter(({ reach }) => reach !== "package").length;
  return `${what}${where} ${subjects.length === 1 ? "reaches" : "reach"} ${count(reached, "project")}`;
}

function header(impact: Impact, title: string): string {
  const { compared, contracts, projects } = impact;
  const lead = projects.length === 0 ? describeNothing(impact) : describeImpactCounts(impact);
  const owners = contracts.flatMap((contract) => {
    const owner = ownerOf(contract);
    return owner === undefined ? [] : [`${contract.id} is owned by ${owner}`];
  });
  const uses = describeUses(impact);
  const facts = [
    ...(compared ? [`${compared.base} \u2192 ${compared.head}`] : []),
    ...owners,
    ...(uses === undefined ? [] : [uses]),
  ];
  return `<header class="top">
<div>
<h1>${breakable(title)}</h1>
<p class="lead">${breakable(lead)}</p>
${facts.length > 0 ? `<p class="lead">${facts.map(breakable).join(" \u00b7 ")}</p>` : ""}
</div>
<div class="controls scripted" role="search" hidden>
<input id="search" type="search" placeholder="Search projects, fields, files  /" aria-label="Search projects, fields, owners and files" autocomplete="off" spellcheck="false">
<button id="theme" type="button">Theme</button>
<p id="found" class="unseen" role="status"></p>
</div>
</header>`;
}

function stage(impact: Impact): string {
  const legend = REACHES.map((reach) => {
    const projects = impact.projects.filter((project) => project.reach === reach).length;
    return projects === 0
      ? ""
      : `<li class="${reach}" data-reach="${reach}">${icon(reach)}<span>${REACH_WORDS[reach]}</span> <b>${projects}</b></li>`;
  });
  const graph = graphOf(impact);
  const fit = graph.includes('class="graph large"')
    ? '<li class="fitting scripted" hidden><button id="fit" type="button" aria-pressed="false">Fit to page</button></li>'
    : "";
  return `<section class="stage" aria-labelledby="graph-title">
<h2 id="graph-title" class="unseen">Who is reached</h2>
<ul class="legend">${legend.join("")}${fit}</ul>
<div class="canvas" role="region" aria-label="Graph, arrow keys go from project to project">${graph}</div>
</section>`;
}

function nothing(impact: Impact): string {
  return `<section class="stage"><p class="nothing">${escapeHtml(describeNothing(impact))}</p></section>`;
}

function icon(reach: Reach): string {
  return `<svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">${markOf(reach, 0, 0)}</svg>`;
}

function panel({ subjects, projects }: Impact): string {
  const cards = subjects.map((subject, index) => subjectCard(subject, index, projects, subjects.length <= 3));
  return `<aside class="panel" aria-labelledby="panel-title"><div>
<h2 id="panel-title">What changed</h2>
<div class="bar" role="status" hidden><span id="chosen"></span> <button id="clear" type="button">Show all</button></div>
${cards.join("\n")}
</div></aside>`;
}

function subjectCard(
  subject: ImpactSubject,
  index: number,
  projects: readonly ImpactProject[],
  isOpen: boolean,
): string {
  const { contract, name, happening, changes } = subject;
  const groups = projects.flatMap((project, at) => {
    const uses = usesOf(project, subject.subject);
    return uses.length > 0 ? [useGroup(project, at, uses)] : [];
  });
  const places = projects.reduce((sum, project) => sum + usesOf(project, subject.subject).length, 0);
  const used = places === 0 ? "named nowhere" : `${count(places, "place")} in ${count(groups.length, "project")}`;
  const words = changes.map(
    (change) =>
      `<li class="change">${escapeHtml(describeImpactChange(change))}<br><span><code>${breakable(placeOf(change.at))}</code></span></li>`,
  );
  const search = [subject.subject, ...changes.map(({ at }) => at.file)].join(" ").toLowerCase();
  return `<details class="subject" id="subject-${index}" data-subject="${index}" data-search="${escapeHtml(search)}"${isOpen ? " open" : ""}>
<summary><code>${breakable(name)}</code> <span class="happening ${happening}">${HAPPENING_WORDS[happening]}</span> <span class="within">${breakable(contract)} \u00b7 ${used}</span></summary>
<div class="inside">${words.length > 0 ? `<ul>${words.join("")}</ul>` : ""}${groups.join("")}${groups.length === 0 ? '<p class="more">No place in code names it.</p>' : ""}</div>
</details>`;
}

function useGroup({ name, owners }: ImpactProject, index: number, uses: ImpactProject["uses"]): string {
  const items = uses.map(({ at, access, certainty }) => {
    const words = certainty === "certain" ? access : `${access}, likely`;
    return `<li><code class="place">${breakable(placeOf(at))}</code><span>${words}</span></li>`;
  });
  const owned = owners.length > 0 ? ` <span>${escapeHtml(owners.join(" "))}</span>` : "";
  return `<div data-of="${index}"><h3><a href="#project-${index}">${breakable(name)}</a>${owned}</h3><ul class="uses">${items.join("")}</ul></div>`;
}

function projectList(impact: Impact): string {
  const { projects, contracts } = impact;
  const cards = projects.map((project, index) => `<li>${projectCard(project, index, impact)}</li>`);
  const roots = contracts.map(({ id }) => `<p class="root">${breakable(id)}</p>`);
  return `<section class="projects" id="projects" aria-labelledby="projects-title">
<h2 id="projects-title">Projects</h2>
${cards.length > 0 ? `${roots.join("\n")}\n<ul class="cards">${cards.join("\n")}</ul>` : '<p class="nothing">No project uses what changed.</p>'}
</section>`;
}

function projectCard(project: ImpactProject, index: number, { subjects, contracts }: Impact): string {
  const { name, root, owners, reach, uses, messages } = project;
  const reached = subjects.flatMap(({ subject }, at) => (touches(project, subject) ? [at] : []));
  const named = subjects.flatMap(({ subject, name: local }, at) => {
    const places = usesOf(project, subject).length;
    return places > 0
      ? [`<a href="#subject-${at}"><code>${breakable(local)}</code></a> (${count(places, "place")})`]
      : [];
  });
  const used = messages.map(({ message, places, at }) => {
    const local = contracts.length === 1 ? message.slice(message.indexOf(":") + 1) : message;
    return `<code>${breakable(local)}</code> (${count(places, "place")}, first <code>${breakable(placeOf(at))}</code>)`;
  });
  const rows = [
    ["owners", owners.map(escapeHtml).join(" ")],
    ["folder", `<code>${breakable(root)}</code>`],
    ["names", named.join(", ")],
    ["uses", used.join(", ")],
  ].filter(([, value]) => value !== "");
  const search = [name, root, ...owners, ...uses.map(({ at }) => at.file)].join(" ").toLowerCase();
  return element(
    "article",
    {
      class: `card ${reach}`,
      id: `project-${index}`,
      "data-project": index,
      "data-reach": reach,
      "data-subjects": reached.join(" "),
      "data-search": search,
    },
    `<h3>${breakable(name)}</h3><p class="badge">${icon(reach)}${REACH_WORDS[reach]}</p>`,
    `<dl>${rows.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join("")}</dl>`,
  );
}
