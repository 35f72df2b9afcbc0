import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { cacheOf, makeOnce } from "../../codegen/cache.js";
import { installCommand, runTool } from "../../codegen/run-tool.js";
import type { PackageConfig } from "../../config/packages.js";
import { bufVersion, toolsIn } from "../generate-code.js";
import { type Runtime, runtimesOf } from "../runtimes.js";
import type { Host } from "../../host.js";
import { nameOf, parentOf } from "../../path.js";
import {
  type BuildPackage,
  generateCode,
  licenseFiles,
  ownProtos,
  type PackageRoom,
  readme,
  versionOfTool,
  writeFiles,
} from "./package.js";
import { takePacked } from "./packed.js";

/** Versions of the plugins where `generate` of the configuration names none. */
const PROTOC_GEN_GO = "1.36.12";
const PROTOC_GEN_GO_GRPC = "1.6.2";

/** Go's own library that knows what a module's zip may hold. */
const MOD = "golang.org/x/mod v0.36.0";

/**
 * A Go module as module proxies have it: the files `VERSION.zip`, `.mod` and
 * `.info` of its folder `@v`. `go mod tidy` writes what it requires, and Go's
 * own library the zip.
 * @see https://go.dev/ref/mod#zip-files
 */
export const buildGo: BuildPackage = async (room, wanted) => {
  const { host, stage, content, progress, version } = room;
  const module = modulePath(wanted.name, version.major);
  const code = await generateGo(room, wanted, module);
  const folder = stage.folder();
  const license = licenseFiles(room, wanted);
  const package_ = parentOf([...code.keys()][0] ?? "");
  const use = [
    `\`\`\`sh\ngo get ${module}@${version.go}\n\`\`\``,
    `\`\`\`go\nimport "${package_ === "." ? module : `${module}/${package_}`}"\n\`\`\``,
  ];
  writeFiles(folder, code);
  writeFiles(folder, license);
  const runtimes = runtimesOf("go", code, content.hasServices);
  const requirements = requirementsOf(runtimes, wanted);
  writeFiles(
    folder,
    new Map([
      ["README.md", readme(room, { ...wanted, name: module }, use)],
      ["go.mod", `module ${module}\n\ngo 1.23\n${requirements.map((line) => `\nrequire ${line}\n`).join("")}`],
    ]),
  );
  progress(`Packing the Go module ${module} ${version.go}`);
  await tidy(folder, wanted, requirements);
  const zip = join(stage.folder(), "module.zip");
  const packer = await zipPacker(host, progress);
  await runTool([packer, module, version.go, folder, zip], {
    name: "golang.org/x/mod/zip",
    cwd: folder,
    missing: { message: `\`${packer}\` cannot be started.`, next: "Delete the cache folder and run this again." },
  });
  const name = `${nameOf(wanted.name)}-${version.go}`;
  const info = { Version: version.go, Time: `${new Date(content.time * 1000).toISOString().slice(0, 19)}Z` };
  const go = await versionOfTool(["go", "version"], folder, GO_MISSING);
  const tools = { ...toolsIn(code), buf: await bufVersion(host), go, "golang.org/x/mod": MOD.split(" v")[1] ?? "" };
  const packed = { name: `${name}.zip`, bytes: readFileSync(zip), prefix: `${module}@${version.go}/`, files: code };
  const made: readonly (readonly [ending: string, bytes: Uint8Array])[] = [
    ["zip", takePacked(packed, wanted)],
    ["mod", readFileSync(join(folder, "go.mod"))],
    ["info", new TextEncoder().encode(`${JSON.stringify(info)}\n`)],
  ];
  return made.map(([ending, bytes]) => ({
    name: `${name}.${ending}`,
    bytes,
    package: { language: "go", runtimes, tools },
  }));
};

/** @see https://go.dev/ref/mod#major-version-suffixes */
function modulePath(name: string, major: number): string {
  return major < 2 ? name : `${name}/v${major}`;
}

