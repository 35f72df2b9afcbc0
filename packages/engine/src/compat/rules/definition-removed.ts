import type { RemovedDefinition } from "../fact.js";
import { type CompatFinding, type CompatRule, defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const KINDS = ["message", "enum", "extension", "service"] as const satisfies readonly RemovedDefinition["what"][];

const SERVICE_GONE: readonly Consequence[] = [
  { verdict: "break-wire", hurts: "old clients that call it get UNIMPLEMENTED" },
  { verdict: "break-source", hurts: "code that calls it no longer compiles" },
];

/** A file no longer defines what it did; moved elsewhere is removed too. */
export const removedFromFile: readonly CompatRule[] = KINDS.map((what) =>
  defineCompatRule({
    id: `compat/${what}-removed`,
    buf: `${what.toUpperCase()}_NO_DELETE`,
    summary: `A file no longer defines ${article(what)} that it did.`,
    on: "removed-from-file",
    effect: [{ verdict: "break-source", hurts: `code that finds the ${what} in this file no longer compiles` }],
    check: (fact) => (fact.what === what ? at(fact, "file") : undefined),
  }),
);

/** A package no longer holds what it did; moved between its files is not removed. */
export const removedFromPackage: readonly CompatRule[] = KINDS.map((what) =>
  defineCompatRule({
    id: `compat/${what}-removed-from-package`,
    buf: `PACKAGE_${what.toUpperCase()}_NO_DELETE`,
    summary: `A package no longer holds ${article(what)} that it did.`,
    on: "removed-from-package",
    effect:
      what === "service"
        ? SERVICE_GONE
        : [{ verdict: "break-source", hurts: `code that names the ${what} no longer compiles` }],
    check: (fact) => (fact.what === what ? at(fact, `package ${quote(fact.package)}`) : undefined),
  }),
);

function at({ what, name, before, file, around }: RemovedDefinition, where: string): CompatFinding {
  const message = `Previously present ${what} ${quote(name)} was deleted from ${where}.`;
  if (around && what !== "service") return { message, file: around.file, at: around.message.at, against: before };
  return { message, ...(file && { file }), against: before };
}

function article(what: RemovedDefinition["what"]): string {
  return `${what.startsWith("e") ? "an" : "a"} ${what}`;
}
