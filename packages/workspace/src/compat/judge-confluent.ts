import { CONFLUENT_DIFFERENCES, confluentCompatible, type ConfluentLevel } from "@nx-contracts/engine/compat";
import type { RegistryChange } from "@nx-contracts/engine";
import { ContractsError, nearestName, type ProtoFile, type ProtoMessage, type ProtoPlace } from "@nx-contracts/ir";
import type { Compared, Comparison } from "./compare-versions.js";

/** A difference in the eyes of the registry, with the file that is its subject. */
export interface RegistryDifference extends RegistryChange {
  readonly type: keyof typeof CONFLUENT_DIFFERENCES;
  readonly file: ProtoFile;
  /** Names instead of numbers, with the package: `catalog.v1.Show.title`. */
  readonly fullName: string;
  readonly name: string;
  readonly at?: ProtoPlace;
}

/**
 * Compares files as subjects of a schema registry: the one at `main`, else
 * every file that changed.
 *
 * @param main import path
 * @throws ContractsError `usage` for a file that is in neither version
 */
export function judgeConfluent(
  { comparisons, changed }: Compared,
  level: ConfluentLevel,
  against: string,
  main: string | undefined,
): readonly RegistryDifference[] {
  const paths = main === undefined ? [...changed].sort() : [main];
  const found = paths.flatMap((path) => comparisons.map((comparison) => judgeFile(comparison, path, level, against)));
  if (main !== undefined && comparisons.length > 0 && found.every((each) => each === undefined))
    throw unknown(main, comparisons);
  return found.flatMap((each) => each ?? []);
}

function judgeFile(
  { before, after }: Comparison,
  path: string,
  level: ConfluentLevel,
  against: string,
): readonly RegistryDifference[] | undefined {
  const [old, now] = [before, after].map((files) => files.find((file) => file.path === path));
  if (old === undefined || now === undefined) return undefined;
  const { changes } = confluentCompatible(level, { main: now, files: after }, [{ main: old, files: before }]);
  return changes.map(({ type, path: at, compatible, direction }) => {
    const about = named(at, now) ?? named(at, old) ?? { name: at, isNew: false };
    const place = named(at, now)?.at;
    const fullName = now.package === "" ? about.name : `${now.package}.${about.name}`;
    return {
      type,
      path: at,
      compatible,
      direction,
      against,
      file: now,
      name: about.name,
      fullName,
      ...(place && { at: place }),
    };
  });
}

function unknown(main: string, comparisons: readonly Comparison[]): ContractsError {
  const near = nearestName(
    main,
    comparisons.flatMap(({ after }) => after.map(({ path }) => path)),
  );
  return new ContractsError("usage", {
    message: `\`--path ${main}\` names no file that both versions have.`,
    next: near ? `Did you mean \`${near}\`?` : "Write the path as other files import it.",
  });
}

/** `#/Show/2` is `Show.title`; `undefined` where the file has no such thing. */
function named(path: string, file: ProtoFile): { readonly name: string; readonly at?: ProtoPlace } | undefined {
  const parts = path
    .slice("#/".length)
    .split("/")
    .filter((part) => part !== "");
  if (parts.length === 0) return { name: file.package, ...(file.packageAt && { at: file.packageAt }) };
  let holder: Pick<ProtoFile, "messages" | "enums"> & Partial<ProtoMessage> = file;
  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index);
    const message = holder.messages.find(({ name }) => name === part);
    if (message === undefined) return inside(holder, rest);
    if (index === parts.length - 1) return { name: message.nestedName, at: message.at };
    holder = message;
  }
  return undefined;
}

/** A field of a message, a oneof or one of its fields, an enum or one of its values. */
function inside(
  holder: Pick<ProtoFile, "enums"> & Partial<ProtoMessage>,
  [first = "", second]: readonly string[],
): { readonly name: string; readonly at?: ProtoPlace } | undefined {
  const owner = holder.nestedName;
  const of = (name: string) => (owner === undefined ? name : `${owner}.${name}`);
  const found = holder.enums.find(({ name }) => name === first);
  if (found) {
    const value = found.values.find(({ number }) => String(number) === second);
    if (second === undefined) return { name: found.nestedName, at: found.at };
    return value && { name: `${found.nestedName}.${value.name}`, at: value.numberAt };
  }
  if (holder.oneofs?.includes(first) === true && second === undefined)
    return { name: of(first), ...(holder.at && { at: holder.at }) };
  const field = holder.fields?.find(({ number }) => String(number) === (second ?? first));
  return field && { name: of(field.name), at: field.at };
}
