import type { RuleExample } from "@nx-contracts/engine";
import { about, type CompatFact, compareProto } from "@nx-contracts/engine/compat";
import type { ProtoFile, Source } from "@nx-contracts/ir";
import { describeProto } from "@nx-contracts/readers/proto/describe";

/** Where an example of one file has it in both versions. */
const ONLY_FILE = "catalog/v1/catalog.proto";

export type Version = "before" | "after";

/** The files of one version; each path, and what they import, below `folder` where one is given. */
export function sourcesOf(version: Version, { files }: RuleExample, folder?: string): readonly Source[] {
  const sources = Object.entries(files).flatMap(([name, text]) => {
    if (name === `${version}.proto`) return [{ path: ONLY_FILE, text }];
    return name.startsWith(`${version}/`) ? [{ path: name.slice(version.length + 1), text }] : [];
  });
  if (folder === undefined) return sources;
  return sources.map(({ path, text }) => ({
    path: `${folder}/${path}`,
    text: text.replace(/^import "(?!google\/)/gm, `import "${folder}/`),
  }));
}

/** What is so between the two versions of an example. */
export function factsOf(example: RuleExample, folder?: string): readonly CompatFact[] {
  const [before, after] = (["before", "after"] as const).map((version) =>
    describe(sourcesOf(version, example, folder)),
  );
  return [...compareProto(before ?? [], after ?? [])];
}

/** What a fact is about, as `reports` of an example names it. */
export function subjectOf(fact: CompatFact): string {
  return about(fact).name;
}

/** @throws Error for an example that does not parse */
function describe(sources: readonly Source[]): readonly ProtoFile[] {
  const { files, diagnostics } = describeProto(sources);
  if (diagnostics.length > 0) throw new Error(`The example is broken: ${JSON.stringify(diagnostics)}`);
  return files;
}
