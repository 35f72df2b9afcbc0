import type { Unit } from "./unit.js";

/** Reports, in each file of a cycle, the import that leads around it. */
export function findCycles(units: readonly Unit[]): void {
  for (const { members, cyclic } of stronglyConnected(units)) {
    if (!cyclic) continue;
    const names = [...members].map((unit) => unit.file.path).sort();
    for (const unit of members) {
      const statement = unit.file.imports.find((_, index) => {
        const target = unit.imports[index];
        return target !== undefined && members.has(target);
      });
      if (statement === undefined) continue;
      const message = members.size === 1 ? "The file imports itself." : `Imports in a circle: ${names.join(", ")}.`;
      const help = "Move what the files share into a file that imports none of them.";
      unit.problems.push({
        rule: "read/import-cycle",
        subject: statement.path,
        message,
        help,
        start: statement.start,
        end: statement.end,
      });
    }
  }
}

/** Tarjan's algorithm without recursion: an import chain may be as long as there are files. */
function stronglyConnected(units: readonly Unit[]): { members: ReadonlySet<Unit>; cyclic: boolean }[] {
  const groups: { members: ReadonlySet<Unit>; cyclic: boolean }[] = [];
  const index = new Map<Unit, number>();
  const low = new Map<Unit, number>();
  const stack: Unit[] = [];
  const onStack = new Set<Unit>();
  const enter = (unit: Unit) => {
    index.set(unit, index.size);
    low.set(unit, index.size - 1);
    stack.push(unit);
    onStack.add(unit);
    return { unit, next: 0 };
  };
  for (const root of units) {
    if (index.has(root)) continue;
    const calls = [enter(root)];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const { unit } = call;
      if (call.next < unit.imports.length) {
        const target = unit.imports[call.next++];
        if (target === undefined) continue;
        if (!index.has(target)) calls.push(enter(target));
        else if (onStack.has(target)) low.set(unit, Math.min(low.get(unit) ?? 0, index.get(target) ?? 0));
        continue;
      }
      calls.pop();
      const caller = calls.at(-1)?.unit;
      if (caller !== undefined) low.set(caller, Math.min(low.get(caller) ?? 0, low.get(unit) ?? 0));
      if (low.get(unit) !== index.get(unit)) continue;
      const members = new Set(stack.splice(stack.lastIndexOf(unit)));
      for (const member of members) onStack.delete(member);
      groups.push({ members, cyclic: members.size > 1 || unit.imports.includes(unit) });
    }
  }
  return groups;
}

/** A file whose import cannot be had does not compile either; it says so at that import. */
export function spreadBrokenImports(units: readonly Unit[]): void {
  const waiting = units.filter((unit) => unit.problems.some((problem) => problem.rule !== "read/invalid-definition"));
  if (waiting.length === 0) return;
  const importers = new Map<Unit, Unit[]>();
  for (const unit of units) {
    for (const target of unit.imports) {
      if (target === undefined) continue;
      const list = importers.get(target);
      if (list === undefined) importers.set(target, [unit]);
      else list.push(unit);
    }
  }
  for (const unit of waiting) unit.hasBrokenImport = true;
  for (let broken = waiting.pop(); broken !== undefined; broken = waiting.pop()) {
    for (const importer of importers.get(broken) ?? []) {
      if (importer.hasBrokenImport) continue;
      importer.hasBrokenImport = true;
      waiting.push(importer);
      const statement = importer.file.imports[importer.imports.indexOf(broken)];
      if (statement === undefined) continue;
      const { path, start, end } = statement;
      const [first] = broken.problems;
      const message = `Imports "${path}", whose own imports cannot be had: ${first?.message ?? ""}`;
      const causedBy = first?.causedBy ?? broken.file.path;
      importer.problems.push({
        rule: "read/unresolved-import",
        subject: path,
        message,
        help: `Mend ${causedBy} first.`,
        start,
        end,
        causedBy,
      });
    }
  }
}
