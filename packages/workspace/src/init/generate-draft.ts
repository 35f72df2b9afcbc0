/** An output of `generate` before it is written. Paths are relative to the workspace root. */
export type GenerateDraft =
  | { readonly tool: "buf"; readonly template: string }
  | {
      readonly tool: "grpcio-tools" | "protobuf-es" | "protoc-gen-go" | "protoc-gen-go-grpc";
      readonly out: string;
      readonly version?: string;
      readonly options?: readonly string[];
      readonly grpc?: false;
      /** Patterns of import paths; absent for all. */
      readonly protos?: readonly string[];
    };

/** Generated files whose generator cannot be pinned. */
export interface Unpinned {
  readonly tool: undefined;
  readonly out: string;
  /** The version of the runtime that they were made for. */
  readonly made: string | undefined;
}
