// Two versions of a large corpus of protos: the command beside the tool whose lines it prints.
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { copyCorpus, listCorpus, selectCorpus } from "../corpus.mjs";
import { alternate, ratio, withTimes } from "../measure.mjs";
import { BUF, withScratch } from "../places.mjs";
import { ProtoRepository } from "../proto-repository.mjs";

export const title = "Comparing two versions of a large corpus of protos";
export const about = `Every file of google-proto-files that compiles, in a git repository with one commit. A field is removed or given another
type in one file, in ten, in a hundred; *two folders* have ten such files and no git, so that all files of both are read; for *every file* all get another text, and each that has such a field a break.
\`nx-contracts compat . --against main --policy FILE --format buf-json\` finds out from git what differs, whole processes
with nothing but compiled code kept between runs. \`buf breaking\` compares with an image of the older version that was built beforehand, which is
not counted; with \`--path\` it is told which files to look at. Before anything is measured every command of a scenario runs once,
and the bench fails unless all print the same lines. The growth is that of the command alone, on a hundredth and a tenth of the
files, from all over the corpus with what they import, and on all; the last columns say how many times the row above each row takes.`;

export const growth = {
  plot: "compat-growth.svg",
  title: "nx-contracts compat: time and memory by number of files",
  axis: "files",
  sizeOf: ({ files }) => files,
  describe: ({ files, mebibytes }) => `${files.toLocaleString("en")} files, ${mebibytes} MiB`,
};

/** It takes up to a minute and nine gigabytes each time. */
const RUNS_OF_WHOLE_BUF = 3;

const SCENARIOS = [
  { name: "one file", count: 1, isPathKnown: true, wholeRuns: RUNS_OF_WHOLE_BUF },
  { name: "ten files", count: 10, isPathKnown: true, wholeRuns: 1 },
  { name: "a hundred files", count: 100, wholeRuns: 1 },
  { name: "two folders", count: 10, hasFolder: true, wholeRuns: 1 },
  { name: "every file", hasImage: true, wholeRuns: RUNS_OF_WHOLE_BUF },
];

/** @param {{ command: string, runs: number, files?: number }} options `files`: a smaller corpus, to try it out */
export function measure({ command, runs, files = Infinity }) {
  return withScratch((scratch) => {
    const corpus = selectCorpus(listCorpus(), files);
    const repository = new ProtoRepository(join(scratch, "whole"), corpus);
    const image = join(scratch, "base.binpb");
    execFileSync(BUF, ["build", ".", "-o", image], { cwd: repository.module });
    const older = join(scratch, "older");
    copyCorpus(older, corpus);
    const rows = [];
    const agreements = [];
    for (const scenario of SCENARIOS) {
      const changed = scenario.count === undefined ? repository.breakAll() : repository.breakSome(scenario.count);
      const peers = peersOf(scenario, { command, folder: repository.module, image, older, changed });
      const lines = checkedLines(peers);
      agreements.push({ what: scenario.name, files: changed.length, lines, commands: peers.length });
      rows.push(...alternate(peers, runs, { warmUp: false }));
    }
    return {
      files: corpus.length,
      rows,
      ratios: ratiosOf(rows),
      agreements,
      series: measureGrowth(scratch, command, runs, corpus),
    };
  });
}

function peersOf({ name, isPathKnown, hasImage, hasFolder, wholeRuns }, { command, folder, image, older, changed }) {
  const compat = (...against) => ({
    argv: [process.execPath, command, "compat", ".", "--against", ...against, ...FILE_LINES],
    cwd: folder,
    accept: [1],
  });
  const breaking = (...paths) => ({
    argv: [
      BUF,
      "breaking",
      ".",
      "--against",
      hasFolder ? older : image,
      "--error-format=json",
      ...paths.flatMap((path) => ["--path", path]),
    ],
    cwd: folder,
    accept: [100],
  });
  return [
    { name: `${name}: compat`, commands: [compat(hasFolder ? older : "main")] },
    ...(hasImage ? [{ name: `${name}: compat, image`, commands: [compat(image)] }] : []),
    ...(isPathKnown ? [{ name: `${name}: buf breaking --path`, commands: [breaking(...changed)] }] : []),
    { name: `${name}: buf breaking`, commands: [breaking()], runs: wholeRuns },
  ];
}

