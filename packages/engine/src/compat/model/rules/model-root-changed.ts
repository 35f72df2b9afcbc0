import { hurt } from "../reading.js";
import { defineModelRule } from "../rule.js";

export const modelRootChanged = defineModelRule({
  id: "compat/model-root-changed",
  summary: "A model began or ceased to be a single value under no key.",
  help: "A root model is written as its value alone, any other as an object: neither version reads what the other writes. Give the new shape a new name.",
  on: ["root-changed"],
  messages: {
    root: (data: { subject: string }) =>
      `\`${data.subject}\` is now written as its value alone, not as an object; give the new shape a name of its own.`,
    object: (data: { subject: string }) =>
      `\`${data.subject}\` is now written as an object, not as its value alone; give the new shape a name of its own.`,
  },
  check: ({ subject, after }, reading) => ({
    message: after.value ? "root" : "object",
    verdict: "break-json",
    hurts: hurt(reading, "producers", "consumers' code"),
    data: { subject },
  }),
  examples: [
    {
      title: "A list that got a key",
      files: {
        "before.py": "from pydantic import RootModel\n\nclass Tags(RootModel[list[str]]):\n    pass\n",
        "after.py": "from pydantic import BaseModel\n\nclass Tags(BaseModel):\n    root: list[str]\n",
      },
      reports: { Tags: "break-json" },
    },
    {
      title: "A list that lost its key",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Tags(BaseModel):\n    root: list[str]\n",
        "after.py": "from pydantic import RootModel\n\nclass Tags(RootModel[list[str]]):\n    pass\n",
      },
      reports: { Tags: "break-json" },
    },
    {
      title: "A root model that stays one",
      files: {
        "before.py": "from pydantic import RootModel\n\nclass Tags(RootModel[list[str]]):\n    pass\n",
        "after.py": "from pydantic import RootModel\n\nclass Tags(RootModel[list[int]]):\n    pass\n",
      },
      reports: {},
    },
  ],
});
