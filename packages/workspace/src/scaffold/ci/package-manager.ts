import { parse } from "jsonc-parser";
import { isPlain } from "../../config/tolerant-yaml.js";
import type { Host } from "../../host.js";
import { textAt } from "../../read/text.js";

/** How a workspace installs its packages, and starts what they bring along. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  readonly lockFile?: string;
  /** Installs what the lock file says, and nothing else. */
  readonly install: string;
  /** What a command of a package starts with. */
  readonly run: string;
  /** The manifest says which version of the manager it takes. */
  readonly isNamed: boolean;
  /** Corepack has to be switched on: the version is no part of Node. */
  readonly usesCorepack: boolean;
}

/** Tells the package manager by its lock file; npm where there is none. */
export function packageManagerOf(host: Host): PackageManager {
  const lockFile = LOCK_FILES.find(([file]) => host.kind(file) === "file");
  const [file, name] = lockFile ?? [undefined, "npm"];
  const manifest: unknown = parse(textAt(host, "package.json"));
  const isNamed = isPlain(manifest) && typeof manifest["packageManager"] === "string";
  const isBerry = name === "yarn" && textAt(host, "yarn.lock").includes("__metadata:");
  const install = {
    npm: file === undefined ? "npm install" : "npm ci",
    pnpm: "pnpm install --frozen-lockfile",
    yarn: isBerry ? "yarn install --immutable" : "yarn install --frozen-lockfile",
    bun: "bun install --frozen-lockfile",
  };
  const run = {
    npm: "npx --no-install",
    pnpm: "pnpm exec",
    yarn: isBerry ? "yarn run" : "yarn run --silent",
    bun: "bunx",
  };
  return {
    name,
    ...(file !== undefined && { lockFile: file }),
    install: install[name],
    run: run[name],
    isNamed,
    usesCorepack: name === "yarn" && (isBerry || isNamed),
  };
}

const LOCK_FILES = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
] as const;
