import { jsonName } from "../proto/check-names.js";
import { HIGHEST_FIELD, HIGHEST_VALUE } from "../proto/check-numbers.js";
import type { Context } from "../proto/context.js";
import { defaultOf } from "../proto/describe-field.js";
import { optionsIn } from "../proto/features.js";
import type { OptionTarget } from "../proto/options.js";
import { fieldName } from "../proto/symbols.js";
import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  MessageNode,
  OptionNode,
  ProtoFile,
  RangeNode,
  ReservedNode,
  ServiceNode,
  Stretch,
} from "../proto/syntax-tree.js";
import { join, packageOf } from "../proto/unit.js";
import type { Problem } from "../proto/unit.js";
import type { ProtoKind } from "@nx-contracts/ir";
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  OneofDescriptor,
  RangeDescriptor,
  ReservedDescriptor,
  ServiceDescriptor,
} from "./file-descriptor.js";
import type { OptionTree } from "./option-tree.js";
import type { OptionTypes } from "./option-types.js";
import { SourceOptions } from "./source-options.js";

const HIGHEST_IN_MESSAGE_SET = 2_147_483_646;

/** What a compiler makes of a file that compiles; types that lead nowhere are added to `problems`. */
export function descriptorOf(context: Context, types: OptionTypes, name: string, problems: Problem[]): FileDescriptor {
  const { file } = context.unit;
  const source = new SourceFile(context.quiet(), types, problems);
  const scope = packageOf(file);
  const content = new Content();
  for (const declaration of file.body) source.declare(content, scope, declaration);
  const imports = file.imports.filter(({ modifier }) => modifier !== "option");
  const positions = (wanted: string) => imports.flatMap(({ modifier }, index) => (modifier === wanted ? [index] : []));
  return {
    name,
    package: scope,
    syntax: syntaxOf(file),
    imports: imports.map(({ path }) => path),
    publicImports: positions("public"),
    weakImports: positions("weak"),
    messages: content.messages,
    enums: content.enums,
    extensions: content.extensions,
    services: content.services,
    options: source.options(optionsIn(file.body), "FILE", scope),
  };
}

function syntaxOf({ syntax, edition }: ProtoFile): string {
  return syntax === "editions" ? (edition ?? "") : syntax;
}

/** What one scope collects: extensions and groups may stand anywhere in it. */
class Content {
  readonly fields: FieldDescriptor[] = [];
  readonly oneofs: OneofDescriptor[] = [];
  readonly messages: MessageDescriptor[] = [];
  readonly enums: EnumDescriptor[] = [];
  readonly extensions: FieldDescriptor[] = [];
  readonly services: ServiceDescriptor[] = [];
}

class SourceFile {
  readonly #context: Context;
  readonly #options: SourceOptions;
  readonly #problems: Problem[];

  constructor(context: Context, types: OptionTypes, problems: Problem[]) {
    this.#context = context;
    this.#options = new SourceOptions(types, context);
    this.#problems = problems;
  }

  options(options: readonly OptionNode[], target: OptionTarget, scope: string): OptionTree {
    return this.#options.read(options, target, scope);
  }

