import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect } from "vitest";
import { FAMILIES, judge } from "../commands/judge.js";
import { type Host, openHost } from "../host.js";
import { type InitPlan, planInit } from "./plan-init.js";

const BASE = { name: "main", isGiven: false };
const TODAY = "2026-11-26";

let folders: string[] = [];
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

/** A folder with some files in it, without git. */
export function workspace(files: { readonly [path: string]: string | Uint8Array }): Host {
  const root = mkdtempSync(join(tmpdir(), "nx contracts init "));
  folders.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return openHost({ cwd: root, root });
}

export const plan = (host: Host, more: { readonly folder?: string; readonly registers?: boolean } = {}) =>
  planInit(host, { base: BASE, today: TODAY, ...more });

/** Writes a plan, asks `check`, and expects that a second run has nothing to write. */
export async function accept(host: Host, planned: InitPlan): Promise<readonly string[]> {
  for (const [path, bytes] of planned.files) host.write(path, new TextDecoder().decode(bytes));
  const found: string[] = [];
  for (const { path } of planned.proposals) {
    const request = { cwd: host.root, config: host.absolute(path), base: BASE, today: TODAY };
    const { diagnostics } = await judge(host, { ...request, families: FAMILIES });
    found.push(
      ...diagnostics.filter(({ severity }) => severity !== "info").map(({ rule, subject }) => `${rule} ${subject}`),
    );
  }
  const again = await plan(host, { registers: true });
  expect([...again.files.keys()].filter((path) => path !== "nx.json")).toEqual([]);
  return found;
}

export function textOf({ files }: InitPlan, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

export const BUF = "version: v2\nmodules:\n  - path: .\n";
export const STUDIO = `from pydantic import BaseModel


class StudioModel(BaseModel):
    name: str
    founded: int | None = None
    city: str
`;
export const STUDIO_PROTO = `syntax = "proto3";
package shop.v1;

message StudioMessage {
  string name = 1;
  optional int64 founded = 2;
  string city = 3;
}
`;
