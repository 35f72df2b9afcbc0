import type { ConfluentSchema } from "@nx-contracts/engine/compat";
import { describeProto } from "@nx-contracts/readers/proto/describe";

/** The schema `main.proto` of `texts`, with what it imports. */
export function readConfluentSchema(texts: { readonly [path: string]: string }): ConfluentSchema {
  const text = texts["main.proto"] ?? "";
  const { files, diagnostics } = describeProto([{ path: "main.proto", text }], {
    load: (path) => (texts[path] === undefined ? undefined : { path, text: texts[path] }),
  });
  const [main] = files;
  if (main === undefined || diagnostics.length > 0)
    throw new Error(`${text}\n${diagnostics.map(({ message }) => message).join("\n")}`);
  return { main, files };
}
