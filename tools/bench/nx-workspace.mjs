// A large workspace of Nx: contracts with many protos, and projects in four languages of which some use them.
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pack } from "../pack.mjs";
import { commitAll, contractsOf } from "./large-workspace.mjs";
import { ROOT } from "./places.mjs";

/** Protos of one folder, and source files of one project. */
const PROTOS_OF_FOLDER = 20;
const FILES_OF_PROJECT = 10;

/**
 * Writes the workspace. A quarter of its projects is written in each language, and every second one uses a stub.
 *
 * @param {string} folder absolute, missing or empty
 * @param {{ projects: number, protos: number, plugins: readonly string[] }} shape `plugins` stand in `nx.json`
 * @returns {{ edited: string }} absolute path of a source file that uses a stub
 */
export function writeNxWorkspace(folder, { projects, protos, plugins }) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };
  write("package.json", '{ "name": "bench", "private": true }\n');
  write("nx.json", `${JSON.stringify({ analytics: false, defaultBase: "main", plugins })}\n`);
  write(".gitignore", "node_modules\n.nx\n");
  write("libs/go/go.mod", "module example.org/bench\n\ngo 1.24\n");
  write("libs/stubs/project.json", '{ "name": "stubs" }\n');
  write("protos/project.json", '{ "name": "contracts" }\n');
  write("protos/buf.yaml", "version: v2\n");
  const folders = Math.ceil(protos / PROTOS_OF_FOLDER);
  for (let index = 0; index < protos; index += 1) {
    const part = `p${index % folders}`;
    write(
      `protos/bench/${part}/v1/record_${index}.proto`,
      `syntax = "proto3";\n\npackage bench.${part}.v1;\n\nmessage Record${index} {\n  string id = 1;\n}\n`,
    );
  }
  write("protos/contracts.yaml", contractsOf(Math.min(folders, 100)));
  let edited;
  for (let index = 0; index < projects; index += 1) {
    const language = LANGUAGES[index % LANGUAGES.length];
    const root = `apps/app-${index}`;
    write(`${root}/project.json`, `{ "name": "app-${index}", "targets": { "test": { "command": "true" } } }\n`);
    for (let file = 0; file < FILES_OF_PROJECT; file += 1) {
      const uses = file === 0 && index % 8 < 4;
      const text = `${language.header}${uses ? language.use(`p${index % folders}`, index % protos) : ""}${language.body.repeat(40)}`;
      const path = write(`${root}/${language.path(file)}`, text);
      if (uses) edited = path;
    }
  }
  commitAll(folder);
  return { edited };
}

const LANGUAGES = [
  {
    path: (file) => `src/module_${file}.py`,
    header: "import os\nfrom dataclasses import dataclass\n",
    use: (part, index) => `from bench.${part}.v1 import record_${index}_pb2\n`,
    body: 'def title(text: str) -> str:\n    """Say it is."""\n    return f"{text}, it is"  # no import\n\n\n',
  },
  {
    path: (file) => `src/module-${file}.ts`,
    header: 'import { join } from "node:path";\n',
    use: (part, index) => `import "../../../libs/stubs/typescript/bench/${part}/v1/record_${index}_pb.js";\n`,
    body: "/** Says it is. */\nexport function title(text: string): string {\n  return `${text}, it is`;\n}\n",
  },
  {
    path: (file) => (file === 0 ? "build.rs" : `src/module_${file}.rs`),
    header: "use std::fmt;\n",
    use: () => 'const SET: &str = "../../libs/stubs/rust/contracts.binpb";\n',
    body: "/// Says it is.\npub fn title<'a>(text: &'a str) -> String {\n    format!(\"{text}, it is\")\n}\n",
  },
  {
    path: (file) => `module_${file}.go`,
    header: "package app\n\n",
    use: (part) => `import pb "example.org/bench/bench/${part}/v1"\n`,
    body: "// Title says it is.\nfunc Title(text string) string {\n\treturn text + `, it is`\n}\n",
  },
];

/**
 * Makes a `node_modules` with the packed plugin, as a package manager does; what comes from the registry is linked.
 *
 * @param {string} folder of the workspace, absolute
 */
export function installPlugin(folder) {
  const target = join(folder, "node_modules");
  mkdirSync(target, { recursive: true });
  for (const name of ["nx", "@nx", "@bufbuild", "tinyglobby", "ts-morph"])
    symlinkSync(join(ROOT, "node_modules", name), join(target, name));
  for (const tarball of pack(join(dirname(folder), "packed"))) {
    const name = basename(tarball)
      .replace(/-\d.*$/, "")
      .replace(/^nx-contracts-/, "@nx-contracts/");
    mkdirSync(join(target, name), { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", join(target, name), "--strip-components=1"]);
  }
}
