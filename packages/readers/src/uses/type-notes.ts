import type { FileWalk } from "./file-walk.js";
import type { ClassStep, Place, TypeNote } from "./program.js";
import type { Scope } from "./scope.js";
import { each, either, FOREIGN, listOf, tupleOf, type Type, UNKNOWN } from "./type.js";

/** What types as written mean. */
export class TypeNotes {
  readonly #walk: FileWalk;
  #isReported = false;

  constructor(walk: FileWalk) {
    this.#walk = walk;
  }

  /** The type of values, records named on the way reported. */
  mention(note: TypeNote, scope: Scope): Type {
    this.#isReported = true;
    try {
      return this.typeOf(note, scope);
    } finally {
      this.#isReported = false;
    }
  }

  /** The type of values. */
  typeOf(note: TypeNote, scope: Scope): Type {
    switch (note.kind) {
      case "named":
        return this.#named(note.path, note.at, scope);
      case "list":
        return listOf(this.typeOf(note.item, scope));
      case "channel":
        return { kind: "channel", item: this.typeOf(note.item, scope) };
      case "key":
        return each(this.typeOf(note.of, scope), (part) =>
          part.kind === "record" ? { kind: "key", of: part.of } : FOREIGN,
        );
      case "map":
        return { kind: "map", value: this.typeOf(note.value, scope) };
      case "tuple":
        return tupleOf(note.items.map((item) => this.typeOf(item, scope)));
      case "union":
        return either(note.of.map((part) => this.typeOf(part, scope)));
      case "foreign":
        return FOREIGN;
      case "object": {
        const members = new Map(note.fields.map(({ name, type }) => [name, this.typeOf(type, scope)]));
        const step: ClassStep = { kind: "class", name: "", bases: [], fields: note.fields, body: [] };
        return { kind: "instance", of: { step, bases: [], members, path: this.#walk.path } };
      }
      case "keys": {
        const of = this.typeOf(note.of, scope);
        if (this.#isReported) for (const { name, at } of note.keys) this.#walk.members.read(of, name, at, "name");
        return of;
      }
      case "unknown":
        for (const named of note.of ?? []) this.typeOf(named, scope);
        return UNKNOWN;
    }
  }

  #named([first, ...rest]: readonly string[], at: Place, scope: Scope): Type {
    if (first === undefined) return UNKNOWN;
    let type = this.#walk.expressions.name(first, scope);
    for (const part of rest) {
      const found = this.#walk.members.inside(type, part, this.#isReported ? at : undefined);
      // A note goes through a record to one of its fields: `Anime["score"]`.
      if (type.kind === "class" && type.of.type.kind === "record" && found.kind !== "class") return found;
      type = found;
    }
    if (this.#isReported && type.kind === "class") this.#walk.report.type(type.of, at);
    return valueOf(type);
  }
}

/** A value of a type. */
function valueOf(type: Type): Type {
  switch (type.kind) {
    case "class":
      return type.of.type.kind === "enum" ? FOREIGN : { kind: "record", of: type.of };
    case "local":
      return { kind: "instance", of: type.of };
    case "alias":
      return type.of;
    // Itself nothing of a contract, what its functions give may be.
    case "outside":
      return type;
    case "module":
      return { kind: "outside", name: type.path };
    case "foreign":
      return FOREIGN;
    // `typeof anime`, and what stands in for a type.
    case "record":
    case "instance":
    case "list":
    case "channel":
    case "key":
    case "map":
    case "either":
      return type;
    default:
      return UNKNOWN;
  }
}
