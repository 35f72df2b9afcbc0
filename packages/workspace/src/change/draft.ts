import type { ReadContract, Side, TextOf } from "@nx-contracts/engine";
import { applyEdits } from "@nx-contracts/engine/edit";
import {
  type LockedDefinition,
  type LockEntry,
  type NumberRange,
  parseLock,
  rangesOf,
} from "@nx-contracts/engine/lifecycle";
import { type Edit, type Language, type Problem, type ReadRule } from "@nx-contracts/ir";
import type { Config, ContractSide } from "../config/config.js";
import { findConfig } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import type { Host } from "../host.js";
import { lockPath } from "../lock/project-lock.js";
import { editBytes } from "../read/edit-bytes.js";
import { readSide, SourceTexts } from "../read/read-side.js";
import { withModules } from "../read/proto-modules.js";
import { decodeText } from "../read/text.js";
import { type OverlayHost, overlay } from "./overlay.js";
import { refused } from "./refused.js";
import type { ChangeContext } from "./request.js";

/** What sources of a language are called: no other file changes what is read. */
const SUFFIXES = { proto: ".proto", pydantic: ".py", typescript: "ts" } as const satisfies Record<Language, string>;

/** A change under way: the texts as they will be, read again whenever they change. */
export class Draft {
  readonly host: OverlayHost;
  readonly config: Config;
  readonly context: ChangeContext;
  /** What was done, and what is left for a person: a sentence each. */
  readonly done: string[] = [];
  readonly left: string[] = [];
  /** What keeps contracts from being read, by their ids. */
  readonly unreadable = new Map<string, readonly Problem[]>();
  readonly #revisions = new Map<string, number>();
  readonly #sides = new Map<ContractSide, { readonly state: string; readonly side: Side }>();
  #texts: SourceTexts;
  #plain: TextOf;
  #withModules: TextOf | undefined;

  /** The workspace as it was. */
  readonly original: Host;

  constructor(original: Host, host: OverlayHost, config: Config, context: ChangeContext) {
    this.original = original;
    this.host = host;
    this.config = config;
    this.context = context;
    this.#texts = new SourceTexts(host);
    this.#plain = textsOf(this.#texts);
  }

  /**
   * Text of a file as it is now, with the protos around it once contracts were read; a new function after every change,
   * so that nothing kept for an old one is used.
   */
  get textOf(): TextOf {
    return this.#withModules ?? this.#plain;
  }

  /** Every contract as its texts are now, but those that have errors: they are left alone. */
  async contracts(): Promise<readonly ReadContract[]> {
    this.#withModules ??= await withModules(this.host, this.config, this.#texts);
    const read: ReadContract[] = [];
    for (const { id, source, mirrors, policy } of this.config.contracts) {
      const sides = [];
      for (const mirror of mirrors) sides.push({ ...(await this.#read(mirror)), mapping: mirror.mapping });
      const contract: ReadContract = { id, source: await this.#read(source), mirrors: sides, policy };
      const broken = [contract.source, ...sides].flatMap(errorsOf);
      if (broken.length === 0) read.push(contract);
      else this.unreadable.set(id, broken);
    }
    return read;
  }

  /**
   * Makes edits, each file whole.
   *
   * @throws ContractsError `change-refused` where the text is not what an edit expects
   */
  apply(edits: readonly Edit[]): void {
    const files = [...new Set(edits.map(({ file }) => file))];
    const written = files.map((file) => {
      const bytes = this.host.bytes(file);
      const own = edits.filter((edit) => edit.file === file);
      const after = bytes && editBytes(bytes, (text) => applyEdits(text, own));
      if (after) return [file, after] as const;
      throw refused(`\`${file}\` cannot be edited: two edits want the same line of it.`, "Make the change by hand.");
    });
    for (const [file, bytes] of written) this.put(file, bytes);
  }

  /** Gives a file other bytes, or deletes it. */
  put(path: string, bytes: Uint8Array | undefined): void {
    this.host.put(path, bytes);
    this.#revisions.set(path, (this.#revisions.get(path) ?? 0) + 1);
    this.#texts = new SourceTexts(this.host);
    this.#plain = textsOf(this.#texts);
    this.#withModules = undefined;
  }

  /** Numbers that the lock remembers of a message or an enum; none where there is no lock. */
  spentNumbers(qualifiedName: string): readonly NumberRange[] {
    const known = this.#locked(qualifiedName);
    return known ? [...rangesOf(known.entries.map(({ number }) => number)), ...known.reserved.numbers] : [];
  }

  /** What the lock remembers of a message or an enum: what it has, and what is gone. */
  remembered(qualifiedName: string): readonly LockEntry[] {
    return this.#locked(qualifiedName)?.entries ?? [];
  }

  /** Names that the lock remembers of a message or an enum, of what is gone. */
  spentNames(qualifiedName: string): readonly string[] {
    return this.remembered(qualifiedName).flatMap(({ name, retired }) => (retired ? [name] : []));
  }

  #locked(qualifiedName: string): LockedDefinition | undefined {
    const path = lockPath(this.config);
    return parseLock(decodeText(this.host.bytes(path)), path).lock.definitions.get(qualifiedName);
  }

  /** The same change begun once more, from what was decided so far. */
  fork(): Draft {
    return new Draft(this.original, overlay(this.host, this.host.pending), this.config, this.context);
  }

  async #read(side: ContractSide): Promise<Side> {
    const state = [...this.#revisions].filter(([path]) => path.endsWith(SUFFIXES[side.reader])).join();
    const known = this.#sides.get(side);
    if (known?.state === state) return known.side;
    const read = await readSide(this.host, this.#texts, side);
    this.#sides.set(side, { state, side: read });
    return read;
  }
}

function textsOf(texts: SourceTexts): TextOf {
  return (path) => texts.textOf(path);
}

/** What leaves holes in a text: nobody knows what stands there. Names that are not found stay what they were. */
const HOLES: ReadonlySet<ReadRule> = new Set(["read/syntax-error", "read/not-utf8", "read/too-large"]);

function errorsOf({ diagnostics }: Side): readonly Problem[] {
  return diagnostics
    .filter(({ rule }) => HOLES.has(rule))
    .map(({ message, at, help = "Mend it first." }) => ({ message, at, next: help }));
}

/**
 * Begins a change.
 *
 * @throws ContractsError where the configuration is missing or wrong
 */
export async function openDraft(host: Host, context: ChangeContext): Promise<Draft> {
  const config = loadConfig(host, await findConfig(host, context.cwd, context.config));
  return new Draft(host, overlay(host, host.pending), config, context);
}
