import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
import { COMMAND } from "./reference.js";
import { assetsIn, createReleaseProject, type ReleaseProject, withUnpacked } from "./release-project.js";

let project: ReleaseProject;
const folders: string[] = [];
const sent = (...names: readonly string[]) => names.flatMap((name) => [name, `${name}.sha256`]);

/** What belongs to no contract is released as well: it imports up, down, publicly, and from a package that others share. */
const AUDIT = `syntax = "proto3";
package shows.admin.v1;
import public "shows/v1/studio.proto";
import "shows/v1/show.proto";

message Audit {
  shows.v1.Show show = 1;
  shows.v1.Studio studio = 2;
}

service Audits {
  rpc Get(shows.v1.Show) returns (Audit);
}
`;
const SHARE = `syntax = "proto3";
package shows.admin.v1;
import "google/type/fraction.proto";
message Share { google.type.Fraction of = 1; }
`;
const FRACTION = `syntax = "proto3";
package google.type;

message Fraction {
  int64 numerator = 1;
}
`;

const bundles = () => [...project.assets().keys()].filter((name) => name.includes("-artifacts-"));

beforeAll(async () => {
  project = await createReleaseProject({
    "protos/buf.yaml": "version: v2\nlint: { use: [MINIMAL] }\n",
    "protos/shows/admin/v1/audit.proto": AUDIT,
    "protos/shows/admin/v1/share.proto": SHARE,
    "protos/google/type/fraction.proto": FRACTION,
  });
  project.git("tag", "proto-v1");
  const { status, stdout, stderr } = await project.release("--tag", "proto-v1");
  expect({ status, stdout }, stderr).toMatchObject({ status: 0 });
});
afterAll(() => {
  project.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const pathOf = (kind: string, out = "dist/contracts") =>
  join(project.root, `${out}/proto-${kind}-artifacts-proto-v1.tar.gz`);
const metadata = (kind: string, out?: string): Record<string, unknown> =>
  withUnpacked(
    pathOf(kind, out),
    (folder) => JSON.parse(readFileSync(join(folder, kind, "metadata.json"), "utf8")) as Record<string, unknown>,
  );

test("the assets are those of the languages that something is generated for", () => {
  expect(bundles()).toEqual(sent("proto-python-artifacts-proto-v1.tar.gz", "proto-rust-artifacts-proto-v1.tar.gz"));
  for (const name of project.assets().keys())
    expect(project.exists(`dist/contracts/${name.replace(/\.sha256$/, "")}.sha256`)).toBe(true);
});

test("GNU sha256sum, tar and gzip agree with them", () => {
  const cwd = join(project.root, "dist/contracts");
  const c = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  execFileSync(
    "sha256sum",
    ["--check", "--strict", ...[...project.assets().keys()].filter((name) => name.endsWith(".sha256"))],
    { cwd },
  );
  const time = new Date(Number(project.git("log", "-1", "--format=%ct")) * 1000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
  for (const kind of ["python", "rust"]) {
    execFileSync("gzip", ["--test", pathOf(kind)]);
    const lines = execFileSync("tar", ["--full-time", "-tvzf", pathOf(kind)], { env: c, encoding: "utf8" })
      .trimEnd()
      .split("\n");
    for (const line of lines)
      expect(line).toMatch(new RegExp(`^(?:drwxr-xr-x|-rw-r--r--) root/root +\\d+ ${time} ${kind}/`));
    withUnpacked(pathOf(kind), (folder) => {
      const inside = { cwd: join(folder, kind), env: c, encoding: "utf8" } as const;
      execFileSync("sha256sum", ["--check", "--strict", "checksums.txt"], inside);
      const listed = readFileSync(join(folder, kind, "checksums.txt"), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => line.slice(66));
      const found = execFileSync("sh", ["-c", "find . -type f ! -path ./checksums.txt | sort"], inside)
        .trimEnd()
        .split("\n");
      expect(listed).toEqual(found);
      const digest = execFileSync(
        "sh",
        ["-c", "cd protos && find . -type f | sort | xargs sha256sum | sha256sum"],
        inside,
      );
      expect(metadata(kind)["schema_digest"]).toBe(`sha256:${digest.slice(0, 64)}`);
    });
  }
});

test("Python imports every module from the folder of the code, and from those around it", () => {
  const python = pythonEnvironment("common", "libs/common/requirements.txt");
  withUnpacked(pathOf("python"), (folder) => {
    const code = join(folder, "python/generated");
    const files = readdirSync(code, { recursive: true, encoding: "utf8" });
    const modules = files.filter((path) => path.endsWith(".py")).map((path) => path.slice(0, -".py".length));
    expect(modules).toEqual(expect.arrayContaining(["__init__", "shows/__init__", "shows/admin/v1/audit_pb2_grpc"]));
    for (const [root, prefix] of [
      [code, ""],
      [join(folder, "python"), "generated."],
      [folder, "python.generated."],
    ] as const) {
      const own = modules.filter((path) => path !== "__init__" && (prefix === "" || !path.startsWith("google/")));
      const names = own.map((path) => prefix + path.replace(/\/__init__$/, "").replaceAll("/", "."));
      const usable = prefix === "" ? names : names.filter((name) => !name.includes("share"));
      const script = usable.map((name) => `import ${name}`).join("\n");
      execFileSync(python, ["-c", `${script}\nimport google.protobuf.timestamp_pb2`], { cwd: root });
    }
    for (const path of files.filter((each) => each.endsWith(".pyi")))
      execFileSync(python, ["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", join(code, path)]);
  });
});

test("the metadata has its keys in order, and says what was released", () => {
  const keys = [
    "generated_at_utc",
    "artifact_kind",
    "repository",
    "ref",
    "tag_name",
    "sha",
    "run_id",
    "run_number",
    "source_proto_dir",
  ];
  const ours = ["tool_versions", "schema_digest", "compatibility", "version_advice"];
  expect(Object.keys(metadata("python"))).toEqual([...keys, "generator_command", ...ours]);
  expect(Object.keys(metadata("rust"))).toEqual([...keys, "descriptor_command", ...ours]);
  expect(metadata("rust")).toMatchObject({
    artifact_kind: "rust",
    repository: "",
    ref: "refs/tags/proto-v1",
    tag_name: "proto-v1",
    sha: project.git("rev-parse", "HEAD"),
    run_id: "",
    source_proto_dir: "protos",
    tool_versions: { buf: expect.stringMatching(/^\d/) as string },
    compatibility: { against: null, gated: true, changes: [] },
    version_advice: { version: "1.0.0", bump: "none" },
  });
});

test("the same commit gives the same bytes a day later in another folder, by another umask, locale and time zone", () => {
  const parent = join(tmpdir(), `another place ${process.pid}`);
  folders.push(parent);
  mkdirSync(parent);
  execFileSync("git", ["clone", "-q", project.root, join(parent, "clone")]);
  // What the clock says is a day later for whatever the command starts as well.
  const clock = join(parent, "later.cjs");
  writeFileSync(
    clock,
    `const Real = Date;
globalThis.Date = class extends Real { constructor(...args) { if (args.length === 0) super(Real.now() + 86400000); else super(...args); } static now() { return Real.now() + 86400000; } };\n`,
  );
  const script = 'umask 077; exec "$0" "$@"';
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", script, process.execPath, "--require", clock, COMMAND, "release", "--tag", "proto-v1", "--out", "made"],
    {
      cwd: join(parent, "clone/protos"),
      env: {
        ...process.env,
        LC_ALL: "tr_TR.UTF-8",
        LANG: "tr_TR.UTF-8",
        TZ: "Pacific/Auckland",
        SOURCE_DATE_EPOCH: "",
      },
      encoding: "utf8",
    },
  );
  expect(status, stderr).toBe(0);
  expect(assetsIn(join(parent, "clone/protos/made"))).toEqual(project.assets());
});

test("a release before its tag is the same as after it, and a released tag does not depend on the work tree", async () => {
  const before = project.assets();
  project.git("tag", "-d", "proto-v1");
  expect((await project.release("--tag", "proto-v1", "--out", "../before")).status).toBe(0);
  expect(project.assets("before")).toEqual(before);
  project.write("protos/shows/v1/show.proto", "broken");
  const refused = await project.release("--tag", "proto-v1", "--out", "../dirty");
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr).toContain("`protos/shows/v1/show.proto` differ");
  expect(project.exists("dirty")).toBe(false);
  project.git("tag", "-a", "-m", "annotated", "proto-v1");
  expect((await project.release("--tag", "proto-v1", "--out", "../dirty")).status).toBe(0);
  expect(project.assets("dirty")).toEqual(before);
  project.git("checkout", "-q", "--", ".");
  for (const folder of ["before", "dirty"]) project.delete(folder);
});

test("SOURCE_DATE_EPOCH and the CI run are taken from the environment, and options count for more", async () => {
  const env = {
    SOURCE_DATE_EPOCH: "1700000000",
    GITHUB_REPOSITORY: "acme/shows",
    GITHUB_RUN_ID: "77",
    GITHUB_RUN_NUMBER: "5",
  };
  const { status } = await project.run(
    ["release", "--tag", "proto-v1", "--run-number", "6", "--out", "../dist/other"],
    env,
  );
  expect(status).toBe(0);
  expect(metadata("python", "dist/other")).toMatchObject({
    generated_at_utc: "2023-11-14T22:13:20Z",
    repository: "acme/shows",
    run_id: "77",
    run_number: "6",
  });
  const bad = await project.run(["release", "--tag", "proto-v1"], { SOURCE_DATE_EPOCH: "yesterday" });
  expect(bad.status).toBe(2);
  expect(bad.stderr).toContain('SOURCE_DATE_EPOCH is "yesterday"');
});

test("--dry-run makes everything and writes nothing; the folder holds one release", async () => {
  const before = project.tree();
  const dry = await project.release("--tag", "proto-v2", "--dry-run");
  expect(dry.stdout).toMatch(/^would write .*python-artifacts-proto-v2/m);
  expect(dry.stdout).toMatch(/^would remove .*python-artifacts-proto-v1/m);
  expect(project.tree()).toEqual(before);
  project.write("dist/contracts/notes.txt", "mine");
  expect((await project.release("--tag", "proto-v2")).status).toBe(0);
  expect(bundles()).toEqual(sent("proto-python-artifacts-proto-v2.tar.gz", "proto-rust-artifacts-proto-v2.tar.gz"));
  expect([...project.assets().keys()].filter((name) => name.includes("proto-v1"))).toEqual([]);
  expect(project.read("dist/contracts/notes.txt")).toBe("mine");
});

test.each(["proto-v1;touch pwned $(touch pwned) `touch pwned`", "proto-v../../up", "proto-v1~1"])(
  "the tag %j is a value",
  async (tag) => {
    const { status, stderr } = await project.release(`--tag=${tag}`, "--no-gate", "--out", "../hostile");
    expect(status, stderr).toBe(0);
    const name = `proto-python-artifacts-${tag.replace(/[/ ]/g, "_")}.tar.gz`;
    expect([...project.assets("hostile").keys()]).toContain(name);
    execFileSync("sha256sum", ["--check", "--strict", `${name}.sha256`], { cwd: join(project.root, "hostile") });
    expect((await project.run(["verify", "../hostile"])).status).toBe(0);
    expect(project.exists("pwned") || project.exists("protos/pwned")).toBe(false);
    project.delete("hostile");
  },
);

test.each([
  ["v7", "does not match `proto-v*`"],
  ["-rf", "does not match"],
  ["", "No tag is named"],
  ["proto-v1\nproto-v2", "line breaks"],
])("the tag %j is refused, and nothing is written", async (tag, message) => {
  const before = project.tree();
  const { status, stderr } = await project.release(`--tag=${tag}`);
  expect(status).toBe(2);
  expect(stderr.replace(/\s+/g, " ")).toContain(message);
  expect(project.tree()).toEqual(before);
});

test("what a template of buf makes is released, a bundle for each language, and verifies", async () => {
  const other = await createReleaseProject({
    "protos/contracts.yaml": `name: shows
contracts:
  - { id: shows, kind: event, source: { reader: proto, files: ["shows/v1/*.proto"] } }
generate:
  - { tool: buf, template: ../buf.gen.yaml, checkedIn: false }
`,
    "buf.gen.yaml": "version: v2\nplugins: [{ local: protoc-gen-es, out: web, opt: [target=js+dts] }]\n",
  });
  const { status, stderr } = await other.release("--tag", "proto-v1");
  expect(status, stderr).toBe(0);
  const name = "proto-typescript-artifacts-proto-v1.tar.gz";
  expect([...other.assets().keys()]).toContain(name);
  withUnpacked(join(other.root, "dist/contracts", name), (folder) =>
    expect(readdirSync(join(folder, "typescript/generated/shows/v1")).sort()).toEqual([
      "show_pb.d.ts",
      "show_pb.js",
      "studio_pb.d.ts",
      "studio_pb.js",
    ]),
  );
  expect(await other.run(["verify", "../dist/contracts"])).toMatchObject({ status: 0 });
  other.write("buf.gen.yaml", "version: v2\nplugins: [{ local: protoc-gen-dart, out: dart }]\n");
  other.commit();
  expect((await other.release("--tag", "proto-v1")).stderr).toContain("does not say what to release");
  // What options the code was made by stands in no proto of the bundle.
  other.write(
    "buf.gen.yaml",
    "version: v2\nmanaged: { enabled: true }\nplugins: [{ local: protoc-gen-es, out: web, opt: [target=js+dts] }]\n",
  );
  other.commit();
  const managed = (await other.release("--tag", "proto-v1")).stderr.replaceAll(/\s+/g, " ");
  expect(managed).toContain("`buf.gen.yaml` changes options of the protos (`managed`)");
  expect(managed).toContain("add an output with `tool: protobuf-es` to `generate`");
  other.replace(
    "protos/contracts.yaml",
    "generate:\n",
    "generate:\n  - { tool: tonic, out: shows.pb, checkedIn: false }\n",
  );
  other.commit();
  const partly = await other.release("--tag", "proto-v1");
  expect(partly.stdout).toContain("There is no bundle of typescript: `buf.gen.yaml` changes options of the protos");
  other.remove();
});
