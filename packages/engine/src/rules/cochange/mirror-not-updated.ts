import { defineCochangeRule } from "../../cochange/rule.js";
import { BEHIND_MESSAGES, BEHIND_SEVERITY, behindFinding, type BehindWords } from "../../cochange/words.js";

const MODEL = "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n";
const PROTO = 'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n}\n';

export const mirrorNotUpdated = defineCochangeRule({
  id: "cochange/mirror-not-updated",
  summary: "The source changed since the branch left its base, and a mirror did not change with it.",
  help: "Whoever reads the mirror works with a shape that the source has left. Both places are named, and the edit that is missing is shown. Only what a field, a type, a presence or an enum says counts: comments, docstrings, formatting, methods and validators ask for nothing, and a change of the mirror that says nothing new is no answer. With `cochange.level: file` any change of a source's file asks for a change of a file of each mirror. Where a mirror cannot follow, say so under `ignore` with a reason.",
  severity: { ...BEHIND_SEVERITY, apart: "error" },
  on: "mirror-behind",
  messages: {
    ...BEHIND_MESSAGES,
    apart: ({ subject, aspect, mover, follower }: BehindWords) =>
      `\`${subject}\` has another ${aspect} in the ${mover} and in the ${follower}, and they do not say the same.`,
  },
  check: behindFinding,
  examples: [
    {
      title: "A field was added to the model only",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": `${MODEL}    founded: int\n`,
        "after.proto": PROTO,
      },
      reports: ["Studio.founded"],
    },
    {
      title: "A field was removed from the model only",
      files: {
        "before.py": `${MODEL}    founded: int\n`,
        "before.proto": PROTO.replace("1;\n", "1;\n  int64 founded = 2;\n"),
        "after.py": MODEL,
        "after.proto": PROTO.replace("1;\n", "1;\n  int64 founded = 2;\n"),
      },
      reports: ["Studio.founded"],
    },
    {
      title: "A field has another name in the model",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL.replace("name", "title"),
        "after.proto": PROTO,
      },
      reports: ["Studio.title", "Studio.name"],
    },
    {
      title: "A field has another type in the model",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL.replace("str", "bytes"),
        "after.proto": PROTO,
      },
      reports: ["Studio.name"],
    },
    {
      title: "The mirror holds the new type only with loss",
      files: {
        "before.py": `${MODEL}    score: int\n`,
        "before.proto": PROTO.replace("1;\n", "1;\n  float score = 2;\n"),
        "after.py": `${MODEL}    score: float\n`,
        "after.proto": PROTO.replace("1;\n", "1;\n  float score = 2;\n"),
      },
      reports: ["Studio.score"],
    },
    {
      title: "Both changed, and not to the same",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL.replace("str", "bytes"),
        "after.proto": PROTO.replace("string", "int32"),
      },
      reports: ["Studio.name"],
    },
    {
      title: "A docstring asks for nothing",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL.replace("    name", '    """Who made it."""\n\n    name'),
        "after.proto": PROTO,
      },
      reports: [],
    },
    {
      title: "The mirror said so before",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO.replace("1;\n", "1;\n  int64 founded = 2;\n"),
        "after.py": `${MODEL}    founded: int\n`,
        "after.proto": PROTO.replace("1;\n", "1;\n  int64 founded = 2;\n"),
      },
      reports: [],
    },
    {
      title: "Files have to change together",
      files: {
        "contracts.yaml": "cochange: { level: file }\n",
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": `# Studios.\n${MODEL}`,
        "after.proto": PROTO,
      },
      reports: ["example.py"],
    },
  ],
});
