import type { ReadRule, Severity } from "@nx-contracts/ir";
import { READ_RULES } from "@nx-contracts/ir";

/** A rule that no fact leads to: what readers, tools and the policy itself have to say. */
export interface Notice {
  readonly id: string;
  readonly summary: string;
  readonly help: string;
  readonly severity: Severity;
}

const READ_WORDS = {
  "read/syntax-error": [
    "A source does not parse.",
    "The whole file is left out and its contract is not compared, because half a schema would be a guess. Mend the line that is shown.",
  ],
  "read/not-utf8": [
    "A source is not UTF-8 text.",
    "Save the file as UTF-8. The place of the first byte that does not fit is shown.",
  ],
  "read/too-large": [
    "A source is larger than what is read.",
    "Sources over 64 MiB are not contracts. Take the file out of `files`.",
  ],
  "read/empty-source": ["A source defines nothing.", "Take the file out of `files`, or put the definitions back."],
  "read/unresolved-import": [
    "An import leads nowhere.",
    "Correct the import, or add the file that it means to `files` (for a proto: to its module).",
  ],
  "read/import-cycle": ["Sources import each other in a circle.", "Break the circle: protobuf does not allow it."],
  "read/unresolved-base": [
    "A class inherits from something that is not in the source set.",
    "Its fields cannot be known without it. Add the module to `files`.",
  ],
  "read/unresolved-type": [
    "A type is not in the source set.",
    "Add the file that defines it to `files`, or correct the name.",
  ],
  "read/duplicate-name": ["A name is defined twice.", "Rename or remove one of the two definitions."],
  "read/invalid-definition": [
    "A definition breaks the rules of its language.",
    "Mend the line that is shown; the language's own compiler refuses it as well.",
  ],
  "read/dynamic-definition": [
    "A definition is decided at run time.",
    "A static reader does not guess. Write the definition out, or verify it with `nx-contracts parity --verify-runtime`.",
  ],
  "read/unsupported": [
    "A definition has no place in the schema model.",
    "The field is left uncompared. Use a type that data can have, or leave the field out of the contract.",
  ],
} as const satisfies Record<ReadRule, readonly [string, string]>;

const READ_NOTICES: readonly Notice[] = Object.entries(READ_WORDS).map(([id, [summary, help]]) => ({
  id,
  summary,
  help,
  severity: READ_RULES[id as ReadRule],
}));

/** Every notice, in the order of the documentation. */
export const NOTICES: readonly Notice[] = [
  ...READ_NOTICES,
  {
    id: "read/runtime-mismatch",
    summary: "What was read of a model is not what Pydantic says of it at run time.",
    help: "Only `nx-contracts parity --verify-runtime` asks: it imports the models with your Python. Either the definition is decided at run time, or the reader is wrong; please report the latter.",
    severity: "error",
  },
  {
    id: "lint/COMPILE",
    summary: "A proto does not compile.",
    help: "`buf` refuses the module. Mend the line that is shown; nothing else about the module can be linted before.",
    severity: "error",
  },
  {
    id: "lint/*",
    summary: "A finding of `buf lint`, by its own id, such as `lint/FIELD_LOWER_SNAKE_CASE`.",
    help: "Which ids apply is decided by the `lint:` section of `buf.yaml`. `buf config ls-lint-rules` prints what each one is for.",
    severity: "error",
  },
  {
    id: "compat/uncomparable",
    summary: "A proto does not compile in one of the two versions.",
    help: "The message says in which version, and where. Mend the line if it is the newer one; if it is the older one, compare with a version that compiles. Nothing is compared before, because half a comparison would hide what broke.",
    severity: "error",
  },
  {
    id: "policy/ignore-unused",
    summary: "An entry of `ignore` or `overrides` matches no finding.",
    help: "What it set aside is gone, or its subject is misspelt. Take it out, so that it cannot hide a new finding of that name.",
    severity: "warning",
  },
  {
    id: "policy/section-unused",
    summary: "A section of contracts.yaml that no command of this version reads.",
    help: "The section is part of the format, but nothing acts on it yet. Take it out, or use a version that reads it.",
    severity: "info",
  },
];
