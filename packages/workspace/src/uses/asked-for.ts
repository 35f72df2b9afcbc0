import type { CodeType, Use, Vocabulary } from "@nx-contracts/ir";

/** The part of all uses that somebody asks for. */
export interface AskedFor {
  has(use: Use): boolean;
  /** Whether something of a type is asked for. */
  concerns(type: CodeType): boolean;
  /** Words of which one stands in every file with such a use; absent where that is no help. */
  readonly words?: ReadonlySet<string>;
}

/** Uses of some subjects; those of a record or enum with those of its members. */
export function askedFor(subjects: readonly string[], known: readonly Vocabulary[]): AskedFor {
  const asked = new Set(subjects);
  const words = new Set<string>();
  const concerns = ({ name, module, members }: CodeType) =>
    asked.has(name) || asked.has(module) || members.some((member) => asked.has(`${name}.${member.name}`));
  const isOnlyMembers = known.every(({ types }) =>
    types.every(({ name, module }) => !asked.has(name) && !asked.has(module)),
  );
  if (isOnlyMembers) {
    for (const { name, members } of known.flatMap(({ types }) => types)) {
      for (const member of members) {
        if (!asked.has(`${name}.${member.name}`)) continue;
        for (const spelling of [member.name, ...member.spellings]) words.add(spelling.replace(/^r#/, ""));
      }
    }
  }
  return {
    concerns,
    has: ({ kind, subject }) =>
      asked.has(subject) ||
      ((kind === "field" || kind === "member") && asked.has(subject.slice(0, subject.lastIndexOf(".")))),
    ...(isOnlyMembers && { words }),
  };
}
