import type { MessageIn } from "../proto-index.js";
import { ProtoIndex } from "../proto-index.js";
import type { ConfluentDifference } from "./difference.js";
import type { ProtoFile, ProtoMessage } from "@nx-contracts/ir";

/** What is registered under one subject and version: a file, and what its names need to be resolved. */
export interface ConfluentSchema {
  readonly main: ProtoFile;
  /** What `main` imports, directly or not; `main` itself and files that it does not import may be among them. */
  readonly files: readonly ProtoFile[];
}

/** The same kind of thing of both schemas. */
export interface Both<Thing> {
  readonly original: Thing;
  readonly update: Thing;
}

/**
 * Finds differences one by one. In between it may hand over two messages of
 * one name, to be compared before it goes on: it is then told whether they are
 * incompatible; who loops over a walk tells it nothing, and it goes on as if
 * they were not.
 */
export type Walk = Generator<ConfluentDifference | Both<MessageIn>, void, boolean | undefined>;

/** One of the two schemas. */
interface Side {
  readonly main: ProtoFile;
  readonly messages: ReadonlyMap<string, MessageIn>;
}

/** What every part of one comparison shares. */
export class Scope implements Both<Side> {
  readonly original: Side;
  readonly update: Side;
  /** Original messages that are being compared: within them they are not compared again. */
  readonly open = new Set<ProtoMessage>();
  #comparedFields = 0;

  constructor({ original, update }: Both<Side>) {
    this.original = original;
    this.update = update;
  }

  /** Of the same schemas, with no message being compared. */
  apart(): Scope {
    return new Scope(this);
  }

  /** How many fields have been compared, those counted again that were compared again. */
  get comparedFields(): number {
    return this.#comparedFields;
  }

  /** Takes note that a message is compared that has so many fields. */
  countMessage(fields: number): void {
    this.#comparedFields += 1 + fields;
  }
}

export function sideOf({ main, files }: ConfluentSchema): Side {
  const others = files.filter(({ path }) => path !== main.path);
  return { main, messages: new ProtoIndex([...others, main]).messages };
}
