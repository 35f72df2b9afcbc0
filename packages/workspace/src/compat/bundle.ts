import type { Host } from "../host.js";
import type { ProtoTree } from "./proto-tree.js";
export async function readBundle(_host: Host, _path: string): Promise<ProtoTree> {
  throw new Error("pending");
}
