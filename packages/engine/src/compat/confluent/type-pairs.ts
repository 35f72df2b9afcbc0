import type { MessageIn } from "../proto-index.js";
import { compareMessage } from "./compare-definitions.js";
import type { Both, Scope, Walk } from "./walk.js";

/** Two messages of one name, one of each schema. */
export interface TypePair extends Both<MessageIn> {
  /** Whether they differ, or anything that their fields lead to does. */
  differs: boolean;
  /** Whether they were found to be incompatible; `undefined` until they are compared. */
  isBroken: boolean | undefined;
}

/** The pairs that one comparison comes across. */
export class TypePairs {
  readonly #scope: Scope;
  readonly #pairs = new Map<MessageIn, Map<MessageIn, TypePair>>();
  readonly #users = new Map<TypePair, TypePair[]>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /**
   * The one object for these two messages. Whether they differ is found by
   * looking once at everything that they lead to, however it is entangled:
   * mostly it is the same, and need not be walked path by path.
   */
  of(both: Both<MessageIn>): TypePair {
    const known = this.#find(both);
    if (known) return known;
    const first = this.#add(both);
    const found = [first];
    // The list grows while it is gone through.
    for (const pair of found) {
      for (const value of compareType(pair, this.#scope.apart())) {
        if ("path" in value) pair.differs = true;
        else this.#use(pair, value, found);
      }
    }
    this.#handOn(found.filter(({ differs }) => differs));
    return first;
  }

  #find({ original, update }: Both<MessageIn>): TypePair | undefined {
    return this.#pairs.get(original)?.get(update);
  }

  #add({ original, update }: Both<MessageIn>): TypePair {
    const pair: TypePair = { original, update, differs: false, isBroken: undefined };
    const others = this.#pairs.get(original) ?? new Map<MessageIn, TypePair>();
    this.#pairs.set(original, others.set(update, pair));
    return pair;
  }

  #use(user: TypePair, both: Both<MessageIn>, found: TypePair[]): void {
    let used = this.#find(both);
    if (used === undefined) found.push((used = this.#add(both)));
    if (used.differs) user.differs = true;
    const users = this.#users.get(used);
    if (users) users.push(user);
    else this.#users.set(used, [user]);
  }

  #handOn(differing: TypePair[]): void {
    for (const pair of differing) {
      for (const user of this.#users.get(pair) ?? []) {
        if (user.differs) continue;
        user.differs = true;
        differing.push(user);
      }
    }
  }
}

/** What differs within a type is reported under its own name, whichever field led to it. */
export function compareType(pair: Both<MessageIn>, scope: Scope): Walk {
  return compareMessage(pair, `#/${pair.original.message.nestedName.replaceAll(".", "/")}`, scope);
}
