import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadConfig } from "../config/load.js";
import { type Host, openHost } from "../host.js";
import { modelFindings } from "./model-findings.js";

const CONFIG = `name: shows
contracts:
  - id: shows
    kind: event
    source: { reader: pydantic, files: [models.py] }
    mirrors: [{ reader: typescript, files: [show.ts] }]
`;
const FILES = {
  "contracts.yaml": CONFIG,
  "models.py": "from pydantic import BaseModel\n\n\nclass Show(BaseModel):\n    id: str\n",
  "show.ts": "export interface Show {\n  id: string;\n}\n",
};

test("a model that did not change is looked at once, and not read", async () => {
  const root = mkdtempSync(join(tmpdir(), "nx-contracts-models-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text);
  const disk = openHost({ cwd: root, root });
  const config = loadConfig(disk, "contracts.yaml");
  const asked: string[] = [];
  const host: Host = {
    ...disk,
    bytes(path) {
      asked.push(path);
      return disk.bytes(path);
    },
  };
  const older = FILES["models.py"].replace("id: str", "id: int");
  const before = {
    kind: disk.kind,
    list: disk.list,
    bytes: (path: string) => (path === "models.py" ? new TextEncoder().encode(older) : disk.bytes(path)),
  };
  const found = await modelFindings(host, config, before);
  expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(["compat/model-type-changed Show.id"]);
  expect(asked.filter((path) => path === "show.ts")).toEqual(["show.ts"]);
});
