import type { Context } from "./context.js";
import { fieldName } from "./symbols.js";
import type { FieldNode } from "./syntax-tree.js";
import type { EnumDefinition, ExtensionDefinition, MessageDefinition } from "./unit.js";

/** A field as an option's value sees it. */
export interface FieldView {
  readonly name: string;
  readonly node: FieldNode;
  readonly repeated: boolean;
  /** The oneof it belongs to. */
  readonly oneof?: string;
  /** The file that defines the field, from which the name of its type is looked up. */
  readonly context: Context;
  readonly scope: string;
}

/** Fields of `message` by name; a group also answers to its message's name, as text format has it. */
export function fieldsOf(context: Context, message: MessageDefinition): ReadonlyMap<string, FieldView> {
  const known = context.table.views.get(message);
  if (known !== undefined) return known;
  const fields = new Map<string, FieldView>();
  const inside = context.from(message.unit);
  const add = (node: FieldNode, oneof?: string) => {
    const name = fieldName(node);
    const repeated = node.label === "repeated" || node.map !== undefined;
    const view: FieldView = {
      name,
      node,
      repeated,
      context: inside,
      scope: message.fullName,
      ...(oneof === undefined ? {} : { oneof }),
    };
    fields.set(name, view);
    if (node.group) fields.set(node.name, view);
  };
  for (const element of message.node.body) {
    if (element.kind === "field") add(element);
    else if (element.kind === "oneof") {
      for (const member of element.body) if (member.kind === "field") add(member, element.name);
    }
  }
  context.table.views.set(message, fields);
  return fields;
}

/** An extension as a field; options name it in parentheses, by its full name. */
export function extensionView(context: Context, extension: ExtensionDefinition): FieldView {
  const { node, scope, unit } = extension;
  return {
    name: `(${extension.fullName})`,
    node,
    repeated: node.label === "repeated",
    context: context.from(unit),
    scope,
  };
}

/** The values of an enum that options use, by name. */
export function membersOf(context: Context, definition: EnumDefinition): ReadonlyMap<string, number> {
  const known = context.table.members.get(definition);
  if (known !== undefined) return known;
  const members = new Map<string, number>();
  for (const element of definition.node.body) if (element.kind === "value") members.set(element.name, element.number);
  context.table.members.set(definition, members);
  return members;
}
