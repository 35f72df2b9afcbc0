import type { SyntaxNode } from "../syntax.js";

/** Generated code that stands in place of a macro. */
export interface IncludedStub {
  /** Package of the proto as a path: `shared_proto::v1`. */
  readonly module: string;
  /** The name of the package, or of the file, where the macro is given it. */
  readonly at: SyntaxNode;
}

/** `tonic::include_proto!("shared_proto.v1")`, `include!(concat!(env!("OUT_DIR"), "/shared_proto.v1.rs"))`. */
export function includedStub(node: SyntaxNode): IncludedStub | undefined {
  const macro = node.type === "expression_statement" ? node.namedChildren[0] : node;
  if (macro?.type !== "macro_invocation") return undefined;
  const name = macro.childForFieldName("macro")?.text.split("::").at(-1)?.trim();
  const texts = strings(macro);
  if (name === "include_proto" || name === "include_file_descriptor_set") {
    const [at] = texts;
    return name === "include_proto" && at ? { module: asPath(at.text), at } : undefined;
  }
  if (name !== "include") return undefined;
  const at = texts.find(({ text }) => text.endsWith(".rs"));
  if (!at) return undefined;
  const file = at.text.slice(at.text.lastIndexOf("/") + 1, -".rs".length);
  return { module: asPath(file), at };
}

const asPath = (proto: string): string => proto.split(".").join("::");

/** Texts between the brackets of a macro, also those of macros in it. */
function strings(macro: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [macro];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "string_content") found.unshift(node);
    open.push(...node.namedChildren);
  }
  return found.sort((a, b) => a.startIndex - b.startIndex);
}
