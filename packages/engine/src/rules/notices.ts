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
    id: "compat/baseline-missing",
    summary: "There is nothing to compare with: nobody named an older version, and the base branch is not known.",
    help: "Until there is an older version, nobody can say what a change breaks. Name one with `compat.against` in contracts.yaml, or name the base branch: `--base BRANCH`, the environment variable `NX_BASE`, or `defaultBase` in nx.json. In CI, fetch that branch with its history. An older version that somebody named and that is not there is no finding: the command stops and says so.",
    severity: "warning",
  },
  {
    id: "compat/version-bump-too-low",
    summary: "The version of a contract grew less than its changes ask for, or went back.",
    help: "Whatever hurts anybody asks for a major version, something new for a minor one, any other change for a patch; before 1.0.0 the minor number stands for the major one. Raise the contract's `version` in contracts.yaml to what the message says, or take back the change that it names. What was deprecated for as long as `compat.removal` asks, and is reserved, may go with a minor version. A contract without a `version` is not asked.",
    severity: "error",
  },
  {
    id: "cochange/uncomparable",
    summary: "A side of a contract changed, and its older version cannot be read.",
    help: "Half a schema looks like removals, so nothing is said about what had to change together with the side. Compare the two sides by hand, or run `nx-contracts parity`, which compares them as they are now. Once the base branch can be read the note is gone.",
    severity: "info",
  },
  {
    id: "cochange/not-searched",
    summary: "A file that may use what is gone is too long to be searched.",
    help: "Files of more than a million words and signs are data, not code that somebody wrote: their syntax tree would take gigabytes. Look for the name in the file, or leave generated data out of git.",
    severity: "info",
  },
  {
    id: "lifecycle/lock-missing",
    summary: "The lock, or a line of it, is gone, and the older version has it.",
    help: "The lock remembers every number and every name that the protos ever had, so that none is used again for something else. A lock that is written anew, or whose lines were taken out, has forgotten what was removed: take it back with `git checkout`, then run `nx-contracts lock`.",
    severity: "error",
  },
  {
    id: "lifecycle/lock-unreadable",
    summary: "A line of contracts.lock cannot be read.",
    help: "Nothing is judged by a lock that lacks lines, and it is not written again: what they say would be forgotten, and their numbers would look free. Mend the line that is shown. Where a merge left conflict markers, keep the lines of both sides, take the markers out and run `nx-contracts lock`; with `contracts.lock merge=union` in `.gitattributes` Git keeps both sides by itself.",
    severity: "error",
  },
  {
    id: "policy/ignore-unused",
    summary: "An entry of `ignore` or `overrides` matches no finding.",
    help: "What it set aside is gone, or its subject is misspelt. Take it out, so that it cannot hide a new finding of that name.",
    severity: "warning",
  },
  {
    id: "policy/approval-unused",
    summary: "An approval matches no finding.",
    help: "What it approved was taken back, or never matched anything. Take the entry out of contracts.approvals.yaml, so that it cannot cover a later break of that name. Once the approval is merged, so that the commit where the branch left its base has it too, this is a note only: the base branch stays green, and the entry can go with the next change. Where the lock took over what was approved, so that nobody has to answer for it again, this is a warning only: the change can be merged as it is.",
    severity: "error",
  },
  {
    id: "policy/approval-expired",
    summary: "An approval is past its last day.",
    help: "`until` is the last day on which an approval holds, in UTC; from the next day on it approves nothing, and its finding is back. Take the change back, or approve it anew: `nx-contracts approve FINGERPRINT --reason … --by … --until DATE`.",
    severity: "error",
  },
];
