import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runPage, writtenPages } from "../../../tools/guides.mjs";
import { CACHE, createWorkspace, nx23, type Workspace } from "./workspace.js";

/** A workspace with nothing in it but Nx and the plugin. */
const EMPTY = {
  "package.json": `{
  "name": "catalog",
  "private": true,
  "devDependencies": { "nx": "23.2.1", "nx-contracts": "0.1.0" }
}
`,
  "nx.json": `{
  "analytics": false,
  "defaultBase": "main"
}
`,
  ".gitignore": "node_modules\n.nx\ndist\n",
};

/** Makes the workspace that the other guides begin with. */
const START = "guides/start.md";

/** With `UPDATE_GUIDES` what the commands print is written into the guide. */
const isUpdate = process.env["UPDATE_GUIDES"] !== undefined;

/** What stands in no guide: progress, and the summary in which Nx tells of times and of its cache. */
const PROGRESS = /^(?:\S.* …|\s*> nx-contracts .*)\n/gm;
const SUMMARY = /^ ?NX {3}(?:Successfully ran targets? |Ran targets? |Running targets? .* failed$)[^]*/m;
const FAILURE = /^(?:Warning: command .* exited with non-zero status code|Pass --verbose to see the stacktrace\.)\n/gm;

let workspace: Workspace;
let start: string;
beforeAll(() => {
  workspace = createWorkspace(nx23(), EMPTY);
  // What is installed from PyPI is kept from run to run.
  const [kept, cache] = [join(CACHE, "tools"), join(workspace.root, "node_modules/.cache/nx-contracts")];
  for (const folder of [kept, cache]) mkdirSync(folder, { recursive: true });
  symlinkSync(kept, join(cache, "tools"));
});
afterAll(() => workspace.remove());

const pages = writtenPages().filter(({ isRun, isForNx }) => isRun && isForNx);
test.each([...pages.filter(({ path }) => path === START), ...pages.filter(({ path }) => path !== START)])(
  "$path prints what it says",
  ({ path, file, text }) => {
    if (path !== START) goToStart();
    const run = runPage(text, workspace.root, (line) => quiet(workspace.shell(line)));
    if (path === START) {
      workspace.commit();
      start = workspace.git("rev-parse", "HEAD");
    }
    if (isUpdate) writeFileSync(file, run);
    else expect(run).toBe(text);
  },
  180_000,
);

/** Branches and tags of another guide go, and so does what it released. */
function goToStart(): void {
  workspace.shell(`git checkout --quiet --force -B main ${start}
git clean --quiet --force -d
git for-each-ref --format='%(refname)' refs/heads refs/tags | grep -v '^refs/heads/main$' | xargs -r -n 1 git update-ref -d`);
  rmSync(join(workspace.root, "dist"), { recursive: true, force: true });
}

function quiet(text: string): string {
  const kept = text.replaceAll("\r", "").replace(SUMMARY, "").replace(PROGRESS, "").replace(FAILURE, "");
  return `${kept.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`.replace(/^\n+/, "");
}
