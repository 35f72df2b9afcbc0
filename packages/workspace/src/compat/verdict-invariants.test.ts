import {
  about,
  changesOf,
  compareProto,
  type CompatFact,
  compatPolicy,
  judgeCompat,
  type Verdict,
} from "@nx-contracts/engine/compat";
import { describeProto } from "@nx-contracts/readers/proto/describe";
import { expect, test } from "vitest";
import { buildCase, type Files, randomCase } from "./cases.test.support.js";
import { randomSource } from "./mutants.test.support.js";

const COUNT = Number(process.env["COMPAT_VERDICTS"] ?? 150);
const SEED = Number(process.env["COMPAT_SEED"] ?? 20_261);

const policyOf = (...use: readonly string[]) => {
  const config = { version: "v2", use, except: [], ignore: [], ignoreOnly: {}, ignoreUnstablePackages: false } as const;
  const { policy } = compatPolicy(config);
  if (policy === undefined) throw new Error(use.join(" "));
  return policy;
};
const [WIRE, FILE, ALL] = [policyOf("WIRE"), policyOf("FILE"), policyOf("FILE", "PACKAGE", "WIRE_JSON", "WIRE", "CSR")];

/**
 * What WIRE reports and the verdict takes for no danger to the bytes, by the
 * rule of Buf, and where that is so.
 * @see https://protobuf.dev/programming-guides/proto3/#updating
 */
const EXCEPTIONS: { readonly [buf: string]: (fact: CompatFact) => boolean } = {
  // A message or an enum of another name, whose every field or value is the same, is read alike.
  FIELD_WIRE_COMPATIBLE_TYPE: (fact) =>
    fact.kind === "field-paired" && fact.before.field.kind === fact.after.field.kind,
  // A single field with presence may move into a new oneof.
  FIELD_SAME_ONEOF: (fact) => fact.kind === "field-paired" && fact.after.field.oneof !== undefined,
};

const isHarmless = (verdicts: readonly Verdict[]) =>
  verdicts.every((each) => each === "safe" || each === "break-source");

function describe(files: Files) {
  return describeProto([...files].map(([path, text]) => ({ path, text }))).files;
}

/** The verdicts on one fact by itself. */
function verdictsOf(fact: CompatFact): readonly Verdict[] {
  return changesOf([fact], "full").flatMap(({ consequences }) => consequences.map(({ verdict }) => verdict));
}

test.skipIf(COUNT === 0)(`verdicts on ${COUNT} mutants and the categories of buf agree`, { timeout: 3_600_000 }, () => {
  const random = randomSource(SEED);
  const wrong = new Set<string>();
  for (let at = 0; at < COUNT; at++) {
    const { old, now } = buildCase(randomCase(`c${at}`, random));
    const facts = [...compareProto(describe(old), describe(now))];
    for (const fact of facts) {
      const verdicts = verdictsOf(fact);
      const isSafe = verdicts.every((each) => each === "safe");
      const said = (policy: typeof WIRE) => judgeCompat([fact], policy).map(({ rule }) => rule.buf);
      const tell = (what: string) => wrong.add(`${what}: ${about(fact).fullName}, ${verdicts.join("+")}`);
      if (said(FILE).length > 0 && isSafe && !isEntry(fact)) tell(`FILE reports ${said(FILE).join(" ")}`);
      if (said(ALL).length === 0 && !isSafe) tell("No category reports it");
      const wire = said(WIRE).filter((buf) => EXCEPTIONS[buf]?.(fact) !== true);
      if (wire.length > 0 && isHarmless(verdicts)) tell(`WIRE reports ${wire.join(" ")}`);
    }
  }
  expect([...wrong]).toEqual([]);
});

/** The entry of a map is told of with its field. */
function isEntry(fact: CompatFact): boolean {
  return (fact.kind === "removed-from-file" || fact.kind === "removed-from-package") && fact.name.endsWith("Entry");
}
