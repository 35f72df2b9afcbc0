import type { GenerateTool } from "../../config/config.js";
import type { Adaptor } from "./adaptor.js";
import { buf } from "./buf.js";
import { descriptorSet } from "./descriptor-set.js";
import { protocGenGo, protocGenGoGrpc } from "./go.js";
import { grpcioTools } from "./grpcio-tools.js";
import { protobufEs } from "./protobuf-es.js";

/** Every tool that `generate` of the configuration may name. */
export const ADAPTORS = {
  "grpcio-tools": grpcioTools,
  buf,
  "protobuf-es": protobufEs,
  prost: descriptorSet,
  tonic: descriptorSet,
  "protoc-gen-go": protocGenGo,
  "protoc-gen-go-grpc": protocGenGoGrpc,
} as const satisfies { readonly [tool in GenerateTool]: Adaptor };
