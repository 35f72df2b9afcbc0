/**
 * A proto file as written: plain data, nothing resolved, nothing lost but
 * white space and comments. `start` (inclusive) and `end` (exclusive) are
 * UTF-16 offsets into the text. `gap` is where the token before a declaration
 * stops: comments between `gap` and `start` may document it.
 */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface ProtoFile {
  readonly path: string;
  readonly text: string;
  /** `proto2` where the file does not say. */
  readonly syntax: "proto2" | "proto3" | "editions";
  /** `2023`, `2024`; only with `editions`. */
  readonly edition?: string;
  /** The statement that says so. */
  readonly syntaxAt?: Stretch;
  readonly package?: PackageNode;
  readonly imports: readonly ImportNode[];
  readonly body: readonly Declaration[];
}

export interface PackageNode extends Stretch {
  readonly kind: "package";
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly gap: number;
}

export interface ImportNode extends Stretch {
  readonly kind: "import";
  readonly modifier: "" | "public" | "weak" | "option";
  readonly path: string;
  readonly pathStart: number;
  readonly pathEnd: number;
}

export type Declaration = MessageNode | EnumNode | ExtendNode | ServiceNode | OptionNode;

/** What may stand between the braces of a message. */
export type MessageElement =
  | FieldNode
  | OneofNode
  | MessageNode
  | EnumNode
  | ExtendNode
  | ReservedNode
  | ExtensionsNode
  | OptionNode;

interface Definition extends Stretch {
  readonly name: string;
  readonly nameStart: number;
  readonly gap: number;
}

interface Block {
  /** The offset of `{`. */
  readonly open: number;
}

export interface MessageNode extends Definition, Block {
  readonly kind: "message";
  readonly visibility: "" | "export" | "local";
  readonly body: readonly MessageElement[];
}

export interface FieldNode extends Definition {
  readonly kind: "field";
  readonly label: "" | "optional" | "required" | "repeated";
  /** As written, white space removed: `int32`, `.a.B`, `group`, `map`. */
  readonly type: string;
  readonly typeStart: number;
  readonly typeEnd: number;
  /** Only with type `map`. */
  readonly map?: MapTypes;
  readonly number: number;
  readonly numberStart: number;
  readonly numberEnd: number;
  readonly options: readonly OptionNode[];
  /** Only with type `group`: its message, which has the group's name. */
  readonly group?: MessageNode;
}

export interface MapTypes {
  readonly key: string;
  readonly keyStart: number;
  readonly value: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface OneofNode extends Definition, Block {
  readonly kind: "oneof";
  readonly body: readonly (FieldNode | OptionNode)[];
}

export interface ExtendNode extends Stretch, Block {
  readonly kind: "extend";
  readonly extendee: string;
  readonly extendeeStart: number;
  readonly extendeeEnd: number;
  readonly gap: number;
  readonly body: readonly FieldNode[];
}

export interface EnumNode extends Definition, Block {
  readonly kind: "enum";
  readonly visibility: "" | "export" | "local";
  readonly body: readonly (EnumValueNode | ReservedNode | OptionNode)[];
}

export interface EnumValueNode extends Definition {
  readonly kind: "value";
  readonly number: number;
  readonly numberStart: number;
  readonly numberEnd: number;
  readonly options: readonly OptionNode[];
}

/** Both ends included; `max` is written out as the highest number there. */
export interface RangeNode extends Stretch {
  readonly from: number;
  readonly to: number;
}

export interface ReservedName extends Stretch {
  readonly name: string;
  readonly quoted: boolean;
}

export interface ReservedNode extends Stretch {
  readonly kind: "reserved";
  readonly ranges: readonly RangeNode[];
  readonly names: readonly ReservedName[];
}

export interface ExtensionsNode extends Stretch {
  readonly kind: "extensions";
  readonly ranges: readonly RangeNode[];
  readonly options: readonly OptionNode[];
}

export interface ServiceNode extends Definition, Block {
  readonly kind: "service";
  readonly body: readonly (MethodNode | OptionNode)[];
}

export interface MethodNode extends Definition {
  readonly kind: "rpc";
  readonly request: string;
  readonly requestStart: number;
  readonly requestEnd: number;
  readonly clientStreaming: boolean;
  readonly response: string;
  readonly responseStart: number;
  readonly responseEnd: number;
  readonly serverStreaming: boolean;
  readonly options: readonly OptionNode[];
  /** The offset of `{`, where there is one. */
  readonly open?: number;
}

/** `option a.(b.c).d = value;` or the same between brackets. */
export interface OptionNode extends Stretch {
  readonly kind: "option";
  readonly name: readonly OptionNamePart[];
  readonly value: OptionValue;
}

/** One step of an option's name; an extension's is what stands in parentheses. */
export interface OptionNamePart extends Stretch {
  readonly name: string;
  readonly extension: boolean;
}

export type OptionValue = WordValue | NumberValue | StringValue | ListValue | MessageValue;

/** `true`, `SPEED`, `inf`, `-nan`. */
export interface WordValue extends Stretch {
  readonly kind: "word";
  readonly word: string;
  readonly negative: boolean;
}

export interface NumberValue extends Stretch {
  readonly kind: "integer" | "float";
  /** Without the sign. */
  readonly digits: string;
  readonly negative: boolean;
}

export interface StringValue extends Stretch {
  readonly kind: "string";
  /** Escapes resolved, adjacent strings joined; `binary` when the bytes are not UTF-8, one character a byte then. */
  readonly value: string;
  readonly binary: boolean;
}

/** Only inside a message value. */
export interface ListValue extends Stretch {
  readonly kind: "list";
  readonly items: readonly OptionValue[];
}

export interface MessageValue extends Stretch {
  readonly kind: "message";
  readonly fields: readonly ValueField[];
}

export interface ValueField extends Stretch {
  /** A field's name, `[an.extension]` or the URL of an `Any`. */
  readonly name: string;
  readonly bracket: "" | "extension" | "any";
  readonly nameEnd: number;
  readonly value: OptionValue;
}
