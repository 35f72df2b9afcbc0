import type { Tree } from "@nx/devkit";
import { applyEdits, modify, parse } from "jsonc-parser";
import { globalGeneratorsOf, pluginsOf, registrationOf } from "../registration.js";

const PLUGIN = "nx-contracts";
const SYNC = "nx-contracts:sync";
const NEXT = `
nx-contracts is registered in nx.json.

Next: write a contracts.yaml beside your protos, for example

  # yaml-language-server: $schema=../node_modules/nx-contracts/contracts.schema.json
  name: contracts
  contracts:
    - id: book
      kind: event
      source: { reader: pydantic, files: [../libs/models/src/models/book.py] }
      mirrors: [{ reader: proto, files: [book.proto] }]

and run \`npx nx run contracts:check\`.
`;

/** Registers the plugin and its sync generator in `nx.json`, once, and leaves everything else in it as it is. */
export default function init(tree: Tree): () => void {
  const before = tree.read("nx.json", "utf8") ?? "{}\n";
  let text = before;
  if (!registrationOf(parse(text))) text = append(text, ["plugins"], pluginsOf(parse(text)).length, PLUGIN);
  const generators = globalGeneratorsOf(parse(text));
  if (!generators.includes(SYNC)) text = append(text, ["sync", "globalGenerators"], generators.length, SYNC);
  if (text !== before) tree.write("nx.json", text);
  return () => void process.stdout.write(NEXT);
}

function append(text: string, list: readonly string[], position: number, value: string): string {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: indentOf(text),
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(text, modify(text, [...list, position], value, { formattingOptions, isArrayInsertion: true }));
}

function indentOf(text: string): number {
  return /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
}
