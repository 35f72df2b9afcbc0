import type { Context, ResolvedType } from "../proto/context.js";
import { fileFeatures, withFeatures } from "../proto/features.js";
import type { LinkedFiles } from "../proto/link.js";
import { extensionView, fieldsOf, membersOf } from "../proto/message-view.js";
import type { FieldView } from "../proto/message-view.js";
import { DESCRIPTOR_PATH, OPTION_TARGETS } from "../proto/options.js";
import type { OptionTarget } from "../proto/options.js";
import type { EnumDefinition, MessageDefinition } from "../proto/unit.js";

/** A field of a message that options are made of. */
export interface OptionFieldType {
  readonly number: number;
  /** An extension's in parentheses. */
  readonly name: string;
  /** Of a map, that of its values. */
  readonly type: ResolvedType;
  readonly mapKey: string | undefined;
  readonly repeated: boolean;
  /** Zero is the same as nothing. */
  readonly isImplicit: boolean;
  /** Generators are not told of it. */
  readonly isSourceOnly: boolean;
}

/** Of descriptor.proto, whose own options the reader leaves out. */
const SOURCE_ONLY: ReadonlySet<string> = new Set([
  "google.protobuf.ExtensionRangeOptions.declaration",
  "google.protobuf.ExtensionRangeOptions.verification",
  "google.protobuf.FeatureSet.enforce_naming_style",
  "google.protobuf.FeatureSet.default_symbol_visibility",
]);

/** What the options of some files may hold, as these files and those that they import define it. */
export class OptionTypes {
  readonly context: Context;
  readonly #linked: LinkedFiles;
  readonly #byNumber = new Map<MessageDefinition, Map<number, OptionFieldType>>();
  readonly #known = new Map<FieldView["node"], OptionFieldType | undefined>();
  readonly #targets = new Map<OptionTarget, MessageDefinition | undefined>();

  /** @returns nothing where there is no descriptor.proto that can be read */
  static of(linked: LinkedFiles): OptionTypes | undefined {
    const unit = linked.graph.wellKnown(DESCRIPTOR_PATH);
    return unit && new OptionTypes(linked, linked.context(unit).quiet());
  }

  private constructor(linked: LinkedFiles, context: Context) {
    this.#linked = linked;
    this.context = context;
  }

  /** The message that the options of `target` are fields of. */
  message(target: OptionTarget): MessageDefinition | undefined {
    if (!this.#targets.has(target)) this.#targets.set(target, this.named(`google.protobuf.${OPTION_TARGETS[target]}`));
    return this.#targets.get(target);
  }

  /** The message of that full name, in any of the files. */
  named(fullName: string): MessageDefinition | undefined {
    return this.#linked.table.all(fullName).find((each) => each.kind === "message");
  }

  /** A field or an extension of `message`; `undefined` where no file defines one of that number. */
  field(message: MessageDefinition, number: number): OptionFieldType | undefined {
    let fields = this.#byNumber.get(message);
    if (fields === undefined) this.#byNumber.set(message, (fields = this.#fieldsOf(message)));
    return fields.get(number);
  }

  /** What is to be known of a field that a name led to. */
  typeOf(view: FieldView, message: MessageDefinition): OptionFieldType | undefined {
    const { node } = view;
    if (!this.#known.has(node)) this.#known.set(node, fieldType(view, message));
    return this.#known.get(node);
  }

  /** The name of an enum's value, or the number where it has none. */
  memberName(type: EnumDefinition, number: number): string {
    for (const [name, value] of membersOf(this.context, type)) if (value === number) return name;
    return String(number);
  }

  #fieldsOf(message: MessageDefinition): Map<number, OptionFieldType> {
    const fields = new Map<number, OptionFieldType>();
    const { context } = this;
    const add = (view: FieldView) => {
      const type = this.typeOf(view, message);
      if (type !== undefined) fields.set(type.number, type);
    };
    for (const view of fieldsOf(context, message).values()) add(view);
    const extensions = this.#linked.table.extensionsOf(message, ({ unit, scope, extendee }) =>
      this.#linked.context(unit).quiet().typeOf(scope, extendee),
    );
    for (const extension of extensions.values()) add(extensionView(context, extension));
    return fields;
  }
}

function fieldType(view: FieldView, message: MessageDefinition): OptionFieldType | undefined {
  const { node, name, repeated, oneof, context, scope } = view;
  const type = context.fieldType(scope, node);
  if (type === undefined) return undefined;
  const features = withFeatures(fileFeatures(context.unit.file), node.options);
  const isScalar = typeof type === "string" || type.kind === "enum";
  return {
    number: node.number,
    name,
    type,
    mapKey: node.map?.key,
    repeated,
    isImplicit:
      isScalar &&
      !repeated &&
      node.label === "" &&
      oneof === undefined &&
      !name.startsWith("(") &&
      features.field_presence === "IMPLICIT",
    isSourceOnly:
      SOURCE_ONLY.has(`${message.fullName}.${name}`) ||
      node.options.some(
        ({ name: [first], value }) =>
          first?.name === "retention" && value.kind === "word" && value.word === "RETENTION_SOURCE",
      ),
  };
}
