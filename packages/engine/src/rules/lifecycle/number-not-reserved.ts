import { defineLifecycleRule } from "../../lifecycle/rule.js";
import { FORGET } from "../../words/memory.js";
import { describeReserved } from "../../words/reserved.js";

export const numberNotReserved = defineLifecycleRule({
  id: "lifecycle/number-not-reserved",
  summary: "Something is gone, and its number or its name is not reserved.",
  help: "Whoever adds the next field can take the number or the name, and old data is then read as something that it never was. `reserved` makes the compiler refuse that. Add the line that is shown.",
  severity: "error",
  on: "left-unreserved",
  messages: {
    number: (data: { definition: string; name: string; numbers: string; both: boolean }) =>
      `\`${data.definition}.${data.name}\` is gone, and its number ${data.numbers} ${data.both ? "and its name are" : "is"} not reserved.`,
    name: (data) => `\`${data.definition}.${data.name}\` is gone, and its name is not reserved.`,
  },
  check: ({ definition, name, free, at, lockedAt }) => ({
    message: free.numbers.length > 0 ? "number" : "name",
    at,
    related: [{ message: `\`${name}\` in the lock`, at: lockedAt }],
    data: {
      definition,
      name,
      numbers: describeReserved({ numbers: free.numbers, names: [] }),
      both: free.names.length > 0,
    },
    help: `Reserve what is free: \`nx-contracts check --fix reserve\`. ${FORGET}`,
  }),
  examples: [
    {
      title: "A field was taken out, and another one was renamed",
      files: {
        "contracts.lock": "anime.v1.Anime field 2 studio string since=1.0.0\nanime.v1.Anime field 3 genre string\n",
        "shared.proto": 'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  string theme = 3;\n}\n',
      },
      reports: ["Anime.studio", "Anime.genre"],
    },
    {
      title: "The number and the name are reserved",
      files: {
        "contracts.lock": "anime.v1.Anime field 2 studio string since=1.0.0\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 2;\n  reserved "studio";\n  string title = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
