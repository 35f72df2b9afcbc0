import type { ProtoFile } from "@nx-contracts/ir";
import type { Host } from "../host.js";
export function readImage(_host: Host, _path: string): readonly ProtoFile[] {
  throw new Error("pending");
}
