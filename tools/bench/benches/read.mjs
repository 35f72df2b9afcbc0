// A large corpus of protos: the reader beside the compiler, and beside a parser.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyCorpus, listCorpus, selectCorpus } from "../corpus.mjs";
import { alternate, ratio } from "../measure.mjs";
import { BASELINE, BUF, withScratch } from "../places.mjs";

export const title = "Reading a large corpus of protos";
export const about = `Every file of google-proto-files that compiles: all but nine of 7,243, 67 MB of text.
\`nx-contracts read proto\` parses, links, validates and prints the whole schema as JSON with comments and positions;
\`buf build\` does the same work into a binary image; protobufjs only parses, in one Node process that keeps the trees, and
refuses 13 files of newer editions.`;

/** @param {{ command: string, runs: number, files?: number }} options `files`: a smaller corpus, to try it out */
export function measure({ command, runs, files: limit = Infinity }) {
  return withScratch((folder) => {
    const module = join(folder, "protos");
    const files = selectCorpus(listCorpus(), limit);
    copyCorpus(module, files);
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
