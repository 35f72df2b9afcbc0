import type { Field } from "@nx-contracts/ir";
import { canSayNothing } from "../../../facts/compare-presence.js";
import { defineModelRule } from "../rule.js";

export const modelPresenceChanged = defineModelRule({
  id: "compat/model-presence-changed",
  summary: "A field may be left out or null now, or may not any more.",
  help: "Producers that leave a field out, or write null, break when it becomes required. Readers that rely on a value break when it may be missing. Change producers first when you tighten, readers first when you loosen.",
  on: ["presence-changed", "nullable-changed"],
  messages: {
    tightened: (data: { subject: string; what: string }) =>
      `\`${data.subject}\` must not be ${data.what} any more, and data in which it is ${data.what} is refused; change every producer first.`,
    loosened: (data: { subject: string; what: string }) =>
      `\`${data.subject}\` may be ${data.what} now, which readers do not expect; change every reader first.`,
  },
  check(fact, { oldData, newData }) {
    const [from, to] = [fact.before.field, fact.after.field];
    const isNull = fact.kind === "nullable-changed";
    const isTightened = isNull ? from.nullable : to.presence === "required";
    const isLoosened = isNull ? to.nullable : from.presence === "required";
    // Both at once are one change for people; it is told of the presence.
    if (isTightened === isLoosened || (isNull && isTightened === becameRequired(from, to))) return undefined;
    const isBoth = !isNull && from.nullable !== to.nullable && from.nullable === isTightened;
    const data = { subject: fact.subject, what: isNull ? "null" : isBoth ? "left out or null" : "left out" };
    if (isTightened) {
      const verdict = oldData ? "break-json" : "break-source";
      return { message: "tightened", verdict, hurts: oldData ? ["new readers", "producers"] : ["producers"], data };
    }
    const hurtsCode = canSayNothing(to);
    if (!newData && !hurtsCode) return undefined;
    const code = hurtsCode ? (["consumers' code"] as const) : [];
    const verdict = newData ? "break-json" : "break-source";
    return { message: "loosened", verdict, hurts: newData ? ["old readers", ...code] : code, data };
  },
  examples: [
    {
      title: "Producers that leave it out break",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    year: int = 0\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    year: int\n",
      },
      reports: { "Work.year": "break-json" },
    },
    {
      title: "Code that relies on a value breaks",
      files: {
        "before.ts": "export interface Work {\n  year: number;\n}\n",
        "after.ts": "export interface Work {\n  year?: number | null;\n}\n",
      },
      direction: "backward",
      reports: { "Work.year": "break-source" },
    },
    {
      title: "New readers fill in a default",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    year: int\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    year: int = 0\n",
      },
      direction: "backward",
      reports: {},
    },
  ],
});

/** `true` when it became required, `false` when it ceased to be; `undefined` when neither. */
function becameRequired(from: Field, to: Field): boolean | undefined {
  const [was, is] = [from.presence === "required", to.presence === "required"];
  return was === is ? undefined : is;
}
