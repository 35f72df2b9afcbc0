import type { FieldAddition } from "./add-field.js";
import type { MemberAddition } from "./add-member.js";
import type { DefinitionAddition } from "./add-record.js";
import type { ContractRemoval } from "./remove-contract.js";
import type { DefinitionRemoval } from "./remove-definition.js";
import type { FieldDeprecation } from "./deprecate-field.js";
import type { FieldRemoval } from "./remove-field.js";
import type { FieldRenaming } from "./rename-field.js";
import type { MemberRemoval } from "./remove-member.js";

/** What is to change. Every kind has a row in `kinds.ts`. */
export type ChangeRequest =
  | FieldAddition
  | MemberAddition
  | FieldRemoval
  | FieldRenaming
  | FieldDeprecation
  | MemberRemoval
  | DefinitionAddition
  | DefinitionRemoval
  | ContractRemoval;

/** Where and when a change is asked for. */
export interface ChangeContext {
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
  /** Folder in which a person types commands, absolute; default `cwd`. */
  readonly typedIn?: string;
  /** The day, as `2026-12-31`, in UTC. */
  readonly today: string;
  /** Whether stubs are generated again where `generate` is configured; default true. */
  readonly generate?: boolean;
  /** Is told what is being done. */
  readonly progress?: (step: string) => void;
}

/** What a change does to the tree. Nothing of it is written yet. */
export interface ChangePlan {
  /** Path relative to the workspace root → its bytes, or `undefined` where it is deleted; sorted. Empty where nothing changes. */
  readonly files: ReadonlyMap<string, Uint8Array | undefined>;
  /** What was done, a sentence each. */
  readonly done: readonly string[];
  /** What is left for a person, a sentence each. */
  readonly left: readonly string[];
}
