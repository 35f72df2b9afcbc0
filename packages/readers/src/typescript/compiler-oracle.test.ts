import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeAssertions, writeNames } from "./assertions.test.support.js";
import { typescriptReader } from "./read.js";

/** Declarations that nobody here wrote, with how many assertions at least they must give. */
const DECLARATIONS = [
  { package: "vscode-languageserver-types", file: "lib/umd/main.d.ts", atLeast: 330 },
  { package: "@types/estree", file: "index.d.ts", atLeast: 780 },
  { package: "@types/sarif", file: "index.d.ts", atLeast: 470 },
  { package: "openapi-types", file: "dist/index.d.ts", atLeast: 600 },
  { package: "@octokit/webhooks-types", file: "schema.d.ts", atLeast: 2600 },
];

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "typescript-reader-"));
const compiler = join(dirname(require.resolve("@typescript/native/package.json")), "bin", "tsc");
const OPTIONS = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2023", "--module", "preserve", "--types", ""];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of `text` that the TypeScript compiler has an error on, counted from 1. */
function linesWithErrors(text: string): ReadonlySet<number> {
  const file = join(folder, "check.ts");
  writeFileSync(file, text);
  const { stdout } = spawnSync(process.execPath, [compiler, ...OPTIONS, "--pretty", "false", file], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
    cwd: folder,
  });
  // Without this a compiler that does not start would agree with everything.
  if (/^error /m.test(stdout)) throw new Error(stdout);
  return new Set([...stdout.matchAll(/check\.ts\((\d+),/g)].map((match) => Number(match[1])));
}

/** Folder of an installed package, whatever its `exports` allow. */
function packageFolder(name: string): string | undefined {
  return require.resolve
    .paths(name)
    ?.map((modules) => join(modules, name))
    .find((path) => existsSync(path));
}

describe("the compiler's own view of the same declarations", () => {
  for (const { package: name, file, atLeast } of DECLARATIONS) {
    const root = packageFolder(name);
    it(`agrees on every field of ${name}`, () => {
      const path = join(root ?? "", file);
      const { schema, diagnostics } = typescriptReader.read([{ path, text: readFileSync(path, "utf8") }]);
      const module = path.replace(/\.d\.ts$/, "");
      const { text, names } = writeNames(schema, module);
      const unknown = linesWithErrors(text);
      const nameable = new Set(names.filter((_, index) => !unknown.has(index + 2)));
      const assertions = writeAssertions(schema, diagnostics, module, nameable);
      const failed = linesWithErrors(assertions.text);
      const lines = assertions.text.split("\n");
      expect([...failed].map((line) => lines[line - 1])).toEqual([]);
      expect(assertions.asserted).toBeGreaterThanOrEqual(atLeast);
    });
  }

  it("notices a schema that is wrong", () => {
    const path = join(folder, "episode.ts");
    writeFileSync(path, "export interface Episode { title: string; number?: number; aired: Date | null }");
    const { schema } = typescriptReader.read([
      { path, text: "export interface Episode { title: number; number: number; aired: Date }" },
    ]);
    const { text } = writeAssertions(schema, [], join(folder, "episode"), new Set(["Episode"]));
    expect(linesWithErrors(text).size).toBe(3);
  });
});
