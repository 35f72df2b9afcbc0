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
      `\`${data.stub}\` was generated from \`${data.source}\`, which is no proto of \`${data.output}\` any more.`,
    copy: (data: { stub: string; source: string; output: string }) =>
      `\`${data.stub}\` says that it was generated from \`${data.source}\`, and is a copy that \`${data.output}\` does not write.`,
  },
  check: ({ subject, source, output, original, at, related }) => ({
    message: original === undefined ? "orphaned" : "copy",
    at,
    related,
    data: { stub: subject, source, output },
    help:
      original === undefined
        ? "Run `nx-contracts generate`, which removes it, or take the proto back."
        : `Use \`${original}\` and delete the copy.`,
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
      title: "A copy",
      files: { "contracts.yaml": CONFIG, "anime.proto": PROTO, "gen/anime_pb.ts": STUB, "gen/anime_old_pb.ts": STUB },
      reports: ["gen/anime_old_pb.ts"],
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
