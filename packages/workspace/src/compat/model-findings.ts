import { parityFacts, type RawFinding } from "@nx-contracts/engine";
import { severityOf } from "@nx-contracts/engine/compat";
import { judgeModel, type ModelFinding } from "@nx-contracts/engine/compat/model";
import { diffFacts } from "@nx-contracts/engine/diff";
import { READ_RULES } from "@nx-contracts/ir";
import type { Config, Contract, ContractSide } from "../config/config.js";
import { hostOver, type SourceTree } from "../diff/source-tree.js";
import type { Host } from "../host.js";
import { readSide, SourceTexts } from "../read/read-side.js";

/** What changed in the Pydantic and TypeScript sources of a project since an older version of the workspace. */
export async function modelFindings(host: Host, config: Config, before: SourceTree): Promise<readonly RawFinding[]> {
  const findings: RawFinding[] = [];
  for (const contract of config.contracts) {
    for (const side of [contract.source, ...contract.mirrors]) {
      if (side.reader === "proto" || !hasChanged(host, side, before)) continue;
      const found = await sideFindings(host, config, side, before);
      const given = found.some(isAddedRequired) ? await givenBySource(host, contract, side) : () => false;
      findings.push(
        ...found.map((finding) => {
          const made = toFinding(finding, contract, side, config);
          return isAddedRequired(finding) && given(finding) ? { ...made, severity: "info" as const } : made;
        }),
      );
    }
  }
  return findings;
}

function isAddedRequired({ rule }: ModelFinding): boolean {
  return rule === "compat/model-field-added-required";
}

/**
 * Tells whether a new field of a mirror is one that its source gives or fills
 * in, also for data that lacks it: a mirror says what comes out of the source.
 */
async function givenBySource(
  host: Host,
  { source, mirrors }: Contract,
  side: ContractSide,
): Promise<(finding: ModelFinding) => boolean> {
  const mirror = mirrors.find((each) => each === side);
  if (!mirror) return () => false;
  const [from, to] = [
    await readSide(host, new SourceTexts(host), source),
    await readSide(host, new SourceTexts(host), mirror),
  ];
  const isBroken = [...from.diagnostics, ...to.diagnostics].some(({ rule }) => READ_RULES[rule] === "error");
  if (isBroken) return () => false;
  const facts = parityFacts(from.schema, to.schema, mirror.mapping);
  return ({ at }) =>
    facts.some(
      (fact) =>
        fact.kind === "field-paired" &&
        fact.source.field.presence !== "required" &&
        fact.mirror.field.at.file === at.file &&
        fact.mirror.field.at.line === at.line &&
        fact.mirror.field.at.column === at.column,
    );
}

function hasChanged(host: Host, { files }: ContractSide, before: SourceTree): boolean {
  return files.some(({ path }) => {
    const [old, now] = [before.bytes(path), host.bytes(path)];
    return old === undefined || now === undefined ? old !== now : Buffer.compare(old, now) !== 0;
  });
}

async function sideFindings(
  host: Host,
  { compat }: Config,
  side: ContractSide,
  before: SourceTree,
): Promise<readonly ModelFinding[]> {
  const older = hostOver(host, before);
  const files = side.files.filter(({ path }) => before.kind(path) === "file");
  const then = await readSide(older, new SourceTexts(older), { ...side, files });
  const now = await readSide(host, new SourceTexts(host), side);
  const isBroken = [...then.diagnostics, ...now.diagnostics].some(({ rule }) => READ_RULES[rule] === "error");
  // What the readers say about the newer version is reported already; half a schema would look like removals.
  return isBroken ? [] : judgeModel(diffFacts(then.schema, now.schema), compat.direction);
}

function toFinding(
  { rule, subject, message, verdict, hurts, at, related, data }: ModelFinding,
  { id, source }: Contract,
  side: ContractSide,
  { compat }: Config,
): RawFinding {
  const consequences = [{ verdict, hurts: hurts.join(", ") }];
  return {
    rule,
    severity: severityOf(consequences, compat.mode),
    subject: side === source ? subject : `${subject}@${side.id}`,
    contract: id,
    message,
    at,
    ...(related.length > 0 && { related }),
    data: { ...data, verdict, consequences },
  };
}
