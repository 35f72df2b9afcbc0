import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Repository } from "./repository.test.support.js";
import type { ChangeRequest } from "./request.js";

const TSC = join(dirname(createRequire(import.meta.url).resolve("@typescript/native/package.json")), "bin/tsc");

/** Work and Spare in one contract; Visit in another one with files of its own. */
const FILES = {
  "contracts.yaml": `name: shop
contracts:
  - id: work
    kind: event
    source: { reader: pydantic, files: [models.py] }
    mirrors: [{ reader: typescript, files: [web/index.ts, web/spare.ts, web/work.ts] }]
  - id: visit
    kind: api
    source: { reader: pydantic, files: [shop/visit.py] }
    mirrors: [{ reader: typescript, files: [web/visit.ts] }]
`,
  "models.py":
    "from pydantic import BaseModel\n\n\nclass Spare(BaseModel):\n    part: str\n\n\nclass Work(BaseModel):\n    title: str\n",
  "shop/visit.py": "from pydantic import BaseModel\n\n\nclass Visit(BaseModel):\n    who: str\n",
  "shop/__init__.py": 'from shop.visit import Visit\n\n__all__ = ["Visit"]\n',
  "web/index.ts": 'export { type Spare } from "./spare.js";\nexport * from "./work.js";\n',
  "web/spare.ts": "export interface Spare {\n  part: string;\n}\n",
  "web/work.ts": "export interface Work {\n  title: string;\n}\n",
  "web/visit.ts": "export interface Visit {\n  who: string;\n}\n",
  "app/index.ts":
    'export type {\n  Spare as Part,\n  Work,\n} from "../web/index.js";\nexport * from "../web/spare.js";\nexport * from "../web/visit.js";\nexport type { Visit as Guest } from "../web/visit.js";\n',
  "app/named.ts": 'import type { Spare } from "../web/spare.js";\n\nexport type { Spare };\n',
  "app/all.ts": 'export * from "./named.js";\nimport "./named.js";\n',
};

let repository: Repository;
afterEach(() => repository.remove());

/** What the compiler says of everything that the barrels reach. */
function complaints(): string {
  const strict = ["--noEmit", "--strict", "--module", "nodenext", "--types", "", "app/index.ts", "app/all.ts"];
  try {
    return execFileSync(process.execPath, [TSC, ...strict], { cwd: repository.root, encoding: "utf8" });
  } catch (error) {
    return String(error instanceof Error && "stdout" in error ? error.stdout : error);
  }
}

async function carryOut(request: ChangeRequest): Promise<void> {
  repository.carryOut(await repository.plan(request));
  expect(await repository.errors()).toEqual([]);
}

test("what barrels only hand on goes out of them, and what is left compiles", async () => {
  repository = new Repository({ files: { ...FILES, "package.json": '{ "type": "module" }\n' } });
  await carryOut({ kind: "remove-record", name: "Spare" });
  expect(repository.read("app/index.ts")).toBe(FILES["app/index.ts"].replace("  Spare as Part,\n", ""));
  expect(repository.read("app/named.ts")).toBe("export {};\n");
  expect(repository.read("web/index.ts")).toBe('export * from "./work.js";\n');
  expect(repository.read("web/spare.ts")).toBe("export {};\n");
  await carryOut({ kind: "remove-contract", contract: "visit" });
  expect(repository.read("app/index.ts")).toBe(
    'export type {\n  Work,\n} from "../web/index.js";\nexport * from "../web/spare.js";\n',
  );
  expect(repository.read("shop/__init__.py")?.trim()).toBe("__all__ = []");
  expect(complaints()).toBe("");
});

test.each([
  ["remove-record", 'import type { Spare as Part } from "../web/index.js";\nexport const parts: Part[] = [];\n'],
  ["remove-contract", 'import * as visits from "../web/visit.js";\nexport const guests: visits.Visit[] = [];\n'],
])("what a barrel also uses stays, and the place is named: %s", async (kind, text) => {
  repository = new Repository({ files: { ...FILES, "app/used.ts": text } });
  const request: ChangeRequest =
    kind === "remove-record"
      ? { kind: "remove-record", name: "Spare" }
      : { kind: "remove-contract", contract: "visit" };
  const problems = expect.arrayContaining([
    expect.objectContaining({ at: expect.objectContaining({ file: "app/used.ts" }) }),
  ]);
  await expect(repository.plan(request)).rejects.toMatchObject({ problems });
});
