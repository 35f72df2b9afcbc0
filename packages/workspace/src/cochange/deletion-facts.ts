import { READ_RULES, type RelatedPlace, type Schema, type SchemaRecord, type Span } from "@nx-contracts/ir";
import type { Config, Contract } from "../config/config.js";
import { findProtoRoots } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { importPathOf } from "../layout/protos.js";
import type { FoundUse } from "../uses/find-uses.js";
import type { ContractChanges, SideChange } from "./contract-changes.js";
import type { PlacedFact } from "./findings.js";
import { mappingPlaces } from "./mapping-places.js";
import { type ProtoReferences, protoReferences } from "./proto-references.js";
import { withDeletedProtos } from "./versions.js";

/** What is gone: a file with all that it defined, or one record of a file that is still there. */
interface Deletion {
  readonly contract: Contract | undefined;
  readonly subject: string;
  readonly what: "file" | "record";
  /** Of the older version. */
  readonly file: string;
  readonly importPath: string;
  readonly records: readonly SchemaRecord[];
  /** What the records stand in. */
  readonly schema: Schema | undefined;
  readonly at: Span;
}

/** Files and records that are gone while something refers to them, by contract. */
export async function deletionFacts(
  host: Host,
  config: Config,
  changes: ContractChanges,
  onTooLong?: (path: string) => void,
): Promise<readonly PlacedFact[]> {
  const files = deletedFiles(host, config, changes);
  const deletions = [...files, ...removedRecords(config, changes, new Set(files.map(({ file }) => file)))];
  if (deletions.length === 0) return [];
  const [uses, references] = await Promise.all([
    usesOf(withDeletedProtos(host, changes.versions), config, deletions, onTooLong),
    protoReferences(changes, deletions),
  ]);
  return deletions.flatMap((deletion): readonly PlacedFact[] => {
    const places = placesOf(changes, config, deletion, { uses, references });
    const isStored = deletion.contract?.kind === "storage";
    if (places.length === 0 && !isStored) return [];
    const { contract, subject, what, at } = deletion;
    return [
      { contract: contract?.id, fact: { kind: "deleted-while-used", subject, what, isStored, at, uses: places } },
    ];
  });
}

/** Protos that git says are gone. */
function deletedFiles(host: Host, config: Config, changes: ContractChanges): readonly Deletion[] {
  const { git, changed } = changes.departure;
  return changed
    .filter(({ path, before, isDeleted }) => path.endsWith(".proto") && before !== undefined && isDeleted)
    .map(({ path }): Deletion => {
      const file = host.relative(`${git.root}/${path}`);
      const owner = ownerOf(changes, file);
      const schema = owner?.side.before.schema;
      return {
        contract: owner?.contract,
        subject: importPathIn(changes.versions.before, config, file),
        what: "file",
        file,
        importPath: importPathIn(changes.versions.before, config, file),
        records: (schema?.records ?? []).filter((record) => record.at.file === file),
        schema,
        at: owner?.contract.at ?? { file: config.path, line: 1, column: 1 },
      };
    });
}

function ownerOf(
  { contracts }: ContractChanges,
  file: string,
): { readonly contract: Contract; readonly side: SideChange } | undefined {
  for (const { contract, source, mirrors } of contracts) {
    const side = [source, ...mirrors].find(({ before }) => before.files.includes(file));
    if (side) return { contract, side };
  }
  return undefined;
}

/** Records of protos that no proto of a contract defines any more, in files that are still there. */
function removedRecords(
  config: Config,
  { contracts, versions }: ContractChanges,
  deleted: ReadonlySet<string>,
): readonly Deletion[] {
  const sides = contracts.flatMap(({ contract, source, mirrors }) =>
    [source, ...mirrors].filter(({ side }) => side.reader === "proto").map((side) => ({ contract, side })),
  );
  const left = new Set(sides.flatMap(({ side }) => side.after.schema.records.map((record) => record.qualifiedName)));
  return sides.flatMap(({ contract, side }) => {
    if (side.after === side.before || !isReadable(side)) return [];
    const unread = filesLeftOut(side);
    const isGone = ({ qualifiedName, at }: SchemaRecord) =>
      !left.has(qualifiedName) && !deleted.has(at.file) && !unread.has(at.file);
    const gone = side.before.schema.records.filter(isGone);
    const names = new Set(gone.map(({ qualifiedName }) => qualifiedName));
    // With a record goes what stands in it.
    const outer = gone.filter(
      ({ qualifiedName: name }) => !names.has(name.slice(0, Math.max(0, name.lastIndexOf(".")))),
    );
    return outer.map((record): Deletion => ({
      contract,
      subject: localName(record, side.before.schema),
      what: "record",
      file: record.at.file,
      importPath: importPathIn(versions.before, config, record.at.file),
      records: [record, ...gone.filter(({ qualifiedName }) => qualifiedName.startsWith(`${record.qualifiedName}.`))],
      schema: side.before.schema,
      at: { file: record.at.file, line: 1, column: 1 },
    }));
  });
}

