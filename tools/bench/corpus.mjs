// The protos of google-proto-files that compile, all of them or a part that needs nothing from the rest.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ROOT } from "./places.mjs";

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

const IMPORT = /^import\s+(?:public\s+|weak\s+)?"([^"]+)"/gm;

/** Import paths of the files that compile, sorted. */
export function listCorpus() {
  return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".proto"))
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !BROKEN.has(path) && !UNKNOWN_TO_BUF.test(textOf(path)))
    .sort();
}

/**
 * Takes that many files from all over the corpus, with whatever they import among them.
 *
 * @param {readonly string[]} files the whole corpus
 * @param {number} count
 */
export function selectCorpus(files, count) {
  if (count >= files.length) return files;
  const known = new Set(files);
  const chosen = new Set();
  for (const path of scattered(files)) {
    const needed = new Set([path]);
    // What is added to a set while it is gone through is gone through too.
    for (const each of needed)
      for (const [, imported] of textOf(each).matchAll(IMPORT)) if (known.has(imported)) needed.add(imported);
    const missing = [...needed].filter((each) => !chosen.has(each));
    if (chosen.size + missing.length <= count) for (const each of missing) chosen.add(each);
  }
  return [...chosen].sort();
}

/**
 * Copies files into a module of their own.
 *
 * @param {string} module absolute
 * @param {readonly string[]} files
 */
export function copyCorpus(module, files) {
  for (const path of files) {
    mkdirSync(dirname(join(module, path)), { recursive: true });
    cpSync(join(CORPUS, path), join(module, path));
  }
  writeFileSync(join(module, "buf.yaml"), "version: v2\n");
}

function textOf(path) {
  return readFileSync(join(CORPUS, path), "utf8");
}

/** The same files in an order whose every beginning is spread evenly: steps of the golden ratio. */
function scattered(files) {
  const place = (index) => (index * 0.618_033_988_749_895) % 1;
  return files
    .map((path, index) => ({ path, at: place(index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ path }) => path);
}
