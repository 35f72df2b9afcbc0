import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseProgram } from "./parse.js";
import { misplaced } from "./program.test.support.js";

/** Files of a folder and those below it, sorted. */
function filesBelow(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function goRoot(): string {
  try {
    return execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** So many of them, spread evenly. */
const MOST = 250;

const CORPORA = [
  { language: "rust", folder: join(homedir(), ".cargo/registry/src"), ending: ".rs" },
  { language: "go", folder: join(goRoot(), "src"), ending: ".go" },
] as const;

describe.each(CORPORA)("$language that nobody here wrote", ({ language, folder, ending }) => {
  const all = filesBelow(folder, ending);
  const files = all.filter((_, i) => i % Math.ceil(all.length / MOST) === 0);

  it.skipIf(files.length === 0)(
    "is read with every name where it stands",
    async () => {
      const parse = await parseProgram(language, [{ path: `a${ending}`, text: "" }]);
      for (const path of files) {
        const text = readFileSync(path, "utf8");
        const program = parse({ path, text });
        expect({ path, misplaced: misplaced(program, text) }).toEqual({ path, misplaced: [] });
        // What stands in a file with names is not lost.
        if (/^(pub )?(fn|func) \w+\(/m.test(text)) expect(program.body.length, path).toBeGreaterThan(0);
      }
    },
    60_000,
  );

  it.skipIf(files.length === 0)(
    "is read when it is cut off or damaged",
    async () => {
      const parse = await parseProgram(language, [{ path: `a${ending}`, text: "" }]);
      for (const [i, path] of files.filter((_, i) => i % 8 === 0).entries()) {
        const whole = readFileSync(path, "utf8").slice(0, 40_000);
        const at = (whole.length * ((i % 7) + 1)) >> 3;
        for (const text of [whole.slice(0, at), `${whole.slice(0, at)}}){(}${whole.slice(at + 5)}`]) {
          expect(misplaced(parse({ path, text }), text)).toEqual([]);
        }
      }
    },
    60_000,
  );
});
