import { isAbsolute } from "node:path";
import type { Problem } from "@nx-contracts/ir";
import { isCheckedIn, optionsIn } from "../layout/outputs.js";
import { joinPath, parentOf } from "../path.js";
import type { GenerateOutput } from "./config.js";
import type { GenerateEntry } from "./generate-schema.js";
import type { YamlPlaces } from "./yaml-places.js";

/** Every output has a name of its own, and lies relative to the configuration. */
export function* checkOutputs(entries: readonly GenerateEntry[], places: YamlPlaces): Generator<Problem> {
  const ids = new Set<string>();
  for (const [i, entry] of entries.entries()) {
    const id = entry.id ?? entry.tool;
    if (ids.has(id)) {
      yield {
        message: `Two outputs of \`generate\` are called \`${id}\`.`,
        at: places.value(["generate", i]),
        next: "Give this one an `id` of its own.",
      };
    }
    ids.add(id);
    const [key, path] = entry.tool === "buf" ? ["template", entry.template] : ["out", entry.out];
    if (!isAbsolute(path)) continue;
    yield {
      message: `\`${path}\`, the \`${key}\` of \`${id}\`, is an absolute path.`,
      at: places.value(["generate", i, key]),
      next: "Write it relative to the folder of contracts.yaml.",
    };
  }
}

/** Outputs with their defaults filled in and their paths relative to the workspace root. */
export function resolveOutputs(
  folder: string,
  entries: readonly GenerateEntry[],
  places: YamlPlaces,
): readonly GenerateOutput[] {
  return entries.map((entry, i): GenerateOutput => {
    const template = entry.tool === "buf" ? joinPath(folder, entry.template) : undefined;
    return {
      id: entry.id ?? entry.tool,
      tool: entry.tool,
      out: entry.tool === "buf" ? parentOf(joinPath(folder, entry.template)) : joinPath(folder, entry.out),
      at: places.value(["generate", i]),
      isCheckedIn: isCheckedIn(entry.tool, entry.checkedIn),
      options: "options" in entry ? optionsIn(entry.options) : [],
      ...(entry.protos && { protos: entry.protos }),
      ...("version" in entry && { version: entry.version }),
      ...("package" in entry && entry.package !== undefined && { package: entry.package }),
      ...("python" in entry && entry.python !== undefined && { python: entry.python }),
      ...("grpc" in entry && entry.grpc !== undefined && { grpc: entry.grpc }),
      ...(template !== undefined && { template }),
    };
  });
}
