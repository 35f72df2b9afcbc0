import { afterEach, expect, it } from "vitest";
import { PROTO, SHOW } from "./consumer-files.js";
import { type ConsumerWorkspace, createConsumers } from "./consumers.js";

let workspace: ConsumerWorkspace;
afterEach(() => workspace.remove());

it("is a workspace that satisfies its contracts, with one read and three decoys a language", async () => {
  workspace = await createConsumers();
  expect(workspace.read(PROTO)).toBe(SHOW);
  expect(workspace.reads).toEqual([
    "libs/digest/src/digest/report.py:17",
    "libs/page/src/page.ts:11",
    "libs/player/src/lib.rs:13",
    "libs/search/rank.go:19",
  ]);
  expect(workspace.decoys).toHaveLength(12);
  expect(await workspace.check()).toEqual([]);
});
