import type { RemovedDefinition } from "../fact.js";
import { type CompatFinding, type CompatRule, defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const KINDS = ["message", "enum", "extension", "service"] as const satisfies readonly RemovedDefinition["what"][];

/** A file no longer defines what it did; moved elsewhere is removed too. */
export const removedFromFile: readonly CompatRule[] = KINDS.map((what) =>
  defineCompatRule({
    id: `compat/${what}-removed`,
    buf: `${what.toUpperCase()}_NO_DELETE`,
    summary: `A file no longer defines ${article(what)} that it did.`,
    on: "removed-from-file",
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
