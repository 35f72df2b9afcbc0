/**
 * A source file of code as far as it matters for what it uses: names bound,
 * values made and taken apart, types written down. Every language's syntax
 * tree is turned into this, and one resolver reads it.
 */
export interface Program {
  readonly imports: readonly Import[];
  /** What a module gives on, where that is not all that it binds: TypeScript. */
  readonly exports?: readonly Export[];
  readonly body: readonly Step[];
}

/** `export { local as exported }`, or with `module`, `export { imported as exported } from "module"`; `*` for all names. */
export interface Export {
  readonly exported: string;
  readonly local?: string;
  readonly module?: string;
  readonly imported?: string;
}

/** UTF-16 offsets into the text; the second is exclusive. */
export type Place = readonly [start: number, end: number];

/**
 * An import of a module. The module is written as the language writes it, with
 * relative ones resolved by the adapter where the language has them.
 */
export interface Import {
  readonly module: string;
  readonly names: readonly ImportedName[];
  readonly at: Place;
}

export interface ImportedName {
  /** Absent for the module itself (`import * as pb`, `import anime_pb2`, a Go package); `*` for all names of it. */
  readonly imported?: string;
  readonly local: string;
  readonly at: Place;
}

/** A type as written. */
export type TypeNote =
  /** `pb.Anime`, as its parts. */
  | { readonly kind: "named"; readonly path: readonly string[]; readonly at: Place }
  | { readonly kind: "list"; readonly item: TypeNote }
  /** What goes through a channel: Go. */
  | { readonly kind: "channel"; readonly item: TypeNote }
  | { readonly kind: "map"; readonly value: TypeNote }
  /** Several values by position: what a function of Go gives, `(A, B)`. */
  | { readonly kind: "tuple"; readonly items: readonly TypeNote[] }
  /** An object's type, written where it is used. */
  | { readonly kind: "object"; readonly fields: readonly { readonly name: string; readonly type: TypeNote }[] }
  /** A type of which only some fields are kept or left out: `Pick<Anime, "score">`. */
  | {
      readonly kind: "keys";
      readonly of: TypeNote;
      readonly keys: readonly { readonly name: string; readonly at: Place }[];
    }
  /** The name of one of its fields: `keyof Anime`. */
  | { readonly kind: "key"; readonly of: TypeNote }
  /** One of several; null and the like are left out. `Option<T>`, `T | None`, `Promise<T>` and `&T` are their `T`. */
  | { readonly kind: "union"; readonly of: readonly TypeNote[] }
  /** Known, and nothing of a contract: a number, a string, a type of the language's library. */
  | { readonly kind: "foreign" }
  /** Something else; `of` are the types named in it, such as the arguments of a generic. */
  | { readonly kind: "unknown"; readonly of?: readonly TypeNote[] };

/** What happens, in the order written. */
export type Step =
  /** A variable or parameter gets its name. */
  | { readonly kind: "bind"; readonly target: Pattern; readonly type?: TypeNote; readonly value?: Expression }
  /** An expression is evaluated. */
  | { readonly kind: "evaluate"; readonly value: Expression }
  | { readonly kind: "return"; readonly value: Expression }
  /** A type is named where no value of it is: a signature, a cast, `implements`. */
  | { readonly kind: "mention"; readonly type: TypeNote }
  /** Names bound inside are not seen outside. */
  | { readonly kind: "block"; readonly body: readonly Step[] }
  /** At most one of these happens; names bound inside are seen outside: `if` and `match` of Python. */
  | { readonly kind: "branch"; readonly bodies: readonly (readonly Step[])[] }
  /** Names of a module that only the body around it sees: Rust. */
  | { readonly kind: "import"; readonly import: Import }
  /** A name for a type: `type Shelf = Anime[]`. */
  | { readonly kind: "alias"; readonly name: string; readonly type: TypeNote }
  | FunctionStep
  | ClassStep;

export interface FunctionStep {
  readonly kind: "function";
  /** Absent for one that is not named where it stands. */
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  readonly returns?: TypeNote;
  readonly body: readonly Step[];
}

/** What a method is called at the top of a file that does not hold its type: Go. */
export const methodName = (type: string, method: string): string => `${type}.${method}`;

export interface Parameter {
  readonly target: Pattern;
  readonly type?: TypeNote;
  readonly default?: Expression;
}

