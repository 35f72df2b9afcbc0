import { FOREIGN, nested, placeOf, UNKNOWN } from "../make.js";
import type { TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { readPath, resolvePath } from "./paths.js";
import type { Scope } from "./scope.js";

/** Generic types that are their first argument, for one who reads fields. */
const SAME = new Set(
  `Option Box Arc Rc Result Cow Pin Weak Mutex RwLock RefCell Cell OnceCell OnceLock LazyLock LazyCell Ref RefMut MutexGuard
  RwLockReadGuard RwLockWriteGuard ManuallyDrop MaybeUninit Reverse Wrapping Poll Saturating Request Response Sender Receiver Json
  Future AsRef AsMut Borrow BorrowMut Deref`.split(/\s+/),
);
const LISTS = new Set(
  `Vec VecDeque LinkedList HashSet BTreeSet BinaryHeap IndexSet SmallVec ArrayVec IntoIter Iter IterMut Iterator IntoIterator
  DoubleEndedIterator ExactSizeIterator Stream Streaming`.split(/\s+/),
);
const MAPS = new Set(["HashMap", "BTreeMap", "IndexMap", "DashMap", "FxHashMap", "AHashMap"]);
const LIBRARY = new Set([
  "String",
  "str",
  "Duration",
  "Instant",
  "SystemTime",
  "PathBuf",
  "Path",
  "OsString",
  "Ordering",
]);

/** What a type means for one who reads fields; types that are only named on the way become mentions. */
export function typeNote(node: SyntaxNode | null, scope: Scope): TypeNote {
  if (!node) return UNKNOWN;
  return nested(scope.file, UNKNOWN, () => note(node, scope));
}

function note(node: SyntaxNode, scope: Scope): TypeNote {
  switch (node.type) {
    case "primitive_type":
    case "unit_type":
    case "never_type":
      return FOREIGN;
    case "type_identifier":
    case "identifier":
    case "scoped_type_identifier":
    case "scoped_identifier":
      return named(node, scope);
    case "generic_type":
    case "generic_type_with_turbofish":
      return generic(node, scope);
    case "array_type":
      return { kind: "list", item: typeNote(node.childForFieldName("element"), scope) };
    case "reference_type":
    case "pointer_type":
      return typeNote(node.childForFieldName("type"), scope);
    case "abstract_type":
    case "dynamic_type":
      return typeNote(node.childForFieldName("trait"), scope);
    case "tuple_type":
      return { kind: "tuple", items: node.namedChildren.map((child) => typeNote(child, scope)) };
    case "qualified_type":
    case "bracketed_type":
      return typeNote(node.namedChildren[0] ?? null, scope);
    default:
      return several(node.namedChildren, scope);
  }
}

/** Nothing of a field can be said of it, but it names types. */
function several(nodes: readonly SyntaxNode[], scope: Scope): TypeNote {
  const of = nodes.filter(({ type }) => NAMING.has(type)).map((node) => typeNote(node, scope));
  return of.length === 0 ? UNKNOWN : { kind: "unknown", of };
}

const NAMING = new Set(
  `primitive_type type_identifier scoped_type_identifier generic_type array_type reference_type pointer_type abstract_type
  dynamic_type tuple_type function_type bounded_type higher_ranked_trait_bound parameters parameter qualified_type`.split(
    /\s+/,
  ),
);

function named(node: SyntaxNode, scope: Scope): TypeNote {
  const { segments, head } = readPath(node);
  if (head) return several([head], scope);
  const last = segments.at(-1);
  if (!last) return UNKNOWN;
  if (segments.length === 1) {
    if (last.name === "Self") return scope.self ?? UNKNOWN;
    if (last.name === "_" || scope.generics.has(last.name)) return UNKNOWN;
  }
  if (
    LIBRARY.has(last.name) &&
    (segments.length === 1 || segments[0]?.name === "std") &&
    !scope.file.types.has(last.name)
  ) {
    return FOREIGN;
  }
  if (segments[0]?.name === "Self") return UNKNOWN;
  return { kind: "named", path: resolvePath(segments, scope).map(({ name }) => name), at: placeOf(node) };
}

function generic(node: SyntaxNode, scope: Scope): TypeNote {
  const type = node.childForFieldName("type");
  const args = (node.childForFieldName("type_arguments")?.namedChildren ?? []).filter(
    (child) => child.type !== "lifetime" && child.type !== "block" && !child.type.endsWith("literal"),
  );
  const name = type ? readPath(type).segments.at(-1)?.name : undefined;
  const at = (index: number): TypeNote => {
    const argument = args[index];
    if (!argument) return UNKNOWN;
    return typeNote(argument.type === "type_binding" ? argument.childForFieldName("type") : argument, scope);
  };
  const rest = (from: number) => {
    for (let index = from; index < args.length; index++) scope.steps.push({ kind: "mention", type: at(index) });
  };
  if (name !== undefined && !(type?.type === "type_identifier" && scope.file.types.has(name))) {
    if (SAME.has(name)) return first(at(0), () => rest(1));
    if (LISTS.has(name)) return first({ kind: "list", item: at(0) }, () => rest(1));
    if (MAPS.has(name)) return { kind: "map", value: at(1) };
  }
  rest(0);
  return typeNote(type, scope);
}

function first(type: TypeNote, then: () => void): TypeNote {
  then();
  return type;
}

/** Whether some part of a type is left to the compiler: `Vec<_>`. */
export function isInferred(node: SyntaxNode): boolean {
  return /(^|[<,\s&[(])_($|[>,\s\])])/.test(node.text);
}
