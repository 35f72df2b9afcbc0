import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createReleaseProject, type ReleaseProject, withUnpacked } from "./release-project.js";

let project: ReleaseProject;

beforeAll(async () => {
  project = await createReleaseProject();
  project.git("tag", "proto-v1");
});
beforeEach(() => {
  project.git("checkout", "-q", "-f", "-B", "change", "proto-v1");
});
afterAll(() => project.remove());

const PROTO = "protos/shows/v1/show.proto";

/** A field more, in the proto and the model. */
function addField() {
  project.replace(PROTO, "  Studio studio = 2;\n", "  Studio studio = 2;\n  optional string mood = 3;\n");
  project.replace("models.py", "    studio: Studio\n", "    studio: Studio\n    mood: str | None = None\n");
}

/** A break: the title becomes a number. */
function breakTitle() {
  project.replace(PROTO, "string title", "int64 title");
  project.replace("models.py", "title: str", "title: int");
}

const APPROVED = { severity: "approved", reason: "Titles are numbers now.", by: "Ines" };

async function run(...args: readonly string[]) {
  const { status, stdout, stderr } = await project.run(args);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

/** What each gate that refuses a release says, from its summary. */
async function refusedBy(tag: string): Promise<{ readonly gates: readonly string[]; readonly text: string }> {
  const before = project.tree();
  const { status, stdout, stderr } = await project.release("--tag", tag);
  expect({ status, stdout, stderr }).toMatchObject({ status: 1 });
  expect(project.tree()).toEqual(before);
  expect(stderr).toContain(`"${tag}" is not released`);
  return { gates: [...stderr.matchAll(/^ {2}(\w+): /gm)].map(([, gate = ""]) => gate), text: stdout + stderr };
}

test("lint", async () => {
  project.write("protos/buf.yaml", "version: v2\nlint: { use: [COMMENTS] }\n");
  project.commit();
  const { gates, text } = await refusedBy("proto-v2");
  expect(gates).toEqual(["lint"]);
  expect(text).toContain("Mend what `nx-contracts lint` finds");
});

test("parity", async () => {
  project.replace("models.py", "    title: str\n", "    title: str\n    mood: str | None = None\n");
  project.commit();
  const { gates, text } = await refusedBy("proto-v2");
  expect(gates).toEqual(["parity"]);
  expect(text).toContain("nx-contracts parity --fix parity");
});

test("stubs", async () => {
  addField();
  await run("lock");
  project.commit();
  const { gates, text } = await refusedBy("proto-v2");
  expect(gates).toEqual(["stubs"]);
  expect(text).toContain("Run `nx-contracts generate`");
});

test("lock", async () => {
  addField();
  await run("generate");
  project.commit();
  const { gates, text } = await refusedBy("proto-v2");
  expect(gates).toEqual(["lock"]);
  expect(text).toContain("Run `nx-contracts lock`");
});

test("compat, until the break is approved, in a commit that need not have the approval any more; then version", async () => {
  breakTitle();
  await run("generate");
  await run("lock");
  project.commit();
  const { gates, text } = await refusedBy("proto-v2");
  expect(gates).toEqual(["compat"]);
  const commands = [...text.matchAll(/`nx-contracts (approve [0-9a-f]{16}) --reason … --by … (--against \S+)`/g)];
  expect(commands).toHaveLength(2);
  // What it says is to be run is what mends it.
  for (const [, approve = "", against = ""] of commands)
    await run(...approve.split(" "), "--reason", "Titles are numbers now.", "--by", "Ines", ...against.split(" "));
  project.commit("Approve");
  project.delete("protos/contracts.approvals.yaml");
  project.commit("Merged: the approval has served");
  const tooLow = await refusedBy("proto-v1.1");
  expect(tooLow.gates).toEqual(["version"]);
  expect(tooLow.text).toContain("the changes ask for a major version");
  expect(tooLow.text).toContain("Release it as version 2.0.0 or higher: `nx-contracts release --tag proto-v2`.");
  expect((await refusedBy("proto-v0")).text).toContain("comes before `proto-v1`");
  expect((await refusedBy("proto-vnext")).text).toContain("names is no version");
  const { status, stderr } = await project.release("--tag", "proto-v2");
  expect(status, stderr).toBe(0);
  expect(metadata("proto-v2")).toMatchObject({
    compatibility: {
      against: { tag: "proto-v1", sha: project.git("rev-parse", "proto-v1") },
      gated: true,
      changes: [APPROVED, APPROVED],
    },
    version_advice: { version: "2.0.0", bump: "major" },
  });
});

test("an addition is a minor version, and whole numbers are major ones", async () => {
  addField();
  await run("generate");
  await run("lock");
  project.commit();
  expect((await refusedBy("proto-v1.0.1")).gates).toEqual(["version"]);
  for (const tag of ["proto-v1.1", "proto-v2"]) {
    expect((await project.release("--tag", tag)).status).toBe(0);
    expect(metadata(tag)).toMatchObject({ version_advice: { bump: "minor" } });
  }
});

test("--no-gate releases all the same, says what the gates say, and writes that down", async () => {
  breakTitle();
  project.commit();
  const { status, stderr } = await project.release("--tag", "proto-v1.1", "--no-gate");
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('"proto-v1.1" is released although');
  expect(metadata("proto-v1.1")).toMatchObject({
    compatibility: {
      gated: false,
      gates: { lint: "passed", parity: "passed", stubs: "failed", compat: "failed", lock: "failed", version: "failed" },
      changes: [
        { severity: "error", rule: "compat/model-type-changed", subject: "shows:Show.title" },
        { severity: "error", rule: "compat/field-type-changed", subject: "shows:Show.title" },
      ],
    },
  });
});

test("a proto that does not compile is released by nobody", async () => {
  project.replace(PROTO, "Studio studio = 2", "Studioo studio = 2");
  project.commit();
  expect((await refusedBy("proto-v2")).text).toContain("Studioo");
  const { status } = await project.release("--tag", "proto-v2", "--no-gate");
  expect(status).toBe(1);
});

test("a shallow clone does not know what came before", async () => {
  project.commit("More");
  project.git("clone", "-q", "--depth=1", `file://${project.root}`, join(project.root, "dist/shallow"));
  const { status, stderr } = await project.run(["release", "--tag", "proto-v2", "--config", "../dist/shallow/protos"]);
  expect(status).toBe(2);
  expect(stderr).toContain("git fetch --unshallow --tags");
  project.delete("dist/shallow");
});

function metadata(tag: string): unknown {
  const archive = join(project.root, `dist/contracts/proto-rust-artifacts-${tag}.tar.gz`);
  return withUnpacked(
    archive,
    (folder) => JSON.parse(readFileSync(join(folder, "rust/metadata.json"), "utf8")) as unknown,
  );
}
