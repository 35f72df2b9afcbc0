import { defineCochangeRule } from "../../cochange/rule.js";
import { BEHIND_MESSAGES, BEHIND_SEVERITY, behindFinding } from "../../cochange/words.js";

const MODEL = "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n";
const PROTO = 'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n}\n';

export const sourceNotUpdated = defineCochangeRule({
  id: "cochange/source-not-updated",
  summary: "A mirror changed since the branch left its base, and the source of truth did not change with it.",
  help: "Nothing fills what the mirror gained, and what it lost is lost on the way. Change the source in the same change, as the edit shows, or take the mirror's change back. Whitespace, comments and the order of definitions say nothing. With `cochange.level: file` any change of a mirror's file asks for a change of a file of the source.",
  severity: BEHIND_SEVERITY,
  on: "source-behind",
  messages: BEHIND_MESSAGES,
  check(fact) {
    const { message, ...finding } = behindFinding(fact);
    // Where both changed, it is the mirror that has to follow.
    return message === "apart" ? undefined : { message, ...finding };
  },
  examples: [
    {
      title: "The model gained one field and the proto another: two omissions",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": `${MODEL}    founded: int\n`,
        "after.proto": PROTO.replace("1;\n", "1;\n  string country = 2;\n"),
      },
      reports: ["Studio.country"],
    },
    {
      title: "A field was removed from the proto only",
      files: {
        "before.py": `${MODEL}    founded: int\n`,
        "before.proto": PROTO.replace("1;\n", "1;\n  int64 founded = 2;\n"),
        "after.py": `${MODEL}    founded: int\n`,
        "after.proto": PROTO.replace("1;\n", '1;\n  reserved 2;\n  reserved "founded";\n'),
      },
      reports: ["Studio.founded"],
    },
    {
      title: "A field has another name in the proto",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL,
        "after.proto": PROTO.replace("name", "title"),
      },
      reports: ["Studio.name", "Studio.title"],
    },
    {
      title: "A field has another type in the proto",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL,
        "after.proto": PROTO.replace("string", "bytes"),
      },
      reports: ["Studio.name"],
    },
    {
      title: "The proto holds less than it did",
      files: {
        "before.py": `${MODEL}    score: float\n`,
        "before.proto": PROTO.replace("1;\n", "1;\n  double score = 2;\n"),
        "after.py": `${MODEL}    score: float\n`,
        "after.proto": PROTO.replace("1;\n", "1;\n  float score = 2;\n"),
      },
      reports: ["Studio.score"],
    },
    {
      title: "White space and comments say nothing",
      files: {
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL,
        "after.proto": PROTO.replace("  string", "  // As it is written on screen.\n\n    string"),
      },
      reports: [],
    },
    {
      title: "Files have to change together",
      files: {
        "contracts.yaml": "cochange: { level: file }\n",
        "before.py": MODEL,
        "before.proto": PROTO,
        "after.py": MODEL,
        "after.proto": `${PROTO}// The end.\n`,
      },
      reports: ["example.proto"],
    },
  ],
});
