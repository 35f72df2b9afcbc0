import { nearestName, type ScalarType, type TypeRef } from "@nx-contracts/ir";
import { lexTypeWords, type TypeToken } from "./type-tokens.js";

/** A type as a person asked for it, and whether the field may be absent. */
export interface AskedType {
  readonly type: TypeRef;
  readonly optional: boolean;
}

/** Why words are no type, in a sentence, and what to write instead. */
export interface TypeProblem {
  readonly problem: string;
  readonly next: string;
}

const scalar = (family: ScalarType["family"], more: Partial<ScalarType> = {}): ScalarType => ({
  kind: "scalar",
  family,
  ...more,
});
const integer = (bits: number, signed: boolean, encoding?: string) =>
  scalar("int", { bits, signed, ...(encoding !== undefined && { encoding }) });

/** The words for scalars: neutral ones, and those of proto. No definition is called like that. */
const WORDS: ReadonlyMap<string, ScalarType> = new Map([
  ["bool", scalar("bool")],
  ["string", scalar("string")],
  ["bytes", scalar("bytes")],
  ["int", scalar("int")],
  ["int32", integer(32, true)],
  ["int64", integer(64, true)],
  ["uint32", integer(32, false)],
  ["uint64", integer(64, false)],
  ["sint32", integer(32, true, "zigzag")],
  ["sint64", integer(64, true, "zigzag")],
  ["fixed32", integer(32, false, "fixed")],
  ["fixed64", integer(64, false, "fixed")],
  ["sfixed32", integer(32, true, "fixed")],
  ["sfixed64", integer(64, true, "fixed")],
  ["float", scalar("float", { bits: 32 })],
  ["double", scalar("float", { bits: 64 })],
  ["timestamp", scalar("timestamp")],
  ["date", scalar("date")],
  ["time", scalar("time")],
  ["duration", scalar("duration")],
  ["uuid", scalar("uuid")],
  ["decimal", scalar("decimal")],
  ["json", scalar("json")],
]);

/** How languages call the same; a definition of that name comes first. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...["str", "text", "String"].map((word) => [word, "string"] as const),
  ...["boolean", "Boolean"].map((word) => [word, "bool"] as const),
  ...["integer", "bigint", "long"].map((word) => [word, "int64"] as const),
  ...["datetime", "datetime.datetime", "Timestamp", "google.protobuf.Timestamp"].map((w) => [w, "timestamp"] as const),
  ...["datetime.date", "google.type.Date"].map((word) => [word, "date"] as const),
  ["datetime.time", "time"],
  ...["timedelta", "datetime.timedelta", "Duration", "google.protobuf.Duration"].map((w) => [w, "duration"] as const),
  ...["UUID", "uuid.UUID"].map((word) => [word, "uuid"] as const),
  ...["Decimal", "decimal.Decimal", "google.type.Decimal"].map((word) => [word, "decimal"] as const),
  ...["Any", "any", "unknown", "object", "google.protobuf.Value"].map((word) => [word, "json"] as const),
  ...["Uint8Array", "bytearray"].map((word) => [word, "bytes"] as const),
]);

const COLLECTIONS: ReadonlyMap<string, "list" | "set" | "map" | "optional" | "union" | "literal"> = new Map([
  ...["list", "List", "Array", "ReadonlyArray", "Sequence", "array"].map((word) => [word, "list"] as const),
  ...["set", "Set", "frozenset"].map((word) => [word, "set"] as const),
  ...["map", "Map", "dict", "Dict", "Record", "Mapping"].map((word) => [word, "map"] as const),
  ...["optional", "Optional"].map((word) => [word, "optional"] as const),
  ...["union", "Union", "oneof"].map((word) => [word, "union"] as const),
  ...["literal", "Literal"].map((word) => [word, "literal"] as const),
]);

/** Every neutral word, in the order in which they are offered. */
export const TYPE_WORDS: readonly string[] = [...WORDS.keys(), "list<…>", "set<…>", "map<…, …>"];

/**
 * Reads the words for a type: `int32`, `list<string>`, `map<string, Studio>`,
 * `Studio | Person`, `"tv" | "movie"`, `timestamp?`; what Python, TypeScript
 * and proto write for the same is understood as well.
 *
 * @param resolve gives the qualified name of a record or an enum by the name that a person wrote
 * @param known names that could have been meant
 */
