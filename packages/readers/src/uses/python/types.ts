import type { Place, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

const UNKNOWN: TypeNote = { kind: "unknown" };
const FOREIGN: TypeNote = { kind: "foreign" };

const SCALARS: ReadonlySet<string> = new Set(
  (
    "int float str bool bytes complex object None bytearray date datetime time timedelta Decimal UUID " +
    "Path range Exception memoryview type Callable"
  ).split(" "),
);
const LISTS: ReadonlySet<string> = new Set(
  (
    "list List set Set frozenset FrozenSet Sequence Iterable Iterator Collection deque Deque " +
    "AsyncIterator AsyncIterable Generator AsyncGenerator MutableSequence AbstractSet " +
    "RepeatedCompositeFieldContainer RepeatedCompositeContainer KeysView ValuesView Reversible"
  ).split(" "),
);
const TUPLES: ReadonlySet<string> = new Set(["tuple", "Tuple"]);
const MAPS: ReadonlySet<string> = new Set(
  "dict Dict Mapping MutableMapping defaultdict DefaultDict OrderedDict MessageMap ChainMap".split(" "),
);
/** Generics whose first argument says what the value is. */
const THROUGH: ReadonlySet<string> = new Set(
  "Optional Annotated Final ClassVar Required NotRequired ReadOnly Awaitable type Type".split(" "),
);
const LAST_ARGUMENT: ReadonlySet<string> = new Set(["Coroutine"]);
const DEEPEST = 40;

/** Reads an annotation. */
export function typeNote(node: SyntaxNode | null, depth = 0): TypeNote {
  if (!node || depth > DEEPEST) return UNKNOWN;
  const inner = (child: SyntaxNode | null | undefined) => typeNote(child ?? null, depth + 1);
  switch (node.type) {
    case "type":
    case "parenthesized_expression":
      return inner(node.namedChildren[0]);
    case "none":
    case "ellipsis":
      return { kind: "union", of: [] };
    case "string":
      return quoted(node);
    case "identifier":
    case "attribute":
    case "member_type":
      return named(node);
    case "binary_operator":
    case "union_type":
      return { kind: "union", of: node.namedChildren.map(inner) };
    case "subscript": {
      const name = node.childForFieldName("value");
      return name ? generic(name, node.childrenForFieldName("subscript").flatMap(parts).map(inner)) : UNKNOWN;
    }
    case "generic_type": {
      const [name, parameters] = node.namedChildren;
      return name ? generic(name, (parameters?.namedChildren ?? []).map(inner)) : UNKNOWN;
    }
    case "list":
    case "tuple":
    case "expression_list":
      return { kind: "unknown", of: node.namedChildren.map(inner) };
    default:
      return UNKNOWN;
  }
}

function parts(node: SyntaxNode): readonly SyntaxNode[] {
  return node.type === "tuple" || node.type === "expression_list" ? node.namedChildren : [node];
}

function generic(name: SyntaxNode, given: readonly TypeNote[]): TypeNote {
  const last = name.text.slice(name.text.lastIndexOf(".") + 1);
  const [first = UNKNOWN, second] = given;
  if (LISTS.has(last)) return { kind: "list", item: first };
  const isRow = given.length === 2 && second?.kind === "union" && second.of.length === 0;
  if (TUPLES.has(last) && isRow) return { kind: "list", item: first };
  if (TUPLES.has(last)) return { kind: "tuple", items: given };
  if (MAPS.has(last)) return { kind: "map", value: second ?? first };
  if (THROUGH.has(last)) return first;
  if (last === "Union") return { kind: "union", of: given };
  if (LAST_ARGUMENT.has(last)) return given.at(-1) ?? UNKNOWN;
  if (last === "Literal") return FOREIGN;
  return { kind: "unknown", of: [...given, named(name)] };
}

function named(node: SyntaxNode): TypeNote {
  return path(node.text, [node.startIndex, node.endIndex]);
}

/** `"Anime"`, `"list[anime_pb2.Anime]"`: what is written inside, as far as it is simple. */
function quoted(node: SyntaxNode): TypeNote {
  const text = node.text;
  const found = [...text.matchAll(/[A-Za-z_][\w.]*/g)].filter(({ index }) => index > 0);
  const names = found.map(({ 0: name, index }) =>
    path(name, [node.startIndex + index, node.startIndex + index + name.length]),
  );
  const [only, ...others] = names;
  if (only && others.length === 0) return only;
  const [outer] = found;
  const rest = names.slice(1).filter((note) => note.kind === "named");
  if (outer && LISTS.has(outer[0]) && rest[0]) return { kind: "list", item: rest[0] };
  const isUnion = /^["'][\w.\s|]*["']$/.test(text) || outer?.[0] === "Optional";
  return isUnion ? { kind: "union", of: names } : { kind: "unknown", of: rest };
}

function path(text: string, at: Place): TypeNote {
  const written = text.replaceAll(/\s/g, "");
  if (written === "None") return { kind: "union", of: [] };
  if (written === "Any" || written === "typing.Any") return UNKNOWN;
  if (SCALARS.has(written)) return FOREIGN;
  return { kind: "named", path: written.split("."), at };
}
