import { CONFIG, OTHER_PROTO, OTHER_STUB, PROTO, PYTHON_CONFIG, PYTHON_STUB, PYTHON_TYPES } from "../example-files.js";
import { GENERATE } from "../generate-again.js";
import { defineStubRule } from "../rule.js";

export const missing = defineStubRule({
  id: "stubs/missing",
  summary: "A proto has no generated file where the configuration wants one.",
  help: "Every proto of the project is generated from, unless the `protos` of an output name fewer, so that a new file needs no entry in any list. A file that comes with a stub is wanted as well: the types of Python in `_pb2.pyi`, and `_pb2_grpc.py` where the proto has services. Run `nx-contracts generate` and commit the result; where the file shall not be there, narrow the output's `protos`.",
  severity: "error",
  on: "missing",
  messages: {
    stub: (data: { stub: string; proto: string; output: string; companion: string; folder: string; ending: string }) =>
      `\`${data.proto}\` is not generated: \`${data.stub}\` is missing.`,
    unnamed: (data) =>
      `\`${data.proto}\` is not generated: no \`${data.ending}\` in \`${data.folder}\` was made from it.`,
    companion: (data) => `\`${data.stub}\`, ${data.companion} of \`${data.proto}\`, is missing.`,
  },
  check: ({ subject, proto, output, at, related, companion, isPathKnown }) => ({
    message: companion === undefined ? (isPathKnown ? "stub" : "unnamed") : "companion",
    at,
    related,
    data: {
      stub: subject,
      proto,
      output,
      companion: companion ?? "",
      folder: subject.slice(0, Math.max(0, subject.lastIndexOf("/"))),
      ending: subject.slice(subject.indexOf(".", subject.lastIndexOf("/"))),
    },
    help: GENERATE,
  }),
  examples: [
    {
      title: "A proto was added, or its stub was deleted",
      files: { "contracts.yaml": CONFIG, "anime.proto": PROTO },
      reports: ["gen/anime_pb.ts"],
    },
    {
      title: "A stub of Go was deleted",
      files: {
        "contracts.yaml": CONFIG.replace("tool: protobuf-es,", 'tool: protoc-gen-go, version: "1.36.12",').replace(
          "target=ts",
          "module=example.org/shows",
        ),
        "anime.proto": PROTO,
      },
      reports: ["gen/anime.pb.go"],
    },
    {
      title: "The types of a stub in Python were deleted",
      files: { "contracts.yaml": PYTHON_CONFIG, "anime.proto": PROTO, "gen/anime_pb2.py": PYTHON_STUB },
      reports: ["gen/anime_pb2.pyi"],
    },
    {
      title: "All that is wanted is there",
      files: {
        "contracts.yaml": PYTHON_CONFIG,
        "anime.proto": PROTO,
        "gen/anime_pb2.py": PYTHON_STUB,
        "gen/anime_pb2.pyi": PYTHON_TYPES,
      },
      reports: [],
    },
    {
      title: "An output of other protos wants none",
      files: {
        "contracts.yaml": CONFIG.replace("out: gen,", "out: gen, protos: [show.proto],"),
        "anime.proto": PROTO,
        "show.proto": OTHER_PROTO,
        "gen/show_pb.ts": OTHER_STUB,
      },
      reports: [],
    },
  ],
});
