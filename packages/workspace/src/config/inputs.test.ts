import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ConfigInputs, deriveInputs, openHost } from "./inputs.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "inputs-"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Derives the inputs of `protos/contracts.yaml` in a workspace with these files. */
function derive(text: string, files: { readonly [path: string]: string } = {}): ConfigInputs {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return deriveInputs(openHost({ cwd: root, root }), "protos/contracts.yaml", text);
}

/** A configuration with one contract of these sides, each `{ reader, files }` in YAML. */
function contract(source: string, ...mirrors: readonly string[]): string {
  return `name: contracts\ncontracts:\n  - id: book\n    kind: event\n    source: ${source}\n    mirrors: [${mirrors.join(", ")}]\n`;
}

describe("deriveInputs", () => {
  it("gives every file of every side, and the configuration", () => {
    const { name, readers, parity } = derive(
      contract(
        "{ reader: pydantic, files: [../models/book.py, ../models/records/*.py] }",
        "{ reader: typescript, files: [../web/book.ts] }",
      ),
    );
    expect(name).toBe("contracts");
    expect(readers).toEqual(["pydantic", "typescript"]);
    expect(parity).toEqual(["models/book.py", "models/records/*.py", "protos/contracts.yaml", "web/book.ts"]);
  });

  it("gives the protos of the module, and the places where its buf.yaml may stand", () => {
    const { parity, lint } = derive(contract("{ reader: proto, files: [shop/v1/book.proto] }"), {
      "protos/buf.yaml": "version: v2\n",
      "protos/shop/v1/book.proto": "",
    });
    expect(lint).toEqual([
      "protos/**/*.proto",
      "protos/buf.lock",
      "protos/buf.yaml",
      "protos/contracts.yaml",
      "protos/shop/buf.yaml",
      "protos/shop/v1/buf.yaml",
    ]);
    expect(parity).toEqual(lint);
  });

  it("gives the protos of every module that buf.yaml lists", () => {
    const { lint } = derive(contract("{ reader: proto, files: [shop/v1/book.proto] }"), {
      "protos/buf.yaml": "version: v2\nmodules: [{ path: shop }, { path: vendor/acme }]\n",
    });
    expect(lint).toEqual(expect.arrayContaining(["protos/shop/**/*.proto", "protos/vendor/acme/**/*.proto"]));
    expect(lint).not.toContain("protos/**/*.proto");
  });

  it("gives the protos around the configuration, and below given roots, without a buf.yaml", () => {
    expect(derive(contract("{ reader: proto, files: [book.proto] }")).lint).toEqual([
      "buf.yaml",
      "protos/**/*.proto",
      "protos/buf.yaml",
      "protos/contracts.yaml",
    ]);
    expect(derive(contract("{ reader: proto, files: [book.proto], roots: [../third_party] }")).lint).toContain(
      "third_party/**/*.proto",
    );
  });

  it("keeps models out of the inputs of lint", () => {
    const { lint } = derive(
      contract("{ reader: pydantic, files: [../models/book.py] }", "{ reader: proto, files: [book.proto] }"),
    );
    expect(lint).not.toContain("models/book.py");
  });

  it("follows the imports of Python modules", () => {
    const { parity } = derive(contract("{ reader: pydantic, files: [../models/src/shop/book.py] }"), {
      "models/src/shop/__init__.py": "",
      "models/src/shop/book.py":
        "from pydantic import BaseModel\nfrom . import money\nfrom .record import (\n    Record,\n)\nimport shop.genre as genre\nfrom shop.lost import Lost\n",
      "models/src/shop/money.py": "import decimal\n",
      "models/src/shop/record.py": "from shop.base import Base\n",
      "models/src/shop/base.py": "",
      "models/src/shop/genre.py": "",
      "models/src/shop/unrelated.py": "",
    });
    expect(parity).toEqual([
      "models/src/shop/__init__.py",
      "models/src/shop/base.py",
      "models/src/shop/book.py",
      "models/src/shop/genre.py",
      "models/src/shop/lost.py",
      "models/src/shop/lost/__init__.py",
      "models/src/shop/money.py",
      "models/src/shop/record.py",
      "protos/contracts.yaml",
    ]);
  });

  it("follows the imports of TypeScript modules, paths of the root's tsconfig too", () => {
    const { parity } = derive(
      contract("{ reader: proto, files: [] }", '{ reader: typescript, files: ["../web/src/*.ts"] }'),
      {
        "tsconfig.base.json":
          '{ // comment\n  "compilerOptions": { "paths": { "@shop/*": ["libs/*/src/index.ts"] } } }',
        "web/src/book.ts":
          'import { z } from "zod";\nimport type { Genre } from "@shop/genre";\nexport * from "../title/title.js";\n',
        "web/title/title.ts": "export type Title = string;\n",
        "web/title/other.ts": "",
        "libs/genre/src/index.ts": "",
      },
    );
    expect(parity).toEqual([
      "libs/genre/src/index.ts",
      "protos/contracts.yaml",
      "tsconfig.base.json",
      "tsconfig.json",
      "web/src/*.ts",
      "web/title/title.ts",
    ]);
  });

  it("watches no tsconfig for zod alone", () => {
    const { parity } = derive(contract("{ reader: typescript, files: [../book.ts] }"), {
      "book.ts": 'import * as z from "zod/mini";\n',
    });
    expect(parity).toEqual(["book.ts", "protos/contracts.yaml"]);
  });

  it("takes wildcards in the name of a file that exists for letters", () => {
    const { parity } = derive(contract('{ reader: typescript, files: ["../app/(shop)/[id].ts"] }'), {
      "app/(shop)/[id].ts": "",
    });
    expect(parity).toContain("app/?shop?/?id?.ts");
  });

  it("says when a file lies outside the workspace", () => {
    const { parity, leavesWorkspace } = derive(contract("{ reader: pydantic, files: [../../elsewhere/book.py] }"));
    expect(leavesWorkspace).toBe(true);
    expect(parity).toEqual(["protos/contracts.yaml"]);
    expect(derive(contract("{ reader: pydantic, files: [book.py] }")).leavesWorkspace).toBe(false);
  });

  it("adds the lock and the approvals to what judging changes depends on", () => {
    const { parity, lint, changes } = derive(contract("{ reader: proto, files: [book.proto] }"));
    const beside = ["protos/contracts.approvals.yaml", "protos/contracts.lock"];
    expect(changes).toEqual([...parity, ...beside].sort());
    for (const file of beside) expect([...parity, ...lint]).not.toContain(file);
  });

  it.each([
    ["merge-base", []],
    ["tag:v*", []],
    ["ref:main", []],
    [".git#branch=main", []],
    ["../released/protos", ["released/protos", "released/protos/**/*"]],
    ["[merge-base, image.binpb]", ["protos/image.binpb", "protos/image.binpb/**/*"]],
    ["{ not: a text }", []],
  ])("adds what `against: %s` may find on the disk", (against, expected) => {
    const { parity, changes } = derive(
      `${contract("{ reader: pydantic, files: [book.py] }")}compat: { against: ${against} }\n`,
    );
    const beside = ["protos/contracts.approvals.yaml", "protos/contracts.lock"];
    expect(changes).toEqual([...parity, ...beside, ...expected].sort());
  });

  it("says when the contracts are compared with what lies outside the workspace", () => {
    const text = `${contract("{ reader: pydantic, files: [book.py] }")}compat: { against: ../../released }\n`;
    expect(derive(text)).toMatchObject({ comparesOutside: true, leavesWorkspace: false });
    expect(derive(text.replace("../../", "../")).comparesOutside).toBe(false);
  });

  it.each([
    ["nothing", ""],
    ["a list", "- book\n"],
    ["an open bracket", "name: contracts\ncontracts: [\n"],
    ["a missing anchor", "name: *lost\n"],
    ["keys of other types", "name: 7\ncontracts: { source: [1, null], mirrors: text }\n"],
    ["files of other types", contract("{ reader: 3, files: [null, 7, { path: x }] }", "null", "text")],
  ])("takes what it can from %s", (_, text) => {
    expect(derive(text).parity).toEqual(["protos/contracts.yaml"]);
  });

  it("keeps the name of a configuration that is broken further down", () => {
    expect(derive("name: contracts\ncontracts:\n  - id: [book\n").name).toBe("contracts");
  });
});
