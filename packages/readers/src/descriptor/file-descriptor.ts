import type { OptionTree } from "./option-tree.js";

/** A proto file as a compiler hands it to a generator, whether it was decoded or made from source. */
export interface FileDescriptor {
  /** Import path. */
  readonly name: string;
  readonly package: string;
  /** `proto2`, `proto3`, or an edition such as `2023`. */
  readonly syntax: string;
  readonly imports: readonly string[];
  /** Positions in `imports`. */
  readonly publicImports: readonly number[];
  readonly weakImports: readonly number[];
  readonly messages: readonly MessageDescriptor[];
  readonly enums: readonly EnumDescriptor[];
  readonly extensions: readonly FieldDescriptor[];
  readonly services: readonly ServiceDescriptor[];
  readonly options: OptionTree;
}

interface Placed {
  /** Offset into the text, where there is one. */
  readonly at?: number;
}

export interface MessageDescriptor extends Placed {
  readonly name: string;
  readonly fields: readonly FieldDescriptor[];
  /** Without the entries of maps. */
  readonly messages: readonly MessageDescriptor[];
  readonly enums: readonly EnumDescriptor[];
  readonly extensions: readonly FieldDescriptor[];
  /** Without those that a compiler makes for `optional` in proto3. */
  readonly oneofs: readonly OneofDescriptor[];
  readonly extensionRanges: readonly RangeDescriptor[];
  readonly reserved: ReservedDescriptor;
  readonly options: OptionTree;
}

export interface OneofDescriptor extends Placed {
  readonly name: string;
  readonly options: OptionTree;
}

/** Both ends included. */
export interface RangeDescriptor {
  readonly from: number;
  readonly to: number;
  readonly options: OptionTree;
}

export interface ReservedDescriptor {
  /** Both ends included. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly names: readonly string[];
}

export interface FieldDescriptor extends Placed {
  readonly name: string;
  readonly number: number;
  readonly label: "" | "optional" | "required" | "repeated";
  /** A scalar's name, a full name, `group` and a full name, or `map<key, value>`. */
  readonly type: string;
  readonly oneof: string | undefined;
  readonly extendee: string | undefined;
  /** One character a byte. */
  readonly default: string | undefined;
  /** Absent where it is the derived one. */
  readonly jsonName: string | undefined;
  readonly options: OptionTree;
}

export interface EnumDescriptor extends Placed {
  readonly name: string;
  readonly values: readonly EnumValueDescriptor[];
  readonly reserved: ReservedDescriptor;
  readonly options: OptionTree;
}

export interface EnumValueDescriptor extends Placed {
  readonly name: string;
  readonly number: number;
  readonly options: OptionTree;
}

export interface ServiceDescriptor extends Placed {
  readonly name: string;
  readonly methods: readonly MethodDescriptor[];
  readonly options: OptionTree;
}

export interface MethodDescriptor extends Placed {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
  readonly options: OptionTree;
}
