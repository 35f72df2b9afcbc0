// A large corpus of protos: the reader beside the compiler, and beside a parser.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { alternate, ratio } from "../measure.mjs";
import { BASELINE, BUF, ROOT, withScratch } from "../places.mjs";

const CORPUS = join(ROOT, "node_modules/google-proto-files");

/** What does not compile: three files need others that the package leaves out, the last defines what its neighbour defines. */
const BROKEN = new Set([
  "google/protobuf/compiler/ruby/ruby_generated_code.proto",
  "google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
  "google/protobuf/util/json_format_proto3.proto",
  "google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
]);

/** An edition that the pinned buf does not know yet. */
const UNKNOWN_TO_BUF = /^edition\s*=\s*"2026"/m;

export const title = "Reading a large corpus of protos";
export const about = `Every file of google-proto-files that compiles: all but nine of 7,243, 67 MB of text.
\`nx-contracts read proto\` parses, links, validates and prints the whole schema as JSON with comments and positions;
\`buf build\` does the same work into a binary image; protobufjs only parses, in one Node process that keeps the trees, and
refuses 13 files of newer editions.`;

/** @param {{ command: string, runs: number }} options */
export function measure({ command, runs }) {
  return withScratch((folder) => {
    const module = join(folder, "protos");
    const files = copyCorpus(module);
    const list = join(folder, "files.txt");
    writeFileSync(list, files.join("\n"));
    const peers = [
      {
        name: "read proto",
        commands: [{ argv: [process.execPath, command, "read", "proto", "--root", ".", ...files], cwd: module }],
      },
      { name: "buf build", commands: [{ argv: [BUF, "build", "-o", join(folder, "image.binpb")], cwd: module }] },
      {
        name: "protobufjs parse",
        commands: [{ argv: [process.execPath, join(BASELINE, "parse-protobufjs.mjs"), list], cwd: module }],
      },
    ];
    const rows = alternate(peers, runs, { warmUp: runs > 1 });
    return {
      files: files.length,
      rows,
      ratios: [
        ratio(rows, { of: "read proto", to: "buf build" }),
        ratio(rows, { of: "read proto", to: "buf build", by: "memory" }),
        ratio(rows, { of: "read proto", to: "protobufjs parse" }),
        ratio(rows, { of: "read proto", to: "protobufjs parse", by: "memory" }),
      ],
    };
  });
}

/** Copies the files that compile into a module of their own and gives their import paths, sorted. */
function copyCorpus(module) {
  const files = readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".proto"))
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !BROKEN.has(path) && !UNKNOWN_TO_BUF.test(readFileSync(join(CORPUS, path), "utf8")))
    .sort();
  for (const path of files) {
    mkdirSync(dirname(join(module, path)), { recursive: true });
    cpSync(join(CORPUS, path), join(module, path));
  }
  writeFileSync(join(module, "buf.yaml"), "version: v2\n");
  return files;
}
