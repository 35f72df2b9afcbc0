import { defineLifecycleRule } from "../../lifecycle/rule.js";
import { describeChanges } from "../../words/lock-changes.js";
import { listWords } from "../../words/reserved.js";

/** How many changes the message names. */
const NAMED = 3;

export const lockStale = defineLifecycleRule({
  id: "lifecycle/lock-stale",
  summary: "The lock lacks something that the protos say.",
  help: "What the lock does not know it cannot protect: a number that was added and removed again between two updates is forgotten. Run `nx-contracts lock` and commit the file with the protos. The order of its lines, duplicates and comments mean nothing.",
  severity: "error",
  on: "lock-stale",
  messages: {
    stale: (data: { lock: string; lacks: string; first: string[]; count: number }) => {
      const more = data.count > data.first.length ? [`${data.count - data.first.length} more`] : [];
      return `\`${data.lock}\` lacks ${data.lacks}: ${listWords([...data.first.map((name) => `\`${name}\``), ...more])}.`;
    },
  },
  check: ({ subject, at, changes }) => ({
    message: "stale",
    at,
    data: {
      lock: subject,
      lacks: describeChanges(changes),
      first: changes.slice(0, NAMED).map((change) => change.subject),
      count: changes.length,
    },
    help: "Run `nx-contracts lock` and commit the file.",
  }),
  examples: [
    {
      title: "A field was added, and another one removed",
      files: {
        "contracts.lock": "anime.v1.Anime field 1 title string since=1.0.0\nanime.v1.Anime reserved 1\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 1;\n  reserved "title";\n  string name = 2;\n}\n',
      },
      reports: ["contracts.lock"],
    },
    {
      title: "Order, duplicates and comments do not matter",
      files: {
        "contracts.lock":
          "# Joined from two branches.\nanime.v1.Anime field 2 year int32\nanime.v1.Anime field 1 title string since=1.0.0\nanime.v1.Anime field 1 title string\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  string title = 1;\n  int32 year = 2;\n}\n',
      },
      reports: [],
    },
  ],
});
