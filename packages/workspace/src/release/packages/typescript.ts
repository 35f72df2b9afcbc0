import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { runTool } from "../../codegen/run-tool.js";
import type { PackageConfig } from "../../config/packages.js";
import { bufVersion, toolsIn } from "../generate-code.js";
import { type Runtime, runtimesOf } from "../runtimes.js";
import {
  authorOf,
  type BuildPackage,
  generateCode,
  licenseFiles,
  readme,
  versionOfTool,
  writeFiles,
} from "./package.js";
import { takePacked } from "./packed.js";

/**
 * An npm package by `npm pack`: modules of JavaScript with their types, and
 * the protos. npm gives every file the same time.
 */
export const buildTypescript: BuildPackage = async (room, wanted) => {
  const { stage, content, progress, version } = room;
  const options = ["target=js+dts", "import_extension=js"];
  const code = await generateCode(room, wanted, "protobuf-es", { options });
  const runtimes = runtimesOf("typescript", code, content.hasServices);
  const [folder, out] = [stage.folder(), stage.folder()];
  const example = [...code.keys()].find((path) => path.endsWith("_pb.js"))?.slice(0, -".js".length) ?? "";
  const use = [`\`\`\`ts\nimport * as messages from ${JSON.stringify(`${wanted.name}/${example}`)};\n\`\`\``];
  const files = new Map([
    ...[...code].map(([path, bytes]) => [`${CODE}/${path}`, bytes] as const),
    ...[...content.protos].map(([path, bytes]) => [`${PROTOS}/${path}`, bytes] as const),
  ]);
  writeFiles(folder, files);
  writeFiles(folder, licenseFiles(room, wanted));
  writeFiles(
    folder,
    new Map([
      ["README.md", readme(room, wanted, use)],
      ["package.json", manifest(wanted, version.semver, dependenciesOf(runtimes, wanted))],
    ]),
  );
  const missing = { message: "`npm` cannot be started.", next: "Install npm, which comes with Node.js." };
  progress(`Packing the npm package ${wanted.name} ${version.semver}`);
  await runTool([NPM, "pack", "--ignore-scripts", "--silent", "--pack-destination", out, folder], {
    name: "npm pack",
    cwd: folder,
    env: NPM_ENVIRONMENT,
    missing,
  });
  const npm = await versionOfTool([NPM, "--version"], folder, missing);
  const tools = { ...toolsIn(code), buf: await bufVersion(room.host), npm };
  return readdirSync(out).map((name) => ({
    name,
    bytes: takePacked({ name, bytes: readFileSync(join(out, name)), prefix: "package/", files }, wanted),
    package: { language: "typescript", runtimes, tools },
  }));
};

const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/** What an npm around this one was told is not meant for the package; an empty text stands for nothing said. */
const NPM_ENVIRONMENT = Object.fromEntries(
  ["workspace", "workspaces", "include_workspace_root", "dry_run", "prefix"].map((name) => [`npm_config_${name}`, ""]),
);

const CODE = "gen";
const PROTOS = "protos";

function manifest(wanted: PackageConfig, version: string, dependencies: { readonly [name: string]: string }): string {
  const { name, description, license, repository, homepage, authors } = wanted;
  const [author, ...contributors] = authors.map(authorOf);
  const content = {
    name,
    version,
    description,
    ...(license !== undefined && { license }),
    ...(author && { author }),
    ...(contributors.length > 0 && { contributors }),
    ...(homepage !== undefined && { homepage }),
    ...(repository !== undefined && { repository: { type: "git", url: repository } }),
    type: "module",
    sideEffects: false,
    files: [CODE, PROTOS],
    exports: {
      "./*": { types: `./${CODE}/*.d.ts`, default: `./${CODE}/*.js` },
      "./*.js": { types: `./${CODE}/*.d.ts`, default: `./${CODE}/*.js` },
      "./protos/*": `./${PROTOS}/*`,
      "./package.json": "./package.json",
    },
    dependencies,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** The runtime of the generator's version, and what the configuration names. */
function dependenciesOf(runtimes: readonly Runtime[], { dependencies, at }: PackageConfig) {
  const runtime = runtimes.map(({ name, range }): [string, string] => [name, range]);
  const others = dependencies.map((written): [string, string] => {
    const [, name, range] = /^(@?[^@]+)@(.+)$/.exec(written) ?? [];
    if (name !== undefined && range !== undefined) return [name, range];
    throw new ContractsError("config-invalid", {
      message: `\`${written}\`, a dependency of \`release.packages\`, has no version.`,
      at,
      next: "Write it behind an `@`, such as `@acme/types@^1.0.0`.",
    });
  });
  return Object.fromEntries([...runtime, ...others].sort(([a], [b]) => (a < b ? -1 : 1)));
}
