// Parses the proto files of a list with protobufjs and keeps the trees, as a reader would: the parser peer.
// Usage: node parse-protobufjs.mjs LIST, a file of paths relative to the current folder, one a line.
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";

const trees = [];
const refused = [];
for (const path of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
  try {
    trees.push(
      protobuf.parse(readFileSync(path, "utf8"), new protobuf.Root(), { keepCase: true, alternateCommentMode: true }),
    );
  } catch (error) {
    refused.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(JSON.stringify({ parsed: trees.length, refused: refused.length, first: refused[0] }));
