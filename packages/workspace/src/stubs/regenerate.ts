import type { RawFinding } from "@nx-contracts/engine";
import { planGeneration } from "../commands/generate.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import type { FoundStub } from "./found-stub.js";
import type { JudgedStubs } from "./judge-stubs.js";
import { placedFindings } from "./placed-findings.js";
import { edited, type PlacedFact } from "./stub-facts.js";

/**
 * Generates everything aside and compares it with the tree, byte by byte.
 * Files of which something is said already are passed over.
 *
 * @throws ContractsError where generating fails
 */
export async function regeneratedFindings(
  host: Host,
  config: Config,
  { findings, stubs, protos }: JudgedStubs,
  cwd: string,
): Promise<readonly RawFinding[]> {
  const { files, written, removed, refusal } = await planGeneration(host, {
    cwd,
    config: host.absolute(config.path),
    only: config.generate.flatMap(({ id, isCheckedIn }) => (isCheckedIn ? [id] : [])),
  });
  // Why the protos do not compile is among the findings.
  if (refusal) return [];
  const said = new Set(findings.filter(({ severity }) => severity === "error").map(({ subject }) => subject));
  const byPath = new Map(stubs.map((found) => [found.path, found]));
  const facts: PlacedFact[] = [];
  for (const path of written) {
    const made = files.get(path);
    if (made === undefined || said.has(path)) continue;
    const there = host.bytes(path);
    const found = byPath.get(path);
    facts.push(
      there === undefined || found === undefined
        ? unknownFile(config, path, there, made)
        : { fact: differing(found, linesApart(there, made), protos), ...protoOf(found, protos) },
    );
  }
  for (const path of removed) {
    if (said.has(path)) continue;
    const at = { file: path, line: 1, column: 1 };
    const source = "a proto that is gone";
    facts.push({ fact: { kind: "orphaned", subject: path, at, output: "generate", related: [], source } });
  }
  return placedFindings(config, facts);
}

function differing(found: FoundStub, lines: number, protos: JudgedStubs["protos"]): PlacedFact["fact"] {
  const fact = edited(found, protos, "generator", []);
  if (found.isGenerated !== true) return { ...fact, lines };
  const { seenBy: _, ...rest } = fact;
  return { ...rest, kind: "stale", lines };
}

function protoOf({ importPath }: FoundStub, protos: JudgedStubs["protos"]): { readonly proto?: string } {
  return importPath === undefined ? {} : { proto: protos.pathOf(importPath) };
}

/** A generated file that holds nothing of a proto, or is not there. */
function unknownFile(config: Config, path: string, there: Uint8Array | undefined, made: Uint8Array): PlacedFact {
  const common = {
    subject: path,
    at: { file: there === undefined ? config.path : path, line: 1, column: 1 },
    output: "generate",
    related: [],
    proto: "the protos",
  };
  if (there === undefined)
    return { fact: { ...common, kind: "missing", isPathKnown: true, companion: "a generated file" } };
  const lines = linesApart(there, made);
  return { fact: { ...common, kind: "edited", seenBy: "generator", differences: [], lines } };
}

/** Lines that one of the two has more often than the other, the larger of both numbers; at least one. */
export function linesApart(there: Uint8Array, made: Uint8Array): number {
  const counts = new Map<string, number>();
  const add = (bytes: Uint8Array, by: number) => {
    for (const line of new TextDecoder().decode(bytes).split("\n")) counts.set(line, (counts.get(line) ?? 0) + by);
  };
  add(there, 1);
  add(made, -1);
  let extra = 0;
  let lacking = 0;
  for (const count of counts.values()) {
    if (count > 0) extra += count;
    else lacking -= count;
  }
  return Math.max(1, extra, lacking);
}
