import { ContractsError } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { formatError } from "./error-text.js";

test("says place, reason, next step and what the tool said", () => {
  const at = { file: "protos/contracts.yaml", line: 3, column: 5 };
  const tool = { argv: ["buf", "lint"], status: 1, output: "Failure: broken\nsecond line" };
  const error = new ContractsError(
    "tool-failed",
    { message: "`buf lint` failed.", at, next: "Run it by hand." },
    { tool },
  );
  expect(formatError(error)).toBe(
    "protos/contracts.yaml:3:5: error: `buf lint` failed.\n  Run it by hand.\n  $ buf lint\n  exit status 1\n  | Failure: broken\n  | second line\n",
  );
});

test("shows the control characters of a hostile name", () => {
  const text = formatError(new ContractsError("usage", { message: "There is no verb `\u001b[31mred`." }));
  expect(text).not.toContain("\u001b");
  expect(text).toContain("red");
});
