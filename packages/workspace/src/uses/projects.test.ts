import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openHost } from "../host.js";
import { openProjects } from "./projects.js";

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** The projects of files as `name at root`, in a workspace of some manifests. */
function projectsOf(manifests: { readonly [path: string]: string }, files: readonly string[]): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "contracts-projects-"));
  roots.push(root);
  for (const [path, text] of Object.entries(manifests)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const projects = openProjects(openHost({ cwd: root, root }));
  return files.map((file) => {
    const project = projects.of(file);
    return project ? `${project.name} at ${project.root}` : "none";
  });
}

test("a crate, a module and a package inside a project of Nx are part of it", () => {
  const manifests = {
    "libs/trip/project.json": `{ "name": "trip" }`,
    "libs/trip/rust/Cargo.toml": `[package]\nname = "trip"\n`,
    "libs/trip/go/go.mod": "module example.org/trip-go\n",
    "libs/trip/python/pyproject.toml": `[project]\nname = "trip-py"\n`,
    "libs/trip/web/package.json": `{ "name": "trip-web" }`,
    "libs/trip/inner/project.json": `{ "name": "inner" }`,
  };
  const files = ["rust/src/a.rs", "go/a.go", "python/src/a.py", "web/a.ts", "inner/a.ts", "a.ts"];
  expect(
    projectsOf(
      manifests,
      files.map((file) => `libs/trip/${file}`),
    ),
  ).toEqual([
    "trip at libs/trip",
    "trip at libs/trip",
    "trip at libs/trip",
    "trip at libs/trip",
    "inner at libs/trip/inner",
    "trip at libs/trip",
  ]);
});

test("without a project of Nx around it the nearest manifest counts", () => {
  const manifests = {
    "package.json": `{ "name": "root" }`,
    "apps/web/package.json": `{ "name": "web" }`,
    "apps/web/native/Cargo.toml": `[package]\nname = "web-native"\n`,
    "apps/api/go.mod": "module example.org/api/v2\n",
  };
  expect(projectsOf(manifests, ["apps/web/native/src/a.rs", "apps/web/a.ts", "apps/api/a.go", "tools/a.ts"])).toEqual([
    "web-native at apps/web/native",
    "web at apps/web",
    "api at apps/api",
    "root at .",
  ]);
});

test.each([
  ["a list", `{ "workspaces": ["./libs/*/", "libs/trip/**/ui-*", "!libs/trip/old/*"] }`, ""],
  ["an object", `{ "workspaces": { "packages": ["libs/**", "!libs/trip/old/**", "!libs/trip/other"] } }`, ""],
  ["pnpm", `{ "name": "root" }`, "packages:\n  - libs/trip/*\n  - '!libs/trip/other'\n  - libs/trip/deep/*\n"],
])("a package that the workspace names is one of Nx: %s", (_, root, pnpm) => {
  const manifests = {
    "package.json": root,
    "pnpm-workspace.yaml": pnpm,
    "libs/trip/project.json": `{ "name": "trip" }`,
    "libs/trip/deep/ui-web/package.json": `{ "name": "ui-web" }`,
    "libs/trip/deep/ui-web/rust/Cargo.toml": `[package]\nname = "ui-web-rust"\n`,
    "libs/trip/old/ui-web/package.json": `{ "name": "old-web" }`,
    "libs/trip/other/package.json": `{ "name": "other" }`,
  };
  const files = ["deep/ui-web/a.ts", "deep/ui-web/rust/a.rs", "old/ui-web/a.ts", "other/a.ts"];
  expect(
    projectsOf(
      manifests,
      files.map((file) => `libs/trip/${file}`),
    ),
  ).toEqual([
    "ui-web at libs/trip/deep/ui-web",
    "ui-web at libs/trip/deep/ui-web",
    "trip at libs/trip",
    "trip at libs/trip",
  ]);
});

test("manifests that say nothing, or are broken, name nothing", () => {
  const manifests = {
    "package.json": `{ "workspaces": [1, null, "(", "libs/["`,
    "libs/a/package.json": "{",
    "libs/b/project.json": "{}",
    "libs/b/Cargo.toml": `[package]\nname = "b-rs"\n`,
    "project.json": "{",
  };
  expect(projectsOf(manifests, ["libs/a/a.ts", "libs/b/a.rs", "a.ts", "../a.ts"])).toEqual([
    "none",
    "b at libs/b",
    "none",
    "none",
  ]);
});
