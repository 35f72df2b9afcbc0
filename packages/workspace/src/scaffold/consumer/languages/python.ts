import { ContractsError, toLowerSnake } from "@nx-contracts/ir";
import { packageOf, isImportable } from "../../../layout/python.js";
import { joinPath, nameOf, parentOf } from "../../../path.js";
import { textAt } from "../../../read/text.js";
import { PYTHON } from "../../../uses/spelling/python.js";
import type { ConsumerLanguage, Stubs, Wanted } from "../language.js";
import { refuseTaken, snakeName } from "../names.js";
import { projectJson } from "../project-json.js";
import { relativePath } from "../relative-path.js";
import type { Sample } from "../samples.js";

/** What the Python of protoc 7.35 was made by. */
const GRPCIO_TOOLS = "1.85.1";
const WIDTH = 88;

/** A package over the stubs of protoc, with the standard library's test runner. */
export const python: ConsumerLanguage = {
  language: "python",
  refusal: () => undefined,
  entry: ({ config, folder }) => ({
    tool: "grpcio-tools",
    version: GRPCIO_TOOLS,
    out: relativePath(config.folder, `${folder}/src`),
  }),
  ahead: () => new Map(),
  files(wanted, stubs) {
    const { name, folder, subject } = wanted;
    const own = snakeName(name);
    const { module } = stubs;
    if (!isImportable(module)) {
      throw new ContractsError("usage", {
        message: `Python cannot import \`${module}\`: a part of it is no name.`,
        at: { file: subject.path, line: 1, column: 1 },
        next: "Name a record of another proto with `--record`, or rename the proto and its folders.",
      });
    }
    refuseTaken(own, [module.split(".")[0] ?? "", "google", "tests", "test", "unittest"], "a package that it imports");
    const symbol = PYTHON.record(subject.record).symbol;
    const [first = symbol] = symbol.split(".");
    const file = toLowerSnake(subject.record.definition.name);
    const texts = {
      "README.md": readme(wanted, stubs, own, symbol),
      "project.json": projectJson(
        wanted,
        stubs,
        {
          install: {
            command:
              "python3 -m venv .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt",
            isNeverCached: true,
          },
          build: { command: ".venv/bin/python -m compileall -q src tests", dependsOn: ["install"] },
          test: { command: ".venv/bin/python -m unittest", dependsOn: ["install"] },
        },
        "python3 --version",
      ),
      ...projectFiles(wanted, stubs),
      ".gitignore": "/.venv/\n__pycache__/\n*.egg-info/\n",
      [`src/${own}/__init__.py`]: `"""Reads and writes \`${symbol}\` of the contracts."""

from ${own}.${file}_wire import decode, encode

__all__ = ["decode", "encode"]
`,
      [`src/${own}/py.typed`]: "",
      [`src/${own}/${file}_wire.py`]: source(module, first, symbol),
      "tests/__init__.py": paths(wanted, stubs),
      [`tests/test_${file}.py`]: test(own, module, first, symbol, subject.samples),
    };
    const files = new Map(Object.entries(texts).map(([path, text]) => [joinPath(folder, path), text]));
    return { files, edits: new Map(), left: [] };
  },
};

/** Where the tests find the package and the stubs. */
function folders({ host, folder }: Wanted, { output }: Stubs): readonly string[] {
  const packages = (output.package ?? packageOf(host, output.out)).split(".").filter(Boolean);
  let start = output.out;
  for (const each of packages.reverse()) if (nameOf(start) === each) start = parentOf(start);
  return [...new Set(["src", relativePath(folder, start)])];
}

/** The stub says which runtime it was made for; a runtime takes what the one before its major version made. */
function runtimeOf({ host, subject }: Wanted, { output, module }: Stubs): { least: string; below: string } {
  const path = joinPath(output.out, `${module.split(".").slice(-subject.importPath.split("/").length).join("/")}.py`);
  const made = /^# Protobuf Python Version: (\d+)\.(\d+\.\d+)$/m.exec(textAt(host, path));
  const [, major = "4", rest = "21.0"] = made ?? [];
  return { least: `${major}.${rest}`, below: String(Number(major) + 1) };
}

