import { indexLines, type Use } from "@nx-contracts/ir";
import type { Place } from "./program.js";
import type { VocabularyIndex, VocabularyMember, VocabularyType } from "./vocabulary-index.js";

type Access = Use["access"];

interface Entry {
  readonly use: Omit<Use, "at">;
  readonly place: Place;
}

/**
 * The uses of one file. A file is walked twice: the first time tells which modules of the contracts it touches,
 * the second what it uses, guesses included.
 */
export class Report {
  readonly #index: VocabularyIndex;
  readonly #touched = new Set<string>();
  readonly #entries = new Map<string, Entry>();
  /** Nothing is kept of the first walk. */
  isKept = false;

  constructor(index: VocabularyIndex) {
    this.#index = index;
  }

  /** The file has to do with a module of the contracts. */
  touch(module: string): void {
    if (!this.isKept) for (const each of this.#index.reachedFrom(module)) this.#touched.add(each);
  }

  module(module: string, place: Place): void {
    this.touch(module);
    this.#keep({ kind: "module", subject: module, access: "name", certainty: "certain" }, place);
  }

  type({ type, isPart, members }: VocabularyType, place: Place): void {
    this.touch(type.module);
    this.#keep({ kind: type.kind, subject: type.name, access: "name", certainty: "certain" }, place);
    // A type for one field alone is a name of that field.
    const [only, ...others] = new Set([...members.values()].flat());
    if (isPart && only && others.length === 0) this.member(only, place, "name", "certain");
  }

  member({ owner, member }: VocabularyMember, place: Place, access: Access, certainty: Use["certainty"]): void {
    if (certainty === "certain") this.touch(owner.type.module);
    const kind = owner.type.kind === "enum" ? "member" : "field";
    this.#keep({ kind, subject: `${owner.type.name}.${member.name}`, access, certainty }, place);
  }

  /** A name taken from something of which nothing is known. */
  guess(name: string, place: Place, access: Access): void {
    if (!this.isKept) return;
    for (const module of this.#touched)
      for (const member of this.#index.spelled(module, name)) this.member(member, place, access, "likely");
  }

  /** Keys of an object of which nothing is known: only where one record has them all. */
  guessRecord(fields: readonly { readonly name: string; readonly at: Place }[]): void {
    const [first, ...others] = fields;
    if (!this.isKept || !first || others.length === 0) return;
    for (const module of this.#touched) {
      for (const { owner } of this.#index.spelled(module, first.name)) {
        if (!others.every(({ name }) => owner.members.has(name) || owner.oneofs.has(name))) continue;
        for (const { name, at } of fields)
          for (const member of owner.members.get(name) ?? []) this.member(member, at, "write", "likely");
      }
    }
  }

  uses(file: string, text: string): readonly Use[] {
    if (this.#entries.size === 0) return [];
    const lines = indexLines(text);
    return [...this.#entries.values()].map(({ use, place }) => ({ ...use, at: lines.span(file, ...place) }));
  }

  #keep(use: Omit<Use, "at">, place: Place): void {
    if (!this.isKept) return;
    const key = `${place[0]}\n${use.kind}\n${use.subject}`;
    const known = this.#entries.get(key);
    if (known && (known.use.certainty === "certain" || use.certainty === "likely")) return;
    this.#entries.set(key, { use, place });
  }
}