/** A class, struct, interface or `impl` of the file itself: members of it are nothing of a contract unless it extends a record. */
export interface ClassStep {
  readonly kind: "class";
  readonly name: string;
  readonly bases: readonly TypeNote[];
  /** What methods call the instance: `self`, `this`, the receiver's name in Go. */
  readonly self?: string;
  readonly fields: readonly { readonly name: string; readonly type?: TypeNote; readonly value?: Expression }[];
  readonly body: readonly Step[];
}

/** What a value is bound to. */
export type Pattern =
  | { readonly kind: "name"; readonly name: string; readonly at: Place }
  /** `{ score, title: name }`, `Anime { score, .. }`: reads the fields; `rest` gets what else there is, `...others`. */
  | {
      readonly kind: "fields";
      readonly type?: TypeNote;
      readonly fields: readonly PatternField[];
      readonly rest?: Pattern;
    }
  /** `[a, b]`, `a, b`: the parts of a list or tuple. */
  | { readonly kind: "items"; readonly items: readonly Pattern[] }
  /** `Some(x)`, `Ok(x)`, `&x`: bound to what is inside. */
  | { readonly kind: "inside"; readonly of: Pattern }
  /** An existing place is assigned: `anime.score = 3`, `self.x = y`. */
  | { readonly kind: "place"; readonly of: Expression }
  | { readonly kind: "nothing" };

export interface PatternField {
  readonly name: string;
  readonly at: Place;
  readonly target: Pattern;
}

export type Expression =
  | { readonly kind: "name"; readonly name: string; readonly at: Place }
  /** `of.name`, also `of?.name`, `of::name` and `of["name"]` with a literal key. */
  | { readonly kind: "member"; readonly of: Expression; readonly name: string; readonly at: Place }
  | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Argument[] }
  /** A record made field by field: `Anime { score }`, `&pb.Anime{Score: 1}`, a TypeScript object with a known or unknown type; `rest` is what else is spread into it. */
  | {
      readonly kind: "record";
      readonly type?: TypeNote;
      readonly fields: readonly RecordEntry[];
      readonly rest?: readonly Expression[];
    }
  /** `[a, b]`, `vec![…]`. */
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  /** An item of a list or a value of a map: indexing, and what a loop binds. `entries` where the loop binds key and value as a pair. */
  | { readonly kind: "item"; readonly of: Expression; readonly key?: Expression; readonly entries?: true }
  /** The same value in other words: parentheses, `await`, `&x`, `*x`, `x?`, `x!`. */
  | { readonly kind: "same"; readonly of: Expression }
  /** One of several: `a or b`, `c ? a : b`, `match`. */
  | { readonly kind: "either"; readonly of: readonly Expression[] }
  /** A cast, an annotation: its type is what is written. */
  | { readonly kind: "typed"; readonly of: Expression; readonly type: TypeNote }
  /** `x => …`, `lambda x: …`, `|x| …`, `func(x) {…}`. */
  | { readonly kind: "closure"; readonly function: FunctionStep }
  /** `[f(x) for x in xs]`: steps of its own, then a list of `item`. */
  | { readonly kind: "comprehension"; readonly body: readonly Step[]; readonly item: Expression }
  /** `x === "score"`, `switch` over `x`: the discriminator of a oneof names a field. */
  | { readonly kind: "compare"; readonly of: Expression; readonly with: readonly Expression[] }
  /** The value of a oneof of which one of some fields is set: inside `if (x.case === "score")`. */
  | { readonly kind: "chosen"; readonly of: Expression; readonly cases: readonly string[] }
  /** Text between quotes: the name of a field where a function asks for one. */
  | { readonly kind: "text"; readonly text: string; readonly at: Place }
  /** Known, and nothing of a contract (a number, a comparison); `parts` are evaluated. */
  | { readonly kind: "foreign"; readonly parts: readonly Expression[] }
  /** Something else; `parts` are evaluated, its type is not known. */
  | { readonly kind: "other"; readonly parts: readonly Expression[] };

export interface Argument {
  /** Of a keyword argument. */
  readonly name?: string;
  readonly at?: Place;
  readonly value: Expression;
}

export interface RecordEntry {
  readonly name: string;
  readonly at: Place;
  readonly value: Expression;
}
