import type { MessageIn } from "../proto-index.js";
import type { ProtoField, ProtoFile, ProtoMessage } from "@nx-contracts/ir";

/**
 * The fields that the registry sees. It reads the text of a schema with a
 * parser that sets groups apart from fields, and nothing looks at them there:
 * a group is neither added nor removed. A field of an edition whose message is
 * encoded like a group is a field like any other.
 */
export function writtenFields({ file, message }: MessageIn): readonly ProtoField[] {
  if (file.syntax === "editions") return message.fields;
  return message.fields.filter(({ kind }) => kind !== "group");
}

/** The messages that are written as messages: not those that a map or a group makes. */
export function writtenMessages(
  { syntax }: ProtoFile,
  { messages, extensions, fields = [] }: Pick<ProtoFile, "messages" | "extensions"> & Partial<ProtoMessage>,
): readonly ProtoMessage[] {
  const groups = new Set<string | undefined>();
  if (syntax !== "editions") {
    for (const list of [fields, extensions])
      for (const { kind, typeName } of list) if (kind === "group") groups.add(typeName);
  }
  return messages.filter(({ isMapEntry, fullName }) => !isMapEntry && !groups.has(fullName));
}
