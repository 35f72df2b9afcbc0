import { KNOWN_BOUNDS, KNOWN_CONSTRUCTORS, KNOWN_LISTS, KNOWN_MAPS, KNOWN_SCALARS } from "./known-types.js";
import { boundsOfCall, readMetadata } from "./metadata.js";
import { readLiteral } from "./literal-type.js";
import { dynamicType, fromOutside, missingName, unsupportedType } from "./obstacle.js";
import { textOf, type Context, type Meaning } from "./meaning.js";
import type { Program } from "./program.js";
import { readExpression } from "./syntax/statement.js";
import type { CallExpression, Expression } from "./syntax/tree.js";
import { substitute, unionOf, variablesIn, type PyType } from "./type-model.js";
import { makeVariable } from "./variables.js";

const MAX_DEPTH = 250;
const JSON_TYPE: PyType = { kind: "scalar", type: { kind: "scalar", family: "json" }, name: "Any" };
const NONE: PyType = { kind: "none" };

/** Reads annotations of one program; an alias is read once. */
export class TypeReader {
  readonly #program: Program;
  readonly #aliases = new Map<Expression, PyType>();
  readonly #active = new Set<Expression>();
  readonly #forward = new Map<string, Expression | undefined>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The type that an annotation means. */
  read(expression: Expression, context: Context, depth = 0): PyType {
    const text = () => textOf(expression, context);
    if (depth > MAX_DEPTH) return unsupportedType(text(), "it is nested too deeply");
    switch (expression.kind) {
      case "constant":
        return expression.value === null ? NONE : unsupportedType(text(), "it is no type");
      case "string":
        return this.#readForward(expression.value, context, depth);
      case "name":
      case "attribute":
        return this.#readMeaning(this.#program.resolve(expression, context), expression, context, depth);
      case "subscript":
        return this.#readSubscript(expression, context, depth);
      case "binary":
        if (expression.operator !== "|") return unsupportedType(text(), "it is no type");
        return unionOf(operands(expression).map((one) => this.read(one, context, depth + 1)));
      case "call":
        return this.#readCall(expression, context, depth);
      case "conditional":
      case "lambda":
      case "other":
        return dynamicType(text());
      default:
        return unsupportedType(text(), "it is no type");
    }
  }

  #readForward(text: string, context: Context, depth: number): PyType {
    if (!this.#forward.has(text)) this.#forward.set(text, readExpression(text.trim()));
    const expression = this.#forward.get(text);
    if (expression === undefined) return unsupportedType(text, "it is no expression");
    return this.read(expression, { ...context, text: `(${text.trim()}\n)`, deferred: true }, depth + 1);
  }

