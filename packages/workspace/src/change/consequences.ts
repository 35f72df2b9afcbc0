import type { ReadContract } from "@nx-contracts/engine";
import type { Schema, SchemaRecord } from "@nx-contracts/ir";
import { type FoundUse, findUses } from "../uses/find-uses.js";
import type { Draft } from "./draft.js";

/** Every schema of some contracts, each once. */
export function schemasOf(contracts: readonly ReadContract[]): readonly Schema[] {
  return [
    ...new Set(contracts.flatMap(({ source, mirrors }) => [source.schema, ...mirrors.map(({ schema }) => schema)])),
  ];
}

/** Who uses some subjects of the contracts as they were, by file and line, a line of code once. */
export async function usesOf(
  draft: Draft,
  schemas: readonly Schema[],
  subjects: readonly string[],
): Promise<readonly FoundUse[]> {
  if (subjects.length === 0) return [];
  const uses = await findUses(draft.host, draft.config, {
    schemas,
    subjects,
    onTooLong: (path) => void draft.left.push(`${path} is too long to be searched for uses: look there yourself.`),
  });
  const places = new Map(uses.map((use) => [`${use.at.file}:${use.at.line}:${use.access}:${use.subject}`, use]));
  return [...places.values()];
}

/** A use in a sentence: where, how sure that is, and who. */
export function describeUse(use: FoundUse, what: string): string {
  const { file, line, column } = use.at;
  return `${file}:${line}:${column} ${describeAccess(use, what)}.`;
}

/** What a use does, without its place. */
export function describeAccess({ access, certainty, project, kind }: FoundUse, what: string): string {
  const verb = kind === "module" ? "imports" : { read: "reads", write: "sets", name: "names" }[access];
  const who = project === "" ? "" : ` (\`${project}\`)`;
  return `${certainty === "certain" ? "" : "probably "}${verb} \`${what}\`${who}`;
}

/** Lines of a definition's own code that still say a name, comments aside. */
export function ownMentions(
  { textOf }: Draft,
  { at }: Pick<SchemaRecord, "at">,
  name: string,
): readonly { readonly line: number; readonly text: string }[] {
  const word = new RegExp(String.raw`(?<![\w$])${name.replaceAll("$", String.raw`\$`)}(?![\w$])`);
  const lines = (textOf(at.file) ?? "").split(/\r\n|\r|\n/).slice(at.line - 1, at.endLine ?? at.line);
  return lines.flatMap((text, i) =>
    word.test(text.replace(/(?:^|\s)(?:#|\/\/).*$/, "")) ? [{ line: at.line + i, text: text.trim() }] : [],
  );
}

/** Entries of `ignore` and `overrides` that are about a subject alone, and have nothing left to say. */
export function idleEntries({ config }: Draft, contract: string, subject: string): readonly string[] {
  const { policy } = config.contracts.find(({ id }) => id === contract) ?? { policy: config.policy };
  return policy.ignore.flatMap(({ subjects, at }) => {
    const own = subjects.filter((each) => each === subject || each.startsWith(`${subject}.`));
    if (own.length === 0) return [];
    const what = own.length === subjects.length ? "the entry" : `\`${own.join("`, `")}\` of the entry`;
    return [`Take ${what} of \`ignore\` out of ${at.file}:${at.line}: \`${subject}\` is gone.`];
  });
}
