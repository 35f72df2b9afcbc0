import type { ToolVersion } from "@nx-contracts/readers/stubs/header";
import type { Target } from "./targets.js";

/** A stub's header and where it belongs. */
export interface HeadedStub {
  readonly path: string;
  readonly target: Target;
  readonly tools: readonly ToolVersion[];
}

export interface ToolDrift {
  readonly path: string;
  readonly target: Target;
  readonly tool: string;
  readonly version: string;
  readonly expected: string;
  readonly expectedBy: "configuration" | "siblings";
}

/** Of these nothing in the configuration follows from their versions, and every installation has another one. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["protoc"]);

/** Stubs that another version made than the configuration pins, or than made most of their output. */
export function* findDrift(stubs: readonly HeadedStub[]): Generator<ToolDrift> {
  const usual = usualVersions(stubs);
  for (const { path, target, tools } of stubs) {
    for (const { tool, version: written } of tools) {
      if (NOT_COMPARED.has(tool)) continue;
      const version = written.replace(/^v/, "");
      const isPinned = target.pinned?.tool === tool;
      const expected = isPinned ? target.pinned?.version : usual.get(`${target.output.id} ${tool}`);
      if (expected === undefined || expected === version) continue;
      yield { path, target, tool, version, expected, expectedBy: isPinned ? "configuration" : "siblings" };
      break;
    }
  }
}

function usualVersions(stubs: readonly HeadedStub[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { target, tools } of stubs) {
    for (const { tool, version } of tools) {
      const key = `${target.output.id} ${tool}`;
      const plain = version.replace(/^v/, "");
      const own = counts.get(key) ?? new Map<string, number>();
      own.set(plain, (own.get(plain) ?? 0) + 1);
      counts.set(key, own);
    }
  }
  return new Map([...counts].map(([key, own]) => [key, mostUsed(own)]));
}

/** Of two that are used as often, the newer one. */
function mostUsed(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([a, x], [b, y]) => y - x || b.localeCompare(a, "en", { numeric: true }));
  return first?.[0] ?? "";
}
