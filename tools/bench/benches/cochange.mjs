// What has to change together, in a large workspace: the command beside the git commands that it cannot do without.
import { join } from "node:path";
import { writeCochangeWorkspace } from "../cochange-workspace.mjs";
import { alternate, withTimes } from "../measure.mjs";
import { withScratch } from "../places.mjs";

export const title = "Judging what changed together in a large workspace";
export const about = `500 projects and 8,000 protos; a hundred projects have a model whose mirror is one of the protos. A field is added to one model, to ten, to all; the
mirror of none follows. \`nx-contracts cochange\`, whole processes with nothing but compiled code and the last question to git kept between runs, stands beside the commands that
git is asked anyway: where the branch left its base, what differs since, and what is new and not added. The promise is git's own time plus 100 ms.
The growth is that of one changed model in a workspace of a hundredth, a tenth and all of the projects and protos.`;

export const growth = {
  plot: "cochange-growth.svg",
  title: "nx-contracts cochange: time and memory by number of protos",
  axis: "protos",
  sizeOf: ({ protos }) => protos,
  describe: ({ protos, projects }) =>
    `${protos.toLocaleString("en")} protos, ${projects.toLocaleString("en")} projects`,
};

const WHOLE = { projects: 500, protos: 8000 };
const CHANGES = [1, 10, 100];

/** @param {{ command: string, runs: number }} options */
export function measure({ command, runs }) {
  return withScratch((scratch) => {
    const folder = join(scratch, "whole");
    const workspace = writeCochangeWorkspace(folder, WHOLE);
    const rows = [];
    for (const count of CHANGES) {
      workspace.change(count);
      const name = count === 1 ? "one model" : `${count} models`;
      rows.push(
        ...alternate(
          [
            { name: `${name}: cochange`, commands: [cochange(command, folder)] },
            { name: `${name}: git alone`, commands: gitCommands(folder) },
          ],
          runs,
        ),
      );
    }
    workspace.change(0);
    rows.push(
      ...alternate([{ name: "nothing: cochange", commands: [{ ...cochange(command, folder), accept: [0] }] }], runs),
    );
    return { rows, ratios: [], overheads: overheadsOf(rows), series: [growthOf(scratch, command, runs)] };
  });
}

function cochange(command, folder) {
  return {
    argv: [process.execPath, command, "cochange", "--format", "json"],
    cwd: join(folder, "protos"),
    accept: [1],
  };
}

/** What is asked of git whatever the answer. */
function gitCommands(folder) {
  const ask = (...args) => ({ argv: ["git", "--no-optional-locks", ...args], cwd: folder });
  return [
    ask("merge-base", "HEAD", "main"),
    ask("diff", "--raw", "-z", "--no-renames", "main", "--", "."),
    ask("ls-files", "--others", "--exclude-standard", "-z"),
  ];
}

/** What the command takes on top of git, the start of Node included. */
function overheadsOf(rows) {
  return CHANGES.map((count) => {
    const name = count === 1 ? "one model" : `${count} models`;
    const [own, git] = ["cochange", "git alone"].map((what) => rows.find(({ peer }) => peer === `${name}: ${what}`));
    return {
      what: name,
      wall: own.wall - git.wall,
      ...(own.cpu !== undefined && { cpu: own.cpu - git.cpu }),
      promise: count === 1 ? "≤ 100 ms" : "",
    };
  });
}

function growthOf(scratch, command, runs) {
  const points = [100, 10, 1].map((part) => {
    const shape = { projects: WHOLE.projects / part, protos: WHOLE.protos / part };
    const folder = join(scratch, `part-${part}`);
    writeCochangeWorkspace(folder, shape).change(1);
    const [row] = alternate([{ name: "one model", commands: [cochange(command, folder)] }], runs);
    return { ...shape, ...row };
  });
  return { name: "a field added to one model", short: "one model changed", points: withTimes(points) };
}
