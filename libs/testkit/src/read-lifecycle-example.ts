import { type LifecycleInput, parseLock } from "@nx-contracts/engine/lifecycle";
import { protoReader } from "@nx-contracts/readers/proto";

/** Reads the files of an example of the lifecycle family: the lock, then the proto; judged on a fixed day. */
export function readLifecycleExample(files: { readonly [file: string]: string }): LifecycleInput {
  const [lock, ...protos] = Object.entries(files).map(([path, text]) => ({ path, text }));
  if (!lock) throw new Error("An example needs a lock.");
  const read = parseLock(lock.text, lock.path);
  const { schema, diagnostics } = protoReader.read(protos);
  const wrong = [...read.problems, ...diagnostics].map(({ message }) => message);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return { read, schemas: [schema], today: "2026-06-01", version: "1.3.0", window: { days: 90, minors: 3 } };
}