  #readMeaning(meaning: Meaning | undefined, expression: Expression, context: Context, depth: number): PyType {
    const text = textOf(expression, context);
    switch (meaning?.kind) {
      case "class":
        return { kind: "class", cls: meaning.cls, args: undefined };
      case "known":
        return this.#known(meaning.name, [], text, context, depth);
      case "variable":
        return this.#readVariable(meaning.binding, text, depth);
      case "alias": {
        const { statement } = meaning.binding;
        return { kind: "alias", name: statement.name, of: this.#readAlias(meaning, depth) };
      }
      case "parameter":
        return { kind: "variable", variable: makeVariable(meaning, this) };
      case "external":
        return fromOutside(text, meaning, this.#program);
      case "missing":
        return missingName(text, meaning.name);
      case "function":
        return unsupportedType(text, "it is a function");
      case "module":
        return unsupportedType(text, "it is a module");
      case undefined:
        return missingName(text, text);
    }
  }

  /** Guards against aliases that contain themselves. */
  #guarded(expression: Expression, text: string, read: () => PyType): PyType {
    const known = this.#aliases.get(expression);
    if (known !== undefined) return known;
    if (this.#active.has(expression)) return unsupportedType(text, "it contains itself");
    this.#active.add(expression);
    const type = read();
    this.#active.delete(expression);
    // What was read inside a cycle has a hole where the cycle closes.
    if (this.#active.size === 0) this.#aliases.set(expression, type);
    return type;
  }

  #readAlias(meaning: Extract<Meaning, { kind: "alias" }>, depth: number): PyType {
    const { statement, module, owner } = meaning.binding;
    const context: Context = {
      module,
      owner,
      at: Infinity,
      deferred: true,
      parameters: { of: `${module.name}.${statement.name}`, list: statement.typeParameters },
    };
    return this.#guarded(statement.value, statement.name, () => this.read(statement.value, context, depth + 1));
  }

  #readVariable(binding: Extract<Meaning, { kind: "variable" }>["binding"], text: string, depth: number): PyType {
    const { value, module, owner, certainty } = binding;
    if (value === undefined) return missingName(text, binding.name);
    if (certainty === "maybe") return dynamicType(text);
    const context = { module, owner, at: value.from };
    return this.#guarded(value, text, () => {
      const made = value.kind === "call" ? this.#readMaker(value, binding.name, context, depth) : undefined;
      return made ?? this.read(value, context, depth + 1);
    });
  }

  /** `T = TypeVar("T")`, `UserId = NewType("UserId", int)` and the like. */
  #readMaker(call: CallExpression, name: string, context: Context, depth: number): PyType | undefined {
    const meaning = this.#program.follow(this.#program.resolve(call.of, context));
    if (meaning?.kind !== "known") return undefined;
    const [, second] = call.args;
    const keyword = (wanted: string) => call.keywords.find((one) => one.name === wanted)?.value;
    switch (meaning.name) {
      case "typing.TypeVar":
        return { kind: "variable", variable: makeVariable({ name, call, context }, this) };
      case "typing.NewType": {
        const of = second ?? keyword("tp");
        return of === undefined ? undefined : this.read(of, context, depth + 1);
      }
      case "typing.TypeAliasType": {
        const of = second ?? keyword("value");
        if (of === undefined) return undefined;
        return { kind: "alias", name, of: this.read(of, { ...context, at: Infinity }, depth + 1) };
      }
      case "enum.Enum":
      case "enum.IntEnum":
      case "enum.StrEnum": {
        const [first] = call.args;
        if (first?.kind !== "string") return dynamicType(name);
        const prefix = context.module.name === "" ? "" : `${context.module.name}.`;
        return { kind: "enum", qualifiedName: `${prefix}${first.value}`, name: first.value };
      }
      case "pydantic.create_model":
        return dynamicType(name);
      case "typing.NamedTuple":
      case "typing.TypedDict":
      case "collections.namedtuple":
        return unsupportedType(name, `it is a ${meaning.name.replace(/^.*\./, "")} made by a call`);
      default:
        return undefined;
    }
  }

  #readCall(call: CallExpression, context: Context, depth: number): PyType {
    const text = textOf(call, context);
    const meaning = this.#program.follow(this.#program.resolve(call.of, context));
    const target = meaning?.kind === "known" ? KNOWN_CONSTRUCTORS.get(meaning.name) : undefined;
    if (target === undefined) return dynamicType(text);
    const [first] = call.args;
    const item = first ?? call.keywords.find((one) => one.name === "item_type")?.value;
    const isCollection = KNOWN_LISTS.has(target);
    const of = this.#known(target, isCollection && item !== undefined ? [item] : [], text, context, depth);
    const bounds = boundsOfCall(call, [], this.#program, context);
    return { kind: "annotated", of, metadata: [{ kind: "bounds", bounds }] };
  }

  #readSubscript(expression: Extract<Expression, { kind: "subscript" }>, context: Context, depth: number): PyType {
    const text = textOf(expression, context);
    const meaning = this.#program.follow(this.#program.resolve(expression.of, context));
    const args = () => expression.items.map((item) => this.read(item, context, depth + 1));
    switch (meaning?.kind) {
      case "known":
        return this.#known(meaning.name, expression.items, text, context, depth);
      case "class":
        return { kind: "class", cls: meaning.cls, args: args() };
      case "variable":
      case "alias": {
        const generic = this.#readMeaning(meaning, expression.of, context, depth);
        const given = args();
        const replacements = new Map<string, PyType>();
        [...variablesIn(generic).keys()].forEach((key, index) => {
          const replacement = given[index];
          if (replacement !== undefined) replacements.set(key, replacement);
        });
        return substitute(generic, replacements);
      }
      default:
        return this.#readMeaning(meaning, expression.of, context, depth);
    }
  }

  #known(name: string, items: readonly Expression[], text: string, context: Context, depth: number): PyType {
    const read = (item: Expression | undefined): PyType =>
      item === undefined ? JSON_TYPE : this.read(item, context, depth + 1);
    const [first, second] = items;
    const shown = name.slice(name.lastIndexOf(".") + 1);
    // `Json[X]` is written and read as text, and holds an X.
    if (name === "pydantic.Json" && first !== undefined) return read(first);
    const scalar = KNOWN_SCALARS.get(name);
    if (scalar !== undefined) return { kind: "scalar", type: scalar, name: shown };
    const bounded = KNOWN_BOUNDS.get(name);
    if (bounded !== undefined) {
      const of = this.#known(bounded.type, [], text, context, depth);
      return { kind: "annotated", of, metadata: [{ kind: "bounds", bounds: bounded.bounds }] };
    }
    const list = KNOWN_LISTS.get(name);
    if (list !== undefined) return { kind: "list", head: shown, item: read(first), unique: list.unique };
    if (KNOWN_MAPS.has(name)) return { kind: "map", head: shown, key: read(first), value: read(second) };
    switch (name) {
      case "typing.Optional":
        return unionOf([read(first), NONE]);
      case "typing.Union":
        return unionOf(items.map(read));
      case "typing.Annotated": {
        const metadata = items.slice(1).flatMap((item) => readMetadata(item, this.#program, context));
        const of = read(first);
        return of.kind === "annotated"
          ? { ...of, metadata: [...of.metadata, ...metadata] }
          : { kind: "annotated", of, metadata };
      }
      case "typing.Literal":
        return readLiteral(items, text, { program: this.#program, context, reader: this });
      case "builtins.tuple":
      case "typing.Tuple":
        return this.#readTuple(items, shown, read);
      case "typing.Counter":
        return {
          kind: "map",
          head: shown,
          key: read(first),
          value: this.#known("builtins.int", [], text, context, depth),
        };
      case "typing.ClassVar":
      case "typing.Final":
      case "typing.Required":
      case "typing.NotRequired":
      case "typing.ReadOnly":
      case "dataclasses.InitVar": {
        const qualifier = shown as Extract<PyType, { kind: "qualified" }>["qualifier"];
        return { kind: "qualified", qualifier, of: first === undefined ? undefined : read(first) };
      }
      case "types.NoneType":
        return NONE;
      case "pydantic.BaseModel":
        return JSON_TYPE;
      case "pydantic.OnErrorOmit":
      case "pydantic.SerializeAsAny":
      case "pydantic.SkipValidation":
      case "pydantic.InstanceOf":
      case "pydantic.RootModel":
        return read(first);
      case "typing.Self":
        return context.owner === undefined
          ? unsupportedType(text, "it stands outside a class")
          : { kind: "class", cls: context.owner, args: undefined };
      default:
        return unsupportedType(
          text,
          name.startsWith("pydantic.v1") ? "Pydantic 1 models are not read" : "no schema type stands for it",
        );
    }
  }

  #readTuple(items: readonly Expression[], head: string, read: (item: Expression | undefined) => PyType): PyType {
    const [first, second] = items;
    if (first === undefined) return { kind: "list", head, item: JSON_TYPE, unique: false };
    if (second?.kind === "ellipsis") return { kind: "list", head, item: read(first), unique: false };
    if (first.kind === "tuple" && first.items.length === 0) return { kind: "tuple", head, items: [] };
    return { kind: "tuple", head, items: items.map(read) };
  }
}

/** `a | b | c` as a list: the tree is as deep as the union is long. */
function operands(expression: Expression): Expression[] {
  const list: Expression[] = [];
  let left = expression;
  while (left.kind === "binary" && left.operator === "|") {
    list.push(left.right);
    left = left.left;
  }
  return [left, ...list.toReversed()];
}
