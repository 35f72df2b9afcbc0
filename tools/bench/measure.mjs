// Measures processes side by side: wall time, processor time and peak memory, medians of alternating runs.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A process: argument vector, folder, variables, and the exit codes that are an answer.
 * @typedef {{ argv: readonly string[], cwd: string, env?: Record<string, string>, accept?: readonly number[] }} Command
 *
 * What stands in one row: commands that run one after the other, what to do, untimed, before each run, and
 * how often at most it runs where a run takes long.
 * @typedef {{ name: string, commands: readonly Command[], before?: (run: number) => void, runs?: number }} Peer
 *
 * Milliseconds of wall time and of processor time, MiB of the largest single process; the last two are
 * absent where there is no GNU time.
 * @typedef {{ peer: string, runs: number, wall: number, fastest: number, slowest: number, cpu?: number, memory?: number }} Row
 */

const GNU_TIME = "/usr/bin/time";
const USAGE = join(tmpdir(), `nx-contracts-bench-${process.pid}.usage`);
/** Largest resident set in KiB, seconds of processor time of the process and of what it waited for. */
const GNU_TIME_ARGS = ["-q", "-f", "%M %U %S", "-o", USAGE];
const hasGnuTime = existsSync(GNU_TIME) && spawnSync(GNU_TIME, [...GNU_TIME_ARGS, "true"]).status === 0;
process.on("exit", () => rmSync(USAGE, { force: true }));

/**
 * Runs every peer once unmeasured, then all of them `runs` times in turn (A B A B …), so that a
 * busy moment of the machine hits everybody.
 *
 * @param {readonly Peer[]} peers
 * @param {number} runs
 * @returns {Row[]}
 */
export function alternate(peers, runs, { warmUp = true } = {}) {
  const samples = new Map(peers.map((peer) => [peer, []]));
  for (let run = warmUp ? -1 : 0; run < runs; run += 1) {
    for (const peer of peers) {
      if (run >= (peer.runs ?? runs)) continue;
      peer.before?.(run);
      const sample = runAll(peer.commands);
      if (run >= 0) samples.get(peer).push(sample);
    }
  }
  return peers.map((peer) => summarize(peer.name, samples.get(peer)));
}

/** Times are the sum of the commands', memory that of the largest. */
function runAll(commands) {
  const each = commands.map(runOnce);
  const sum = (key) => each.reduce((total, sample) => total + sample[key], 0);
  return {
    wall: sum("wall"),
    ...(hasGnuTime && { cpu: sum("cpu"), memory: Math.max(...each.map(({ memory }) => memory)) }),
  };
}

/** @param {Command} command */
function runOnce({ argv, cwd, env = {}, accept = [0] }) {
  const [program, ...args] = hasGnuTime ? [GNU_TIME, ...GNU_TIME_ARGS, ...argv] : argv;
  const start = process.hrtime.bigint();
  const { status, signal, error, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  if (status === null || !accept.includes(status)) {
    const shown = argv.slice(0, 8).join(" ");
    throw new Error(`\`${shown}\` ended with ${status ?? signal} in ${cwd}:\n${stderr.toString().slice(-2000)}`);
  }
  return { wall, ...(hasGnuTime && readUsage()) };
}

function readUsage() {
  const [kibibytes, user, system] = readFileSync(USAGE, "utf8").trim().split(" ").map(Number);
  return { cpu: (user + system) * 1000, memory: kibibytes / 1024 };
}

/**
 * @param {string} peer
 * @param {readonly { wall: number, cpu?: number, memory?: number }[]} samples not empty
 * @returns {Row}
 */
export function summarize(peer, samples) {
  const walls = samples.map(({ wall }) => wall);
  return {
    peer,
    runs: samples.length,
    wall: round(median(walls)),
    fastest: round(Math.min(...walls)),
    slowest: round(Math.max(...walls)),
    ...(samples[0].cpu !== undefined && {
      cpu: round(median(samples.map(({ cpu }) => cpu))),
      memory: round(median(samples.map(({ memory }) => memory))),
    }),
  };
}

/** @param {readonly number[]} numbers not empty */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One decimal is more than a process can be measured to. */
function round(number) {
  return Math.round(number * 10) / 10;
}

/**
 * How much of one row another one takes; `undefined` where it was not measured.
 *
 * @param {readonly Row[]} rows
 * @param {{ of: string, to: string, by?: "wall" | "cpu" | "memory", promise?: string }} question names of peers
 */
export function ratio(rows, { of, to, by = "wall", promise }) {
  const [numerator, denominator] = [of, to].map((name) => rows.find(({ peer }) => peer === name)?.[by]);
  if (numerator === undefined || denominator === undefined) return undefined;
  return {
    what: `${of} ÷ ${to}`,
    by,
    value: Math.round((numerator / denominator) * 1000) / 1000,
    ...(promise && { promise }),
  };
}

/**
 * Adds to each point how many times the figures of the one before it it takes.
 *
 * @template {Row} Point
 * @param {readonly Point[]} points from the smallest input to the largest
 */
export function withTimes(points) {
  return points.map((point, index) => {
    const smaller = points[index - 1];
    if (smaller === undefined) return point;
    const times = (key) => Math.round((point[key] / smaller[key]) * 100) / 100;
    return {
      ...point,
      times: { wall: times("wall"), ...(point.memory !== undefined && { cpu: times("cpu"), memory: times("memory") }) },
    };
  });
}
