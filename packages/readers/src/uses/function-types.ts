/** What a function of a language's library does with its arguments. */
export type FunctionMeaning =
  /** Gives a part of its first argument that the second one names. */
  | "named"
  | "named-write"
  /** Gives an item of its first argument. */
  | "item"
  /** Gives its first argument, or a copy. */
  | "same"
  /** Gives its second argument. */
  | "result"
  /** Gives its first argument, with what else is named replaced. */
  | "replaced"
  | "pairs"
  | "zipped"
  /** Calls its first argument with the items of the second. */
  | "mapped"
  | "filtered"
  | "foreign";

const named = (
  meaning: FunctionMeaning,
  ...names: readonly string[]
): readonly (readonly [string, FunctionMeaning])[] => names.map((name) => [name, meaning] as const);

/** Functions that no file defines itself, in all languages together. */
export const FUNCTIONS: ReadonlyMap<string, FunctionMeaning> = new Map([
  ...named("named", "getattr", "hasattr", "delattr"),
  ...named("named-write", "setattr"),
  ...named("item", "next", "max", "min", "choice"),
  ...named(
    "same",
    "list",
    "tuple",
    "set",
    "frozenset",
    "sorted",
    "reversed",
    "iter",
    "copy",
    "deepcopy",
    "structuredClone",
  ),
  ...named(
    "same",
    "Some",
    "Ok",
    "Box",
    "Rc",
    "Arc",
    "Mutex",
    "RwLock",
    "append",
    "gather",
    "as_completed",
    "toRaw",
    "reactive",
  ),
  ...named("result", "Parse", "ParseDict"),
  ...named("replaced", "replace"),
  ...named("pairs", "enumerate"),
  ...named("zipped", "zip"),
  ...named("mapped", "map"),
  ...named("filtered", "filter"),
  ...named(
    "foreign",
    "str",
    "int",
    "float",
    "bool",
    "bytes",
    "len",
    "repr",
    "print",
    "open",
    "range",
    "abs",
    "round",
    "sum",
  ),
  ...named("foreign", "isinstance", "format", "hash", "id", "any", "all", "String", "Number", "Boolean", "parseInt"),
  ...named("foreign", "MessageToJson", "MessageToDict", "toBinary", "toJson", "toJsonString", "isMessage", "equals"),
]);
