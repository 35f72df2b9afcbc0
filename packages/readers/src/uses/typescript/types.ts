import { FOREIGN, placeOf, UNKNOWN } from "../make.js";
import type { TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { TypeScriptFile } from "./file.js";

const LISTS: ReadonlySet<string> = new Set(
  "Array ReadonlyArray Set ReadonlySet Iterable AsyncIterable Iterator Generator AsyncGenerator IterableIterator".split(
    " ",
  ),
);
const MAPS: ReadonlySet<string> = new Set(["Map", "ReadonlyMap", "Record", "WeakMap"]);
/** Generics whose first argument has the same fields. */
const THROUGH: ReadonlySet<string> = new Set(
  (
    "Promise PromiseLike Readonly Partial Required NonNullable Awaited Pick Omit Exclude Extract NoInfer Mutable " +
    "Client PromiseClient CallbackClient ServiceImpl MessageShape MessageInitShape z.infer z.output z.input infer output input InferOutput DeepPartial DeepReadonly"
  ).split(" "),
);
/** Generics whose second argument names fields of the first one. */
const WITH_KEYS: ReadonlySet<string> = new Set(["Pick", "Omit"]);
const NO_VALUE = /^(?:null|undefined|void|never)$/;

/** Reads types as they are written. */
export class Types {
  readonly #file: TypeScriptFile;

  constructor(file: TypeScriptFile) {
    this.#file = file;
  }

  read(node: SyntaxNode): TypeNote {
    const inner = (child: SyntaxNode | null | undefined) => this.#file.type(child);
    switch (node.type) {
      case "type_annotation":
      case "parenthesized_type":
      case "readonly_type":
      case "optional_type":
      case "rest_type":
      case "type_query":
      case "omitting_type_annotation":
        return inner(node.namedChildren[0]);
      case "predefined_type":
        if (NO_VALUE.test(node.text)) return { kind: "union", of: [] };
        return /^(?:any|unknown|object)$/.test(node.text) ? UNKNOWN : FOREIGN;
      case "literal_type":
        return NO_VALUE.test(node.text) ? { kind: "union", of: [] } : FOREIGN;
      case "undefined":
      case "null":
        return { kind: "union", of: [] };
      case "template_literal_type":
      case "type_predicate":
      case "asserts":
        return { kind: "unknown", of: node.namedChildren.filter(({ type }) => type !== "identifier").map(inner) };
      case "index_type_query":
        return { kind: "key", of: inner(node.namedChildren[0]) };
      case "type_identifier":
        return this.#file.typeParameters.get(node.text) ?? pathNote(node) ?? UNKNOWN;
      case "identifier":
      case "nested_type_identifier":
      case "nested_identifier":
      case "member_expression":
        return pathNote(node) ?? UNKNOWN;
      case "array_type":
        return { kind: "list", item: inner(node.namedChildren[0]) };
      case "tuple_type":
        return { kind: "tuple", items: node.namedChildren.map(inner) };
      case "union_type":
      case "intersection_type":
        return this.#operands(node);
      case "generic_type":
        return this.#generic(node);
      case "lookup_type":
        return this.#lookup(node);
      case "object_type":
      case "interface_body":
        return { kind: "object", fields: this.fields(node) };
      case "conditional_type":
        return { kind: "unknown", of: node.namedChildren.map(inner) };
      case "function_type":
      case "constructor_type":
        return { kind: "unknown", of: this.#signature(node) };
      default:
        return UNKNOWN;
    }
  }

  /** Properties of an interface or of an object's type. */
  fields(node: SyntaxNode): readonly { readonly name: string; readonly type: TypeNote }[] {
    return node.namedChildren.flatMap((child) => {
      const name = child.childForFieldName("name");
      if (!name) return [];
      const type =
        child.type === "method_signature"
          ? ({ kind: "unknown", of: this.#signature(child) } satisfies TypeNote)
          : this.#file.type(child.childForFieldName("type"));
      return [{ name: name.type === "string" ? name.text.slice(1, -1) : name.text, type }];
    });
  }

  /** A row of types, which is nested to the left. */
  #operands(node: SyntaxNode): TypeNote {
    const of: TypeNote[] = [];
    let at: SyntaxNode | undefined = node;
    while (at?.type === node.type) {
      const children: SyntaxNode[] = at.namedChildren;
      of.push(...children.slice(1).map((child) => this.#file.type(child)));
      at = children[0];
    }
    of.push(this.#file.type(at));
    return { kind: "union", of };
  }

  #generic(node: SyntaxNode): TypeNote {
    const name = node.childForFieldName("name") ?? node.namedChildren[0];
    const written = (node.childForFieldName("type_arguments") ?? node.namedChildren[1])?.namedChildren ?? [];
    if (!name) return UNKNOWN;
    const [first = UNKNOWN, second = UNKNOWN, ...others] = written.map((each) => this.#file.type(each));
    if (LISTS.has(name.text)) return { kind: "list", item: first };
    if (MAPS.has(name.text)) return { kind: "map", value: second };
    if (WITH_KEYS.has(name.text) && first.kind === "named" && written[1])
      return { kind: "keys", of: first, keys: keysIn(written[1]) };
    if (THROUGH.has(name.text)) return first;
    const named = pathNote(name);
    return { kind: "unknown", of: [first, second, ...others, ...(named ? [named] : [])] };
  }

  /** `Anime["score"]` */
  #lookup(node: SyntaxNode): TypeNote {
    const [of, key] = node.namedChildren;
    const note = this.#file.type(of);
    const text = key?.namedChildren[0];
    if (note.kind === "list") return note.item;
    if (note.kind !== "named" || text?.type !== "string") return { kind: "unknown", of: [note] };
    return { kind: "named", path: [...note.path, text.text.slice(1, -1)], at: placeOf(text) };
  }

  #signature(node: SyntaxNode): readonly TypeNote[] {
    const parameters = node.childForFieldName("parameters")?.namedChildren ?? [];
    const returns = node.childForFieldName("return_type");
    return [...parameters.map((each) => each.childForFieldName("type")), returns].flatMap((each) =>
      each ? [this.#file.type(each)] : [],
    );
  }
}

/** Literals in a type. */
function keysIn(node: SyntaxNode): readonly { readonly name: string; readonly at: readonly [number, number] }[] {
  const found: { name: string; at: readonly [number, number] }[] = [];
  const waiting = [node];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at.type === "string") found.push({ name: at.text.slice(1, -1), at: placeOf(at) });
    else waiting.push(...at.namedChildren);
  }
  return found.reverse();
}

/** `a.b.C` as its parts. */
export function pathNote(node: SyntaxNode): TypeNote | undefined {
  const path = node.text.replaceAll(/\s/g, "").split(".");
  return path.every((part) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(part))
    ? { kind: "named", path, at: [node.endIndex - (path.at(-1)?.length ?? 0), node.endIndex] }
    : undefined;
}