const FILE_LINES = ["--policy", "FILE", "--format", "buf-json"];

/** Runs every command once and gives the number of lines that all of them print. */
function checkedLines(peers) {
  const [first, ...others] = peers.map(({ name, commands: [command] }) => ({ name, lines: linesOf(command) }));
  for (const { name, lines } of others) {
    const [here, there] = [new Set(first.lines), new Set(lines)];
    const onlyFirst = first.lines.filter((line) => !there.has(line));
    const onlyOther = lines.filter((line) => !here.has(line));
    if (onlyFirst.length + onlyOther.length === 0 && first.lines.length === lines.length) continue;
    const shown = [
      ...onlyFirst.slice(0, 3).map((line) => `< ${line}`),
      ...onlyOther.slice(0, 3).map((line) => `> ${line}`),
    ];
    throw new Error(
      `\`${first.name}\` prints ${first.lines.length} lines, \`${name}\` ${lines.length}; ${onlyFirst.length} and ${onlyOther.length} stand in one only:\n${shown.join("\n")}`,
    );
  }
  return first.lines.length;
}

function linesOf({ argv: [program, ...args], cwd, accept }) {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 29,
  });
  if (error) throw error;
  if (!accept.includes(status))
    throw new Error(`\`${args.slice(0, 8).join(" ")}\` ended with ${status ?? signal}:\n${stderr}`);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .sort();
}

function ratiosOf(rows) {
  const pair = (scenario, other, { time, memory }, of = "compat") => {
    const names = { of: `${scenario}: ${of}`, to: `${scenario}: ${other}` };
    return [ratio(rows, { ...names, promise: time }), ratio(rows, { ...names, by: "memory", promise: memory })];
  };
  return [
    ...pair("one file", "buf breaking", { time: "100 times faster: ≤ 0.01", memory: "a twentieth: ≤ 0.05" }),
    ...pair("one file", "buf breaking --path", { time: "faster: < 1" }),
    ...pair("ten files", "buf breaking", {}),
    ...pair("ten files", "buf breaking --path", {}),
    ...pair("a hundred files", "buf breaking", {}),
    ...pair("two folders", "buf breaking", { time: "4 times faster: ≤ 0.25", memory: "a fifth: ≤ 0.2" }),
    ...pair("every file", "buf breaking", { time: "4 times faster: ≤ 0.25", memory: "a fifth: ≤ 0.2" }),
    ...pair("every file", "buf breaking", {}, "compat, image"),
  ];
}

const SHAPES = [
  {
    name: "a field broken in one of all files",
    short: "one file changed",
    edit: (repository) => repository.breakSome(1),
  },
  { name: "every file another one", short: "every file changed", edit: (repository) => repository.breakAll() },
];

function measureGrowth(scratch, command, runs, corpus) {
  const series = SHAPES.map(({ name, short }) => ({ name, short, points: [] }));
  for (const part of [100, 10, 1]) {
    const files = selectCorpus(corpus, Math.floor(corpus.length / part));
    const repository = new ProtoRepository(join(scratch, `part-${part}`), files);
    const mebibytes = Math.round((repository.bytes / 2 ** 20) * 10) / 10;
    for (const [index, { short, edit }] of SHAPES.entries()) {
      edit(repository);
      const argv = [process.execPath, command, "compat", ".", "--against", "main", ...FILE_LINES];
      const [row] = alternate([{ name: short, commands: [{ argv, cwd: repository.module, accept: [1] }] }], runs);
      series[index].points.push({ files: files.length, mebibytes, ...row });
    }
  }
  return series.map((each) => ({ ...each, points: withTimes(each.points) }));
}
