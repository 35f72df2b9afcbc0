import { differencesClause, differencesData } from "../describe-difference.js";
import { CONFIG, MANIFEST, PROTO, PYTHON_CONFIG, PYTHON_STUB, PYTHON_TYPES, STUB } from "../example-files.js";
import { defineStubRule } from "../rule.js";

export const edited = defineStubRule({
  id: "stubs/edited",
  summary: "A generated file was edited by hand.",
  help: "The next run of the generator takes the edit away without a word. Make the change in the proto, or around the generated code, and generate the file again. `contracts.stubs` records the bytes that `nx-contracts generate` wrote; without it, a `.pyi` or a file of gRPC that says something else than its proto, while the stub beside it is right, shows an edit as well. Where another script generates here, delete `contracts.stubs`.",
  severity: "error",
  on: "edited",
  messages: {
    manifest: (data: { stub: string; proto: string; said: string; lines: number }) =>
      `\`${data.stub}\` was edited by hand: its bytes are not those that \`contracts.stubs\` records${data.said === "" ? "" : `, and ${data.said}`}.`,
    contents: (data) =>
      `\`${data.stub}\` was edited by hand: the stub beside it is what \`${data.proto}\` says, and here ${data.said}.`,
    generator: (data) =>
      `\`${data.stub}\` has ${data.lines === 1 ? "one line" : `${data.lines} lines`} that the generator does not make.`,
  },
  check: ({ subject, proto, output, at, related, differences, seenBy, lines }) => {
    const { first, count, differences: listed } = differencesData(differences);
    return {
      message: seenBy,
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
      help: `Make the change in \`${proto}\` or outside of generated code, then run \`nx-contracts generate\`.`,
    };
  },
  examples: [
    {
      title: "A line was added",
      files: {
        "contracts.yaml": CONFIG,
        "contracts.stubs": MANIFEST,
        "anime.proto": PROTO,
        "gen/anime_pb.ts": `${STUB}export const isMine = true;\n`,
      },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "The types were edited, and no manifest says so",
      files: {
        "contracts.yaml": PYTHON_CONFIG,
        "anime.proto": PROTO,
        "gen/anime_pb2.py": PYTHON_STUB,
        "gen/anime_pb2.pyi": PYTHON_TYPES.replace("title: str\n", "title: bytes\n"),
      },
      reports: ["gen/anime_pb2.pyi"],
    },
    {
      title: "As it was generated",
      files: { "contracts.yaml": CONFIG, "contracts.stubs": MANIFEST, "anime.proto": PROTO, "gen/anime_pb.ts": STUB },
      reports: [],
    },
  ],
});
