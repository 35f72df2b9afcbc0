import type { ClassStep, FunctionStep, Parameter, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { TypeScriptFile } from "./file.js";
import { readPattern } from "./patterns.js";
import { pathNote } from "./types.js";

type ClassField = ClassStep["fields"][number];

/** Functions and classes. */
export class Functions {
  readonly #file: TypeScriptFile;

  constructor(file: TypeScriptFile) {
    this.#file = file;
  }

  /** A function, method or arrow. */
  function(node: SyntaxNode, isNamed = true): FunctionStep {
    return this.#file.generic(node, () => this.#function(node, isNamed));
  }

  #function(node: SyntaxNode, isNamed: boolean): FunctionStep {
    const name = isNamed ? node.childForFieldName("name") : null;
    const returns = node.childForFieldName("return_type");
    const body = node.childForFieldName("body");
    const single = node.childForFieldName("parameter");
    const parameters = single
      ? [{ target: readPattern(single, this.#file, true) }]
      : this.#parameters(node.childForFieldName("parameters"));
    return {
      kind: "function",
      ...(name && { name: name.text }),
      parameters,
      ...(returns && { returns: this.#file.type(returns) }),
      body: this.#body(body),
    };
  }

  #body(body: SyntaxNode | null): readonly Step[] {
    if (!body) return [];
    return body.type === "statement_block"
      ? this.#file.steps(body)
      : [{ kind: "return", value: this.#file.expression(body) }];
  }

  #parameters(node: SyntaxNode | null): readonly Parameter[] {
    return (node?.namedChildren ?? [])
      .filter(({ type }) => type !== "decorator")
      .map((child): Parameter => {
        const type = child.childForFieldName("type");
        const value = child.childForFieldName("value") ?? child.childForFieldName("right");
        return {
          target: readPattern(child.childForFieldName("pattern") ?? child, this.#file, true),
          ...(type && { type: this.#file.type(type) }),
          ...(value && { default: this.#file.expression(value) }),
        };
      })
      .filter(({ target }) => target.kind !== "name" || target.name !== "this");
  }

  class(node: SyntaxNode): readonly Step[] {
    return this.#file.generic(node, () => this.#class(node));
  }

  #class(node: SyntaxNode): readonly Step[] {
    const name = node.childForFieldName("name");
    const fields: ClassField[] = [];
    const body: Step[] = [];
    for (const member of node.childForFieldName("body")?.namedChildren ?? []) {
      const named = member.childForFieldName("name");
      if (named && /^(?:public_field_definition|field_definition)$/.test(member.type)) {
        const type = member.childForFieldName("type");
        const value = member.childForFieldName("value");
        fields.push({
          name: named.text,
          ...(type && { type: this.#file.type(type) }),
          ...(value && { value: this.#file.expression(value) }),
        });
      } else if (named && member.children.some(({ type }) => type === "get")) {
        // What a getter gives is a value of the class.
        const callee = { kind: "closure", function: this.function(member, false) } as const;
        fields.push({ name: named.text, value: { kind: "call", callee, arguments: [] } });
      } else if (member.type === "method_definition") {
        if (named?.text === "constructor") fields.push(...this.#properties(member));
        body.push(this.function(member));
      } else body.push(...this.#file.steps(member));
    }
    return [{ kind: "class", name: name?.text ?? "", bases: this.#bases(node), self: "this", fields, body }];
  }

  /** `constructor(private readonly anime: Anime)` */
  #properties(constructor: SyntaxNode): readonly ClassField[] {
    return (constructor.childForFieldName("parameters")?.namedChildren ?? []).flatMap((parameter): ClassField[] => {
      const pattern = parameter.childForFieldName("pattern");
      const type = parameter.childForFieldName("type");
      const isProperty = parameter.children.some((each) => /^(?:accessibility_modifier|readonly)$/.test(each.type));
      return isProperty && pattern ? [{ name: pattern.text, ...(type && { type: this.#file.type(type) }) }] : [];
    });
  }

  interface(node: SyntaxNode): readonly Step[] {
    const name = node.childForFieldName("name");
    const body = node.childForFieldName("body");
    if (!name || !body) return [];
    return this.#file.generic(node, () => {
      const fields = this.#file.fields(body);
      return [{ kind: "class", name: name.text, bases: this.#bases(node), fields, body: [] }];
    });
  }

  #bases(node: SyntaxNode): readonly TypeNote[] {
    const clauses = node.namedChildren.flatMap((child) =>
      child.type === "class_heritage" ? child.namedChildren : [child],
    );
    return clauses.flatMap((clause) => {
      if (clause.type === "extends_clause") return clause.namedChildren.flatMap((each) => pathNote(each) ?? []);
      if (clause.type !== "implements_clause" && clause.type !== "extends_type_clause") return [];
      return clause.namedChildren.map((each) => this.#file.type(each));
    });
  }
}
