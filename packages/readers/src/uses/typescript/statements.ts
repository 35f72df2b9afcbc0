import { evaluate, foreign, giveBack } from "../make.js";
import type { Expression, Pattern, Step } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { TypeScriptFile } from "./file.js";
import { readImport, readReexport, readRequire } from "./imports.js";
import { leaves, narrowed, narrowedCases, narrowedOtherwise } from "./narrowing.js";
import { readPattern } from "./patterns.js";

/** Turns statements of TypeScript into steps. */
export class Statements {
  readonly #file: TypeScriptFile;

  constructor(file: TypeScriptFile) {
    this.#file = file;
  }

  body(node: SyntaxNode | null | undefined): readonly Step[] {
    return node?.namedChildren.flatMap((child) => this.#file.steps(child)) ?? [];
  }

  read(node: SyntaxNode): readonly Step[] {
    switch (node.type) {
      case "import_statement": {
        const read = readImport(node, this.#file.path);
        if (read) this.#file.imports.push(read);
        return [];
      }
      case "export_statement":
        return this.#export(node);
      case "lexical_declaration":
      case "variable_declaration":
        return node.namedChildren.flatMap((child) => this.#declarator(child));
      case "expression_statement":
        return node.namedChildren.flatMap((child) => this.#evaluate(child));
      case "return_statement":
        return node.namedChildren.flatMap((child) => [
          ...this.#assignments(child),
          giveBack(this.#file.expression(child)),
        ]);
      case "if_statement":
        return this.#if(node);
      case "for_in_statement":
        return this.#forIn(node);
      case "for_statement":
      case "while_statement":
      case "do_statement":
        return this.#loop(node);
      case "switch_statement":
        return this.#switch(node);
      case "try_statement":
        return this.#try(node);
      case "function_declaration":
      case "generator_function_declaration":
      case "function_signature":
        return [this.#file.functions.function(node)];
      case "class_declaration":
      case "abstract_class_declaration":
        return this.#file.functions.class(node);
      case "interface_declaration":
        return this.#file.functions.interface(node);
      case "type_alias_declaration": {
        const name = node.childForFieldName("name");
        const type = this.#file.generic(node, () => this.#file.type(node.childForFieldName("value")));
        return name ? [{ kind: "alias", name: name.text, type }] : [];
      }
      case "enum_declaration": {
        const name = node.childForFieldName("name");
        return name ? [{ kind: "class", name: name.text, bases: [], fields: [], body: [] }] : [];
      }
      case "statement_block":
      case "else_clause":
      case "finally_clause":
      case "class_static_block":
        return this.body(node);
      case "ambient_declaration":
      case "labeled_statement":
      case "module":
      case "internal_module":
        return node.namedChildren.flatMap((child) => (isStatement(child) ? this.#file.steps(child) : []));
      case "throw_statement":
        return node.namedChildren.flatMap((child) => this.#evaluate(child));
      default:
        return this.#evaluate(node);
    }
  }

  #export(node: SyntaxNode): readonly Step[] {
    const declaration = node.childForFieldName("declaration");
    const value = node.childForFieldName("value");
    const isDefault = node.children.some(({ type }) => type === "default");
    if (declaration) {
      const name = declaration.childForFieldName("name");
      if (isDefault && name) this.#file.exports.push({ exported: "default", local: name.text });
      return this.#file.steps(declaration);
    }
    if (value) {
      if (value.type === "identifier") this.#file.exports.push({ exported: "default", local: value.text });
      return this.#evaluate(value);
    }
    const { exports, imports } = readReexport(node, this.#file.path);
    this.#file.exports.push(...exports);
    this.#file.imports.push(...imports);
    return [];
  }

  #declarator(node: SyntaxNode): readonly Step[] {
    const name = node.childForFieldName("name");
    const type = node.childForFieldName("type");
    const value = node.childForFieldName("value");
    const required = name && readRequire(name, value, this.#file.path);
    if (required) {
      this.#file.imports.push(required);
      return [];
    }
    return [
      ...(value ? this.#assignments(value) : []),
      {
        kind: "bind",
        target: readPattern(name, this.#file, true),
        ...(type && { type: this.#file.type(type) }),
        ...(value && { value: this.#file.expression(value) }),
      },
    ];
  }

  #evaluate(node: SyntaxNode): readonly Step[] {
    return [...this.#assignments(node), evaluate(this.#file.expression(node))];
  }

  /** Places that an expression assigns to, functions inside it left out. */
  #assignments(node: SyntaxNode): readonly Step[] {
    const inside = node.type === "parenthesized_expression" ? node.namedChildren[0] : node;
    if (!inside?.type.endsWith("assignment_expression")) return [];
    const right = inside.childForFieldName("right");
    const target: Pattern = readPattern(inside.childForFieldName("left"), this.#file, false);
    return [...(right ? this.#assignments(right) : []), { kind: "bind", target, value: this.#file.expression(right) }];
  }

  #if(node: SyntaxNode): readonly Step[] {
    const condition = node.childForFieldName("condition");
    const consequence = node.childForFieldName("consequence");
    const alternative = node.childForFieldName("alternative");
    const inside = [...narrowed(condition, this.#file), ...(consequence ? this.#file.steps(consequence) : [])];
    return [
      ...(condition ? this.#evaluate(condition) : []),
      {
        kind: "branch",
        bodies: [[{ kind: "block", body: inside }], alternative ? [this.#file.block(alternative)] : []],
      },
      ...(consequence && leaves(consequence) ? narrowedOtherwise(condition, this.#file) : []),
    ];
  }

  #forIn(node: SyntaxNode): readonly Step[] {
    const of = this.#file.expression(node.childForFieldName("right"));
    const isOf = node.childForFieldName("operator")?.text === "of";
    const isNew = node.childForFieldName("kind") !== null;
    const target = readPattern(node.childForFieldName("left"), this.#file, isNew);
    const body: Step[] = [
      { kind: "bind", target, value: isOf ? { kind: "item", of } : foreign(of) },
      this.#file.block(node.childForFieldName("body")),
    ];
    return [{ kind: "branch", bodies: [[{ kind: "block", body }], []] }];
  }

  #loop(node: SyntaxNode): readonly Step[] {
    const parts = ["initializer", "condition", "increment"].flatMap((field) => node.childForFieldName(field) ?? []);
    const body = [...parts.flatMap((part) => this.#file.steps(part)), this.#file.block(node.childForFieldName("body"))];
    return [{ kind: "branch", bodies: [[{ kind: "block", body }], []] }];
  }

  #switch(node: SyntaxNode): readonly Step[] {
    const of = this.#file.expression(node.childForFieldName("value"));
    const cases = node.childForFieldName("body")?.namedChildren ?? [];
    const values = cases.flatMap((each) => each.childForFieldName("value") ?? []);
    const compared: Expression = { kind: "compare", of, with: values.map((value) => this.#file.expression(value)) };
    const narrows = narrowedCases(node.childForFieldName("value"), cases, this.#file);
    const bodies = cases.map((each, i): readonly Step[] => {
      const body = each.childrenForFieldName("body").flatMap((child) => this.#file.steps(child));
      return [{ kind: "block", body: [...(narrows[i] ?? []), ...body] }];
    });
    return [evaluate(compared), { kind: "branch", bodies: [...bodies, []] }];
  }

  #try(node: SyntaxNode): readonly Step[] {
    const handler = node.childForFieldName("handler");
    const finalizer = node.childForFieldName("finalizer");
    const caught = handler?.childForFieldName("parameter");
    const handled: Step[] = [
      ...(caught ? [{ kind: "bind", target: readPattern(caught, this.#file, true) } satisfies Step] : []),
      ...(handler ? this.body(handler.childForFieldName("body")) : []),
    ];
    return [
      { kind: "branch", bodies: [[this.#file.block(node.childForFieldName("body"))]] },
      { kind: "branch", bodies: [[{ kind: "block", body: handled }], []] },
      ...(finalizer ? [this.#file.block(finalizer)] : []),
    ];
  }
}

/** Parts of a declaration that are no names of it. */
function isStatement({ type }: SyntaxNode): boolean {
  return /(?:statement|declaration|signature|_block|module)$/.test(type);
}
