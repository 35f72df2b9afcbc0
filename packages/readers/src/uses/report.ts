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
  /** Types that the file names, and those that it reads something of. */
  readonly #named = new Set<VocabularyType>();
  /** Those that code may come to from there; made when nothing is added any more. */
  #reached: ReadonlySet<VocabularyType> | undefined;
  readonly #entries = new Map<string, Entry>();
  /** Nothing is kept of the first walk. */
  isKept = false;

  constructor(index: VocabularyIndex) {
    this.#index = index;
  }

  /** The file has to do with a module of the contracts. */
  touch(module: string): void {
    if (!this.isKept) this.#touched.add(module);
  }

  /** The file names types, or what takes or gives them. */
  names(types: readonly VocabularyType[]): void {
    for (const each of types) {
      this.touch(each.type.module);
      if (!this.isKept) this.#named.add(each);
    }
  }

  module(module: string, place: Place): void {
    this.touch(module);
    this.names(this.#index.onlyServices(module));
    this.#keep({ kind: "module", subject: module, access: "name", certainty: "certain" }, place);
  }

  type(of: VocabularyType, place: Place): void {
    const { type, isPart, members } = of;
    this.names([of]);
    this.#keep({ kind: type.kind, subject: type.name, access: "name", certainty: "certain" }, place);
    // A type for one field alone is a name of that field.
    const [only, ...others] = new Set([...members.values()].flat());
    if (isPart && only && others.length === 0) this.member(only, place, "name", "certain");
  }

  member({ owner, member }: VocabularyMember, place: Place, access: Access, certainty: Use["certainty"]): void {
    if (certainty === "certain") this.names([owner]);
    const kind = owner.type.kind === "enum" ? "member" : "field";
    this.#keep({ kind, subject: `${owner.type.name}.${member.name}`, access, certainty }, place);
  }

  /** A name taken from something of which nothing is known. */
  guess(name: string, place: Place, access: Access): void {
    if (!this.isKept) return;
    for (const member of this.#spelled(name)) this.member(member, place, access, "likely");
  }

  /** Fields that are spelled so, of records that the file names or may come to from those. */
  *#spelled(name: string): Generator<VocabularyMember> {
    this.#reached ??= this.#index.reachedFrom(this.#named);
    for (const module of this.#touched)
      for (const member of this.#index.spelled(module, name)) if (this.#reached.has(member.owner)) yield member;
  }

  /** Keys of an object of which nothing is known: only where one record has them all. */
  guessRecord(fields: readonly { readonly name: string; readonly at: Place }[]): void {
    const [first, ...others] = fields;
    if (!this.isKept || !first || others.length === 0) return;
    for (const { owner } of this.#spelled(first.name)) {
      if (!others.every(({ name }) => owner.members.has(name) || owner.oneofs.has(name))) continue;
      for (const { name, at } of fields)
        for (const member of owner.members.get(name) ?? []) this.member(member, at, "write", "likely");
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