/** Nothing is missing that only could not be read; a type that leads nowhere is what a removal leaves behind. */
function isReadable({ before, after }: SideChange): boolean {
  const isHole = ({ rule }: SideChange["after"]["diagnostics"][number]) =>
    READ_RULES[rule] === "error" && rule !== "read/unresolved-type" && rule !== "read/unresolved-import";
  return !before.diagnostics.some(isHole) && !after.diagnostics.some(isHole);
}

/** Protos that are still there, and of which nothing is read because an import of theirs leads nowhere. */
function filesLeftOut({ after: { diagnostics } }: SideChange): ReadonlySet<string> {
  return new Set(diagnostics.filter(({ rule }) => rule === "read/unresolved-import").map(({ at }) => at.file));
}

/** The name of a record with those of the records that it stands in. */
function localName({ name, qualifiedName }: SchemaRecord, { records }: Pick<Schema, "records">): string {
  const outer = qualifiedName.slice(0, Math.max(0, qualifiedName.length - name.length - 1));
  const parent = records.find((record) => record.qualifiedName === outer);
  return parent ? `${localName(parent, { records })}.${name}` : name;
}

function importPathIn(before: Host, { folder }: Config, file: string): string {
  return importPathOf(findProtoRoots(before, folder, [file]), file);
}

/** Code that uses one of the records, or the module that held a file. */
async function usesOf(
  host: Host,
  config: Config,
  deletions: readonly Deletion[],
  onTooLong?: (path: string) => void,
): Promise<ReadonlyMap<Deletion, readonly FoundUse[]>> {
  const { findUses } = await import("../uses/find-uses.js");
  const listening = onTooLong ? { onTooLong } : {};
  const found = new Map<Deletion, readonly FoundUse[]>();
  for (const deletion of deletions) {
    const { schema, records, what } = deletion;
    if (schema === undefined || records.length === 0) continue;
    const names = records.map(({ qualifiedName }) => qualifiedName);
    const uses =
      what === "file"
        ? await findUses(host, config, { ...listening, schemas: [{ ...schema, records, enums: [], services: [] }] })
        : await findUses(host, config, { ...listening, schemas: [schema], subjects: names });
    found.set(
      deletion,
      uses.filter((use) => (use.kind === "module" ? what === "file" && isOfFile(use) : true)),
    );
  }
  return found;
}

/** In Rust and Go a module is a package, which other files may still make up. */
function isOfFile({ at }: FoundUse): boolean {
  return !/\.(?:rs|go)$/.test(at.file);
}

function placesOf(
  changes: ContractChanges,
  config: Config,
  deletion: Deletion,
  found: { readonly uses: ReadonlyMap<Deletion, readonly FoundUse[]>; readonly references: ProtoReferences },
): readonly RelatedPlace[] {
  const code = (found.uses.get(deletion) ?? []).map(({ at, project, access, certainty, kind }): RelatedPlace => {
    const verb = kind === "module" ? "imports" : { read: "reads", write: "sets", name: "names" }[access];
    const who = project === "" ? "code" : `\`${project}\``;
    return { message: `${who} ${certainty === "certain" ? "" : "probably "}${verb} it`, at };
  });
  const names = deletion.records.map((record) => localName(record, deletion.schema ?? NOTHING));
  const mapped = deletion.contract ? mappingPlaces(changes.versions.after, config, deletion.contract, names) : [];
  return [...(found.references.get(deletion) ?? []), ...code, ...mapped];
}

const NOTHING: Schema = { language: "proto", records: [], enums: [], services: [], options: {} };
