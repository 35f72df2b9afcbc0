import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
import { SHOWS } from "./shows.js";
import { createWorkspace, type Finished, nx23, type Workspace } from "./workspace.js";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const LANGUAGES = ["python", "typescript", "rust", "go"] as const;
/** Made while nothing is generated for their languages. */
const FIRST = LANGUAGES.map((language) => `first-${language}`);
/** Made over what is generated for the first ones. */
const SECOND = (["python", "typescript", "go"] as const).map((language) => `second-${language}`);

let workspace: Workspace;

beforeAll(() => {
  workspace = createWorkspace(nx23(), SHOWS);
  const modules = join(workspace.root, "node_modules");
  // The tools of generators are kept beside those of this repository.
  symlinkSync(join(repository, "node_modules/.cache"), join(modules, ".cache"));
  for (const name of ["typescript", "@types", "@typescript"])
    symlinkSync(join(repository, "node_modules", name), join(modules, name));
  symlinkSync("../@typescript/native/bin/tsc", join(modules, ".bin/tsc"));
  for (const project of [...FIRST, ...SECOND]) {
    succeed(make(project));
  }
  // What a crate of this repository has built before is not built again.
  copyFileSync(join(repository, "libs/catalog-rs/Cargo.lock"), join(workspace.root, "libs/first-rust/Cargo.lock"));
  mkdirSync(join(repository, "libs/catalog-rs/target"), { recursive: true });
  workspace.commit();
});
afterAll(() => workspace.remove());

const CARGO = { CARGO_TARGET_DIR: join(repository, "libs/catalog-rs/target") };

function make(project: string, ...options: readonly string[]) {
  const language = project.split("-")[1] ?? "";
  return workspace.nx("g", "nx-contracts:consumer", `--name=${project}`, `--language=${language}`, ...options);
}

/** Shows what was printed where something fails. */
function succeed(finished: Finished): Finished {
  if (finished.status !== 0) throw new Error(finished.text);
  return finished;
}

it("adds what is not generated yet, once, and keeps comments", () => {
  expect(workspace.read("protos/contracts.yaml")).toBe(`${SHOWS["protos/contracts.yaml"]}
generate:
  - { tool: grpcio-tools, version: "1.85.1", out: ../libs/first-python/src }
  - { tool: protobuf-es, out: ../libs/first-typescript/src/gen, options: [target=ts, import_extension=js] }
  - { tool: tonic, out: ../libs/first-rust/proto/contracts.binpb }
  - { tool: protoc-gen-go, version: "1.36.12", out: ../libs/first-go/gen }
`);
  expect(workspace.read("package.json")).toContain(
    '"workspaces": ["libs/other", "libs/first-typescript", "libs/second-typescript"]',
  );
  expect(workspace.run("contracts:check")).toMatchObject({ status: 0 });
});

it("makes projects that build and pass their own tests", () => {
  const projects = [...FIRST, ...SECOND].join(",");
  const args = ["run-many", "-t", "build", "test", `--projects=${projects}`, "--parallel=2", "--outputStyle=static"];
  const { text } = succeed(workspace.nxWith(CARGO, ...args));
  expect(text.match(/\bOK\b/g)).toHaveLength(2);
  expect(text.match(/# pass 1\b/g)).toHaveLength(2);
  expect(text).toContain("test reads_what_was_written ... ok");
  expect(text.match(/ok\s+example\.org\/\S+/g)).toHaveLength(2);
  // Cargo leaves out of the lock file what this crate does not need.
  workspace.commit();
}, 300_000);

it("runs in plain tools, from the folder of the project", () => {
  const at = (project: string) => ({ cwd: join(workspace.root, "libs", project), encoding: "utf8" }) as const;
  execFileSync(".venv/bin/python", ["-m", "unittest", "discover"], { ...at("second-python"), stdio: "pipe" });
  execFileSync("npm", ["test"], { ...at("second-typescript"), stdio: "pipe" });
  execFileSync("go", ["vet", "./..."], at("second-go"));
});

it("writes what formatters and type checkers have nothing to say about", async () => {
  const python = dirname(pythonEnvironment("generated-tools", "packages/nx/e2e/python-tools.txt"));
  const files = execFileSync("git", ["ls-files", "libs"], { cwd: workspace.root, encoding: "utf8" }).trim().split("\n");
  const own = files.filter((path) => !/_pb2?\.|\/gen\/|_pb2_grpc|\/__init__\.py$/.test(path));
  for (const path of own.filter((each) => /\.(?:json|md|ts)$/.test(each) && !each.includes("other"))) {
    const text = workspace.read(path);
    expect(await format(text, { filepath: path }), path).toBe(text);
  }
  const of = (ending: string) => own.filter((path) => path.endsWith(ending));
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: workspace.root, encoding: "utf8", stdio: "pipe" });
  run(join(python, "ruff"), "format", "--check", ...of(".py"));
  run(join(python, "ruff"), "check", ...of(".py"));
  for (const project of ["first-python", "second-python"]) {
    execFileSync(join(python, "mypy"), ["--no-incremental", `src/${project.replace("-", "_")}`, "tests"], {
      cwd: join(workspace.root, "libs", project),
      env: { ...process.env, MYPYPATH: "src:../first-python/src" },
      stdio: "pipe",
    });
  }
  run("rustfmt", "--edition=2021", "--check", ...of(".rs"));
  expect(run("gofmt", "-l", ...of(".go"))).toBe("");
});

