import { ContractsError, nearestName, type Schema, type SchemaRecord, type TypeRef } from "@nx-contracts/ir";
import type { Nested } from "../../uses/spelling/spelling.js";
import { type Sample, samplesOf, unfilled } from "./samples.js";

/** The record that a consumer reads and writes. */
export interface Subject {
  readonly record: Nested<SchemaRecord>;
  /** Of the proto; empty for none. */
  readonly packageName: string;
  /** The proto, relative to the workspace root. */
  readonly path: string;
  /** The path by which other protos import it. */
  readonly importPath: string;
  readonly samples: readonly Sample[];
}

/** The protos of a contract project, read. */
export interface ReadProtos {
  readonly schema: Schema;
  /** Import path → path. */
  readonly files: ReadonlyMap<string, string>;
  readonly packageAt: (path: string) => string;
  /** Protos that contracts name, those of the first contract first. */
  readonly contracted: readonly string[];
}

/**
 * Finds the record that was asked for by its name, by the names of what it
 * stands in as well, or by all of its qualified name; else the one of the
 * first contract that holds the most, where no other record holds it.
 *
 * @throws ContractsError `usage` for a name that none or several have, `source-missing` where there is no record
 */
export function chooseSubject(protos: ReadProtos, asked: string | undefined): Subject {
  const { records } = protos.schema;
  const record = asked === undefined ? mainRecord(protos) : namedRecord(records, asked);
  const [required] = unfilled(record);
  if (required !== undefined) {
    throw new ContractsError("usage", {
      message: `\`${record.name}\` requires \`${required.name}\`, which is no plain value, so no test can be written for it.`,
      at: required.at,
      next: "Name another record with `--record`.",
    });
  }
  const { file: path } = record.at;
  const importPath = [...protos.files].find(([, each]) => each === path)?.[0] ?? path;
  const outer = records
    .filter(({ qualifiedName }) => record.qualifiedName.startsWith(`${qualifiedName}.`))
    .sort((a, b) => a.qualifiedName.length - b.qualifiedName.length);
  return {
    record: { definition: record, outer },
    packageName: protos.packageAt(path),
    path,
    importPath,
    samples: samplesOf(record),
  };
}

function namedRecord(records: readonly SchemaRecord[], asked: string): SchemaRecord {
  const named = records.filter(({ qualifiedName }) => qualifiedName === asked || qualifiedName.endsWith(`.${asked}`));
  const found = named.find(({ qualifiedName }) => qualifiedName === asked) ?? named[0];
  if (found !== undefined && (named.length === 1 || found.qualifiedName === asked)) return found;
  if (named.length > 1) {
    throw new ContractsError("usage", {
      message: `\`${asked}\` is the name of ${named.length} records.`,
      next: `Name one whole: ${named.map(({ qualifiedName }) => `\`${qualifiedName}\``).join(", ")}.`,
    });
  }
  const near = nearestName(asked, new Set(records.flatMap(({ name, qualifiedName }) => [name, qualifiedName])));
  throw new ContractsError("usage", {
    message: `No proto of the contracts has a record \`${asked}\`.`,
    next: near
      ? `Did you mean \`${near}\`?`
      : `Known: ${records
          .slice(0, 12)
          .map(({ name }) => `\`${name}\``)
          .join(", ")}.`,
  });
}

function mainRecord({ schema, contracted }: ReadProtos): SchemaRecord {
  const order = new Map(contracted.map((path, i) => [path, i]));
  const held = new Set(schema.records.flatMap((each) => each.fields.flatMap(({ type }) => referredIn(type))));
  const worth = (record: SchemaRecord): readonly number[] => [
    -(order.get(record.at.file) ?? contracted.length),
    samplesOf(record).length > 0 && unfilled(record).length === 0 ? 1 : 0,
    held.has(record.qualifiedName) || /(?:Request|Response)$/.test(record.name) ? 0 : 1,
    record.fields.length,
  ];
  const ranked = schema.records.map((record) => ({ record, worth: worth(record) }));
  ranked.sort((a, b) => compare(b.worth, a.worth) || (a.record.qualifiedName < b.record.qualifiedName ? -1 : 1));
  const [best] = ranked;
  if (best) return best.record;
  throw new ContractsError("source-missing", {
    message: "The protos of the contracts have no message, so nothing can be read or written.",
    next: "Write a message into one of them first.",
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((each, i) => each !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function referredIn(type: TypeRef): readonly string[] {
  switch (type.kind) {
    case "ref":
      return [type.name];
    case "list":
      return referredIn(type.item);
    case "map":
      return referredIn(type.value);
    default:
      return [];
  }
}
