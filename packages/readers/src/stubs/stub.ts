/** How generators call what they write, and what is in it. */
export type StubKind =
  | "python"
  | "python-types"
  | "python-grpc"
  | "go"
  | "go-grpc"
  | "es"
  | "es-types"
  | "descriptor-set";

/** A generated file before anything is compared. */
export interface Stub {
  readonly kind: StubKind;
  /** It has the marks that the generator leaves: nobody wrote it by hand. */
  readonly isGenerated: boolean;
  /** The tools that its header names, in the order written. */
  readonly tools: readonly ToolVersion[];
  /** Serialized `FileDescriptorProto`s. */
  readonly descriptors: readonly Uint8Array[];
  /** Names of the modules that the file hands its generator's runtime as its imports, where the descriptor has none. */
  readonly imports?: readonly string[];
  /** In words why there is no descriptor where there should be one. */
  readonly problem?: string;
}

export interface ToolVersion {
  readonly tool: string;
  readonly version: string;
}

const ENDINGS: readonly (readonly [ending: string, kind: StubKind])[] = [
  ["_pb2.py", "python"],
  ["_pb2.pyi", "python-types"],
  ["_pb2_grpc.py", "python-grpc"],
  ["_grpc.pb.go", "go-grpc"],
  [".pb.go", "go"],
  ["_pb.d.ts", "es-types"],
  ["_pb.ts", "es"],
  ["_pb.js", "es"],
  [".binpb", "descriptor-set"],
  [".pb", "descriptor-set"],
];

/** The kind of a file that is called like a stub. */
export function stubKind(name: string): StubKind | undefined {
  return ENDINGS.find(([ending]) => name.endsWith(ending))?.[1];
}

/** How the names of files of one kind end. */
export function endingsOf(kind: StubKind): readonly string[] {
  return ENDINGS.flatMap(([ending, of]) => (of === kind ? [ending] : []));
}

/** Whether code is called as generators of messages call theirs, by whichever plugin. */
export function isStubName(path: string): boolean {
  return /_pb2(?:_grpc)?\.pyi?$|\.pb\.go$|_pb\.(?:d\.)?[cm]?[jt]s$/.test(path);
}

/** The kinds whose files hold what their proto said. */
export function hasDescriptor(kind: StubKind): boolean {
  return kind === "python" || kind === "go" || kind === "es" || kind === "descriptor-set";
}
