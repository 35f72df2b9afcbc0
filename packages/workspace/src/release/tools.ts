import ssri from "ssri";
import { isPlain } from "../config/tolerant-yaml.js";
import { textAt } from "../read/text.js";
import type { Asset } from "./asset.js";
import type { ReleaseContent } from "./content.js";

/** A tool that had a part in a release. */
export interface UsedTool {
  readonly name: string;
  readonly version: string;
  /** Hexadecimal, of the package that npm's lock file of the commit pins. */
  readonly sha512?: string;
}

/** Every tool that made assets or generated code, sorted by name; one that comes in two versions stands there twice. */
export function toolsOf(
  { generated, toolVersion, workspace }: ReleaseContent,
  made: readonly Asset[],
): readonly UsedTool[] {
  const all = [
    { "nx-contracts": toolVersion },
    ...[...generated.values()].map(({ tools }) => tools),
    ...made.map((asset) => asset.package?.tools ?? {}),
  ];
  const unique = new Map(
    all.flatMap((each) => Object.entries(each).map(([name, version]) => [`${name}@${version}`, { name, version }])),
  );
  const locked = readLock(textAt(workspace, "package-lock.json"));
  return [...unique]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { name, version }]) => {
      const sha512 = locked(NPM_NAMES[name] ?? name, version);
      return { name, version, ...(sha512 !== undefined && { sha512 }) };
    });
}

/** Tools whose packages of npm are called otherwise. */
const NPM_NAMES: { readonly [tool in string]?: string } = {
  buf: "@bufbuild/buf",
  "protoc-gen-es": "@bufbuild/protoc-gen-es",
};

/** @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages */
function readLock(text: string): (name: string, version: string) => string | undefined {
  const content = parse(text);
  const packages = isPlain(content) && isPlain(content["packages"]) ? content["packages"] : {};
  return (name, version) => {
    const entry = packages[`node_modules/${name}`];
    if (!isPlain(entry) || entry["version"] !== version || typeof entry["integrity"] !== "string") return undefined;
    const hashes = ssri.parse(entry["integrity"])?.["sha512"];
    const digest = Buffer.from(hashes?.[0]?.digest ?? "", "base64").toString("hex");
    return digest.length === 128 ? digest : undefined;
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
