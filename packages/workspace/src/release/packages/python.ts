import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { environmentWith } from "../../codegen/python/environment.js";
import { runTool } from "../../codegen/run-tool.js";
import { isImportable, moduleOf } from "../../layout/python.js";
import type { PackageConfig } from "../../config/packages.js";
import { toolsIn } from "../generate-code.js";
import { runtimesOf } from "../runtimes.js";
import {
  authorOf,
  type BuildPackage,
  generateCode,
  licenseFiles,
  ownProtos,
  type PackageRoom,
  readme,
  writeFiles,
} from "./package.js";
import { takePacked } from "./packed.js";
import { isFreeName } from "./python-names.js";
import { tomlPairs, tomlString } from "./toml.js";

/** Version of grpcio-tools where `generate` of the configuration names none. */
const GRPCIO_TOOLS = "1.85.1";

/** The frontend, the backend and all that they need, so that none of them changes between two releases. */
const BUILD = [
  "build==1.6.1",
  "hatchling==1.33.0",
  "packaging==26.4",
  "pathspec==1.1.1",
  "pluggy==1.7.0",
  "pyproject_hooks==1.3.3",
  "tomlkit==0.15.2",
  "trove-classifiers==2026.9.21.13",
];

function pinOf(name: string): string {
  return BUILD.find((pin) => pin.startsWith(`${name}==`))?.slice(name.length + 2) ?? "";
}

/**
 * A wheel and a source distribution by `python -m build`. Both take the time
 * of their files from the release.
 * @see https://hatch.pypa.io/latest/config/build/#reproducible-builds
 */
export const buildPython: BuildPackage = async (room, wanted) => {
  const { host, stage, content, progress, version } = room;
  if (version.pep440 === undefined) {
    throw new ContractsError("usage", {
      message: `Python has no version like \`${version.semver}\`, which the tag \`${content.tag.name}\` names.`,
      at: wanted.at,
      next: "Call pre-releases `alpha`, `beta`, `rc` or `dev` with one number, such as `proto-v2.0.0-rc.1`.",
    });
  }
  const files = await generateFiles(room, wanted);
  const python = await environmentWith(host, `build ${pinOf("build")}`, BUILD, progress);
  progress(`Building the wheel of ${wanted.name} ${version.pep440}`);
  const [folder, out] = [stage.folder(), stage.folder()];
  const license = licenseFiles(room, wanted);
  const example = [...files.keys()].find((path) => path.endsWith("_pb2.py"))?.slice(0, -".py".length);
  const imported = (example ?? "").replaceAll("/", ".");
  const use = [
    `\`\`\`python\n${isImportable(imported) ? `import ${imported}` : `importlib.import_module("${imported}")`}\n\`\`\``,
  ];
  const runtimes = runtimesOf("python", files, content.hasServices);
  const dependencies = [...runtimes.map(({ name, range }) => `${name}${range}`), ...wanted.dependencies];
  const project = { name: wanted.name, version: version.pep440, dependencies };
  writeFiles(folder, new Map([...files].map(([path, bytes]) => [`src/${path}`, bytes])));
  writeFiles(folder, license);
  writeFiles(
    folder,
    new Map([
      ["README.md", readme(room, wanted, use)],
      ["pyproject.toml", pyproject(project, wanted, [...license.keys()])],
    ]),
  );
  await runTool([python, "-m", "build", "--no-isolation", "--outdir", out, folder], {
    name: "python -m build",
    cwd: folder,
    env: { SOURCE_DATE_EPOCH: String(content.time), PYTHONHASHSEED: "0" },
    missing: { message: `\`${python}\` cannot be started.`, next: "Delete the cache folder and run this again." },
  });
  const tools = { build: pinOf("build"), hatchling: pinOf("hatchling"), ...toolsIn(files) };
  return readdirSync(out)
    .sort()
    .map((name) => ({
      name,
      bytes: takePacked(
        { name, bytes: readFileSync(join(out, name)), prefix: name.endsWith(".whl") ? "" : prefixOf(name), files },
        wanted,
      ),
      package: { language: "python", runtimes, tools },
    }));
};

/** Where stubs lie in a source distribution. */
function prefixOf(name: string): string {
  return `${name.slice(0, -".tar.gz".length)}/src/`;
}

/** Stubs, and in each package at the top the mark that they are typed. */
async function generateFiles(room: PackageRoom, wanted: PackageConfig): Promise<ReadonlyMap<string, Uint8Array>> {
  const name = wanted.package ?? packageAround(room, wanted);
  const stubs = await generateCode(room, wanted, "grpcio-tools", {
    version: GRPCIO_TOOLS,
    package: name,
    ...ownProtos(room),
  });
  const folder = name === "" ? "" : `${name.replaceAll(".", "/")}/`;
  const files = new Map([...stubs].map(([path, bytes]) => [`${folder}${path}`, bytes]));
  const tops = new Set(
    [...files.keys()].flatMap((path) => (path.includes("/") ? [path.slice(0, path.indexOf("/"))] : [])),
  );
  for (const top of tops) files.set(`${top}/py.typed`, new Uint8Array());
  for (let at = folder.lastIndexOf("/"); at >= 0; at = folder.lastIndexOf("/", at - 1)) {
    files.set(`${folder.slice(0, at)}/__init__.py`, new Uint8Array());
  }
  return files;
}

/** None, as long as every folder of protos is free to be a package at the top. */
function packageAround(room: PackageRoom, { name }: PackageConfig): string {
  const { protos = [...room.content.protos.keys()] } = ownProtos(room);
  const tops = protos.map((path) => moduleOf(path).split(".")[0] ?? "");
  if (tops.every(isFreeName)) return "";
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^(?=\d)/, "_");
}

interface Project {
  readonly name: string;
  readonly version: string;
  readonly dependencies: readonly string[];
}

/** @see https://packaging.python.org/en/latest/specifications/pyproject-toml/ */
function pyproject(project: Project, wanted: PackageConfig, licenses: readonly string[]): string {
  const { description, license, repository, homepage, requiresPython } = wanted;
  const authors = wanted.authors.map((written) => {
    const { name, email } = authorOf(written);
    return `{ name = ${tomlString(name)}${email === undefined ? "" : `, email = ${tomlString(email)}`} }`;
  });
  const urls = tomlPairs({ Homepage: homepage, Repository: repository });
  return [
    `[build-system]\n${tomlPairs({ requires: [`hatchling==${pinOf("hatchling")}`], "build-backend": "hatchling.build" })}`,
    `[project]\n${tomlPairs({
      name: project.name,
      version: project.version,
      description,
      readme: "README.md",
      "requires-python": requiresPython ?? ">=3.10",
      license,
      "license-files": licenses,
      dependencies: project.dependencies,
    })}${authors.length === 0 ? "" : `authors = [${authors.join(", ")}]\n`}`,
    ...(urls === "" ? [] : [`[project.urls]\n${urls}`]),
    // What the repository around ignores is no matter of the package.
    "[tool.hatch.build]\nignore-vcs = true\n",
    `[tool.hatch.build.targets.wheel]\n${tomlPairs({ "only-include": ["src"], sources: ["src"] })}`,
    `[tool.hatch.build.targets.sdist]\n${tomlPairs({ "only-include": ["src", "README.md", ...licenses] })}`,
  ].join("\n");
}
