import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { cacheOf, sweepFolders, temporaryFolder } from "../codegen/cache.js";
import { runTool } from "../codegen/run-tool.js";
import type { Config } from "../config/config.js";
import { isPathLike, joinPath } from "../path.js";
import type { Asset, AssetMaker } from "./asset.js";
import type { ReleaseContent } from "./content.js";

/** Stands in an argument for the asset that is signed. */
const FILE = "{file}";

/**
 * Signs assets by the tool that the configuration names: it is given them in a
 * folder of their own, and what it writes beside them is part of the release.
 * Where it fails, nothing is released.
 *
 * @param others makers of what is signed
 */
export function signatures(others: readonly AssetMaker[]): AssetMaker {
  return {
    async make(content, made, progress) {
      const { sign } = content.config.release;
      if (sign === undefined) return [];
      progress(`Signing by ${sign[0] ?? ""}`);
      sweepFolders(cacheOf(content.workspace), "sign");
      const folder = temporaryFolder(cacheOf(content.workspace), "sign");
      try {
        for (const { name, bytes } of made) writeFileSync(join(folder, name), bytes);
        for (const argv of commandsOf(content, sign, made)) await runSigner(argv, folder);
        return collect(folder, made, content.config);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    // What signers write is called like the asset, and what they add.
    owns: (name) => {
      for (let at = name.lastIndexOf("."); at > 0; at = name.lastIndexOf(".", at - 1)) {
        const signed = name.slice(0, at);
        if (others.some((maker) => maker.owns(signed))) return true;
      }
      return false;
    },
  };
}

/** One command for each asset where an argument names it, else one for all. Paths start from the folder of the assets. */
function commandsOf({ workspace, config }: ReleaseContent, sign: readonly string[], made: readonly Asset[]) {
  const [named = "", ...args] = sign;
  // A program of the repository is that of the commit, named as seen from contracts.yaml.
  const program = isPathLike(named) ? workspace.absolute(joinPath(config.folder, named)) : named;
  const files = made.map(({ name }) => `./${name}`).sort();
  if (!args.some((arg) => arg.includes(FILE))) return [[program, ...args, ...files] as const];
  return files.map((file) => [program, ...args.map((arg) => arg.replaceAll(FILE, file))] as const);
}

async function runSigner(argv: readonly [string, ...string[]], cwd: string): Promise<void> {
  await runTool(argv, {
    name: argv[0],
    cwd,
    missing: {
      message: `\`${argv[0]}\`, the program of \`release.sign\`, cannot be started.`,
      next: "Install it, or correct `release.sign` of contracts.yaml.",
    },
    next: "Nothing is released. What it printed says why; run it by hand on a file to try it.",
  });
}

/** What the signer wrote; everything else has to be as it was. */
function collect(folder: string, made: readonly Asset[], { release: { at } }: Config): readonly Asset[] {
  const known = new Map(made.map(({ name, bytes }) => [name, bytes]));
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const refuse = (message: string) =>
    new ContractsError("tool-failed", {
      message,
      at,
      next: "Let `release.sign` write signatures beside the assets, and change nothing.",
    });
  const written: Asset[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) throw refuse(`The signer wrote \`${entry.name}\`, which is no plain file.`);
    const bytes = readFileSync(join(folder, entry.name));
    const before = known.get(entry.name);
    if (before === undefined) written.push({ name: entry.name, bytes });
    else if (Buffer.compare(before, bytes) !== 0) throw refuse(`The signer changed \`${entry.name}\`.`);
    known.delete(entry.name);
  }
  const [gone] = known.keys();
  if (gone !== undefined) throw refuse(`The signer removed \`${gone}\`.`);
  if (written.length === 0) throw refuse("The signer wrote no file.");
  return written;
}
