import { isAbsolute } from "node:path";
import type { Problem } from "@nx-contracts/ir";
import { joinPath } from "../path.js";
import type { ReleaseConfig } from "./config.js";
import { checkPackages, resolvePackages } from "./packages.js";
import { RELEASE_FOLDER } from "./release-folder.js";
import type { ReleaseEntry } from "./release-schema.js";
import type { YamlPlaces } from "./yaml-places.js";

/** The pattern of tags where the configuration names none. */
const TAG_PATTERN = "proto-v*";

/** Places lie relative to the configuration, whichever machine reads it. */
export function* checkRelease(entry: ReleaseEntry | undefined, places: YamlPlaces): Generator<Problem> {
  yield* checkPackages(entry?.packages ?? [], places);
  if (entry?.out === undefined || !isAbsolute(entry.out)) return;
  yield {
    message: `\`${entry.out}\`, the \`out\` of \`release\`, is an absolute path.`,
    at: places.value(["release", "out"]),
    next: "Write it relative to the folder of contracts.yaml; `--out` takes any folder.",
  };
}

/** The section with its defaults filled in. */
export function resolveRelease(
  folder: string,
  project: string,
  entry: ReleaseEntry | undefined,
  places: YamlPlaces,
): ReleaseConfig {
  const { bundles, repository, out, tag = TAG_PATTERN, sources, packages = [], builder, sign } = entry ?? {};
  return {
    out: out === undefined ? RELEASE_FOLDER : joinPath(folder, out),
    tag,
    packages: resolvePackages(folder, project, packages, places),
    at: entry === undefined ? places.value([]) : places.key(["release"]),
    ...(bundles && { bundles }),
    ...(repository !== undefined && { repository }),
    ...(sources && { sources }),
    ...(builder !== undefined && { builder }),
    ...(sign && { sign }),
  };
}
