import type { Ignore, Mapping, Policy } from "@nx-contracts/engine";
import { ContractsError, nearestName, type Problem, type Span } from "@nx-contracts/ir";
import { atOneMoment, type Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import {
  type CompatConfig,
  type Config,
  type Contract,
  type ContractMirror,
  type ContractSide,
  DEFAULT_REMOVAL,
  type LateRule,
} from "./config.js";
import { expandFiles } from "./expand-files.js";
import { isLate } from "./late-rules.js";
import { checkOutputs, resolveOutputs } from "./outputs.js";
import { type FindModule, openBufModules } from "./proto-roots.js";
import { checkRelease, resolveRelease } from "./release.js";
import {
  CONFIG_SCHEMA,
  CONFIGURABLE_RULES,
  type ConfigFile,
  type ContractEntry,
  type IgnoreEntry,
  type MirrorEntry,
  type SideEntry,
} from "./schema.js";
import { readYaml } from "./read-yaml.js";
import type { YamlPath, YamlPlaces } from "./yaml-places.js";

/**
 * Reads and validates a configuration.
 *
 * @throws ContractsError `config-invalid` with every problem, or `source-missing` and `source-unreadable` for its paths
 */
export function loadConfig(host: Host, path: string): Config {
  const { data, places } = readYaml(host, path, CONFIG_SCHEMA);
  const problems = [...checkNames(data, places)];
  if (problems.length > 0) throw new ContractsError("config-invalid", problems);
  return resolveConfig(host, path, data, places);
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
  yield* checkOutputs(config.generate ?? [], places);
  yield* checkRelease(config.release, places);
}

/** Names of late rules, which are taken for granted here; `checkLateRules` looks at them. */
function* lateRules(config: ConfigFile, places: YamlPlaces): Generator<LateRule> {
  for (const rule of Object.keys(config.rules ?? {})) {
    if (isLate(rule)) yield { rule, at: places.key(["rules", rule]) };
  }
  for (const [i, contract] of config.contracts.entries()) {
    for (const rule of Object.keys(contract.rules ?? {})) {
      if (isLate(rule)) yield { rule, at: places.key(["contracts", i, "rules", rule]) };
    }
    for (const list of ["ignore", "overrides"] as const) {
      for (const [j, { rule = "" }] of (contract[list] ?? []).entries()) {
        if (isLate(rule)) yield { rule, at: places.value(["contracts", i, list, j, "rule"]) };
      }
    }
  }
}

/**
 * Checks the names of rules that were taken for granted.
 *
 * @param known ids of the late families, as `lateRuleIds` gives them
 * @throws ContractsError `config-invalid`
 */
export function checkLateRules({ lateRules: rules }: Config, known: readonly string[]): void {
  const problems = rules.filter(({ rule }) => !known.includes(rule)).map(({ rule, at }) => noSuchRule(rule, at, known));
  if (problems.length > 0) throw new ContractsError("config-invalid", problems);
}

function noSuchRule(rule: string, at: Span, known: readonly string[]): Problem {
  const near = nearestName(rule, known);
  return {
    message: `There is no rule \`${rule}\`.`,
    at,
    next: near ? `Did you mean \`${near}\`?` : "`nx-contracts explain` lists every rule.",
  };
}

function* checkRules(rules: readonly string[], at: (rule: string) => Span): Generator<Problem> {
  for (const rule of rules) {
    if (CONFIGURABLE_RULES.includes(rule) || isLate(rule) || /^lint\/[A-Z][A-Z0-9_]*$/.test(rule)) continue;
    yield noSuchRule(rule, at(rule), CONFIGURABLE_RULES);
  }
}

function resolveConfig(host: Host, path: string, config: ConfigFile, places: YamlPlaces): Config {
  const folder = parentOf(path);
  const resolved = { host: atOneMoment(host), folder, places, findModule: openBufModules(host) };
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
  return {
    name: config.name,
    path,
    folder,
    contracts,
    compat: toCompat(config, places),
    cochange: { level: config.cochange?.level ?? "schema" },
    generate: resolveOutputs(folder, config.generate ?? [], places),
    release: resolveRelease(folder, config.name, config.release, places),
    policy: { rules: config.rules ?? {}, overrides: [], ignore: [] },
    lateRules: [...lateRules(config, places)],
  };
}

function toCompat({ compat }: ConfigFile, places: YamlPlaces): CompatConfig {
  const { against = "merge-base", policy = "verdict", mode = "json", direction = "full", removal } = compat ?? {};
  return {
    isGiven: compat !== undefined,
    against: [against].flat(),
    policies: [policy].flat(),
    mode,
    direction,
    ...(removal && {
      removal: { days: removal.days ?? DEFAULT_REMOVAL.days, minors: removal.minors ?? DEFAULT_REMOVAL.minors },
    }),
    at: compat === undefined ? places.value([]) : places.key(["compat"]),
  };
}

interface Resolving {
  readonly host: Host;
  readonly findModule: FindModule;
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
    ...(entry.version !== undefined && { version: entry.version }),
    at: resolving.places.value(entry.version === undefined ? at : [...at, "version"]),
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
  { host, folder, places, findModule }: Resolving,
  id: string,
  entry: SideEntry,
  at: YamlPath,
  problems: Problem[],
): ContractSide {
  const files = expandFiles(host, folder, entry.files, (i) => places.value([...at, "files", i]), problems);
  const [first] = files;
  const module = entry.reader === "proto" ? findModule(first === undefined ? folder : parentOf(first.path)) : undefined;
  const found = entry.reader === "proto" ? (module?.roots ?? [folder]) : [];
  return {
    id,
    reader: entry.reader,
    files,
    roots: entry.roots?.map((root) => joinPath(folder, root)) ?? found,
    ...(module && first && { module: module.folder }),
    also: entry.also ?? [],
  };
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