  declare(content: Content, scope: string, node: ProtoFile["body"][number] | MessageNode["body"][number]): void {
    switch (node.kind) {
      case "message":
        content.messages.push(this.#message(scope, node));
        break;
      case "enum":
        content.enums.push(this.#enum(scope, node));
        break;
      case "service":
        content.services.push(this.#service(scope, node));
        break;
      case "extend":
        this.#extend(content, scope, node);
        break;
      case "field":
        this.#addField(content, scope, node);
        break;
      case "oneof":
        content.oneofs.push({
          name: node.name,
          at: node.start,
          options: this.options(optionsIn(node.body), "ONEOF", scope),
        });
        for (const member of node.body) if (member.kind === "field") this.#addField(content, scope, member, node.name);
        break;
      default:
    }
  }

  #message(scope: string, node: MessageNode): MessageDescriptor {
    const fullName = join(scope, node.name);
    const content = new Content();
    for (const element of node.body) this.declare(content, fullName, element);
    const options = optionsIn(node.body);
    const highest = isMessageSet(options) ? HIGHEST_IN_MESSAGE_SET : HIGHEST_FIELD;
    return {
      name: node.name,
      at: node.start,
      ...content,
      extensionRanges: node.body.flatMap((element) =>
        element.kind === "extensions" ? this.#extensionRanges(element, fullName, highest) : [],
      ),
      reserved: reservedIn(node.body, highest),
      options: this.options(options, "MESSAGE", fullName),
    };
  }

  #extensionRanges(
    node: Extract<MessageNode["body"][number], { readonly kind: "extensions" }>,
    scope: string,
    highest: number,
  ): readonly RangeDescriptor[] {
    const options = this.options(node.options, "EXTENSION_RANGE", scope);
    return node.ranges.map(({ from, to }) => ({ from, to: Math.min(to, highest), options }));
  }

  #extend(content: Content, scope: string, block: ExtendNode): void {
    const found = this.#context.typeOf(scope, block.extendee);
    const extendee = typeof found === "object" ? found.fullName : block.extendee;
    for (const field of block.body) {
      content.extensions.push(this.#field(scope, field, undefined, extendee));
      if (field.group) content.messages.push(this.#message(scope, field.group));
    }
  }

  #addField(content: Content, scope: string, node: FieldNode, oneof?: string): void {
    content.fields.push(this.#field(scope, node, oneof, undefined));
    if (node.group) content.messages.push(this.#message(scope, node.group));
  }

  #field(scope: string, node: FieldNode, oneof: string | undefined, extendee: string | undefined): FieldDescriptor {
    const name = fieldName(node);
    const found = this.#context.fieldType(scope, node);
    if (found === undefined) this.#unresolved(node.map?.value ?? node.type, join(scope, name), node);
    const named = typeof found === "object" ? found.fullName : (found ?? node.map?.value ?? node.type);
    const isOpen = this.#context.unit.file.syntax === "proto3";
    const json = jsonName(node);
    return {
      name,
      number: node.number,
      label: labelOf(node, isOpen),
      type: node.group ? `group ${named}` : node.map ? `map<${node.map.key}, ${named}>` : named,
      oneof,
      extendee,
      default: defaultOf(node.options, kindOf(found)),
      jsonName: json.written && json.name !== jsonName({ ...node, options: [] }).name ? json.name : undefined,
      options: this.options(node.options, "FIELD", scope),
      at: node.start,
    };
  }

  #unresolved(type: string, subject: string, { start, end }: Stretch): void {
    const message = `"${type}" is not defined here or in any imported file.`;
    const help = "Correct the name, or import the file that defines it.";
    this.#problems.push({ rule: "read/unresolved-type", subject, message, help, start, end });
  }

  #enum(scope: string, node: EnumNode): EnumDescriptor {
    const fullName = join(scope, node.name);
    return {
      name: node.name,
      at: node.start,
      values: node.body.flatMap((element) =>
        element.kind === "value"
          ? [
              {
                name: element.name,
                number: element.number,
                at: element.start,
                options: this.options(element.options, "ENUM_ENTRY", fullName),
              },
            ]
          : [],
      ),
      reserved: reservedIn(node.body, HIGHEST_VALUE),
      options: this.options(optionsIn(node.body), "ENUM", fullName),
    };
  }

  #service(scope: string, node: ServiceNode): ServiceDescriptor {
    const fullName = join(scope, node.name);
    const typeName = (name: string, method: Stretch & { readonly name: string }) => {
      const found = this.#context.typeOf(fullName, name);
      if (typeof found === "object") return found.fullName;
      this.#unresolved(name, join(fullName, method.name), method);
      return name;
    };
    return {
      name: node.name,
      at: node.start,
      methods: node.body.flatMap((element) =>
        element.kind === "rpc"
          ? [
              {
                name: element.name,
                at: element.start,
                request: typeName(element.request, element),
                response: typeName(element.response, element),
                clientStreaming: element.clientStreaming,
                serverStreaming: element.serverStreaming,
                options: this.options(element.options, "METHOD", fullName),
              },
            ]
          : [],
      ),
      options: this.options(optionsIn(node.body), "SERVICE", fullName),
    };
  }
}

/** In proto3 `optional` counts; elsewhere it is what a field is that says nothing. */
function labelOf({ label, map }: FieldNode, isProto3: boolean): FieldDescriptor["label"] {
  if (map || label === "") return "";
  return label === "optional" && !isProto3 ? "" : label;
}

function kindOf(type: ReturnType<Context["fieldType"]>): ProtoKind {
  return typeof type === "object" ? type.kind : ((type ?? "message") as ProtoKind);
}

function isMessageSet(options: readonly OptionNode[]): boolean {
  return options.some(
    ({ name: [first], value }) =>
      first?.name === "message_set_wire_format" && value.kind === "word" && value.word === "true",
  );
}

function reservedIn(
  body: readonly (ReservedNode | { readonly kind: Exclude<string, "reserved"> })[],
  highest: number,
): ReservedDescriptor {
  const nodes = body.filter((element): element is ReservedNode => element.kind === "reserved");
  return {
    ranges: nodes.flatMap(({ ranges }) =>
      ranges.map(({ from, to }: RangeNode) => [from, Math.min(to, highest)] as const),
    ),
    names: nodes.flatMap(({ names }) => names.map(({ name }) => name)),
  };
}
