import type { Outline } from "@nx-contracts/ir";
import { goServices, pythonServices } from "./services.js";
import { pythonTypes } from "./python-types.js";
import type { StubKind } from "./stub.js";

/** What a file without a descriptor declares, as far as it can be told, and what its proto says in these words. */
export interface Companion {
  readonly stub: Outline;
  readonly proto: Outline;
}

/** Reads a `.pyi`, `_pb2_grpc.py` or `_grpc.pb.go` beside what its proto says; `undefined` for other kinds. */
export function readCompanion(kind: StubKind, bytes: Uint8Array, proto: Outline): Companion | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  switch (kind) {
    case "python-types":
      return pythonTypes(text, proto);
    case "python-grpc":
      return pythonServices(text, proto);
    case "go-grpc":
      return goServices(text, proto);
    default:
      return undefined;
  }
}
