// A large workspace in git: contracts with many protos, and projects in four languages of which some read their fields.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commitAll, contractsOf } from "./large-workspace.mjs";

/** Protos of one folder, which is one contract; source files of one project. */
const PROTOS_OF_FOLDER = 20;
const FILES_OF_PROJECT = 10;

/** Of the projects, so many use the contract that is changed, and so many of these read the field. */
const SHARE_USING = 1 / 10;
const SHARE_READING = 1 / 2;

/**
 * Writes the workspace, everything committed on `main`.
 *
 * @param {string} folder absolute, missing or empty
 * @param {{ projects: number, protos: number }} shape
 * @returns {{ proto: string, readers: number }} absolute path of the proto whose field `score` is read, and by how many projects
 */
export function writeUsesWorkspace(folder, { projects, protos }) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("nx.json", '{ "defaultBase": "main" }\n');
  write(".gitignore", "node_modules\n.nx\n");
  write("libs/go/go.mod", "module example.org/bench\n\ngo 1.24\n");
  write("protos/buf.yaml", "version: v2\n");
  const folders = Math.ceil(protos / PROTOS_OF_FOLDER);
  for (let index = 0; index < protos; index += 1)
    write(`protos/bench/p${index % folders}/v1/record_${index}.proto`, protoOf(index % folders, index));
  write("protos/contracts.yaml", contractsOf(folders));
  let readers = 0;
  for (let index = 0; index < projects; index += 1) {
    const language = LANGUAGES[index % LANGUAGES.length];
    const root = `apps/app-${index}`;
    const turn = Math.floor(index / LANGUAGES.length);
    const isUsing = turn % Math.round(1 / SHARE_USING) === 0;
    const isReading = isUsing && Math.floor(turn * SHARE_USING) % Math.round(1 / SHARE_READING) === 0;
    if (isReading) readers += 1;
    write(`${root}/project.json`, `{ "name": "app-${index}" }\n`);
    for (let file = 0; file < FILES_OF_PROJECT; file += 1) {
      const use = isUsing && file === 0 ? language.use(isReading ? "score" : "title") : "";
      // The word is everywhere, as words are.
      const own = language.other.repeat(20);
      write(`${root}/${language.path(file)}`, language.header + (use === "" ? own : use + own));
    }
  }
  commitAll(folder);
  return { proto: join(folder, "protos/bench/p0/v1/record_0.proto"), readers };
}

function protoOf(part, index) {
  return `syntax = "proto3";

package bench.p${part}.v1;

option go_package = "example.org/bench/bench/p${part}/v1;benchv1";

message Record${index} {
  string id = 1;
  string title = 2;
  int32 score = 3;
}
`;
}

/** `other` says the same words and uses nothing of a contract. */
const LANGUAGES = [
  {
    path: (file) => `src/module_${file}.py`,
    header: "from dataclasses import dataclass\n",
    use: (field) =>
      `from bench.p0.v1 import record_0_pb2\n\n\ndef shown(record: record_0_pb2.Record0) -> str:\n    return str(record.${field})\n`,
    other:
      "\n\n@dataclass\nclass Review:\n    score: int\n\n    def stars(self) -> int:\n        return self.score // 20\n",
  },
  {
    path: (file) => `src/module-${file}.ts`,
    header: 'import { join } from "node:path";\n',
    use: (field) =>
      `import type { Record0 } from "../../../libs/stubs/typescript/bench/p0/v1/record_0_pb.js";\n\nexport function shown(record: Record0): string {\n  return String(record.${field});\n}\n`,
    other: "\nexport function stars(review: { score: number }): number {\n  return review.score / 20;\n}\n",
  },
  {
    path: (file) => (file === 0 ? "src/lib.rs" : `src/module_${file}.rs`),
    header: "use std::fmt;\n",
    use: (field) =>
      `\npub mod pb {\n    include!(concat!(env!("OUT_DIR"), "/bench.p0.v1.rs"));\n}\n\npub fn shown(record: &pb::Record0) -> String {\n    record.${field}.to_string()\n}\n`,
    other:
      "\npub mod review {\n    pub struct Review {\n        pub score: i32,\n    }\n\n    pub fn stars(review: &Review) -> i32 {\n        review.score / 20\n    }\n}\n",
  },
  {
    path: (file) => `module_${file}.go`,
    header: "package app\n\n",
    use: (field) =>
      `import (\n\t"fmt"\n\n\tpb "example.org/bench/bench/p0/v1"\n)\n\nfunc Shown(record *pb.Record0) string {\n\treturn fmt.Sprint(record.Get${field === "score" ? "Score" : "Title"}())\n}\n`,
    other: "\nfunc stars(review struct{ Score int }) int {\n\treturn review.Score / 20\n}\n",
  },
];
