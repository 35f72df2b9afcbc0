import type { Config, GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import type { Stage } from "../stage.js";

/** What an adaptor is given to generate one output from. */
export interface Job {
  readonly host: Host;
  readonly config: Config;
  readonly output: GenerateOutput;
  readonly stage: Stage;
  /** Import paths of the protos to generate from, sorted. */
  readonly protos: readonly string[];
  /** They are all protos of the project. */
  readonly isWhole: boolean;
  /** The same for another output of the project. */
  readonly selected: (output: GenerateOutput) => readonly string[];
  /** Those among all protos of the project that define services. */
  readonly services: ReadonlySet<string>;
  /** The name of each file's Go package, where it gives one, by import path; of all protos of the project. */
  readonly goPackages: ReadonlyMap<string, string | undefined>;
  /** Says what is being done, for a person who waits. */
  readonly progress: (step: string) => void;
}

/** Files by path relative to the workspace root. */
export type Generated = ReadonlyMap<string, Uint8Array>;

/** One generator: how it is run, and how its files are told from others. */
export interface Adaptor {
  /**
   * Generates one output.
   *
   * @throws ContractsError `tool-missing`, `tool-failed` or `config-invalid`
   */
  generate(job: Job): Promise<Generated>;
  /** Whether a file may be this output's, by its path. */
  owns(host: Host, output: GenerateOutput, path: string): boolean;
  /** Import path of the proto that a file was generated from, where the file itself says so. */
  sourceOf?(text: string): string | undefined;
  /** The files that came with the one that `sourceOf` knows. */
  siblingsOf?(path: string): readonly string[];
}

/** As a person who waits is told. */
export function countProtos(protos: readonly string[]): string {
  return protos.length === 1 ? "1 proto" : `${protos.length} protos`;
}
