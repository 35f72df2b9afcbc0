import type { SymbolTable } from "./symbols.js";
import { packageOf } from "./unit.js";
import type { Definition, Unit } from "./unit.js";

/** What kinds of definitions are wanted. */
export type Accepts = (definition: Definition) => boolean;

export interface Unresolved {
  readonly kind: "unresolved";
  /** What bears the name instead, where something does. */
  readonly found?: Definition;
  /** The inner name that stood in the way of an outer one. */
  readonly shadowedBy?: string;
}

/**
 * Looks `name` up from `scope` as protobuf does: the first part is sought in
 * the innermost scope first and outwards, and where it is found, the rest must
 * be there too. A leading dot makes the name absolute. `accepts` says what is
 * wanted; for a name of one part, others of that name are passed over.
 * @see https://protobuf.dev/programming-guides/proto3/#name-resolution
 */
export function resolveName(
  table: SymbolTable,
  unit: Unit,
  scope: string,
  name: string,
  accepts: Accepts,
): Definition | Unresolved {
  if (name.startsWith(".")) {
    const found = table.find(unit, name.slice(1));
    if (found === undefined) return { kind: "unresolved" };
    return accepts(found) ? found : { kind: "unresolved", found };
  }
  const dot = name.indexOf(".");
  const first = dot < 0 ? name : name.slice(0, dot);
  const rest = dot < 0 ? "" : name.slice(dot);
  const outermost = packageOf(unit.file);
  let other: Definition | undefined;
  // Messages around the place first; from the package outwards the answer is the same for the whole file.
  for (let from = scope; from.length > outermost.length; from = parentOf(from)) {
    const candidate = `${from}.${first}`;
    const found = table.find(unit, candidate);
    if (found === undefined) continue;
    if (rest === "") {
      if (accepts(found)) return found;
      other ??= found;
    } else if (isScope(found)) return findInside(table, unit, candidate, rest, accepts);
  }
  const answers = table.answers(unit, accepts);
  let answer = answers.get(name);
  if (answer === undefined) {
    answer = resolveFromPackage(table, unit, outermost, first, rest, accepts);
    answers.set(name, answer);
  }
  return answer.kind === "unresolved" && other !== undefined ? { kind: "unresolved", found: other } : answer;
}

function resolveFromPackage(
  table: SymbolTable,
  unit: Unit,
  scope: string,
  first: string,
  rest: string,
  accepts: Accepts,
): Definition | Unresolved {
  const packages = table.packagesFrom(unit);
  let other: Definition | undefined;
  for (let from = scope; ; from = parentOf(from)) {
    const candidate = from === "" ? first : `${from}.${first}`;
    const found = table.find(unit, candidate);
    if (rest === "") {
      if (found !== undefined && accepts(found)) return found;
      other ??= found;
    } else if ((found !== undefined && isScope(found)) || packages.has(candidate)) {
      return findInside(table, unit, candidate, rest, accepts);
    }
    if (from === "") return other === undefined ? { kind: "unresolved" } : { kind: "unresolved", found: other };
  }
}

function findInside(
  table: SymbolTable,
  unit: Unit,
  scope: string,
  rest: string,
  accepts: Accepts,
): Definition | Unresolved {
  const whole = table.find(unit, scope + rest);
  if (whole === undefined) return { kind: "unresolved", shadowedBy: scope };
  return accepts(whole) ? whole : { kind: "unresolved", found: whole };
}

function parentOf(scope: string): string {
  return scope.slice(0, Math.max(0, scope.lastIndexOf(".")));
}

function isScope({ kind }: Definition): boolean {
  return kind === "message" || kind === "enum" || kind === "service";
}

export function isMessage(definition: Definition): boolean {
  return definition.kind === "message";
}

export function isType(definition: Definition): boolean {
  return definition.kind === "message" || definition.kind === "enum";
}

export function isExtension(definition: Definition): boolean {
  return definition.kind === "extension";
}
