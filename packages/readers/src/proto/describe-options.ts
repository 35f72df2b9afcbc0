import type { ProtoPlace } from "@nx-contracts/ir";
import type { OptionNode, OptionValue, Stretch } from "./syntax-tree.js";

/** The offsets of a node as a description has them. */
export function placeOf({ start, end }: Stretch): ProtoPlace {
  return [start, end];
}

/** An option that was found by its path. */
export interface FoundOption {
  readonly value: OptionValue;
  readonly at: ProtoPlace;
}

/**
 * The option that `path` leads to, such as `features`, `pb.java`,
 * `utf8_validation`: written with dots, inside braces, or half and half.
 */
export function findOption(options: readonly OptionNode[], path: readonly string[]): FoundOption | undefined {
  for (const option of options) {
    const { name } = option;
    if (name.length > path.length || name.some((part, index) => plainName(part.name) !== path[index])) continue;
    const found = findInside(option.value, path.slice(name.length), option);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInside(value: OptionValue, path: readonly string[], at: Stretch): FoundOption | undefined {
  const [next, ...rest] = path;
  if (next === undefined) return { value, at: placeOf(at) };
  if (value.kind !== "message") return undefined;
  for (const field of value.fields) {
    if (plainName(field.name) !== next) continue;
    const found = findInside(field.value, rest, field);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Where the option at `path` is set; where it is not, the longest beginning of
 * `path` that is set as a whole, which is where Buf points then.
 */
export function placeOfOption(options: readonly OptionNode[], path: readonly string[]): ProtoPlace | undefined {
  const exact = findOption(options, path);
  if (exact !== undefined) return exact.at;
  let best: OptionNode | undefined;
  for (const option of options) {
    const { name } = option;
    const isBeginning = name.every((part, index) => plainName(part.name) === path[index]);
    if (isBeginning && name.length > (best?.name.length ?? 0)) best = option;
  }
  return best && placeOf(best);
}

/** The word that the option at `path` is set to, such as `true` or `CORD`. */
export function wordOption(options: readonly OptionNode[], path: readonly string[]): string | undefined {
  const value = findOption(options, path)?.value;
  return value?.kind === "word" ? value.word : undefined;
}

function plainName(name: string): string {
  return name.startsWith(".") ? name.slice(1) : name;
}
