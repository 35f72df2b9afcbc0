import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ContractsError, type Problem } from "@nx-contracts/ir";
import type { GenerationRoom } from "../../codegen/generation.js";
import { runTool } from "../../codegen/run-tool.js";
import type { GenerateOutput, GenerateTool } from "../../config/config.js";
import type { PackageConfig } from "../../config/packages.js";
import type { Asset } from "../asset.js";
import type { ReleaseContent } from "../content.js";
import { interpreterOf } from "../generate-code.js";
import type { PackageVersion } from "./version.js";

/** What packages are made from: the protos of a release, compiled, and the version of its tag. */
export interface PackageRoom extends GenerationRoom {
  readonly content: ReleaseContent;
  readonly version: PackageVersion;
}

/** Makes the package of one language, by that language's own tool. */
export type BuildPackage = (room: PackageRoom, wanted: PackageConfig) => Promise<readonly Asset[]>;

/** Files of a package by path. */
export type PackageFiles = ReadonlyMap<string, Uint8Array | string>;

/**
 * Globs of the protos that a package has its own code for: all, but for those
 * of Google that a library of the language has. Two copies of one file do not
 * go together in one program.
 */
export function ownProtos({ content }: PackageRoom): Pick<GenerateOutput, "protos"> {
  const paths = [...content.protos.keys()];
  const own = paths.filter((path) => !GOOGLEAPIS.test(path));
  return own.length === paths.length || own.length === 0 ? {} : { protos: own };
}

/** @see https://github.com/googleapis/googleapis */
const GOOGLEAPIS = /^google\/(?:api|gapic|logging|longrunning|rpc|type)\//;

/** Where generated code is put while it is made; nothing is written there. */
const NOWHERE = ".nx-contracts-package";

/**
 * Generates the code of a package. What the configuration says of the tool
 * counts: its version, and where it is installed.
 *
 * @param defaults version of the tool where the configuration names none
 * @returns files by their path in the package, sorted
 */
export async function generateCode(
  { config, content, host, generate }: PackageRoom,
  wanted: PackageConfig,
  tool: GenerateTool,
  { version, ...more }: Partial<GenerateOutput>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const configured = config.generate.find((output) => output.tool === tool);
  const out = `${configured?.out ?? config.folder}/${NOWHERE}`.replace(/^\.\//, "");
  const pinned = configured?.version ?? version;
  const [made] = await generate([
    {
      id: wanted.name,
      tool,
      out,
      at: wanted.at,
      isCheckedIn: false,
      options: [],
      ...(pinned !== undefined && { version: pinned }),
      ...(configured?.python !== undefined && {
        python: interpreterOf(content.real, host, config, configured.python),
      }),
      ...more,
    },
  ]);
  return new Map([...(made?.files ?? [])].map(([path, bytes]) => [path.slice(out.length + 1), bytes]));
}

/** Writes files that anybody may read, whatever the umask: some tools pack the modes that they find. */
export function writeFiles(folder: string, files: PackageFiles): void {
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, 0o644);
  }
}

/**
 * The text of the licence, under the name that every language's tool looks for.
 *
 * @throws ContractsError `source-missing`
 */
export function licenseFiles({ content }: PackageRoom, { licenseFile, at }: PackageConfig): PackageFiles {
  if (licenseFile === undefined) return new Map();
  const bytes = content.workspace.bytes(licenseFile);
  if (bytes !== undefined) return new Map([["LICENSE", bytes]]);
  throw new ContractsError("source-missing", {
    message: `\`${licenseFile}\`, a \`licenseFile\` of \`release.packages\`, does not exist in the released commit.`,
    at,
    next: "Correct the path, or commit the file.",
  });
}

/** Name and address of somebody who answers for a package. */
export function authorOf(written: string): { readonly name: string; readonly email?: string } {
  const [, name = written, email] = /^(.*?)\s*<([^<>]*)>$/.exec(written) ?? [];
  return { name, ...(email !== undefined && { email }) };
}

/** The page that registries show of a package. */
export function readme({ content }: PackageRoom, wanted: PackageConfig, use: readonly string[]): string {
  const made = `Made from the tag \`${content.tag.name}\` (commit ${content.commit.sha}). Change the protos, not this package.`;
  return [`# ${wanted.name}`, wanted.description, ...use, made].map((part) => `${part}\n`).join("\n");
}

/** The version that a program says it has, such as `1.95.0` of `cargo 1.95.0 (f2d3ce0bd 2026-03-21)`. */
export async function versionOfTool(
  argv: readonly [string, ...string[]],
  cwd: string,
  missing: Problem,
): Promise<string> {
  const said = await runTool(argv, { name: argv.join(" "), cwd, missing });
  return /\d+\.\d+[\w.+-]*/.exec(said)?.[0] ?? said.trim();
}
