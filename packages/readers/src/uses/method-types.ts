import { each, FOREIGN, itemOf, listOf, pairsOf, tupleOf, type Type, UNKNOWN } from "./type.js";

/** What a method makes of the list or map that it is called on. */
type Result =
  /** As it is: sorted, filtered, copied, taken by reference. */
  | "same"
  /** One item or value. */
  | "item"
  /** A list of its items or values. */
  | "list"
  /** Pairs of position or key, and item or value. */
  | "pairs"
  /** A list of what the function that it is given returns. */
  | "mapped"
  /** What the function that it is given returns, or its first argument. */
  | "folded"
  /** An item and an error: Go. */
  | "received"
  /** Nothing of a contract. */
  | "foreign";

const named = (result: Result, ...names: readonly string[]): readonly (readonly [string, Result])[] =>
  names.map((name) => [name, result] as const);

/** Methods of lists and maps, in all languages together: their names mean the same wherever they exist. */
const METHODS: ReadonlyMap<string, Result> = new Map([
  ...named("same", "filter", "slice", "sort", "sorted", "reverse", "toSorted", "toReversed", "concat", "copy", "clone"),
  ...named("same", "iter", "iter_mut", "into_iter", "collect", "cloned", "copied", "rev", "skip", "take", "to_vec"),
  ...named("same", "as_slice", "as_ref", "as_mut", "unwrap", "expect", "unwrap_or_default", "to_owned", "skip_while"),
  ...named("same", "take_while", "peekable", "chain", "inspect", "by_ref", "drain", "step_by", "with", "fill"),
  ...named("item", "find", "findLast", "at", "pop", "shift", "first", "last", "next", "get", "get_mut", "remove"),
  ...named("item", "first_mut", "last_mut", "max_by", "min_by", "max_by_key", "min_by_key", "nth", "setdefault"),
  ...named("item", "swap_remove", "pop_front", "pop_back", "add", "popleft"),
  ...named("same", "into_inner"),
  ...named("item", "message", "read"),
  ...named("received", "Recv", "CloseAndRecv"),
  ...named("foreign", "Send", "SendMsg", "SendAndClose", "CloseSend", "RecvMsg", "Context", "Header", "Trailer"),
  ...named("foreign", "write", "done_writing", "metadata"),
  ...named("list", "values", "values_mut", "into_values"),
  ...named("pairs", "entries", "enumerate", "items"),
  ...named("mapped", "map", "flatMap", "filter_map", "flat_map"),
  ...named("folded", "reduce", "reduceRight", "fold"),
  ...named("foreign", "keys", "join", "length", "len", "size", "some", "every", "any", "all", "includes", "indexOf"),
  ...named("foreign", "count", "is_empty", "forEach", "for_each", "has", "contains", "contains_key", "index"),
  ...named("foreign", "findIndex", "position", "append", "push", "extend", "insert", "clear"),
]);

/** Functions given to these take the item second. */
export const FOLDS: ReadonlySet<string> = new Set(["reduce", "reduceRight", "fold"]);

/** What a method of a list or map gives; `given` is what the function given to it returns. */
export function methodOf(owner: Type, method: string, given: Type | undefined): Type {
  const result = METHODS.get(method);
  return each(owner, (part) => {
    if (result === undefined) return UNKNOWN;
    if (result === "foreign") return FOREIGN;
    if (result === "mapped") {
      const made = given ?? UNKNOWN;
      return listOf(method === "flatMap" || method === "flat_map" ? flatten(made) : made);
    }
    if (result === "folded") return given ?? UNKNOWN;
    const item = itemOf(part);
    if (result === "item") return item;
    if (result === "received") return tupleOf([item, FOREIGN]);
    if (result === "list") return listOf(item);
    if (result === "pairs") return pairsOf(item);
    return part;
  });
}

function flatten(type: Type): Type {
  return each(type, (part) => (part.kind === "list" ? part.item : part));
}

/** Methods that give the value that they are called on, or a copy of it. */
export const SAME_VALUE: ReadonlySet<string> = new Set(
  (
    "unwrap expect unwrap_or_default unwrap_or unwrap_or_else clone cloned copied as_ref as_mut to_owned " +
    "borrow borrow_mut into into_inner ok ok_or ok_or_else take as_deref get_ref get_mut ok_or_default or " +
    "or_else context with_context map_err lock read write copy model_copy __copy__ __deepcopy__ refine " +
    "recv try_recv blocking_recv recv_timeout strict passthrough readonly brand result"
  ).split(" "),
);

/** Methods of an `Option` that give one of the same. */
export const SAME_OPTION: ReadonlySet<string> = new Set("filter inspect iter iter_mut into_iter find next".split(" "));

/** Methods of an `Option` that give what the function which they are given returns. */
export const MAPPED_VALUE: ReadonlySet<string> = new Set(
  "map and_then map_or map_or_else filter_map flat_map find_map".split(" "),
);

/** Functions of a record or its schema that make a value of it. */
export const MAKERS: ReadonlySet<string> = new Set(
  (
    "model_validate model_validate_json model_validate_strings model_construct parse_obj parse_raw " +
    "parse_file from_orm construct validate FromString parse parseAsync decode default new " +
    "decode_length_delimited from create fromBinary fromJson fromJsonString clone merge"
  ).split(" "),
);

/** Functions that make a client of the service that they are given. */
export const CLIENT_MAKERS: ReadonlySet<string> = new Set([
  "createClient",
  "createPromiseClient",
  "createCallbackClient",
]);

/** Tables of a record's fields by their names. */
export const FIELD_TABLES: ReadonlySet<string> = new Set(
  "model_fields __fields__ __annotations__ field shape fields_by_name".split(" "),
);

/** Methods whose first argument names a field of the record. */
export const NAMES_FIELD: ReadonlySet<string> = new Set(["HasField", "ClearField", "WhichOneof"]);

/** Methods that change the list, map or record which they are called on. */
export const CHANGES: ReadonlySet<string> = new Set(
  "append extend insert add push unshift CopyFrom MergeFrom update push_str splice".split(" "),
);
