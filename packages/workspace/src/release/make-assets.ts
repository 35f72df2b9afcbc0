import { ContractsError } from "@nx-contracts/ir";
import type { Asset, Progress } from "./asset.js";
import type { ReleaseContent } from "./content.js";
import { MAKERS } from "./makers.js";
import { sha256 } from "./metadata.js";

/** How the file beside an asset ends that holds its digest. */
export const DIGEST_ENDING = ".sha256";

/**
 * Makes every asset of a release, each with its digest beside it.
 *
 * @returns sorted by name
 */
export async function makeAssets(content: ReleaseContent, progress: Progress): Promise<readonly Asset[]> {
  const made: Asset[] = [];
  for (const maker of MAKERS) {
    for (const asset of await maker.make(content, made, progress)) {
      if (made.some(({ name }) => name === asset.name)) throw taken(asset.name);
      made.push(asset);
    }
  }
  const encoder = new TextEncoder();
  const digests = made.map(({ name, bytes }) => ({
    name: `${name}${DIGEST_ENDING}`,
    bytes: encoder.encode(digestLine(name, bytes)),
  }));
  return [...made, ...digests].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The line that `sha256sum FILE` prints in the folder of the file. */
export function digestLine(name: string, bytes: Uint8Array): string {
  return `${sha256(bytes)}  ${name}\n`;
}

/** Whether a file of a release folder is an asset of some release, or the digest of one. */
export function isAsset(name: string): boolean {
  const asset = name.endsWith(DIGEST_ENDING) ? name.slice(0, -DIGEST_ENDING.length) : name;
  return MAKERS.some((maker) => maker.owns(asset));
}

function taken(name: string): ContractsError {
  return new ContractsError("config-invalid", {
    message: `Two assets of the release are called \`${name}\`.`,
    next: "Give one of them another name in the section `release` of contracts.yaml.",
  });
}
