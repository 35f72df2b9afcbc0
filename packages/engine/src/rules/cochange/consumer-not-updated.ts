import { defineCochangeRule } from "../../cochange/rule.js";
import { startOf } from "../../words/place.js";
import { REMOVAL_PLAN, RENAME_PLAN } from "../../words/safe-plan.js";

type Words = {
  readonly subject: string;
  readonly project: string;
  readonly language: string;
  readonly access: string;
  readonly became: string;
};

const VERBS = { read: "reads", write: "sets", name: "names" } as const;
const WHY = "the file uses the contract, but nothing shows what the name is taken from";
const BEFORE = 'syntax = "proto3";\npackage shows.v1;\nmessage Show {\n  string title = 1;\n  double score = 2;\n}\n';
const AFTER = BEFORE.replace("  double score = 2;", '  reserved 2;\n  reserved "score";');
const RENAMED = BEFORE.replace("score", "rating");
const CERTAIN = "from example_pb2 import Show\n\ndef best(show: Show) -> float:\n    return show.score\n";
const LIKELY =
  "import example_pb2\n\nNONE = example_pb2.Show()\n\ndef best(show):\n    return show.score if show else NONE.title\n";

export const consumerNotUpdated = defineCochangeRule({
  id: "cochange/consumer-not-updated",
  summary: "A field, a record or an enum member was removed or renamed, and a project still uses it.",
  help: "The project breaks when it is built with the new stubs, or reads nothing where it read a value. Move every use that is named first. A use is certain where the syntax tree leaves nothing else that it could mean; where only the name fits, in a file that uses the contract, it is likely and weighs less. Words in comments and strings, and fields of other types, are no uses.",
  severity: { removed: "error", renamed: "error", "maybe-removed": "warning", "maybe-renamed": "warning" },
  on: "consumer-behind",
  messages: {
    removed: (data: Words) => `\`${data.subject}\` is gone, and \`${data.project}\` still ${data.access} it here.`,
    renamed: (data: Words) =>
      `\`${data.subject}\` is called \`${data.became}\` now, and \`${data.project}\` still ${data.access} the old name here.`,
    "maybe-removed": (data: Words) =>
      `\`${data.subject}\` is gone, and \`${data.project}\` probably ${data.access} it here: ${WHY}.`,
    "maybe-renamed": (data: Words) =>
      `\`${data.subject}\` is called \`${data.became}\` now, and \`${data.project}\` probably ${data.access} the old name here: ${WHY}.`,
  },
  check({ name: subject, project, language, access, certainty, became, at, was }) {
    const change = became === undefined ? "removed" : "renamed";
    return {
      message: certainty === "certain" ? change : `maybe-${change}`,
      at,
      related: [{ message: `\`${subject}\` in the older version`, at: startOf(was) }],
      data: { subject, project, language, access: VERBS[access], became: became ?? "" },
      help:
        became === undefined
          ? `Take the use out, or put \`${subject}\` back. ${REMOVAL_PLAN}`
          : `Use \`${became}\` here, or put the old name back. ${RENAME_PLAN}`,
    };
  },
  examples: [
    {
      title: "A removed field is read, for certain",
      files: { "before.proto": BEFORE, "after.proto": AFTER, "consumer.py": CERTAIN },
      reports: ["Show.score@consumer"],
    },
    {
      title: "A renamed field is read, for certain",
      files: { "before.proto": BEFORE, "after.proto": RENAMED, "consumer.py": CERTAIN },
      reports: ["Show.score@consumer"],
    },
    {
      title: "A removed field is read, probably",
      files: { "before.proto": BEFORE, "after.proto": AFTER, "consumer.py": LIKELY },
      reports: ["Show.score@consumer"],
    },
    {
      title: "A renamed field is read, probably",
      files: { "before.proto": BEFORE, "after.proto": RENAMED, "consumer.py": LIKELY },
      reports: ["Show.score@consumer"],
    },
    {
      title: "The word in a comment and in a string",
      files: {
        "before.proto": BEFORE,
        "after.proto": AFTER,
        "consumer.py":
          'from example_pb2 import Show\n\n# The score is gone.\ndef name(show: Show) -> str:\n    return "score" + show.title\n',
      },
      reports: [],
    },
  ],
});
