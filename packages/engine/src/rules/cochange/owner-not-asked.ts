import { defineCochangeRule } from "../../cochange/rule.js";
import { startOf } from "../../words/place.js";
import { listWords } from "../../words/reserved.js";

const BEFORE = 'syntax = "proto3";\nmessage Show {\n  string title = 1;\n}\n';
const AFTER = BEFORE.replace("1;\n", "1;\n  int32 year = 2;\n");
const CONTRACT = "owner: { team: catalog }\n";

export const ownerNotAsked = defineCochangeRule({
  id: "cochange/owner-not-asked",
  summary: "The contract's owner is not among the code owners of the files that changed.",
  help: "The host of the repository asks code owners for a review, so the team that answers for the contract may not hear of the change. Give the files to the team in CODEOWNERS, or correct `owner.team`. A repository without CODEOWNERS is not asked. Team names are compared without `@` and without the organisation.",
  severity: "info",
  on: "owner-not-asked",
  messages: {
    others: (data: { subject: string; team: string; asked: string }) =>
      `\`${data.team}\` owns \`${data.subject}\`, and ${data.asked} will be asked for the change instead.`,
    nobody: (data: { subject: string; team: string; asked: string }) =>
      `\`${data.team}\` owns \`${data.subject}\`, and nobody owns the files that changed.`,
  },
  check: ({ subject, team, contact, asked, owners, at }) => ({
    message: asked.length > 0 ? "others" : "nobody",
    at: startOf(at),
    related: [{ message: "the code owners", at: owners }],
    data: { subject, team, asked: listWords(asked.map((name) => `\`${name}\``)) },
    help: `Ask \`${team}\` for a review${contact === undefined ? "" : ` (${contact})`}, or give the files to the team in \`${owners.file}\`.`,
  }),
  examples: [
    {
      title: "Another team owns the file",
      files: {
        "contracts.yaml": CONTRACT,
        CODEOWNERS: "*.proto @shows/web\n",
        "before.proto": BEFORE,
        "after.proto": AFTER,
      },
      reports: ["example"],
    },
    {
      title: "Nobody owns the file",
      files: {
        "contracts.yaml": CONTRACT,
        CODEOWNERS: "/docs/ @shows/catalog\n",
        "before.proto": BEFORE,
        "after.proto": AFTER,
      },
      reports: ["example"],
    },
    {
      title: "The owner is asked",
      files: {
        "contracts.yaml": CONTRACT,
        CODEOWNERS: "* @shows/web\n*.proto @shows/catalog\n",
        "before.proto": BEFORE,
        "after.proto": AFTER,
      },
      reports: [],
    },
  ],
});
