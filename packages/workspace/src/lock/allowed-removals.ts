import { allowedRemoval, type Deprecation, LOCK_FILE, parseLock } from "@nx-contracts/engine/lifecycle";
import type { FreeAgain } from "../compat/free-again.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { circumstances } from "./circumstances.js";

/** Tells when something that is gone was deprecated, where `compat.removal` allows it to be gone by now. */
export type AllowedRemovals = (gone: Omit<FreeAgain, "at">) => Deprecation | undefined;

/** Asks the lock of a project which removals its window allows; none without a window or a lock that can be read. */
export function allowedRemovals(host: Host, config: Config, today: string): AllowedRemovals {
  const { removal: window } = config.compat;
  const bytes = window && host.bytes(joinPath(config.folder, LOCK_FILE));
  if (window === undefined || bytes === undefined) return () => undefined;
  const { lock, problems } = parseLock(new TextDecoder().decode(bytes));
  if (problems.length > 0) return () => undefined;
  return ({ what, definition: { fullName, reservedRanges, reservedNames }, missing: { numbers, names } }) => {
    const number = numbers[0]?.from;
    if (number === undefined) return undefined;
    const reserved = { numbers: reservedRanges.map(([from, to]) => ({ from, to })), names: reservedNames };
    const kind = what === "enum" ? "member" : "field";
    const removal = { kind, qualifiedName: fullName, number, names, reserved } as const;
    return allowedRemoval(lock, removal, window, circumstances(config, today));
  };
}
