// Builds every package: types and libraries with tsc, then the command line as one small bundle,
// because what is not loaded costs nothing when the command runs on every save.
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = join(root, "node_modules/@typescript/native/bin/tsc");

execFileSync(process.execPath, [tsc, "-b"], { cwd: root, stdio: "inherit" });

const cli = join(root, "packages/cli");
rmSync(join(cli, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [join(cli, "src/main.ts")],
  outdir: join(cli, "dist"),
  bundle: true,
  splitting: true,
  chunkNames: "[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  external: ["ts-morph"],
  logLevel: "warning",
});
chmodSync(join(cli, "dist/main.js"), 0o755);
