import { differencesClause, differencesData } from "../describe-difference.js";
import { CONFIG, PROTO, STUB } from "../example-files.js";
import { GENERATE } from "../generate-again.js";
import { defineStubRule } from "../rule.js";

export const stale = defineStubRule({
  id: "stubs/stale",
  summary: "A generated file says something else than its proto.",
  help: "Programs are compiled against what the file said when it was generated: whoever sends or reads the new form, or relies on it, finds the old one. Every difference of the schema counts, and comments do not: the file's embedded descriptor is compared with the proto, without any tool. Run `nx-contracts generate`, or the script that generates here, and commit the result with the proto.",
  severity: "error",
  on: "stale",
  messages: {
    schema: (data: { stub: string; proto: string; said: string; lines: number }) =>
      `\`${data.stub}\` is not what \`${data.proto}\` says: ${data.said}.`,
    bytes: (data) =>
      `\`${data.stub}\` is as it was generated once: generated now, ${data.lines === 1 ? "one line is another" : `${data.lines} lines are others`}.`,
  },
  check: ({ subject, proto, output, at, related, differences, lines }) => {
    const { first, count, differences: listed } = differencesData(differences);
    return {
      message: lines === undefined ? "schema" : "bytes",
      at,
      related,
      data: {
        stub: subject,
        proto,
        output,
        said: differencesClause({ first, count }),
        count,
        differences: listed,
        lines: lines ?? 0,
      },
      help: GENERATE,
    };
  },
  examples: [
    {
      title: "A field was added, and the stub was not generated again",
      files: {
        "contracts.yaml": CONFIG,
        "anime.proto": PROTO.replace("= 1;", "= 1;\n  int32 year = 2;"),
        "gen/anime_pb.ts": STUB,
      },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "Comments and formatting are not in the stub's descriptor",
      files: {
        "contracts.yaml": CONFIG,
        "anime.proto": PROTO.replace("  string title", "  // As it is known in English.\n  string   title"),
        "gen/anime_pb.ts": STUB,
      },
      reports: [],
    },
  ],
});
