import { hurt } from "../reading.js";
import { defineModelRule } from "../rule.js";

export const modelOpenChanged = defineModelRule({
  id: "compat/model-open-changed",
  summary: "What a model or an enum does not know is kept now, or not any more.",
  help: "A version that keeps unknown keys passes them on; one that does not drops or refuses them. An enum that keeps unknown values reads data that a closed one refuses.",
  on: ["open-changed"],
  messages: {
    dropped: (data: { subject: string }) =>
      `\`${data.subject}\` kept keys that it does not know in one version only, so such keys are lost on the way; declare the keys that matter.`,
    refused: (data: { subject: string }) =>
      `\`${data.subject}\` kept values that it does not know in one version only, so such values are refused by the other; declare the values that matter.`,
  },
  check({ subject, after }, { oldData, newData }) {
    // Only the version that is closed is hurt, when it is the one that reads.
    const reading = { oldData: oldData && !after.value, newData: newData && after.value };
    if (!reading.oldData && !reading.newData) return undefined;
    const isEnum = "enum" in after;
    return {
      message: isEnum ? "refused" : "dropped",
      verdict: isEnum ? "break-json" : "lossy",
      hurts: hurt(reading),
      data: { subject },
    };
  },
  examples: [
    {
      title: "Unknown keys are dropped",
      files: {
        "before.py":
          'from pydantic import BaseModel, ConfigDict\n\nclass Work(BaseModel):\n    model_config = ConfigDict(extra="allow")\n    title: str\n',
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
      },
      reports: { Work: "lossy" },
    },
    {
      title: "Old readers refuse values that are kept now",
      files: {
        "before.ts": 'export type Kind = "film" | "series";\nexport interface Work {\n  kind: Kind;\n}\n',
        "after.ts":
          'export type Kind = "film" | "series" | (string & {});\nexport interface Work {\n  kind: Kind;\n}\n',
      },
      direction: "forward",
      reports: { Kind: "break-json" },
    },
    {
      title: "New readers keep more",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
        "after.py":
          'from pydantic import BaseModel, ConfigDict\n\nclass Work(BaseModel):\n    model_config = ConfigDict(extra="allow")\n    title: str\n',
      },
      direction: "backward",
      reports: {},
    },
  ],
});
