import { esTools, goTools, grpcTools, pythonTools } from "@nx-contracts/readers/stubs/header";
import type { BundleKind } from "../config/config.js";

/** A library that generated code needs where it runs. */
export interface Runtime {
  readonly name: string;
  /** As the language's manifests write it. */
  readonly range: string;
}

/** Files of one language by path. */
type Files = ReadonlyMap<string, Uint8Array>;

/** What generated code needs at least, as it says itself; of Rust what its manifest asks for. Sorted by name. */
export function runtimesOf(kind: BundleKind, files: Files, hasServices: boolean): readonly Runtime[] {
  const found = new Map<string, string>();
  const decoder = new TextDecoder();
  if (kind === "rust") return hasServices ? [...RUST, ...RUST_SERVICES] : RUST;
  for (const [path, bytes] of files) {
    if (/\.(?:py|[jt]s|go)$/.test(path))
      for (const [name, range] of FIND[kind](decoder.decode(bytes))) found.set(name, range);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, range]) => ({ name, range }));
}

const RUST: readonly Runtime[] = [
  { name: "prost", range: "0.14" },
  { name: "prost-types", range: "0.14" },
];

const RUST_SERVICES: readonly Runtime[] = [
  { name: "tonic", range: "0.14" },
  { name: "tonic-prost", range: "0.14" },
];

type Found = Iterable<readonly [name: string, range: string]>;

const FIND: { readonly [kind in Exclude<BundleKind, "rust">]: (text: string) => Found } = {
  /**
   * As new as the generator, and at most one major version newer.
   * @see https://protobuf.dev/support/cross-version-runtime-guarantee/
   */
  *python(text) {
    for (const { version } of pythonTools(text)) yield ["protobuf", `>=${version},<${Number.parseInt(version) + 2}`];
    for (const { version } of grpcTools(text)) yield ["grpcio", `>=${version}`];
    if (/^from google\.(?:api|rpc|type|logging|longrunning)\b/m.test(text))
      yield ["googleapis-common-protos", ">=1.66"];
  },
  *typescript(text) {
    for (const { version } of esTools(text)) yield ["@bufbuild/protobuf", `^${version}`];
  },
  *go(text) {
    for (const { tool, version } of goTools(text))
      if (tool === "protoc-gen-go") yield ["google.golang.org/protobuf", version];
    const grpc = /^\/\/ Requires gRPC-Go (v[\w.+-]+) or later\.$/m.exec(text)?.[1];
    if (grpc !== undefined) yield ["google.golang.org/grpc", grpc];
  },
};
