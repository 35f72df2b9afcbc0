import type { ContractsError } from "@nx-contracts/ir";
import { type ConfigDraft, type ContractDraft, describeMatches } from "./contract-draft.js";
import type { Definition } from "./definition.js";
import type { GenerateDraft, Unpinned } from "./generate-draft.js";
import type { Check, InitPlan } from "./plan-init.js";
import { renderContract } from "./render-config.js";
import type { Aside } from "./survey.js";
import { parentOf } from "../path.js";

/** Lines of one kind that are printed before the rest is counted. */
const MOST = 20;

/** What was found and what is proposed, in words. */
export function describeProposals(plan: InitPlan): string {
  const { found, proposals, existing } = plan;
  const types = found.types > 0 ? [`${count(found.types, "TypeScript type")} that may be one of them`] : [];
  const all = [count(found.models, "Pydantic model"), count(found.protos, "proto"), ...types];
  const lines = [`Found ${all.slice(0, -1).join(", ")} and ${all.at(-1)}.`];
  for (const { path, reason } of existing.broken) lines.push("", `${path} cannot be read: ${reason}`);
  for (const { path, contracts, generate } of proposals)
    lines.push("", path, ...contracts.flatMap(describeContract), ...generate.map(describeOutput));
  lines.push(
    ...describeBeside(plan),
    ...describeUndecided(plan),
    ...describeRefused(plan),
    ...describeAside(plan.aside),
  );
  if (proposals.length + plan.beside.length === 0) lines.push("", nothing(plan));
  const clean = proposals.flatMap((proposal, at) =>
    isClean(plan.checks[at]) ? [commandsOf(plan, proposal)("check")] : [],
  );
  if (clean.length > 0) lines.push("", ...clean.map((command) => `With that, \`${command}\` finds nothing.`));
  return `${lines.join("\n")}\n`;
}

/** What `check` says of what is proposed, and what to do next, each a sentence or two. */
export function nextSteps(plan: InitPlan): readonly string[] {
  const { checks, proposals, unpinned, uncovered } = plan;
  if (proposals.length === 0) return [];
  return [
    ...proposals.flatMap((proposal, at) => {
      const fix = `nx-contracts check${configOption(plan, proposal)} --fix parity`;
      return checks[at] ? describeCheck(checks[at], commandsOf(plan, proposal), fix) : [];
    }),
    ...unpinned.map(describeUnpinned),
    ...uncovered.map(
      (path) => `nx.json limits the plugin by \`include\` or \`exclude\`, and ${path} is left out: let it in there.`,
    ),
    "Read what was written, correct it where it is wrong, say who owns each contract (`owner`), and commit it: nothing writes it again.",
  ];
}

/** How a verb is run on what is proposed. */
function commandsOf(plan: InitPlan, proposal: ConfigDraft): (verb: string) => string {
  return (verb) =>
    plan.hasTargets ? `npx nx run ${proposal.name}:${verb}` : `nx-contracts ${verb}${configOption(plan, proposal)}`;
}

/** Nothing where there is no other configuration. */
function configOption({ proposals, existing }: InitPlan, { path }: ConfigDraft): string {
  return proposals.length + existing.configs.length === 1 ? "" : ` --config ${path}`;
}

function isClean(check: Check | undefined): boolean {
  const { error, warning } = check?.report?.summary ?? {};
  return check?.failure === undefined && error === 0 && warning === 0;
}

function describeContract(contract: ContractDraft): readonly string[] {
  const { id, source, mirrors, matches } = contract;
  const sides = [source, ...mirrors].map(({ reader, files }) => `${reader} ${some(files)}`);
  const lines = [`  ${id}: ${sides.join(" = ")}`];
  lines.push(...describeMatches(matches).map(({ match, text }) => `    ${text}${instead(match?.instead ?? [])}`));
  for (const { mapping, reader } of mirrors)
    if (mapping.only)
      lines.push(`    The ${reader} mirror carries these alone (\`only\`), not all of ${some(source.files)}.`);
  return lines;
}

function describeOutput(output: GenerateDraft): string {
  if (output.tool === "buf") return `  generate: ${output.template}`;
  const version = output.version === undefined ? "" : ` ${output.version}`;
  return `  generate: ${output.tool}${version} into ${output.out}`;
}

function instead(others: readonly Definition[]): string {
  if (others.length === 0) return "";
  return `, as like as ${others.map(named).join(" and ")}; its file lies nearer`;
}

