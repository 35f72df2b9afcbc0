import { CONFIG, PROTO, STUB } from "../example-files.js";
import { defineStubRule } from "../rule.js";

export const untracked = defineStubRule({
  id: "stubs/untracked",
  summary: "A generated file that should be committed is not known to git.",
  help: "Whoever checks the commit out does not get it, and `git diff --exit-code` does not see it. Add it to the commit; where git ignores it, correct `.gitignore`, or write `checkedIn: false` for the output.",
  severity: "warning",
  on: "untracked",
  messages: {
    untracked: (data: { stub: string; output: string }) => `\`${data.stub}\` is not in git: it was never added.`,
    ignored: (data) => `\`${data.stub}\` is not in git, which ignores it, and \`${data.output}\` is checked in.`,
  },
  check: ({ subject, output, at, related, isIgnored }) => ({
    message: isIgnored ? "ignored" : "untracked",
    at,
    related,
    data: { stub: subject, output },
    help: isIgnored
      ? "Take it out of .gitignore and add it, or write `checkedIn: false` for the output."
      : `Run \`git add ${subject}\`.`,
  }),
  examples: [
    {
      title: "In a repository where the stub was never added, as `UNTRACKED` says here",
      files: {
        "contracts.yaml": CONFIG,
        "anime.proto": PROTO,
        "gen/anime_pb.ts": STUB,
        UNTRACKED: "gen/anime_pb.ts\n",
      },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "In a repository that ignores the folder",
      files: { "contracts.yaml": CONFIG, "anime.proto": PROTO, "gen/anime_pb.ts": STUB, ".gitignore": "gen/\n" },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "In a repository that knows it",
      files: { "contracts.yaml": CONFIG, "anime.proto": PROTO, "gen/anime_pb.ts": STUB },
      reports: [],
    },
  ],
});