it("draws an edge from every consumer, so that a change of a proto reaches it", () => {
  workspace.edit("protos/shows/v1/show.proto", "What it is called.", "What it is called by.");
  const { text } = workspace.nx("show", "projects", "--affected", "--base=HEAD", "--json");
  const affected: readonly string[] = JSON.parse(text.slice(text.indexOf("[")));
  expect(affected.filter((name) => name !== "contracts").sort()).toEqual([...FIRST, ...SECOND].sort());
  workspace.edit("protos/shows/v1/show.proto", "What it is called by.", "What it is called.");
  const impact = workspace.nx("run", "contracts:impact", "--subject=Show.title").text;
  for (const [project, file] of [
    ["second-python", "tests/test_show.py"],
    ["second-typescript", "src/show.test.ts"],
    ["first-rust", "tests/show.rs"],
    ["second-go", "show_wire_test.go"],
  ] as const)
    expect(impact).toContain(`libs/${project}/${file}:`);
});

it("changes nothing the second time, and nothing in a dry run", () => {
  for (const project of [FIRST[3] ?? "", SECOND[0] ?? ""]) expect(make(project).text).toContain("Nothing to change.");
  const { status, text } = make("third-python", "--dry-run");
  expect(status).toBe(0);
  expect(text).toContain("CREATE libs/third-python/pyproject.toml");
  expect(workspace.git("status", "--porcelain")).toBe("");
});

it("builds from release bundles, once they are verified", () => {
  succeed(workspace.run("contracts:lock"));
  workspace.commit();
  succeed(workspace.nx("run", "contracts:release", "--tag=proto-v1"));
  const bundle = (language: string) => `dist/contracts/proto-${language}-artifacts-proto-v1.tar.gz`;
  for (const language of LANGUAGES) succeed(make(`released-${language}`, `--bundle=${bundle(language)}`));
  copyFileSync(join(workspace.root, "libs/first-rust/Cargo.lock"), join(workspace.root, RELEASED_LOCK));
  const projects = LANGUAGES.map((language) => `released-${language}`).join(",");
  succeed(workspace.nxWith(CARGO, "run-many", "-t", "test", `--projects=${projects}`, "--outputStyle=static"));
  succeed(workspace.command("verify", "libs/released-python/contracts/python"));
  workspace.commit();

  expect(make("other-rust", `--bundle=${bundle("go")}`).text).toContain("is no release bundle for rust");
  expect(make("other-rust", "--from=bundle").text).toContain("No bundle is named.");
  const path = join(workspace.root, bundle("rust"));
  const bytes = readFileSync(path);
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const refused = make("other-rust", `--bundle=${bundle("rust")}`);
  expect(refused.status).toBe(1);
  expect(refused.text).toContain(bundle("rust"));
  expect(workspace.git("status", "--porcelain")).toBe("");
}, 300_000);

const RELEASED_LOCK = "libs/released-rust/Cargo.lock";

it("refuses a name that is taken, and names another", () => {
  const { status, text } = make("first-python", "--directory=libs/elsewhere");
  expect(status).toBe(1);
  expect(text).toContain("`first-python` is the project in `libs/first-python`.");
  expect(text).toContain("--name first-python-2");
  expect(make("other-python", "--contracts=contract").text).toContain("Did you mean `--contracts contracts`?");
  expect(workspace.git("status", "--porcelain")).toBe("");
});
