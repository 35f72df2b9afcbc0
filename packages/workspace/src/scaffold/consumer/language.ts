import type { CodeLanguage } from "@nx-contracts/ir";
import type { Config, GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import type { Outputs } from "../../uses/stub-modules.js";
import type { Texts } from "../plan.js";
import type { Entry } from "./append-output.js";
import type { Subject } from "./subject.js";

/** Generated code that a consumer reads, on disk or about to be. */
export interface Stubs {
  /** What `generate` names, or what stands for it where a release was unpacked. */
  readonly output: GenerateOutput;
  /** How the language imports what is made of the subject's proto. */
  readonly module: string;
  /** It is not checked in: the contract project makes it before anything is built. */
  readonly isMadeFirst: boolean;
  /** Every package that the protos declare, sorted. */
  readonly packages: readonly string[];
  /** Protos whose services are generated. */
  readonly hasServices: boolean;
  /** Where the code comes from, as the end of a sentence that names it. */
  readonly origin: string;
  /** Where it has to come from where it is missing, as what a sentence says of it. */
  readonly remedy: string;
  /** The release that was unpacked into the consumer's own folder; absent where the workspace generates. */
  readonly release?: string;
}

/** A consumer as it was asked for. */
export interface Wanted {
  /** The workspace, with what is planned already. */
  readonly host: Host;
  /** Name of the project. */
  readonly name: string;
  /** Relative to the workspace root. */
  readonly folder: string;
  readonly subject: Subject;
  readonly config: Outputs & Pick<Config, "path">;
  /** Name of the contract project, and of its target that generates. */
  readonly contracts: { readonly project: string; readonly generate: string };
}

export interface ConsumerFiles {
  /** New ones. */
  readonly files: Texts;
  /** Others, that list what belongs to the workspace. */
  readonly edits: Texts;
  readonly left: readonly string[];
}

/** How a consumer is written in one language. */
export interface ConsumerLanguage {
  readonly language: CodeLanguage;
  /** Whether an output can be read from where it lies; else why not, as the end of a sentence. */
  readonly refusal: (host: Host, output: GenerateOutput, wanted: Wanted) => string | undefined;
  /** What to add to `generate` where no output can be read. */
  readonly entry: (wanted: Wanted) => Entry;
  /** Files that have to be there before anything is generated. */
  readonly ahead: (wanted: Wanted) => Texts;
  /** @throws ContractsError `usage` for what the language cannot name */
  readonly files: (wanted: Wanted, stubs: Stubs) => ConsumerFiles;
}
