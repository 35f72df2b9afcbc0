import type { JsonObject } from "@nx-contracts/ir";
import { listWords } from "../words/reserved.js";
import type { StubDifference, TraitDifference } from "./compare.js";

/** How many differences a message names. */
const NAMED = 3;
/** How many the published data lists. */
const LISTED = 50;
const LONGEST_VALUE = 60;

/** The first differences and how many more there are, for a message and for machines. */
export function differencesData(differences: readonly StubDifference[]): {
  readonly differences: JsonObject[];
  readonly count: number;
  readonly first: string[];
} {
  return {
    differences: differences.slice(0, LISTED).map(({ kind, name, change, traits }) => ({
      kind,
      name,
      change,
      ...(traits.length > 0 && {
        traits: traits.map(({ trait, stub, proto }) => ({ trait, stub: stub ?? null, proto: proto ?? null })),
      }),
    })),
    count: differences.length,
    first: differences.slice(0, NAMED).map(describeDifference),
  };
}

/** `it lacks the field `A.b` and has …`, from what `differencesData` gives. */
export function differencesClause({
  first,
  count,
}: {
  readonly first: readonly string[];
  readonly count: number;
}): string {
  const more = count > first.length ? [`${count - first.length} more`] : [];
  return listWords([...first, ...more]);
}

function describeDifference({ kind, name, change, traits }: StubDifference): string {
  const what = `${KINDS[kind]} \`${name}\``;
  if (change === "missing") return `${what} is missing`;
  if (change === "extra") return `${what} is not in the proto`;
  const [first] = traits;
  const more = traits.length > 1 ? ` (and ${traits.length - 1} more)` : "";
  return first === undefined ? what : `${what} ${describeTrait(first)}${more}`;
}

const KINDS: { readonly [kind in StubDifference["kind"]]: string } = {
  file: "the file",
  message: "the message",
  field: "the field",
  oneof: "the oneof",
  enum: "the enum",
  value: "the value",
  extension: "the extension",
  service: "the service",
  method: "the method",
};

function describeTrait({ trait, stub, proto }: TraitDifference): string {
  if (trait.startsWith("order of ")) return `has its ${trait.slice("order of ".length)} in another order`;
  const name = trait.startsWith("option ") ? `the option \`${trait.slice("option ".length)}\`` : `the ${trait}`;
  if (stub === undefined) return `has not ${name} ${quoted(proto ?? "")}`;
  if (proto === undefined) return `has ${name} ${quoted(stub)}, and the proto has none`;
  return `has ${name} ${quoted(stub)} instead of ${quoted(proto)}`;
}

function quoted(value: string): string {
  const text = value.replaceAll("`", "'");
  return `\`${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text}\``;
}
