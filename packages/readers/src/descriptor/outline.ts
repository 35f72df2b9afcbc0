import type { Outline, OutlineElement, OutlineKind } from "@nx-contracts/ir";
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  ReservedDescriptor,
  ServiceDescriptor,
} from "./file-descriptor.js";
import { type OptionTree, writeOptions } from "./option-tree.js";

type Traits = Iterable<readonly [name: string, value: string | undefined]>;

/** Lists all that a file says. */
export function outlineOf(file: FileDescriptor): Outline {
  const outline = new OpenOutline();
  outline.add("file", file.name, undefined, [
    ["package", file.package || undefined],
    ["syntax", file.syntax],
    ["imports", listText(file.imports)],
    ["public imports", listText(importsAt(file, file.publicImports))],
    ["weak imports", listText(importsAt(file, file.weakImports))],
    ["order of messages", namesText(file.messages)],
    ["order of enums", namesText(file.enums)],
    ["order of services", namesText(file.services)],
    ["order of extensions", namesText(file.extensions)],
    ...optionTraits(file.options),
  ]);
  for (const message of file.messages) addMessage(outline, "", message);
  for (const each of file.enums) addEnum(outline, "", each);
  for (const extension of file.extensions) addField(outline, "extension", "", extension);
  for (const service of file.services) addService(outline, service);
  return { path: file.name, elements: outline.elements };
}

class OpenOutline {
  readonly elements = new Map<string, OutlineElement>();

  add(kind: OutlineKind, name: string, at: number | undefined, traits: Traits): void {
    const set = new Map<string, string>();
    for (const [trait, value] of traits) if (value !== undefined) set.set(trait, value);
    // Only a descriptor that no compiler made says something twice; then both count.
    let key = `${kind} ${name}`;
    if (this.elements.has(key)) key = `${key} #${this.elements.size}`;
    this.elements.set(key, { kind, name, traits: set, ...(at !== undefined && { at }) });
  }
}

function addMessage(outline: OpenOutline, scope: string, message: MessageDescriptor): void {
  const name = inScope(scope, message.name);
  outline.add("message", name, message.at, [
    ["order of fields", namesText(message.fields)],
    ["order of oneofs", namesText(message.oneofs)],
    ["order of messages", namesText(message.messages)],
    ["order of enums", namesText(message.enums)],
    ["order of extensions", namesText(message.extensions)],
    ...reservedTraits(message.reserved),
    ["extension ranges", extensionRangesText(message)],
    ...optionTraits(message.options),
  ]);
  for (const field of message.fields) addField(outline, "field", name, field);
  for (const { name: oneof, at, options } of message.oneofs)
    outline.add("oneof", inScope(name, oneof), at, optionTraits(options));
  for (const inner of message.messages) addMessage(outline, name, inner);
  for (const inner of message.enums) addEnum(outline, name, inner);
  for (const extension of message.extensions) addField(outline, "extension", name, extension);
}

function addField(outline: OpenOutline, kind: "field" | "extension", scope: string, field: FieldDescriptor): void {
  outline.add(kind, inScope(scope, field.name), field.at, [
    ["number", String(field.number)],
    ["type", field.type],
    ["label", field.label || undefined],
    ["oneof", field.oneof],
    ["extended message", field.extendee],
    ["default", field.default === undefined ? undefined : JSON.stringify(field.default)],
    ["json_name", field.jsonName],
    ...optionTraits(field.options),
  ]);
}

function addEnum(outline: OpenOutline, scope: string, each: EnumDescriptor): void {
  const name = inScope(scope, each.name);
  outline.add("enum", name, each.at, [
    ["order of values", namesText(each.values)],
    ...reservedTraits(each.reserved),
    ...optionTraits(each.options),
  ]);
  for (const value of each.values) {
    outline.add("value", inScope(name, value.name), value.at, [
      ["number", String(value.number)],
      ...optionTraits(value.options),
    ]);
  }
}

function addService(outline: OpenOutline, service: ServiceDescriptor): void {
  outline.add("service", service.name, service.at, [
    ["order of methods", namesText(service.methods)],
    ...optionTraits(service.options),
  ]);
  for (const method of service.methods) {
    outline.add("method", inScope(service.name, method.name), method.at, [
      ["request", `${method.clientStreaming ? "stream " : ""}${method.request}`],
      ["response", `${method.serverStreaming ? "stream " : ""}${method.response}`],
      ...optionTraits(method.options),
    ]);
  }
}

function* optionTraits(options: OptionTree): Generator<readonly [string, string]> {
  if (options.fields.size === 0) return;
  for (const [name, text] of writeOptions(options)) yield [`option ${name}`, text];
}

function reservedTraits({ ranges, names }: ReservedDescriptor): Traits {
  return [
    ["reserved numbers", listText(ranges.map(rangeText))],
    ["reserved names", listText(names)],
  ];
}

function extensionRangesText({ extensionRanges }: MessageDescriptor): string | undefined {
  return listText(
    extensionRanges.map(({ from, to, options }) => {
      const set = [...writeOptions(options)].map(([name, text]) => `${name} = ${text}`);
      return `${rangeText([from, to])}${set.length > 0 ? ` [${set.join(", ")}]` : ""}`;
    }),
  );
}

function rangeText([from, to]: readonly [number, number]): string {
  return from === to ? String(from) : `${from} to ${to}`;
}

function importsAt({ imports }: FileDescriptor, positions: readonly number[]): readonly string[] {
  return positions.map((position) => imports[position] ?? String(position));
}

function namesText(items: readonly { readonly name: string }[]): string | undefined {
  return items.length < 2 ? undefined : items.map(({ name }) => name).join(", ");
}

function listText(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(", ");
}

function inScope(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}
