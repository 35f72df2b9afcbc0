// docs/reference/nx.md, made from what the plugin infers and from the schemas of its executors and generators.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inferProject } from "../../packages/nx/build/graph/infer-project.js";
import { openHost } from "@nx-contracts/workspace";
import { code, GENERATED, row, table } from "./markdown.mjs";
import { splitDefault, typeOf } from "./json-schema.mjs";

const root = resolve(import.meta.dirname, "../..");
const plugin = join(root, "packages/nx");
const readJson = (path) => JSON.parse(readFileSync(join(plugin, path), "utf8"));

/** @returns {string} */
export function nxPage() {
  const { targets } = inferProject(openHost({ cwd: root, root }), "protos/contracts.yaml", {}, "");
  const rows = Object.entries(targets).map(([name, { command, executor, cache, metadata }]) =>
    row(code(name), metadata.description, code(command ?? executor), cache ? "yes" : "no"),
  );
  const options = Object.keys(targets).map((name) => code(`${name}TargetName`));
  return `${GENERATED}# In Nx

\`\`\`json
{ "plugins": ["nx-contracts"] }
\`\`\`

in \`nx.json\` makes a project of every folder with a \`contracts.yaml\`: \`npx nx add nx-contracts\` writes it. Nx 23 to 25.

## Inferred targets

${table(["target", "does", "runs", "cached"], rows)}
\`generate\` and \`stubs\` are there where \`generate\` is configured. Words after the target go to the command: \`npx nx run contracts:check --format=json\`, with
[its options](command-line.md). What a target reads is found in the configuration: its files and what they import, the commit that it is compared with, the lock and the
approvals. \`npx nx show target inputs contracts:check\` lists them. Results carry no absolute path and no clock.

A target takes another name by an option of the plugin, ${options.slice(0, -1).join(", ")} or ${options.at(-1)}:

\`\`\`json
{ "plugins": [{ "plugin": "nx-contracts", "options": { "checkTargetName": "contracts-check" } }] }
\`\`\`

Every project that uses what is generated from the protos depends on the contract project, found by its imports in Python, TypeScript, Rust and Go. \`npx nx sync\` brings
stubs up to date, and \`npx nx sync:check\` fails where they are not.

## Generators

\`npx nx g nx-contracts:NAME\`. All of them take \`--dry-run\`, ask for what is missing on a terminal, and change nothing where nothing has to change.

${listed("generators.json", "generators")}
## Executors

For targets of your own. What has \`cache: true\` and judges changes has \`{ "env": "NX_CONTRACTS_STATE" }\` among its inputs.

${listed("executors.json", "executors")}`;
}

function listed(file, kind) {
  return Object.entries(readJson(file)[kind])
    .map(([name, { description, schema }]) => section(name, description, readJson(schema), kind))
    .join("\n");
}

function section(name, description, schema, kind) {
  const required = new Set(schema.required);
  const rows = Object.entries(schema.properties)
    .filter(([, property]) => property["x-priority"] !== "internal")
    .map(([key, property]) => {
      const { meaning, fallback } = splitDefault(property);
      const position = property.$default?.$source === "argv" ? property.$default.index : undefined;
      const place = position === undefined ? "" : `, or word ${position + 1}`;
      const written = kind === "generators" ? `--${key}` : key;
      return row(`${code(written)}${place}`, typeOf(property), required.has(key) ? "required" : fallback, meaning);
    });
  const examples = (schema.examples ?? []).map((each) => `${each.command}   # ${each.description}\n`).join("");
  const heading = kind === "generators" ? name : `Executor ${name}`;
  return `### ${heading}

${schema.description ?? description}

${examples === "" ? "" : `\`\`\`text\n${examples}\`\`\`\n\n`}${rows.length === 0 ? "It takes no options.\n" : table(["option", "type", "default", "meaning"], rows)}`;
}
