import type { Schema, Use } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";

/** A use, and who makes it. */
export interface FoundUse extends Use {
  /** Name of the project that the file belongs to; empty for a file that belongs to none. */
  readonly project: string;
  /** Root of the project, relative to the workspace root; `.` for that itself. */
  readonly projectRoot: string;
}

export interface FindUsesRequest {
  /** What the protos and models of the project define, now or in an older version. */
  readonly schemas: readonly Schema[];
  /**
   * Qualified names of records, enums, fields and members: only uses of these (a record's include those of its fields).
   * Absent for all.
   */
  readonly subjects?: readonly string[];
}

/** Finds who uses what the contracts define, in the whole workspace. Sorted by place; each use once. */
export type FindUses = (host: Host, config: Config, request: FindUsesRequest) => Promise<readonly FoundUse[]>;
