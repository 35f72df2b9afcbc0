import type { Tree } from "@nx/devkit";
import { applyEdits, modify, parse } from "jsonc-parser";

const PLUGIN = "nx-contracts";
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

/** Registers the plugin in `nx.json`, once, and leaves everything else in it as it is. */
export default function init(tree: Tree): () => void {
  const text = tree.read("nx.json", "utf8") ?? "{}\n";
  if (!isRegistered(parse(text))) {
    const plugins = pluginsOf(parse(text));
    const formattingOptions = {
      insertSpaces: !/^\t/m.test(text),
      tabSize: indentOf(text),
      eol: text.includes("\r\n") ? "\r\n" : "\n",
    };
    const edits = modify(text, ["plugins", plugins.length], PLUGIN, { formattingOptions, isArrayInsertion: true });
    tree.write("nx.json", applyEdits(text, edits));
  }
  return () => void process.stdout.write(NEXT);
}

function pluginsOf(nxJson: unknown): readonly unknown[] {
  const isObject = typeof nxJson === "object" && nxJson !== null;
  return isObject && "plugins" in nxJson && Array.isArray(nxJson.plugins) ? nxJson.plugins : [];
}

function isRegistered(nxJson: unknown): boolean {
  return pluginsOf(nxJson).some((entry) => {
    const plugin: unknown = typeof entry === "object" && entry !== null && "plugin" in entry ? entry.plugin : entry;
    return plugin === PLUGIN || plugin === `${PLUGIN}/plugin`;
  });
}

function indentOf(text: string): number {
  return /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
}
