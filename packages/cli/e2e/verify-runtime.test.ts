import { afterEach, beforeEach, expect, test } from "vitest";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
import { copyReference, MODELS, type Workspace } from "./reference.js";

const python = pythonEnvironment("common", "libs/common/requirements.txt");
let workspace: Workspace;
beforeEach(() => {
  workspace = copyReference();
});
afterEach(() => workspace.remove());

const verify = (interpreter: string) =>
  workspace.run(["parity", "--verify-runtime", "--python", interpreter, "--format", "json"]);

test("what is read of the reference models is what Pydantic says of them", async () => {
  const { status, stdout } = await verify(python);
  expect(JSON.parse(stdout)).toMatchObject({ summary: { error: 0 } });
  expect(status).toBe(0);
});

test("a field that is added at run time is found", async () => {
  workspace.write(
    MODELS,
    `${workspace.read(MODELS)}\n\ndef _grow() -> None:\n    from pydantic import create_model\n\n    globals()["Grown"] = create_model("Grown", __module__=__name__, size=(int, ...))\n\n\n_grow()\n`,
  );
  const { status, stdout } = await verify(python);
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly rule: string; readonly subject: string }[];
  };
  expect(diagnostics.filter(({ rule }) => rule === "read/runtime-mismatch").map(({ subject }) => subject)).toEqual([
    "anime:Grown:missing",
  ]);
  expect(status).toBe(1);
});

test("models that cannot be imported, and an interpreter that does not exist, are exit 3", async () => {
  expect(await verify("/nowhere/python")).toMatchObject({ status: 3, stdout: "" });
  workspace.write(MODELS, `${workspace.read(MODELS)}\nimport a_module_that_does_not_exist\n`);
  const { status, stderr } = await verify(python);
  expect(status).toBe(3);
  expect(stderr).toMatch(/cannot import `common\.models\.anime`: ModuleNotFoundError/);
});
