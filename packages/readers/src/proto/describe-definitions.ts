import type { ProtoEnum, ProtoField, ProtoMessage, ProtoMethod, ProtoRange, ProtoService } from "@nx-contracts/ir";
import { mapEntryName } from "./check-names.js";
import { HIGHEST_FIELD, HIGHEST_VALUE } from "./check-numbers.js";
import type { Context } from "./context.js";
import { describeEntryField, describeField, languageFeatures } from "./describe-field.js";
import type { FieldSurroundings, LanguageFeatures } from "./describe-field.js";
import { placeOf, placeOfOption, wordOption } from "./describe-options.js";
import { optionsIn, withFeatures } from "./features.js";
import type { Features } from "./features.js";
import { join, packageOf } from "./unit.js";
import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  MessageNode,
  RangeNode,
  ReservedNode,
  ServiceNode,
} from "./syntax-tree.js";

const HIGHEST_IN_MESSAGE_SET = 2_147_483_646;

/** What the definitions of one file share. */
export interface FileSurroundings {
  readonly context: Context;
  readonly languages: LanguageFeatures;
  readonly javaStringCheckUtf8?: string;
  /** Called with the type that could not be resolved. */
  readonly unresolved: (node: FieldNode, scope: string) => void;
}

/** Describes a message and all that is nested in it. */
export function describeMessage(
  file: FileSurroundings,
  scope: string,
  node: MessageNode,
  inherited: Features,
): ProtoMessage {
  const fullName = join(scope, node.name);
  const options = optionsIn(node.body);
  const features = options.length === 0 ? inherited : withFeatures(inherited, options);
  const isMessageSet = options.length > 0 && wordOption(options, ["message_set_wire_format"]) === "true";
  const highest = isMessageSet ? HIGHEST_IN_MESSAGE_SET : HIGHEST_FIELD;
  const accessor = options.length > 0 && wordOption(options, ["no_standard_descriptor_accessor"]) === "true";
  const content = new MessageContent(file, fullName, features);
  for (const element of node.body) {
    if (element.kind === "message") content.messages.push(describeMessage(file, fullName, element, features));
    else if (element.kind === "enum") content.enums.push(describeEnum(file, fullName, element, features));
    else if (element.kind === "extend") content.extend(element);
    else if (element.kind === "field") content.addField(element);
    else if (element.kind === "oneof") {
      content.oneofs.push(element.name);
      for (const member of element.body) if (member.kind === "field") content.addField(member, element.name);
    } else if (element.kind === "extensions") content.extensionRanges.push(...ranges(element.ranges, highest));
  }
  return {
    ...definition(file, fullName, node, features, highest),
    isMapEntry: false,
    isMessageSet,
    ...placed(
      "noDescriptorAccessorAt",
      accessor ? placeOfOption(options, ["no_standard_descriptor_accessor"]) : undefined,
    ),
    fields: content.fields,
    oneofs: content.oneofs,
    extensionRanges: content.extensionRanges,
    messages: content.messages,
    enums: content.enums,
    extensions: content.extensions,
  };
}

/** What one scope collects: a message, or a file, where only extensions and their groups arise. */
export class MessageContent {
  readonly fields: ProtoField[] = [];
  readonly oneofs: string[] = [];
  readonly extensionRanges: ProtoRange[] = [];
  readonly messages: ProtoMessage[] = [];
  readonly enums: ProtoEnum[] = [];
  readonly extensions: ProtoField[] = [];
  readonly #file: FileSurroundings;
  readonly #scope: string;
  readonly #features: Features;

  constructor(file: FileSurroundings, scope: string, features: Features) {
    this.#file = file;
    this.#scope = scope;
    this.#features = features;
  }

  addField(node: FieldNode, oneof?: string): void {
    this.#add(node, this.fields, oneof === undefined ? {} : { oneof });
  }

  extend(block: ExtendNode): void {
    const found = this.#file.context.typeOf(this.#scope, block.extendee);
    const extendee = typeof found === "object" ? found.fullName : block.extendee;
    for (const field of block.body) this.#add(field, this.extensions, { extendee });
  }

