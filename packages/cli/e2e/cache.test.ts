import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copyReference, TYPES, type Workspace } from "./reference.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = copyReference();
  rmSync(join(workspace.root, "node_modules/.cache"), { recursive: true, force: true });
});
afterEach(() => workspace.remove());

const report = async () => (await workspace.run(["parity", "--format", "json"])).stdout;

test("what was kept of the TypeScript mirror gives the same report as reading it anew", async () => {
  const cold = await report();
  expect(await report()).toBe(cold);
  expect(JSON.parse(cold)).toMatchObject({ summary: { error: 0 } });
});

test("a change of the mirror, or of a file that it imports, is seen after a warm run", async () => {
  await report();
  workspace.replace(TYPES, 'export type EntityType = "anime"', 'export type EntityType = "film"');
  expect(JSON.parse(await report())).toMatchObject({ summary: { error: 2 } });
  workspace.replace(TYPES, 'export type EntityType = "film"', 'export type EntityType = "anime"');
  workspace.replace("libs/catalog-web/src/broadcast.schema.ts", "  timezone: z.string().nullable(),\n", "");
  expect(JSON.parse(await report())).toMatchObject({ summary: { error: 1 } });
});

test("runs at the same time agree, and leave a cache that works", async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, report));
  expect(new Set(outcomes).size).toBe(1);
  expect(await report()).toBe(outcomes[0]);
});

test("a damaged cache is read past", async () => {
  const cold = await report();
  const folder = join(workspace.root, "node_modules/.cache/nx-contracts/schema");
  const entries = readdirSync(folder);
  expect(entries).toHaveLength(1);
  for (const entry of entries) writeFileSync(join(folder, entry), '{"loaded": [');
  expect(await report()).toBe(cold);
});
