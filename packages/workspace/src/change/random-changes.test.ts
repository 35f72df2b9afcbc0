import { execFileSync } from "node:child_process";
import { parseLock } from "@nx-contracts/engine/lifecycle";
import { ContractsError, type Diagnostic } from "@nx-contracts/ir";
import { afterAll, expect, test } from "vitest";
import { pythonEnvironment } from "../../../../tools/python-env.mjs";
import { randomSource } from "../../../readers/src/proto/mutate.test.support.js";
import { approve } from "../commands/approve.js";
import { FAMILIES, judge } from "../commands/judge.js";
import { baseBranch } from "../git/base-branch.js";
import { decodeText } from "../read/text.js";
import { type Draft, openDraft } from "./draft.js";
import { expectedChanges } from "./expected-changes.test.support.js";
import { generateAgain } from "./generate-again.js";
import { judgeChange } from "./judge-change.js";
import { leaveBreaks } from "./leave-breaks.js";
import { perform } from "./kinds.js";
import { overlay } from "./overlay.js";
import { randomRequest } from "./random-requests.test.support.js";
import { copyReference } from "./reference.test.support.js";
import type { ChangeContext, ChangeRequest } from "./request.js";
import { updateProjectLock } from "./update-lock.js";

const SEQUENCES = Number(process.env["CHANGE_SEQUENCES"] ?? 14);
const STEPS = Number(process.env["CHANGE_STEPS"] ?? 4);
const SEED = Number(process.env["CHANGE_SEED"] ?? 1);
const TODAY = "2026-11-26";

const PYTHON = pythonEnvironment("common", "libs/common/requirements.txt");
const reference = copyReference();
afterAll(() => reference.remove());

test.each(Array.from({ length: SEQUENCES }, (_, i) => SEED + i))(
  "a random sequence of changes keeps the contracts: seed %i",
  { timeout: 300_000 },
  async (seed) => {
    reference.restore();
    const { host } = reference;
    const context = { cwd: host.absolute("protos"), today: TODAY };
    const start = await (await openDraft(host, context)).contracts();
    const { draft, done } = await change(context, seed);
    const said = `${JSON.stringify(done, undefined, 1)}\n`;
    try {
      await judgeChange(host, draft);
      await leaveBreaks(host, draft);
      await generateAgain(draft);
    } catch (error) {
      throw new Error(said, { cause: error });
    }
    reference.write(draft.host.pending);
    await expectImplied(expectedChanges(start, await draft.contracts(), done), draft.left, said);
    importEveryStub(said);
  },
);

/** Makes so many changes, one after the other; what is refused leaves everything as it was. */
async function change(context: ChangeContext, seed: number) {
  const random = randomSource(seed);
  const done: ChangeRequest[] = [];
  const numbers = new Map<string, string>();
  let draft = await openDraft(reference.host, context);
  note(draft, numbers);
  for (let step = 1; done.length < STEPS && step < STEPS * 6; step++) {
    const request = randomRequest(await draft.contracts(), random, step);
    if (!request) continue;
    const next = await openDraft(overlay(reference.host, draft.host.pending), context);
    try {
      await perform(next, request);
      await updateProjectLock(next);
    } catch (error) {
      if (!(error instanceof ContractsError) || error.code !== "change-refused")
        throw new Error(JSON.stringify([...done, request]), { cause: error });
      continue;
    }
    draft = next;
    done.push(request);
    expectNewNumbers(draft, numbers, JSON.stringify(done));
  }
  // More is done than refused.
  expect(done.length, JSON.stringify(done)).toBe(STEPS);
  return { draft, done };
}

/** Every number keeps the name that it had first. */
function expectNewNumbers(draft: Draft, numbers: Map<string, string>, said: string): void {
  for (const [key, name] of note(draft, numbers)) expect(numbers.get(key), `${said}\n${key}`).toBe(name);
}

function note(draft: Draft, numbers: Map<string, string>): ReadonlyMap<string, string> {
  const path = "protos/contracts.lock";
  const found = new Map<string, string>();
  for (const [name, { entries }] of parseLock(decodeText(draft.host.bytes(path)), path).lock.definitions) {
    for (const entry of entries) found.set(`${name} ${entry.kind} ${entry.number}`, entry.name);
  }
  for (const [key, name] of found) if (!numbers.has(key)) numbers.set(key, name);
  return found;
}

/**
 * Holds the whole of `check` against what the changes imply: it says that and no more, what is left for a person names
 * the errors among it, and once those are approved none is left.
 */
async function expectImplied(implied: readonly string[], toDo: readonly string[], said: string): Promise<void> {
  const { host } = reference;
  const request = { cwd: host.absolute("protos"), base: baseBranch(host, undefined), today: TODAY };
  const errors = async () => {
    const { diagnostics } = await judge(host, { ...request, families: FAMILIES });
    return diagnostics.filter(({ severity }) => severity !== "info").map(withLine);
  };
  const found = await errors();
  const isImplied = ({ rule }: Diagnostic) => rule.startsWith("compat/");
  const others = found.filter(({ diagnostic }) => !isImplied(diagnostic) && diagnostic.severity === "error");
  expect(
    others.map(({ line, diagnostic }) => `${line} ${diagnostic.message}`),
    said,
  ).toEqual([]);
  const breaks = found.filter(({ diagnostic }) => isImplied(diagnostic));
  expect([...new Set(breaks.map(({ line }) => line))].sort(), said).toEqual(implied);
  const refused = breaks.flatMap(({ diagnostic: { severity, fingerprint } }) =>
    severity === "error" ? [fingerprint] : [],
  );
  const named = toDo.flatMap((line) => /nx-contracts approve (\w+)/.exec(line)?.[1] ?? []);
  expect(named.toSorted(), said).toEqual(refused.toSorted());
  for (const fingerprint of refused) {
    await approve(host, { ...request, fingerprint, reason: "It is meant.", by: "ines@example.org" });
  }
  const left = (await errors()).filter(({ diagnostic }) => diagnostic.severity === "error");
  expect(
    left.map(({ line }) => line),
    said,
  ).toEqual([]);
}

function withLine(diagnostic: Diagnostic) {
  const { severity, rule, subject } = diagnostic;
  return { diagnostic, line: `${severity} ${rule} ${subject}` };
}

const IMPORT_ALL = `
import importlib, pathlib, sys
root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root))
for path in sorted(root.rglob("*.py")):
    parts = path.relative_to(root).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    importlib.import_module(name)
    print(name)
`;

/** Models and stubs alike, by the interpreter that made the stubs. */
function importEveryStub(said: string): void {
  const out = execFileSync(PYTHON, ["-B", "-c", IMPORT_ALL, reference.host.absolute("libs/common/src")], {
    encoding: "utf8",
  });
  expect(out, said).toContain("anime_pb2");
}
