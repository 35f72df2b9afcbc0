import { ContractsError } from "@nx-contracts/ir";
import { discoverProtos } from "../../codegen/discover.js";
import { inRoom } from "../../codegen/generation.js";
import type { PackageConfig } from "../../config/packages.js";
import type { Asset, AssetMaker } from "../asset.js";
import { buildGo } from "./go.js";
import type { BuildPackage } from "./package.js";
import { buildPython } from "./python.js";
import { buildRust } from "./rust.js";
import { buildTypescript } from "./typescript.js";
import { packageVersion } from "./version.js";

const BUILDERS = {
  python: buildPython,
  rust: buildRust,
  typescript: buildTypescript,
  go: buildGo,
} as const satisfies { readonly [language in PackageConfig["language"]]: BuildPackage };

/**
 * Installable packages: the wheel, the crate, the npm package and the Go module
 * that the configuration names, each with the version of the tag.
 */
export const packages: AssetMaker = {
  async make(content, _made, progress) {
    const { workspace: host, config, protos } = content;
    const wanted = config.release.packages;
    if (wanted.length === 0) return [];
    const version = packageVersion(content.tag);
    const all = discoverProtos(host, config);
    const set = { ...all, files: new Map([...all.files].filter(([importPath]) => protos.has(importPath))) };
    const made = await inRoom({ host, config, set, progress }, async (room) => {
      const build = (each: PackageConfig) => BUILDERS[each.language]({ ...room, content, version }, each);
      // All have ended before the room is cleared away.
      const settled = await Promise.allSettled(wanted.map(build));
      return settled.flatMap((each): readonly Asset[] => {
        if (each.status === "rejected") throw each.reason;
        return each.value;
      });
    });
    if (!("diagnostics" in made)) return made;
    throw new ContractsError("source-unreadable", {
      message: "The protos of the released commit do not compile.",
      next: "`nx-contracts lint` says why.",
    });
  },
  owns: (name) => PACKAGE_NAME.test(name),
};

/** A name, a version, and an ending that no bundle has. */
const PACKAGE_NAME =
  /^(?!proto-(?:python|rust|typescript|go)-artifacts-).+-v?\d+\.\d+\.\d+.*\.(?:whl|crate|tgz|tar\.gz|zip|mod|info)$/;
