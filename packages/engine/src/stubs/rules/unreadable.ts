import { CONFIG, PROTO, STUB } from "../example-files.js";
import { GENERATE } from "../generate-again.js";
import { defineStubRule } from "../rule.js";

export const unreadable = defineStubRule({
  id: "stubs/unreadable",
  summary: "A generated file holds no descriptor that can be read.",
  help: "The file is cut off, damaged, or of a generator that embeds no descriptor, such as protobuf-es before version 2: whether it says what its proto says cannot be told without the tool. Generate it again; where it is whole and of another generator, take it out of the folders of `generate`.",
  severity: "error",
  on: "unreadable",
  messages: {
    unreadable: (data: { stub: string; problem: string }) =>
      `\`${data.stub}\` cannot be compared with its proto: ${data.problem}.`,
  },
  check: ({ subject, at, related, problem }) => ({
    message: "unreadable",
    at,
    related,
    data: { stub: subject, problem },
    help: GENERATE,
  }),
  examples: [
    {
      title: "The file is cut off",
      files: { "contracts.yaml": CONFIG, "anime.proto": PROTO, "gen/anime_pb.ts": STUB.slice(0, -40) },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "It is whole",
      files: { "contracts.yaml": CONFIG, "anime.proto": PROTO, "gen/anime_pb.ts": STUB },
      reports: [],
    },
  ],
});
