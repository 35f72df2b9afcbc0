import { CONFIG, OTHER_PROTO, OTHER_STUB, PROTO, STUB } from "../example-files.js";
import { defineStubRule } from "../rule.js";

export const orphaned = defineStubRule({
  id: "stubs/orphaned",
  summary: "A generated file has no proto.",
  help: "Its proto was deleted, moved, or left out of the output, and the file stays for everybody to use although nothing keeps it right. Run `nx-contracts generate`, which removes it, or take the proto back. A program that still uses the file does not compile any more then: that is the moment to find it.",
  severity: "error",
  on: "orphaned",
  messages: {
    orphaned: (data: { stub: string; source: string; output: string }) =>
      `\`${data.stub}\` was generated from \`${data.source}\`, which \`${data.output}\` is not generated from.`,
  },
  check: ({ subject, source, output, at, related }) => ({
    message: "orphaned",
    at,
    related,
    data: { stub: subject, source, output },
    help: "Run `nx-contracts generate`, which removes it, or take the proto back.",
  }),
  examples: [
    {
      title: "The proto was deleted",
      files: {
        "contracts.yaml": CONFIG.replace("[anime.proto]", "[show.proto]"),
        "show.proto": OTHER_PROTO,
        "gen/show_pb.ts": OTHER_STUB,
        "gen/anime_pb.ts": STUB,
      },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "A file beside it that nobody generated",
      files: {
        "contracts.yaml": CONFIG,
        "anime.proto": PROTO,
        "gen/anime_pb.ts": STUB,
        "gen/by_hand_pb.ts": "export {};\n",
      },
      reports: [],
    },
  ],
});
