import type { MessageIn } from "../proto-index.js";
import { writtenFields } from "./written.js";
import type { ProtoField } from "@nx-contracts/ir";

/** The fields of one message, those in oneofs and those outside alike. */
export class MessageFields {
  readonly byTag: ReadonlyMap<number, ProtoField>;
  /** By the name of the oneof, in the order written. */
  readonly byOneof: ReadonlyMap<string, readonly ProtoField[]>;

  constructor(message: MessageIn) {
    const byTag = new Map<number, ProtoField>();
    const byOneof = new Map<string, ProtoField[]>(message.message.oneofs.map((name) => [name, []]));
    for (const field of writtenFields(message)) {
      byTag.set(field.number, field);
      if (field.oneof !== undefined) byOneof.get(field.oneof)?.push(field);
    }
    this.byTag = byTag;
    this.byOneof = byOneof;
  }
}
