import type { Ignore, Mapping, Policy } from "@nx-contracts/engine";
import { ContractsError, nearestName, type Problem, type Span } from "@nx-contracts/ir";
import { parseDocument } from "yaml";
import type { Host } from "../host.js";
import { decodeSource } from "../read/decode-source.js";
import { joinPath, parentOf } from "../path.js";
import type { Config, Contract, ContractMirror, ContractSide } from "./config.js";
import { expandFiles } from "./expand-files.js";
import { findProtoRoots } from "./proto-roots.js";
import {
  CONFIG_SCHEMA,
  CONFIGURABLE_RULES,
  type ConfigFile,
  type ContractEntry,
  type IgnoreEntry,
  type MirrorEntry,
  type SideEntry,
  UNUSED_SECTIONS,
} from "./schema.js";
import { describeIssue } from "./describe-issue.js";
import { type YamlPath, type YamlPlaces, yamlPlaces } from "./yaml-places.js";

export const CONFIG_NAME = "contracts.yaml";

/**
 * Finds the configuration: `given`, or the nearest `contracts.yaml` in `from`
 * and above, up to the workspace root; else the only one below the root.
 *
 * @throws ContractsError `config-missing`
 */
export function findConfig(host: Host, from: string, given?: string): string {
  if (given !== undefined) {
    const path = host.relative(given);
    const file = host.kind(path) === "folder" ? `${path}/${CONFIG_NAME}` : path;
    if (host.kind(file) === "file") return file;
    throw new ContractsError("config-missing", {
      message: `\`${file}\` does not exist.`,
      next: "Name a contracts.yaml with `--config FILE`.",
    });
  }
  for (let folder = host.relative(from); ; folder = parentOf(folder)) {
    const path = folder === "." ? CONFIG_NAME : `${folder}/${CONFIG_NAME}`;
    if (host.kind(path) === "file") return path;
    if (folder === "." || folder.startsWith("..")) break;
  }
  throw new ContractsError("config-missing", {
    message: `There is no ${CONFIG_NAME} in this folder or above it.`,
    next: `Name one with \`--config FILE\`, or write one: the README shows a ten-line example.`,
  });
}

/**
 * Reads and validates a configuration.
 *
 * @throws ContractsError `config-invalid` with every problem, or `source-missing` and `source-unreadable` for its paths
 */
export function loadConfig(host: Host, path: string): Config {
  const bytes = host.bytes(path);
  if (!bytes)
    throw new ContractsError("config-missing", {
      message: `\`${path}\` cannot be read.`,
      next: "Check its permissions.",
    });
  const { source, diagnostic } = decodeSource(path, bytes);
  if (!source)
    throw new ContractsError("config-invalid", {
      message: diagnostic.message,
      at: diagnostic.at,
      next: "Save the file as UTF-8.",
    });

  const document = parseDocument(source.text, { prettyErrors: false, uniqueKeys: true });
  const places = yamlPlaces(path, source.text, document);
  if (document.errors.length > 0) {
    throw new ContractsError(
      "config-invalid",
      document.errors.map((error): Problem => ({
        message: `This is not valid YAML: ${error.message.replace(/\s+/g, " ")}.`,
        at: places.range(...error.pos),
        next: "Mend the line.",
      })),
    );
  }
  const parsed = CONFIG_SCHEMA.safeParse(toPlain(document, places), { reportInput: true });
  if (!parsed.success)
    throw new ContractsError(
      "config-invalid",
      parsed.error.issues.flatMap((issue) => describeIssue(issue, places)),
    );
  const problems = [...checkNames(parsed.data, places)];
  if (problems.length > 0) throw new ContractsError("config-invalid", problems);
  return resolveConfig(host, path, parsed.data, places);
}

/** A hostile file may expand aliases without end; the library stops it with an error of its own. */
function toPlain(document: ReturnType<typeof parseDocument>, places: YamlPlaces): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new ContractsError(
      "config-invalid",
      {
        message: `The YAML cannot be expanded: ${cause instanceof Error ? cause.message : String(cause)}.`,
        at: places.value([]),
        next: "Write aliases out.",
      },
      { cause },
    );
  }
}

