import { parseProto } from "../../../readers/dist/proto/parse.js";
import type {
  Declaration,
  EnumNode,
  EnumValueNode,
  ExtendNode,
  FieldNode,
  MessageElement,
  MessageNode,
  MethodNode,
  OneofNode,
  ProtoFile,
  ServiceNode,
} from "../../../readers/dist/proto/syntax-tree.js";

/** Random numbers below a limit, the same in every run (mulberry32). */
export type Random = (below: number) => number;

export function randomSource(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Everything in a file that a mutation may take hold of. */
export interface Parts {
  readonly file: ProtoFile;
  readonly messages: readonly MessageNode[];
  readonly fields: readonly FieldNode[];
  readonly oneofs: readonly OneofNode[];
  readonly enums: readonly EnumNode[];
  readonly values: readonly EnumValueNode[];
  readonly services: readonly ServiceNode[];
  readonly methods: readonly MethodNode[];
  readonly extends: readonly ExtendNode[];
  readonly reserved: readonly { readonly start: number; readonly end: number }[];
}

/** The parts of `text`, or `undefined` where it does not parse. */
export function partsOf(text: string): Parts | undefined {
  const { file } = parseProto("mutant.proto", text);
  if (file === undefined) return undefined;
  const parts = {
    file,
    messages: [] as MessageNode[],
    fields: [] as FieldNode[],
    oneofs: [] as OneofNode[],
    enums: [] as EnumNode[],
    values: [] as EnumValueNode[],
    services: [] as ServiceNode[],
    methods: [] as MethodNode[],
    extends: [] as ExtendNode[],
    reserved: [] as { start: number; end: number }[],
  };
  const visit = (node: Declaration | MessageElement): void => {
    switch (node.kind) {
      case "message":
        parts.messages.push(node);
        node.body.forEach(visit);
        break;
      case "field":
        parts.fields.push(node);
        if (node.group) visit(node.group);
        break;
      case "oneof":
        parts.oneofs.push(node);
        for (const member of node.body) if (member.kind === "field") visit(member);
        break;
      case "enum":
        parts.enums.push(node);
        for (const each of node.body) {
          if (each.kind === "value") parts.values.push(each);
          if (each.kind === "reserved") parts.reserved.push(each);
        }
        break;
      case "service":
        parts.services.push(node);
        for (const each of node.body) if (each.kind === "rpc") parts.methods.push(each);
        break;
      case "extend":
        parts.extends.push(node);
        node.body.forEach(visit);
        break;
      case "reserved":
      case "extensions":
        parts.reserved.push(node);
        break;
      default:
    }
  };
  file.body.forEach(visit);
  return parts;
}

export type Mutation = (text: string, parts: Parts, random: Random) => string;

/** `text` with the characters from `start` to `end` replaced. */
export function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

export function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[random(items.length)];
}

/** A mutation of one random part; nothing where there is none. */
export function on<Kind extends keyof Parts>(
  kind: Kind,
  change: (
    text: string,
    part: Parts[Kind] extends readonly (infer Item)[] ? Item : never,
    random: Random,
    parts: Parts,
  ) => string,
): Mutation {
  return (text, parts, random) => {
    const list: unknown = parts[kind];
    const part: unknown = Array.isArray(list) ? pick(list, random) : undefined;
    return part === undefined ? text : change(text, part as never, random, parts);
  };
}
