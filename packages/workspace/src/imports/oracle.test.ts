import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readGoImports } from "./go.js";
import { readPythonImports } from "./python.js";
import { readSpecifiers } from "./typescript.js";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../../..");

describe("what other tools read in files that nobody here wrote", () => {
  it("finds the imports that Python's own parser finds in its standard library", { timeout: 60_000 }, () => {
    const script = `
import ast, glob, json, os
folder = os.path.dirname(os.__file__)
answer = {}
for path in sorted(glob.glob(folder + "/*.py") + glob.glob(folder + "/asyncio/*.py") + glob.glob(folder + "/test/test_[a-m]*.py")):
    try:
        text = open(path, encoding="utf-8").read()
        tree = ast.parse(text)
    except (SyntaxError, UnicodeDecodeError):
        continue
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                found.add("." * node.level + (node.module or "") + ":" + name.name)
        elif isinstance(node, ast.Import):
            for name in node.names:
                found.add(name.name)
    answer[path] = sorted(found)
print(json.dumps(answer))
`;
    const answer: Record<string, string[]> = JSON.parse(
      execFileSync("python3", ["-W", "ignore", "-c", script], { encoding: "utf8", maxBuffer: 2 ** 26 }),
    );
    expect(Object.keys(answer).length).toBeGreaterThan(150);
    const differing = Object.entries(answer).filter(([path, expected]) => {
      const text = readFileSync(path, "utf8");
      const called = [...text.matchAll(/(?:import_module|__import__)\(\s*["']([\w.]+)["']/g)].map(([, name]) => name);
      const found = new Set(
        readPythonImports(text).flatMap(({ dots, module, names }) =>
          names ? names.map((name) => `${".".repeat(dots)}${module}:${name}`) : [module],
        ),
      );
      const missing = expected.filter((name) => !found.has(name));
      const more = [...found].filter((name) => !expected.includes(name) && !called.includes(name));
      return missing.length + more.length > 0;
    });
    expect(differing.map(([path]) => path)).toEqual([]);
  });

  it("finds the imports that TypeScript finds in installed packages", { timeout: 60_000 }, () => {
    const folders = [
      "zod/v4/core",
      "vitest/dist",
      "oxlint/dist",
      "nx/dist/src/utils",
      "@bufbuild/protobuf/dist/esm",
      "yaml/browser/dist",
    ];
    const files = folders.flatMap((name) => {
      const folder = join(repository, "node_modules", name);
      return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:[cm]?js|d\.ts)$/.test(file))
        .map((file) => join(folder, file));
    });
    expect(files.length).toBeGreaterThan(300);
    const missing = files.flatMap((file) => {
      const text = readFileSync(file, "utf8");
      const found = new Set(readSpecifiers(text));
      return (
        ts
          .preProcessFile(text, true, true)
          .importedFiles.filter(({ fileName }) => !found.has(fileName))
          // It counts modules that are declared and those of AMD, which nothing here generates.
          .filter(({ fileName }) => !new RegExp(`module ["']${fileName}["']`).test(text) && !/\bdefine\(\[/.test(text))
          .map(({ fileName }) => `${file}: ${fileName}`)
      );
    });
    expect(missing).toEqual([]);
  });

  it("finds the imports that Go finds in its standard library", { timeout: 60_000 }, () => {
    const packages = execFileSync(
      "go",
      [
        "list",
        "-f",
        '{{.Dir}}\t{{join .GoFiles " "}}\t{{join .Imports " "}}',
        "net/...",
        "encoding/...",
        "text/...",
        "go/...",
      ],
      { encoding: "utf8", cwd: repository, env: { ...process.env, CGO_ENABLED: "0" } },
    );
    const differing = packages
      .trim()
      .split("\n")
      .filter((line) => {
        const [folder = "", files = "", imports = ""] = line.split("\t");
        const found = files
          .split(" ")
          .filter(Boolean)
          .flatMap((file) => readGoImports(readFileSync(join(folder, file), "utf8")));
        // Packages that the distribution brings along are listed under another name.
        const plain = (names: readonly string[]) =>
          [...new Set(names.map((name) => name.replace(/^vendor\//, "")))].sort().join(" ");
        return plain(found) !== plain(imports.split(" ").filter(Boolean));
      });
    expect(differing).toEqual([]);
  });
});
