import { foldName } from "@nx-contracts/ir";
import { bareName } from "./bare-name.js";
import type { Definition } from "./definition.js";
import type { Survey } from "./survey.js";

/** Below this, reading all is quicker than choosing. */
const FEW = 300;
/** What a file has to have in common with a record to be read: a share of its fields. */
const SHARE = 0.4;
const LEAST = 3;

/**
 * The protos that may hold the mirror of a model, or of a TypeScript type,
 * found by their words: of thousands most cannot.
 */
export function likelyProtos(
  survey: Survey,
  protos: readonly string[],
  models: readonly Definition[],
): readonly string[] {
  if (protos.length <= FEW) return protos;
  const scripts = [...survey.scripts.values()].flat();
  const isLikely = finder([...models.map(sketchOf), ...scripts]);
  return protos.filter((path) =>
    // What begins a line is a message of its own, what stands further in belongs to it.
    (survey.protos.get(path) ?? "").split(/^(?=message\b)/m).some((part) => {
      const names = [...part.matchAll(/\bmessage\s+(\w+)/g)].map(([, name = ""]) => name);
      const fields = [...part.matchAll(/\b(\w+)\s*=\s*\d/g)].map(([, name = ""]) => name);
      return isLikely(names, fields);
    }),
  );
}

/** The TypeScript files that may hold what other languages define. */
export function likelyScripts(survey: Survey, definitions: readonly Definition[]): readonly string[] {
  if (definitions.length === 0) return [];
  const isLikely = finder(definitions.map(sketchOf));
  return [...survey.scripts].flatMap(([path, records]) =>
    records.some(({ name, fields }) => isLikely([name], fields)) ? [path] : [],
  );
}

interface Sketch {
  readonly name: string;
  readonly fields: readonly string[];
}

function sketchOf({ name, fields }: Definition): Sketch {
  return { name, fields: [...fields.keys()] };
}

/** Tells whether names of records and fields are those of one of the sketches: by its name, or by most of its fields. */
function finder(sketches: readonly Sketch[]): (names: readonly string[], fields: readonly string[]) => boolean {
  const bare = new Set(sketches.map(({ name }) => bareName(name)));
  const holders = new Map<string, Sketch[]>();
  for (const sketch of sketches) {
    for (const field of new Set(sketch.fields.map(foldName))) {
      const known = holders.get(field);
      if (known) known.push(sketch);
      else holders.set(field, [sketch]);
    }
  }
  return (names, fields) => {
    if (names.some((name) => bare.has(bareName(name)))) return true;
    const counts = new Map<Sketch, number>();
    for (const field of new Set(fields.map(foldName)))
      for (const sketch of holders.get(field) ?? []) counts.set(sketch, (counts.get(sketch) ?? 0) + 1);
    return [...counts].some(([sketch, count]) => count >= Math.max(LEAST, SHARE * sketch.fields.length));
  };
}
