import type { Span } from "./span.js";

/** Languages whose code is searched for uses of a contract. */
export type CodeLanguage = "python" | "typescript" | "rust" | "go";

/**
 * - `certain`: the syntax tree leaves nothing else it could mean.
 * - `likely`: the name fits and the file names the record or what leads to it, but the type of what it is taken from is
 *   not known.
 */
export type Certainty = "certain" | "likely";

/** One place in code that uses something of a contract. */
export interface Use {
  /** `module`: code imports what holds the definition; the others name it. */
  readonly kind: "module" | "record" | "field" | "enum" | "member";
  /**
   * What is used: the module as the vocabulary names it, else the qualified
   * name in the schema: `anime.v1.Anime`, `anime.v1.Anime.score`, `anime.v1.Season.SEASON_FALL`.
   */
  readonly subject: string;
  /** `write` where a value is given to a field; `name` where nothing is read or written. */
  readonly access: "read" | "write" | "name";
  readonly certainty: Certainty;
  readonly at: Span;
}

/** How the code of one language names what the contracts of a project define. */
export interface Vocabulary {
  readonly language: CodeLanguage;
  readonly types: readonly CodeType[];
  /** Absent where nothing is generated from services. */
  readonly services?: readonly CodeService[];
  /** What scripts compile while they build: Rust. */
  readonly compiled?: readonly CompiledFile[];
}

/** A proto, or a set of descriptors, and a module that is made of it. */
export interface CompiledFile {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly module: string;
}

/** A record or an enum as a module of code exports it. */
export interface CodeType {
  readonly kind: "record" | "enum";
  /** Qualified name in the schema. */
  readonly name: string;
  /**
   * What code imports it from. Python: `shared_proto.v1.anime_pb2`. TypeScript: path of the file without its ending,
   * relative to the workspace root. Rust: path of the package's module, `shared_proto::v1`, whatever crate includes it.
   * Go: import path.
   */
  readonly module: string;
  /** As the module exports it, parts of a nested name joined by `.`: Python `Outer.Inner`, TypeScript `Outer_Inner`, Rust `outer.Inner`. */
  readonly symbol: string;
  /** Further exports that stand for the type, such as the `AnimeSchema` of protobuf-es. */
  readonly schemas?: readonly string[];
  readonly members: readonly CodeMember[];
}

/** A field of a record, or a member of an enum, as code spells it. */
export interface CodeMember {
  /** Name in the schema. */
  readonly name: string;
  /** Properties and methods that reach it: `score`, `Score`, `GetScore`, `set_score`. */
  readonly spellings: readonly string[];
  /** Qualified name of the record or enum that it holds. */
  readonly type?: string;
  readonly shape: "one" | "list" | "map";
  /** The oneof it stands in, as code spells that. */
  readonly oneof?: string;
}

/** A client or a server of a service as a module of code exports it: calling its methods takes and gives records. */
export interface CodeService {
  /** Qualified name in the schema. */
  readonly name: string;
  /** As that of a type; in Python the one beside it, `shared_proto.v1.anime_pb2_grpc`. */
  readonly module: string;
  readonly symbol: string;
  /** Functions of the module that make one: `NewCatalogClient`. */
  readonly makers: readonly string[];
  /** Functions of the type itself, or of its value, that give one: `connect`. */
  readonly constructors: readonly string[];
  readonly methods: readonly CodeMethod[];
}

/** A method of a service as code spells it. */
export interface CodeMethod {
  /** Name in the schema. */
  readonly name: string;
  readonly spelling: string;
  /** Qualified names of the records that it takes and gives, and whether these come one after another. */
  readonly request: { readonly type: string; readonly isStream: boolean };
  readonly response: { readonly type: string; readonly isStream: boolean };
  /** Types that the module exports for a stream of what the other side sends. */
  readonly streams: readonly { readonly symbol: string; readonly of: "request" | "response" }[];
}