function* checkNames(config: ConfigFile, places: YamlPlaces): Generator<Problem> {
  const ids = new Map<string, number>();
  for (const [i, contract] of config.contracts.entries()) {
    const first = ids.get(contract.id);
    if (first !== undefined) {
      yield {
        message: `The contract id \`${contract.id}\` is taken: contract ${first + 1} has it.`,
        at: places.value(["contracts", i, "id"]),
        next: "Give one of them another id.",
      };
    } else ids.set(contract.id, i);
    yield* checkRules(Object.keys(contract.rules ?? {}), (rule) => places.key(["contracts", i, "rules", rule]));
    for (const list of ["ignore", "overrides"] as const) {
      for (const [j, { rule }] of (contract[list] ?? []).entries()) {
        if (rule !== undefined) yield* checkRules([rule], () => places.value(["contracts", i, list, j, "rule"]));
      }
    }
    const mirrors = new Set<string>();
    for (const [j, mirror] of (contract.mirrors ?? []).entries()) {
      const id = mirror.id ?? mirror.reader;
      if (mirrors.has(id)) {
        yield {
          message: `Two mirrors of \`${contract.id}\` are called \`${id}\`.`,
          at: places.value(["contracts", i, "mirrors", j]),
          next: "Give this one an `id` of its own.",
        };
      }
      mirrors.add(id);
    }
  }
  yield* checkRules(Object.keys(config.rules ?? {}), (rule) => places.key(["rules", rule]));
}

function* checkRules(rules: readonly string[], at: (rule: string) => Span): Generator<Problem> {
  for (const rule of rules) {
    if (CONFIGURABLE_RULES.includes(rule) || /^lint\/[A-Z][A-Z0-9_]*$/.test(rule)) continue;
    const near = nearestName(rule, CONFIGURABLE_RULES);
    yield {
      message: `There is no rule \`${rule}\`.`,
      at: at(rule),
      next: near ? `Did you mean \`${near}\`?` : "`nx-contracts explain` lists every rule.",
    };
  }
}

function resolveConfig(host: Host, path: string, config: ConfigFile, places: YamlPlaces): Config {
  const folder = parentOf(path);
  const resolved = { host, folder, places };
  const problems: Problem[] = [];
  const contracts = config.contracts.map((entry, i) =>
    resolveContract(resolved, config, entry, ["contracts", i], problems),
  );
  if (problems.length > 0) {
    const unreadable = problems.every(
      ({ message }) => !message.includes("does not exist") && !message.includes("matches no file"),
    );
    throw new ContractsError(unreadable ? "source-unreadable" : "source-missing", problems);
  }
  const unused = UNUSED_SECTIONS.filter((key) => config[key] !== undefined).map((key) => ({
    key,
    at: places.key([key]),
  }));
  return { name: config.name, path, folder, contracts, unused };
}

interface Resolving {
  readonly host: Host;
  readonly folder: string;
  readonly places: YamlPlaces;
}

function resolveContract(
  resolving: Resolving,
  config: ConfigFile,
  entry: ContractEntry,
  at: YamlPath,
  problems: Problem[],
): Contract {
  return {
    id: entry.id,
    kind: entry.kind,
    ...(entry.owner && {
      owner: { team: entry.owner.team, ...(entry.owner.contact !== undefined && { contact: entry.owner.contact }) },
    }),
    source: resolveSide(resolving, entry.source.reader, entry.source, [...at, "source"], problems),
    mirrors: (entry.mirrors ?? []).map((mirror, i): ContractMirror => ({
      ...resolveSide(resolving, mirror.id ?? mirror.reader, mirror, [...at, "mirrors", i], problems),
      mapping: toMapping(mirror),
    })),
    policy: toPolicy(config, entry, at, resolving.places),
  };
}

function resolveSide(
  { host, folder, places }: Resolving,
  id: string,
  entry: SideEntry,
  at: YamlPath,
  problems: Problem[],
): ContractSide {
  const files = expandFiles(host, folder, entry.files, (i) => places.value([...at, "files", i]), problems);
  const roots =
    entry.roots?.map((root) => joinPath(folder, root)) ??
    (entry.reader === "proto"
      ? findProtoRoots(
          host,
          folder,
          files.map((file) => file.path),
        )
      : []);
  return { id, reader: entry.reader, files, roots, also: entry.also ?? [] };
}

function toMapping({ mapping = {}, only }: MirrorEntry): Mapping {
  const { records, fields, members, stripSuffix, types } = mapping;
  return {
    ...(records && { records }),
    ...(fields && { fields }),
    ...(members && { members }),
    ...(stripSuffix !== undefined && { stripSuffix: [stripSuffix].flat() }),
    ...(types && { types: types as NonNullable<Mapping["types"]> }),
    ...(only && { only }),
  };
}

function toPolicy(config: ConfigFile, entry: ContractEntry, at: YamlPath, places: YamlPlaces): Policy {
  const toIgnore =
    (list: "ignore" | "overrides") =>
    ({ subject, rule, reason }: IgnoreEntry, i: number): Ignore => ({
      subjects: [subject].flat(),
      ...(rule !== undefined && { rule }),
      reason,
      at: places.value([...at, list, i]),
    });
  return {
    rules: { ...config.rules, ...entry.rules },
    ignore: (entry.ignore ?? []).map(toIgnore("ignore")),
    overrides: (entry.overrides ?? []).map((override, i) => ({
      ...toIgnore("overrides")(override, i),
      severity: override.severity,
    })),
  };
}
