/** What an element of a proto file is. */
export type OutlineKind =
  | "file"
  | "message"
  | "field"
  | "oneof"
  | "enum"
  | "value"
  | "extension"
  | "service"
  | "method";

/** One element of a proto file, and all that a compiled descriptor says about it, in words. */
export interface OutlineElement {
  readonly kind: OutlineKind;
  /** Without the package: `Show.title`; of a file its import path. */
  readonly name: string;
  /** What is said about it → what it says, such as `number` → `3`; what is not set is left out. */
  readonly traits: ReadonlyMap<string, string>;
  /** UTF-16 offset into the text of the file; a descriptor has none. */
  readonly at?: number;
}

/**
 * Everything that a compiled proto file says, as a list: two files say the same
 * exactly when their outlines are equal. Comments, formatting and options that
 * only the source keeps are not in it; neither is a JSON name that is the
 * derived one.
 */
export interface Outline {
  /** Import path of the file. */
  readonly path: string;
  /** By kind and name, in the order of the file. */
  readonly elements: ReadonlyMap<string, OutlineElement>;
}