/** Messages and services, whose imports of each other begin with the module. */
async function generateGo(room: PackageRoom, wanted: PackageConfig, module: string) {
  const { protos = [...room.content.protos.keys()] } = ownProtos(room);
  const options = protos.map((path) => {
    const folder = parentOf(path);
    // The last part of a module's path is its major version, and no name for a package.
    return folder === "." ? `M${path}=${module};${packageName(wanted.name)}` : `M${path}=${module}/${folder}`;
  });
  const messages = await generateCode(room, wanted, "protoc-gen-go", { version: PROTOC_GEN_GO, options, protos });
  if (!room.content.hasServices) return messages;
  const services = await generateCode(room, wanted, "protoc-gen-go-grpc", {
    version: PROTOC_GEN_GO_GRPC,
    options,
    protos,
  });
  return new Map([...messages, ...services].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function packageName(name: string): string {
  return nameOf(name)
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, "_")
    .replace(/^(?=\d)/, "_");
}

/** What the generated code says it needs at least, and what the configuration names. */
function requirementsOf(runtimes: readonly Runtime[], { dependencies }: PackageConfig): readonly string[] {
  const found = new Map(runtimes.map(({ name, range }) => [name, range]));
  for (const written of dependencies) {
    const [path = "", version = ""] = written.trim().split(/[\s@]+/);
    found.set(path, version);
  }
  return [...found].map(([path, version]) => `${path} ${version}`).sort();
}

const GO_ENVIRONMENT = { GOWORK: "off", GOFLAGS: "-mod=mod", GO111MODULE: "on", GOTOOLCHAIN: "local" };

const GO_MISSING = {
  message: "Go is not installed: `go` is not on the path.",
  next: `Run \`${installCommand({ apt: "golang-go", brew: "go", winget: "GoLang.Go" })}\`.`,
};

/**
 * Completes `go.mod` and writes `go.sum`.
 *
 * @throws ContractsError `config-invalid` for a module that nothing gives a version: the newest of today is not that of tomorrow
 */
async function tidy(folder: string, { at }: PackageConfig, requirements: readonly string[]): Promise<void> {
  await runTool(["go", "mod", "tidy"], {
    name: "go mod tidy",
    cwd: folder,
    env: GO_ENVIRONMENT,
    missing: GO_MISSING,
    next: "Check that the versions exist, and that the Go module proxy can be reached.",
  });
  const listed = readFileSync(join(folder, "go.mod"), "utf8").matchAll(/^(?:require )?\t?(\S+\.\S+) (v\S+)$/gm);
  const known = new Set(requirements.map((each) => each.split(" ")[0]));
  const added = [...listed]
    .filter(([, path = ""]) => !known.has(path))
    .map(([, path, version]) => `${path} ${version}`);
  if (added.length === 0) return;
  throw new ContractsError("config-invalid", {
    message: `The Go module needs ${added.map((each) => `\`${each}\``).join(" and ")}, and no version of it is written down.`,
    at,
    next: `Write it there: \`dependencies: [${added.join(", ")}]\`.`,
  });
}

/** The program that writes a module's zip, compiled once. */
async function zipPacker(host: Host, progress: (step: string) => void): Promise<string> {
  const name = process.platform === "win32" ? "zip.exe" : "zip";
  const folder = join(cacheOf(host), "tools", `${MOD.replace(/[^\w.]+/g, "-")}-${process.platform}-${process.arch}`);
  await makeOnce(folder, async (draft) => {
    progress(`Compiling ${MOD}`);
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, "go.mod"), `module zip\n\ngo 1.23\n\nrequire ${MOD}\n`);
    writeFileSync(join(draft, "main.go"), PACKER);
    await runTool(["go", "build", "-o", name, "."], {
      name: "go build",
      cwd: draft,
      env: { ...GO_ENVIRONMENT, GOOS: "", GOARCH: "" },
      missing: GO_MISSING,
      next: "Check that the Go module proxy can be reached.",
    });
  });
  return join(folder, name);
}

const PACKER = `package main

import (
	"fmt"
	"os"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if err := pack(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func pack(path, version, folder, out string) error {
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(file, module.Version{Path: path, Version: version}, folder); err != nil {
		return err
	}
	return file.Close()
}
`;