export function readTypeWords(
  text: string,
  resolve: (name: string) => string | undefined,
  known: Iterable<string>,
): AskedType | TypeProblem {
  const tokens = lexTypeWords(text);
  if ("problem" in tokens) return tokens;
  try {
    return new TypeParser(text, tokens, resolve, [...known]).whole();
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
}

/** Leaves the parser from wherever it is. */
class Refused extends Error {
  readonly reason: TypeProblem;

  constructor(problem: string, next: string) {
    super(problem);
    this.reason = { problem, next };
  }
}

const NULL = { kind: "null" } as const;
type Part = TypeRef | typeof NULL;

class TypeParser {
  readonly #text: string;
  readonly #tokens: readonly TypeToken[];
  readonly #resolve: (name: string) => string | undefined;
  readonly #known: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(
    text: string,
    tokens: readonly TypeToken[],
    resolve: (name: string) => string | undefined,
    known: readonly string[],
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#resolve = resolve;
    this.#known = known;
  }

  whole(): AskedType {
    const type = this.#union();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    if (type.kind === "null") throw new Refused(`\`${this.#text}\` holds nothing but null.`, "Name a type besides.");
    return type.kind === "nullable" ? { type: type.of, optional: true } : { type, optional: false };
  }

  #union(): Part {
    if (++this.#depth > 32) throw new Refused(`\`${this.#text}\` is nested too deeply.`, "Give a part of it a name.");
    const parts = [this.#postfixed()];
    while (this.#take("|")) parts.push(this.#postfixed());
    this.#depth--;
    return joined(parts);
  }

  #postfixed(): Part {
    let type = this.#single();
    for (;;) {
      if (this.#take("?")) type = joined([type, NULL]);
      else if (this.#take("[]")) type = { kind: "list", item: this.#notNull(type) };
      else return type;
    }
  }

  #single(): Part {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#unexpected();
    this.#at++;
    if (token.kind === "value") return { kind: "literal", values: [token.value] };
    if (token.kind === "name") return this.#named(token.text);
    if (token.text === "(") {
      const inner = this.#union();
      this.#expect(")");
      return inner;
    }
    this.#at--;
    throw this.#unexpected();
  }

  #named(name: string): Part {
    if (["null", "None", "undefined"].includes(name)) return NULL;
    const opened = this.#take("<") ? ">" : this.#take("[") ? "]" : undefined;
    if (opened === undefined) return this.#plain(name);
    const parts = [this.#union()];
    while (this.#take(",")) parts.push(this.#union());
    this.#expect(opened);
    return this.#generic(name, parts);
  }

  #generic(name: string, parts: readonly Part[]): Part {
    const kind = COLLECTIONS.get(name.replace(/^(?:typing|collections\.abc)\./, ""));
    const [first = NULL, second] = parts;
    const only = (count: number) => {
      if (parts.length === count) return;
      throw new Refused(
        `\`${name}\` takes ${count === 1 ? "one type" : "two types"}, not ${parts.length}.`,
        count === 1 ? `Write \`${name}<string>\`.` : `Write \`${name}<string, int32>\`.`,
      );
    };
    switch (kind) {
      case "list":
      case "set":
        only(1);
        return { kind: "list", item: this.#notNull(first), ...(kind === "set" && { unique: true }) };
      case "map":
        only(2);
        return { kind: "map", key: this.#key(first), value: this.#notNull(second ?? NULL) };
      case "optional":
        only(1);
        return joined([first, NULL]);
      case "union":
      case "literal":
        return joined(parts);
      case undefined:
        throw new Refused(`\`${name}\` takes no type in brackets.`, "Known are `list<…>`, `set<…>` and `map<…, …>`.");
    }
  }

  #plain(name: string): TypeRef {
    const word = WORDS.get(name);
    if (word) return word;
    const reference = this.#resolve(name);
    if (reference !== undefined) return { kind: "ref", name: reference };
    const spelled = WORDS.get(SPELLINGS.get(name.replace(/^\./, "")) ?? "");
    if (spelled) return spelled;
    if (COLLECTIONS.has(name)) throw new Refused(`\`${name}\` of what?`, `Write \`${name}<string>\` or the like.`);
    const near = nearestName(name, [...this.#known, ...WORDS.keys()]);
    throw new Refused(
      `\`${name}\` is no type: neither a word for one nor a record or an enum of the contract.`,
      near === undefined ? `The words are ${TYPE_WORDS.join(", ")}.` : `Did you mean \`${near}\`?`,
    );
  }

  #key(key: Part): TypeRef {
    const type = this.#notNull(key);
    const isKey =
      type.kind === "ref" ||
      (type.kind === "literal" && type.values.every((value) => typeof value === "string")) ||
      (type.kind === "scalar" && ["string", "int", "bool", "uuid", "date"].includes(type.family));
    if (isKey) return type;
    throw new Refused(
      `The keys of \`${this.#text}\` are no keys of a map.`,
      "Take an integer, `bool`, `string` or an enum for a key.",
    );
  }

  #notNull(part: Part): TypeRef {
    if (part.kind !== "null") return part;
    throw new Refused(`\`${this.#text}\` has null where a type belongs.`, "Name a type besides.");
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at];
    const found = token?.kind === "sign" && token.text === text;
    if (found) this.#at++;
    return found;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected(text);
  }

  #unexpected(wanted?: string): Refused {
    const token = this.#tokens[this.#at];
    const found = token === undefined ? "ends too early" : `has \`${token.text}\` where that cannot stand`;
    const next = wanted === undefined ? "Write a type such as `list<string>`." : `\`${wanted}\` is expected there.`;
    return new Refused(`\`${this.#text}\` ${found}.`, next);
  }
}

/** Alternatives as one type: literals become one set, null stands around the rest. */
function joined(parts: readonly Part[]): Part {
  const flat = parts.flatMap((part): readonly Part[] => {
    if (part.kind === "null") return [part];
    if (part.kind === "nullable") return [part.of, NULL];
    return part.kind === "union" ? part.of : [part];
  });
  const types = flat.filter((part): part is TypeRef => part.kind !== "null");
  const values = types.flatMap((type) => (type.kind === "literal" ? type.values : []));
  const others = types.filter((type) => type.kind !== "literal");
  const distinct = new Map(others.map((type) => [JSON.stringify(type), type]));
  const all: readonly TypeRef[] = [
    ...distinct.values(),
    ...(values.length > 0 ? [{ kind: "literal", values: [...new Set(values)] } as const] : []),
  ];
  const [only] = all;
  if (only === undefined) return NULL;
  const type: TypeRef = all.length === 1 ? only : { kind: "union", of: all };
  return types.length < flat.length ? { kind: "nullable", of: type } : type;
}
