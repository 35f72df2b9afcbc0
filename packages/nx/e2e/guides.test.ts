import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runPage, writtenPages } from "../../../tools/guides.mjs";
import { createWorkspace, nx23, type Workspace } from "./workspace.js";

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

/** What Nx says about its cache and its clock stands in no guide. */
const NOISE = /^ *(?:Run duration|Cache|Critical path|Recoverable time): .*\n/gm;

let workspace: Workspace;
let start: string;
beforeAll(() => {
  workspace = createWorkspace(nx23(), EMPTY);
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
  workspace.reset(start);
  workspace.shell(
    "git for-each-ref --format='%(refname)' refs/heads refs/tags | grep -v /main$ | xargs -r -n 1 git update-ref -d",
  );
  rmSync(join(workspace.root, "dist"), { recursive: true, force: true });
}

function quiet(text: string): string {
  const lines = text.replace(NOISE, "").replace(/\n{3,}/g, "\n\n");
  return `${lines.trim()}\n`.replace(/^\n$/, "");
}
