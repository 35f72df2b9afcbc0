import { type RawFinding, readFinding } from "@nx-contracts/engine";
import { READ_RULES } from "@nx-contracts/ir";
import type { ProtoSet } from "../codegen/discover.js";
import type { Host } from "../host.js";
import { readFiles, SourceTexts } from "../read/read-side.js";
import { ExactProtos } from "./exact-protos.js";
import type { Expectations, FoundStub } from "./found-stub.js";
import type { ProjectProtos } from "./protos.js";
import { readExactly } from "./read-exactly.js";
import type { Candidate } from "./scan.js";
import { compareStubs, type PlacedFact } from "./stub-facts.js";

export { otherManifests } from "../codegen/removed.js";
export { placedFindings } from "./placed-findings.js";

/** What is compared by what it says, and not by its bytes alone. */
export interface ExactRequest {
  readonly set: ProtoSet;
  readonly protos: ProjectProtos;
  readonly expectations: Expectations;
  readonly fresh: readonly FoundStub[];
  readonly rest: readonly Candidate[];
  /** Import paths of protos of which it has to be known whether they have services. */
  readonly doubtful: ReadonlySet<string>;
}

export interface ExactJudgement {
  readonly stubs: readonly FoundStub[];
  readonly facts: readonly PlacedFact[];
  /** What keeps protos from being compared with. */
  readonly broken: readonly RawFinding[];
  /** Import paths of the doubtful ones that have services. */
  readonly withServices: ReadonlySet<string>;
}

/** Compares the descriptors in stubs with what their protos say. */
export async function judgeExactly(
  host: Host,
  { set, protos, expectations, fresh, rest, doubtful }: ExactRequest,
): Promise<ExactJudgement> {
  const stubs = readExactly(host, rest, expectations, fresh);
  const asked = new Set(doubtful);
  for (const { target, importPath } of stubs)
    for (const each of target.kind === "descriptor-set" ? target.selected : [importPath ?? ""]) asked.add(each);
  const selected = new Set(expectations.targets.flatMap((target) => [...target.selected]));
  const wanted = new Set(
    [...protos.files.keys()].filter((each) => asked.has(each) || (selected.has(each) && protos.changed.has(each))),
  );
  const exact = new ExactProtos(host, set, protos, wanted);
  return {
    stubs,
    facts: compareStubs([...fresh, ...stubs], protos, exact),
    broken: await brokenProtos(
      host,
      set,
      [...selected].filter((each) => wanted.has(each)),
      exact,
    ),
    withServices: new Set([...doubtful].filter((each) => exact.hasServices(each))),
  };
}

/** What is wrong with protos, in the words of who reads them for `check`. */
async function brokenProtos(
  host: Host,
  { roots, files }: ProtoSet,
  importPaths: readonly string[],
  protos: ExactProtos,
): Promise<readonly RawFinding[]> {
  const problems = importPaths.flatMap((importPath) => protos.problems(importPath));
  if (problems.length === 0) return [];
  const paths = new Set(problems.map(({ at }) => at.file));
  const sources = [...files.values()].filter((path) => paths.has(path));
  const read = await readFiles(host, new SourceTexts(host), "proto", sources, { roots, also: [] });
  const said = read.diagnostics.filter(({ rule }) => READ_RULES[rule] === "error");
  const known = new Set(said.map(({ at }) => at.file));
  return [...said, ...problems.filter(({ at }) => !known.has(at.file))].map(readFinding);
}
