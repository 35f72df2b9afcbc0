// Builds every package: types and libraries with tsc, then the command line and the Nx plugin as small bundles,
// because what is not loaded costs nothing when they run on every save.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = join(root, "node_modules/@typescript/native/bin/tsc");

execFileSync(process.execPath, [tsc, "-b"], { cwd: root, stdio: "inherit" });

const digest = readerDigest();
const COMMON = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  external: ["@nx/devkit", "nx", "ts-morph", "@vscode/tree-sitter-wasm"],
  define: { TYPESCRIPT_READER_DIGEST: JSON.stringify(digest) },
  // The ES module builds: what is not used is left out, and nothing is required at run time.
  alias: {
    "jsonc-parser": join(root, "node_modules/jsonc-parser/lib/esm/main.js"),
    yaml: join(root, "node_modules/yaml/browser/index.js"),
  },
  logLevel: "warning",
};
/** A thread and a process of their own, beside whatever starts them. */
const BESIDE = [
  { in: "packages/workspace/dist/compat/describe-worker.js", out: "describe-worker" },
  { in: "packages/workspace/dist/codegen/swap/swap-process.js", out: "swap-process" },
];
// Bundled beside and swapped in, so that a command that runs meanwhile finds the old one or the new one.
const [cli, nx] = ["packages/cli/dist", "packages/nx/dist"].map((path) => join(root, `${path}.new`));
for (const folder of [cli, nx]) rmSync(folder, { recursive: true, force: true });

await bundleCommand();
// By itself: Nx loads the plugin for every command, and one file is quicker than several.
await bundle(["packages/nx/src/plugin.ts"], "packages/nx/src", nx);
for (const kind of ["executor", "generator"])
  await bundle(
    namesOf(`${kind}s`).map((name) => `packages/nx/src/${kind}s/${name}/${kind}.ts`),
    "packages/nx/src",
    nx,
  );
// Nx loads it by itself as well, while it releases.
await bundle(["packages/nx/src/version-actions.ts"], "packages/nx/src", nx);
await bundle(BESIDE, undefined, nx);
chmodSync(join(cli, "main.js"), 0o755);
for (const folder of [cli, nx]) {
  const target = folder.replace(/\.new$/, "");
  rmSync(target, { recursive: true, force: true });
  renameSync(folder, target);
}

/** What the plugin's list of `executors` or `generators` names. */
function namesOf(list) {
  const lists = JSON.parse(readFileSync(join(root, "packages/nx", `${list}.json`), "utf8"));
  return Object.keys(lists[list]);
}

/** What the TypeScript reader is made of, so that nothing kept by an older one is taken for its own. */
function readerDigest() {
  const hash = createHash("sha256");
  for (const folder of ["packages/readers/dist/typescript", "packages/ir/dist"]) {
    const files = readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith(".js"));
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Bundles entries, with chunks for what they share and for what they load late. */
async function bundle(entryPoints, outbase, outdir) {
  await build({
    ...COMMON,
    entryPoints,
    ...(outbase && { outbase }),
    outdir,
    splitting: true,
    chunkNames: "[name]-[hash]",
    format: "esm",
    // For CommonJS dependencies that require Node's own modules.
    banner: {
      js: 'import { createRequire as createRequireHere } from "node:module"; const require = createRequireHere(import.meta.url);',
    },
  });
}

/** Bundles the command into one file, of which V8's compiled form can be kept, and its entry, which does that. */
async function bundleCommand() {
  await bundleWhole(BESIDE);
  // Short names take a third off the text, and a tenth off its compiled form.
  const [command, ...others] = await bundleWhole([{ in: "packages/cli/src/command.ts", out: "command" }], {
    minifyIdentifiers: true,
    write: false,
  });
  // Wrapped here: to put a megabyte together costs each run a millisecond.
  const text = `(function (exports, require, module, __filename, __dirname) {${command.text}\n})`;
  writeFileSync(join(cli, "command.js"), text);
  for (const { path, contents } of others) writeFileSync(path, contents);
  const commandDigest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  await bundleWhole([{ in: "packages/cli/src/main.ts", out: "main" }], {
    define: { COMMAND_DIGEST: JSON.stringify(commandDigest) },
  });
  writeFileSync(join(cli, "package.json"), '{ "type": "commonjs" }\n');
}

/** Bundles each entry into one CommonJS file of ASCII text; what is loaded late is evaluated late. */
async function bundleWhole(entryPoints, { define, ...options } = {}) {
  const { outputFiles } = await build({
    ...COMMON,
    ...options,
    entryPoints,
    outdir: cli,
    format: "cjs",
    charset: "ascii",
    supported: { "dynamic-import": false },
    define: { ...COMMON.define, ...define, "import.meta.url": "importMetaUrl", "import.meta.dirname": "__dirname" },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  });
  return outputFiles;
}