function projectFiles(wanted: Wanted, stubs: Stubs) {
  const { least, below } = runtimeOf(wanted, stubs);
  const { name, subject } = wanted;
  return {
    "requirements.txt": `# What the tests run on; the stubs were made for this version.\nprotobuf==${least}\n`,
    "pyproject.toml": `[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "${name.replace(/^@[^/]*\//, "")}"
version = "0.1.0"
description = "Reads and writes ${subject.record.definition.name} of the contracts."
requires-python = ">=3.10"
dependencies = ["protobuf>=${least},<${below}"]

[tool.setuptools.packages.find]
where = ["src"]

[tool.pytest.ini_options]
testpaths = ["tests"]
`,
  };
}

function source(module: string, first: string, symbol: string): string {
  return `"""\`${symbol}\` as bytes, as they are sent and stored."""

${importLine(module, first)}


def encode(message: ${symbol}) -> bytes:
    """Write a message; equal ones are written alike."""
    return message.SerializeToString(deterministic=True)


def decode(data: bytes) -> ${symbol}:
    """Read what \`encode\` wrote, here or in another language.

    Raises google.protobuf.message.DecodeError for bytes that are no message.
    """
    return ${symbol}.FromString(data)
`;
}

function importLine(module: string, name: string): string {
  const line = `from ${module} import ${name}`;
  return line.length <= WIDTH ? line : `from ${module} import (\n    ${name},\n)`;
}

function paths(wanted: Wanted, stubs: Stubs): string {
  const written = folders(wanted, stubs).map((each) => JSON.stringify(each));
  return `"""Lets the tests find the package and the stubs, however they are started."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

for folder in [
${written.map((each) => `    ${each},\n`).join("")}]:
    sys.path.insert(0, str((PROJECT / folder).resolve()))
`;
}

function test(own: string, module: string, first: string, symbol: string, samples: readonly Sample[]): string {
  const usable = samples.filter(({ field }) => isImportable(field.name));
  const imports = [`from ${own} import decode, encode`, importLine(module, first)];
  return `"""What the consumer reads is what was written."""

import unittest

${imports.sort().join("\n")}


class WireTest(unittest.TestCase):
    def test_reads_what_was_written(self) -> None:
        message = ${symbol}()
${usable.map((each) => `        message.${each.field.name} = ${literal(each)}\n`).join("")}        read = decode(encode(message))
        self.assertEqual(read, message)
${usable.map((each) => assertion(`read.${each.field.name}, ${literal(each)}`)).join("")}

if __name__ == "__main__":
    unittest.main()
`;
}

/** As ruff breaks it. */
function assertion(compared: string): string {
  const line = `        self.assertEqual(${compared})\n`;
  return line.length <= WIDTH + 1 ? line : `        self.assertEqual(\n            ${compared}\n        )\n`;
}

/** Values that every width holds exactly. */
function literal({ kind, text }: Sample): string {
  switch (kind) {
    case "string":
      return JSON.stringify(text);
    case "int":
      return "7";
    case "float":
      return "7.5";
    case "bool":
      return "True";
    case "bytes":
      return 'b"\\x00\\xff"';
  }
}

function readme(wanted: Wanted, stubs: Stubs, own: string, symbol: string): string {
  const search = folders(wanted, stubs).join(":");
  return `# ${wanted.name}

Reads and writes \`${symbol}\` of the contracts in Python, over the stubs ${stubs.origin}.

\`\`\`python
from ${own} import decode, encode
\`\`\`

\`\`\`sh
nx run ${wanted.name}:test                 # makes .venv from requirements.txt
python -m unittest                        # in an environment that has protobuf
PYTHONPATH=${search} python          # to try it
\`\`\`
`;
}
