import type { MessageIn } from "../proto-index.js";
import { compareDefinitions } from "./compare-definitions.js";
import { CONFLUENT_DIFFERENCES } from "./difference.js";
import type { ConfluentDifference } from "./difference.js";
import { type TypePair, TypePairs, compareType } from "./type-pairs.js";
import { type Both, type ConfluentSchema, Scope, type Walk, sideOf } from "./walk.js";

/**
 * Up to how many compared fields, and up to how many types one within the
 * other, imported messages that differ are compared again for every field that
 * has them as its type. The registry has no such bounds: it takes every path
 * through types that refer to each other, and a syntax tree of two dozen
 * messages has more of those than anybody can wait for. Beyond the bounds
 * messages that were compared are not compared again; the answer stands.
 */
const MOST_FIELDS = 200_000;
const MOST_WITHIN = 100;

/**
 * The differences that the Confluent Schema Registry finds between two
 * protobuf schemas, in its order. Services, extensions, groups, options, JSON
 * names, defaults and reservations are nothing to it.
 * @see https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/serdes-protobuf.html
 */
export function confluentDifferences(
  original: ConfluentSchema,
  update: ConfluentSchema,
): readonly ConfluentDifference[] {
  return new Comparison(new Scope({ original: sideOf(original), update: sideOf(update) })).run();
}

/** A walk that has begun. */
interface Begun {
  readonly walk: Walk;
  /** What is compared; absent for the files as a whole. */
  readonly pair?: TypePair;
  /** How many incompatible differences there were when it began. */
  readonly incompatibleBefore: number;
}

/** Types refer to each other in chains of any length, so that walks stand in a list and not on the call stack. */
class Comparison {
  readonly #scope: Scope;
  readonly #differences: ConfluentDifference[] = [];
  readonly #pairs: TypePairs;
  readonly #begun: Begun[];
  #incompatible = 0;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#pairs = new TypePairs(scope);
    this.#begun = [{ walk: compareMain(scope), incompatibleBefore: 0 }];
  }

  run(): readonly ConfluentDifference[] {
    let isBroken = false;
    for (let current = this.#begun.at(-1); current; current = this.#begun.at(-1)) {
      const { done, value } = current.walk.next(isBroken);
      if (done) isBroken = this.#end(current);
      else if ("path" in value) this.#add(value);
      else isBroken = this.#begin(value);
    }
    return this.#differences;
  }

  #add(difference: ConfluentDifference): void {
    this.#differences.push(difference);
    if (!CONFLUENT_DIFFERENCES[difference.type].compatible) this.#incompatible++;
  }

  /** Begins to compare two messages, or tells at once whether they are incompatible. */
  #begin(both: Both<MessageIn>): boolean {
    const pair = this.#pairs.of(both);
    if (!pair.differs) return false;
    const isFar = this.#scope.comparedFields > MOST_FIELDS || this.#begun.length > MOST_WITHIN;
    if (isFar && pair.isBroken !== undefined) return pair.isBroken;
    pair.isBroken ??= false;
    this.#begun.push({ walk: compareType(pair, this.#scope), pair, incompatibleBefore: this.#incompatible });
    return false;
  }

  #end({ pair, incompatibleBefore }: Begun): boolean {
    this.#begun.pop();
    const isBroken = this.#incompatible > incompatibleBefore;
    if (pair && isBroken) pair.isBroken = true;
    return isBroken;
  }
}

function* compareMain(scope: Scope): Walk {
  const { main: original } = scope.original;
  const { main: update } = scope.update;
  if (original.package !== update.package) yield { type: "PACKAGE_CHANGED", path: "#/" };
  yield* compareDefinitions({ file: original }, { file: update }, "#", scope);
}
