import type { Use } from "@nx-contracts/ir";
import type { FileWalk } from "./file-walk.js";
import { FIELD_TABLES } from "./method-types.js";
import { methodName, type Place } from "./program.js";
import {
  alternatives,
  either,
  FOREIGN,
  listOf,
  type LocalClass,
  partOf,
  recordsOf,
  type Type,
  UNKNOWN,
} from "./type.js";
import type { VocabularyMember, VocabularyType } from "./vocabulary-index.js";

type Access = Use["access"];

/** Classes that extend each other in a longer row than this are not followed. */
export const MOST_BASES = 30;

/** What is reached through a dot, and what that uses. */
export class Members {
  readonly #walk: FileWalk;

  constructor(walk: FileWalk) {
    this.#walk = walk;
  }

  /** Reads a member of a value, and reports the field it is. */
  read(owner: Type, name: string, at: Place, access: Access): Type {
    const parts = alternatives(owner);
    const isOpen = parts.some(({ kind }) => kind === "unknown" || kind === "never");
    return either(parts.map((part) => this.#readOne(part, name, at, access, isOpen ? "likely" : "certain")));
  }

  #readOne(owner: Type, name: string, at: Place, access: Access, certainty: Use["certainty"]): Type {
    switch (owner.kind) {
      case "record":
        return this.#ofRecord(owner.of, name, at, access, certainty);
      case "class":
      case "module":
        return this.inside(owner, name, at);
      case "fields": {
        const found = owner.of.members.get(name) ?? byName(owner.of, name);
        for (const member of found) this.#walk.report.member(member, at, "name", certainty);
        return FOREIGN;
      }
      case "oneof":
        if (name === "case") return { ...owner, kind: "case" };
        return name === "value" ? this.#chosen(owner.members, at, access, certainty) : UNKNOWN;
      case "map":
        return owner.value;
      case "list":
        if (/^\d{1,3}$/.test(name)) return partOf(owner, Number(name));
        return name === "length" ? FOREIGN : UNKNOWN;
      case "instance":
      case "local":
        return this.#ofClass(owner.of, name, at, access, 0) ?? UNKNOWN;
      case "function":
        return owner.of.members?.get(name) ?? FOREIGN;
      case "outside":
        return owner;
      case "unknown":
      case "never":
        this.#walk.report.guess(name, at, access);
        return UNKNOWN;
      default:
        return FOREIGN;
    }
  }

  /** The value of a oneof: that of one field, where only one can be set. */
  #chosen(members: readonly VocabularyMember[], at: Place, access: Access, certainty: Use["certainty"]): Type {
    const [only, ...others] = members;
    if (only && others.length === 0) this.#walk.report.member(only, at, access, certainty);
    return either(members.map((each) => this.typeOfField(each)));
  }

  /** What a module, a record or an enum itself holds; reported where `at` is given. */
  inside(owner: Type, name: string, at: Place | undefined): Type {
    if (owner.kind === "module") return this.#ofModule(owner, name, at);
    if (owner.kind === "alias" && owner.of.kind === "record")
      return this.inside({ kind: "class", of: owner.of.of }, name, at);
    if (owner.kind === "local") return owner.of.members.get(name) ?? UNKNOWN;
    if (owner.kind !== "class") return owner.kind === "outside" ? owner : UNKNOWN;
    const { of } = owner;
    const inner = this.#walk.resolver.index.inner(of, name);
    if (inner) {
      if (at) this.#walk.report.type(inner, at);
      return { kind: "class", of: inner };
    }
    if (FIELD_TABLES.has(name)) return { kind: "fields", of };
    if (name === "DESCRIPTOR") return owner;
    const constant = this.#walk.resolver.index.constant(of.type.module, name, of.type.symbol);
    const members = of.members.get(name) ?? (constant && [constant]) ?? [];
    const [first] = members;
    if (at) for (const member of members) this.#walk.report.member(member, at, "name", "certain");
    if (!first) return UNKNOWN;
    return of.type.kind === "enum" || constant ? FOREIGN : this.typeOfField(first);
  }

  #ofModule(owner: Extract<Type, { kind: "module" }>, name: string, at: Place | undefined): Type {
    const { index } = this.#walk.resolver;
    const found = this.#walk.resolver.lookup(owner.path, name, owner.from);
    if (found?.kind === "constant") {
      if (at) this.#walk.report.member(found.of, at, "name", "certain");
      return FOREIGN;
    }
    if (found) {
      if (at && found.kind === "class") this.#walk.report.type(found.of, at);
      this.#walk.report.names(recordsOf(found));
      const module = found.kind === "module" ? index.findModule(found.path) : undefined;
      if (at && module !== undefined) this.#walk.report.module(module, at);
      return found;
    }
    return { kind: "outside", name };
  }

  #ofRecord(of: VocabularyType, name: string, at: Place, access: Access, certainty: Use["certainty"]): Type {
    const found = of.members.get(name);
    if (found) {
      for (const member of found) this.#walk.report.member(member, at, access, certainty);
      return either(found.map((member) => this.typeOfField(member)));
    }
    const oneof = of.oneofs.get(name);
    if (oneof) return { kind: "oneof", record: of, members: oneof };
    return name === "DESCRIPTOR" ? { kind: "class", of } : UNKNOWN;
  }

  /** Members of a class of the workspace; those of the record that it extends are fields. */
  #ofClass(of: LocalClass, name: string, at: Place, access: Access, depth: number): Type | undefined {
    const own = of.members.get(name) ?? this.#walk.resolver.besides(methodName(of.step.name, name), of.path);
    if (own || depth > MOST_BASES) return own;
    for (const base of of.bases.flatMap(alternatives)) {
      if (base.kind === "instance") {
        const found = this.#ofClass(base.of, name, at, access, depth + 1);
        if (found) return found;
      } else if (base.kind === "record" && (base.of.members.has(name) || base.of.oneofs.has(name))) {
        return this.#ofRecord(base.of, name, at, access, "certain");
      } else if (base.kind === "unknown") {
        this.#walk.report.guess(name, at, access);
      }
    }
    return undefined;
  }

  /** What a field holds. */
  typeOfField({ owner, member }: VocabularyMember): Type {
    const target =
      member.type === undefined ? undefined : this.#walk.resolver.index.named(member.type, owner.type.module);
    const held: Type = target && target.type.kind === "record" ? { kind: "record", of: target } : FOREIGN;
    if (member.shape === "one") return held;
    return member.shape === "list" ? listOf(held) : { kind: "map", value: held };
  }
}

/** Fields by their name in the schema: what functions that take names as text ask for. */
export function byName(of: VocabularyType, name: string): readonly VocabularyMember[] {
  return [...new Set([...of.members.values()].flat())].filter(({ member }) => member.name === name);
}