  #add(node: FieldNode, to: ProtoField[], role: { oneof?: string; extendee?: string }): void {
    const { context, languages, javaStringCheckUtf8 } = this.#file;
    const features = node.options.length === 0 ? this.#features : withFeatures(this.#features, node.options);
    const around: FieldSurroundings = {
      context,
      scope: this.#scope,
      ...role,
      features,
      languages: node.options.length === 0 ? languages : languageFeatures(languages, node.options),
      ...(javaStringCheckUtf8 !== undefined && { javaStringCheckUtf8 }),
    };
    const field = describeField(node, around);
    if (field === undefined) return this.#file.unresolved(node, this.#scope);
    to.push(field);
    if (node.group) this.messages.push(describeMessage(this.#file, this.#scope, node.group, features));
    if (node.map) this.messages.push(this.#entry(node, around));
  }

  #entry(node: FieldNode, around: FieldSurroundings): ProtoMessage {
    const name = mapEntryName(node.name);
    const fullName = join(this.#scope, name);
    const value = around.context.fieldType(this.#scope, node) ?? "int32";
    return {
      name,
      nestedName: nestedName(this.#file, fullName),
      fullName,
      at: [node.typeStart, node.typeEnd],
      reservedRanges: [],
      reservedNames: [],
      jsonFormat: this.#features.json_format,
      isMapEntry: true,
      isMessageSet: false,
      fields: [
        describeEntryField("key", node, node.map?.key ?? "int32", around),
        describeEntryField("value", node, value, around),
      ],
      oneofs: [],
      extensionRanges: [],
      messages: [],
      enums: [],
      extensions: [],
    };
  }
}

export function describeEnum(file: FileSurroundings, scope: string, node: EnumNode, inherited: Features): ProtoEnum {
  const options = optionsIn(node.body);
  const features = options.length === 0 ? inherited : withFeatures(inherited, options);
  const values = [];
  for (const element of node.body) {
    if (element.kind !== "value") continue;
    const { name, number, numberStart, numberEnd } = element;
    values.push({ name, number, numberAt: [numberStart, numberEnd] as const });
  }
  return {
    ...definition(file, join(scope, node.name), node, features, HIGHEST_VALUE),
    isClosed: features.enum_type === "CLOSED",
    ...placed("enumTypeAt", placeOfOption(options, ["features", "enum_type"])),
    values,
  };
}

export function describeService({ context }: FileSurroundings, scope: string, node: ServiceNode): ProtoService {
  const fullName = join(scope, node.name);
  const typeName = (name: string) => {
    const found = context.typeOf(fullName, name);
    return typeof found === "object" ? found.fullName : name;
  };
  const methods: ProtoMethod[] = [];
  for (const element of node.body) {
    if (element.kind !== "rpc") continue;
    const { name, options } = element;
    methods.push({
      name,
      at: placeOf(element),
      request: typeName(element.request),
      requestAt: [element.requestStart, element.requestEnd],
      clientStreaming: element.clientStreaming,
      response: typeName(element.response),
      responseAt: [element.responseStart, element.responseEnd],
      serverStreaming: element.serverStreaming,
      idempotency: wordOption(options, ["idempotency_level"]) ?? "IDEMPOTENCY_UNKNOWN",
      ...placed("idempotencyAt", placeOfOption(options, ["idempotency_level"])),
    });
  }
  return { name: node.name, fullName, at: placeOf(node), methods };
}

function definition(
  file: FileSurroundings,
  fullName: string,
  node: MessageNode | EnumNode,
  features: Features,
  highest: number,
): Pick<
  ProtoMessage,
  "name" | "nestedName" | "fullName" | "at" | "reservedRanges" | "reservedNames" | "jsonFormat" | "jsonFormatAt"
> {
  const reserved = (node.body as readonly { readonly kind: string }[]).filter(
    (element): element is ReservedNode => element.kind === "reserved",
  );
  return {
    name: node.name,
    nestedName: nestedName(file, fullName),
    fullName,
    at: placeOf(node),
    reservedRanges: reserved.flatMap((each) => ranges(each.ranges, highest)),
    reservedNames: reserved.flatMap((each) => each.names.map(({ name }) => name)),
    jsonFormat: features.json_format,
    ...placed("jsonFormatAt", placeOfOption(optionsIn(node.body), ["features", "json_format"])),
  };
}

function placed<Name extends string, Value>(name: Name, value: Value | undefined): { [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]: Value });
}

function ranges(nodes: readonly RangeNode[], highest: number): readonly ProtoRange[] {
  return nodes.map(({ from, to }) => [from, Math.min(to, highest)] as const);
}

function nestedName({ context }: FileSurroundings, fullName: string): string {
  const outer = packageOf(context.unit.file);
  return outer === "" ? fullName : fullName.slice(outer.length + 1);
}
