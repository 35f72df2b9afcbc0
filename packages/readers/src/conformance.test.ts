import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reader, ReadResult } from "@nx-contracts/ir";
import { describe, expect, it } from "vitest";
import type { Common } from "../fixtures/conformance/projection.js";
import { project, weaken } from "../fixtures/conformance/projection.js";

const folder = new URL("../fixtures/conformance/", import.meta.url);

/** How each language's text of a case is called, and who reads it. */
const LANGUAGES: readonly { readonly file: string; readonly load: () => Promise<Reader> }[] = [
  { file: "case.proto", load: async () => (await import("./proto/read.js")).protoReader },
  { file: "case.py", load: async () => (await import("./pydantic/read.js")).pydanticReader },
  { file: "case.ts", load: async () => (await import("./typescript/read.js")).typescriptReader },
];

/** `<case>/<file>` of what a reader does not say yet. A gap that closes fails until its line is gone. */
const gaps = new Set(parse<readonly string[]>("known-gaps.json"));

const cases = readdirSync(fileURLToPath(folder), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

function text(path: string): string {
  return readFileSync(new URL(path, folder), "utf8");
}

function parse<T>(path: string): T {
  return JSON.parse(text(path)) as T;
}

/** Imports of packages that are no part of a case resolve to nothing. */
function read(reader: Reader, path: string): ReadResult {
  return reader.read([{ path, text: text(path) }], { load: (wanted) => stub(wanted) });
}

/** As much of protovalidate as the cases use. */
function stub(path: string) {
  if (!path.endsWith("buf/validate/validate.proto")) return undefined;
  return { path, text: text("validate.proto") };
}

describe("every language says the same", () => {
  for (const name of cases) {
    for (const { file, load } of LANGUAGES) {
      const path = `${name}/${file}`;
      const isGap = gaps.has(path);
      it(isGap ? `${path} is a known gap` : path, async () => {
        const reader = await load();
        const { schema, diagnostics } = read(reader, path);
        const expected = weaken(parse<Common>(`${name}/ir.json`), reader.language);
        const actual = { diagnostics, ...project(schema) };
        if (isGap)
          expect(actual, `${path} passes: remove it from known-gaps.json`).not.toEqual({
            diagnostics: [],
            ...expected,
          });
        else expect(actual).toEqual({ diagnostics: [], ...expected });
      });
    }
  }

  it("has no gap for a case that is not there", () => {
    const files = cases.flatMap((name) => LANGUAGES.map(({ file }) => `${name}/${file}`));
    expect([...gaps].filter((gap) => !files.includes(gap))).toEqual([]);
  });
});