function describeBeside({ beside }: InitPlan): readonly string[] {
  return beside.flatMap((config: ConfigDraft) => [
    "",
    `${config.path} exists and is left as it is. Not under contract yet; to take it in, add under \`contracts:\``,
    ...config.contracts.flatMap((contract) => ["", ...renderContract(contract, parentOf(config.path))]),
  ]);
}

function describeUndecided({ undecided }: InitPlan): readonly string[] {
  if (undecided.length === 0) return [];
  const lines = undecided.slice(0, MOST).map(({ sources, mirrors, likeness }) => {
    const which = `${sources.map(named).join(" and ")} ↔ ${mirrors.map(named).join(" or ")}`;
    return `  ${which}: equally alike (${likeness.shared} of ${likeness.of} fields)`;
  });
  return ["", "Not decided, because nothing tells which one is meant; write it under `contracts:` yourself:", ...lines];
}

function describeRefused({ refused }: InitPlan): readonly string[] {
  if (refused.length === 0) return [];
  const lines = refused.map(
    ({ source, mirrors }) => `  ${some(source.files)} and ${mirrors.map(({ files }) => some(files)).join(", ")}`,
  );
  return [
    "",
    "Alike, but several of their names are one but for case; write which is which under `mapping:`:",
    ...lines,
  ];
}

const WHY = {
  "not-utf8": "is not UTF-8",
  "too-large": "is too large for a contract",
  generated: "is generated",
  foreign: "is a copy of somebody else's",
  broken: "does not parse",
  unresolved: "imports what is not in the workspace: under contract, but what it defines cannot be compared",
} as const satisfies { readonly [why in Aside["why"]]: string };

function describeAside(aside: readonly Aside[]): readonly string[] {
  if (aside.length === 0) return [];
  const lines = aside.slice(0, MOST).map(({ path, why }) => `  ${path} ${WHY[why]}`);
  const more = aside.length > MOST ? [`  and ${aside.length - MOST} more`] : [];
  return ["", "Noticed:", ...lines, ...more];
}

function nothing({ found, existing, undecided }: InitPlan): string {
  if (existing.configs.length > 0) return "Everything that was found is under contract already.";
  if (undecided.length > 0) return "Nothing is certain enough to be proposed.";
  if (found.protos > 0) return "The protos define nothing.";
  if (found.models > 0)
    return "There is nothing to hold the models against: no proto, and no TypeScript type that is like one of them. Write a proto, and run this again.";
  return "There is nothing to put under contract: no proto, and no Pydantic model with a counterpart.";
}

function describeCheck(
  { report, failure, unlocked }: Check,
  command: (verb: string) => string,
  fix: string,
): readonly string[] {
  const lock = unlocked ? [`There is no lock yet: ${reasonOf(unlocked)} Then run \`${command("lock")}\`.`] : [];
  if (failure) return [`\`${command("check")}\` cannot answer yet: ${reasonOf(failure)}`, ...lock];
  if (!report)
    return [`Run \`${command("lock")}\`, then \`${command("check")}\`: so many protos take a while to read.`];
  const { error, warning } = report.summary;
  if (error + warning === 0) return lock;
  const found = [...(error > 0 ? [count(error, "error")] : []), ...(warning > 0 ? [count(warning, "warning")] : [])];
  const told = `\`${command("check")}\` finds ${found.join(" and ")} that ${error + warning === 1 ? "was" : "were"} there before.`;
  const fixable = report.diagnostics.filter(({ rule, edits = [] }) => rule.startsWith("parity/") && edits.length > 0);
  const mend = fixable.length === 0 ? "" : ` \`${fix}\` applies the edits that it shows for ${fixable.length} of them.`;
  return [`${told}${mend}`, ...lock];
}

/** The first reason, and how many more there are. */
function reasonOf({ problems, message }: ContractsError): string {
  const [first, ...more] = problems;
  return `${first?.message ?? message}${more.length > 0 ? ` (And ${more.length} more like it.)` : ""}`;
}

function describeUnpinned({ out, made }: Unpinned): string {
  const by = made === undefined ? "" : ` for protobuf ${made}`;
  return `The stubs in ${out} were made${by} by a tool that does not say its version; add it under \`generate:\` (\`tool: grpcio-tools\`, its \`version\`, \`out\`) and they are judged as well.`;
}

function named({ name, file }: Definition): string {
  return `${name} (${file})`;
}

function some(files: readonly string[]): string {
  const [first = "", second, ...more] = files;
  if (second === undefined) return first;
  return more.length === 0 ? `${first}, ${second}` : `${first} and ${more.length + 1} more`;
}

function count(number: number, word: string): string {
  return `${number === 0 ? "no" : number} ${word}${number === 1 ? "" : "s"}`;
}
