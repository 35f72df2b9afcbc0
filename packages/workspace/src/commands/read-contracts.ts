import type { MirrorSide, ReadContract } from "@nx-contracts/engine";
import type { Config, ContractSide } from "../config/config.js";
import type { Host } from "../host.js";
import { readSide, SourceTexts } from "../read/read-side.js";

export interface ReadContracts {
  readonly read: readonly ReadContract[];
  readonly texts: SourceTexts;
}

/** Reads what the families look at: `lint` alone knows protos only, and asks for no model to be readable. */
export async function readContracts(host: Host, config: Config, families: readonly string[]): Promise<ReadContracts> {
  const texts = new SourceTexts(host);
  const read: ReadContract[] = [];
  const needsProtos = families.some((family) => family === "lint" || family === "lifecycle" || family === "compat");
  const isWanted = ({ reader }: ContractSide) => families.includes("parity") || (needsProtos && reader === "proto");
  for (const { id, source, mirrors, policy } of config.contracts) {
    const sides: MirrorSide[] = [];
    for (const side of [{ ...source, mapping: {} }, ...mirrors].filter(isWanted)) {
      sides.push({ ...(await readSide(host, texts, side)), mapping: side.mapping });
    }
    const [first, ...rest] = sides;
    if (first) read.push({ id, source: first, mirrors: rest, policy });
  }
  return { read, texts };
}
