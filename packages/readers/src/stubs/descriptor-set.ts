import { BYTES, WireFailure, WireReader } from "../descriptor/wire.js";
import type { Stub } from "./stub.js";

/** Reads a serialized `FileDescriptorSet`. */
export function readDescriptorSet(bytes: Uint8Array): Stub {
  const descriptors: Uint8Array[] = [];
  const set = { kind: "descriptor-set", isGenerated: true, tools: [] } as const;
  try {
    for (const reader = new WireReader(bytes); reader.next();) {
      if (reader.number === 1 && reader.wire === BYTES) descriptors.push(reader.bytes());
      else reader.skip();
    }
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
    return { ...set, descriptors: [], problem: `it is no descriptor set: ${error.message}` };
  }
  return descriptors.length === 0 ? { ...set, descriptors, problem: "it is empty" } : { ...set, descriptors };
}
