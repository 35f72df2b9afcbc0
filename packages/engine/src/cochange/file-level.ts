import type { Language } from "@nx-contracts/ir";
import type { BehindFact } from "./behind.js";

/** The files of one side, and those that differ between the versions. */
export interface SideFiles {
  readonly language: Language;
  readonly files: readonly string[];
  readonly changed: readonly string[];
}

/** What is so where files have to change together, whatever they say: one fact a side that did not. */
export function behindFileFacts(source: SideFiles, mirror: SideFiles): readonly BehindFact[] {
  const [moved] = source.changed;
  const [followed] = mirror.changed;
  const own = source.files[0] ?? "";
  const other = mirror.files[0] ?? "";
  if (moved !== undefined && followed === undefined && other !== "") {
    return [{ kind: "mirror-behind", ...between(source.language, moved, mirror.language, other) }];
  }
  if (moved === undefined && followed !== undefined && own !== "") {
    return [{ kind: "source-behind", ...between(mirror.language, followed, source.language, own) }];
  }
  return [];
}

function between(mover: Language, changed: string, follower: Language, behind: string) {
  return {
    level: "file",
    subject: changed,
    changed: { language: mover, at: { file: changed, line: 1, column: 1 } },
    behind: { language: follower, at: { file: behind, line: 1, column: 1 } },
  } as const;
}
