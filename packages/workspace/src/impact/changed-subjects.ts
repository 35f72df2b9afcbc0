import type { DiffFact, DiffKind } from "@nx-contracts/engine/diff";
import {
  describeChange,
  type Happening,
  HAPPENINGS,
  type ImpactChange,
  type ImpactSubject,
} from "@nx-contracts/engine/impact";
import type { ContractChange } from "../cochange/contract-changes.js";
import type { ContractNames } from "./contract-names.js";

/** What code can notice: comments and reservations are no part of it. */
const UNNOTICED: ReadonlySet<DiffKind> = new Set(["doc-changed", "reserved-added", "reserved-removed"]);

/** What changed in contracts, each subject once with what is so in every language. */
export function changedSubjects(changes: readonly ContractChange[], names: ContractNames): readonly ImpactSubject[] {
  const subjects = new Map<string, ImpactSubject>();
  for (const { contract, source, mirrors } of changes) {
    for (const fact of [source, ...mirrors].flatMap((side) => side.facts)) {
      if (UNNOTICED.has(fact.kind)) continue;
      const name = nameOf(fact, contract.id, names);
      const subject = `${contract.id}:${name}`;
      const known = subjects.get(subject);
      const happening = happeningOf(fact.kind);
      subjects.set(subject, {
        subject,
        contract: contract.id,
        name,
        kind: known?.kind ?? kindOf(fact),
        happening: known ? graver(known.happening, happening) : happening,
        changes: [...(known?.changes ?? []), toChange(fact)],
      });
    }
  }
  return [...subjects.values()];
}

function toChange(fact: DiffFact): ImpactChange {
  const { file, line, column } = (fact.after ?? fact.before).at;
  const { language } = (fact.after ?? fact.before).schema;
  return { kind: fact.kind, language, ...describeChange(fact), at: { file, line, column } };
}

function graver(a: Happening, b: Happening): Happening {
  return HAPPENINGS.indexOf(a) <= HAPPENINGS.indexOf(b) ? a : b;
}

function happeningOf(kind: DiffKind): Happening {
  const word = kind.slice(kind.lastIndexOf("-") + 1);
  return word === "added" || word === "removed" || word === "renamed" ? word : "changed";
}

/** The name in the contract; what a file says of itself has the file's. */
function nameOf(fact: DiffFact, contract: string, names: ContractNames): string {
  const qualified = qualifiedName(fact);
  const found = qualified === undefined ? [] : names.subjectsOf(qualified);
  return found.find((each) => each.contract === contract)?.name ?? fact.subject;
}

function qualifiedName(fact: DiffFact): string | undefined {
  const piece = fact.after ?? fact.before;
  if ("field" in piece) return `${piece.record.qualifiedName}.${piece.field.name}`;
  if ("member" in piece) return `${piece.enum.qualifiedName}.${piece.member.name}`;
  if ("method" in piece) return `${piece.service.qualifiedName}.${piece.method.name}`;
  if ("record" in piece) return piece.record.qualifiedName;
  if ("enum" in piece) return piece.enum.qualifiedName;
  return "service" in piece ? piece.service.qualifiedName : undefined;
}

function kindOf(fact: DiffFact): ImpactSubject["kind"] {
  const piece = fact.after ?? fact.before;
  const kinds = ["field", "member", "method", "record", "enum", "service"] as const;
  return kinds.find((kind) => kind in piece) ?? "file";
}
