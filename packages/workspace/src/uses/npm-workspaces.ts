import { isPlain, parseTolerantly, texts } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import { textOnDisk } from "../read/decode-source.js";

/** Tells of a folder whether the manifests at the root make it one of the packages of the workspace: npm, Yarn and pnpm. */
export function packageFolders(host: Host): (folder: string) => boolean {
  let patterns: readonly string[] | undefined;
  return (folder) => {
    patterns ??= patternsIn(host);
    let isIncluded = false;
    // What comes later counts: `!` takes folders away again.
    for (const written of patterns) {
      const isExcluded = written.startsWith("!");
      if (isExcluded === isIncluded && isMatch(isExcluded ? written.slice(1) : written, folder))
        isIncluded = !isExcluded;
    }
    return isIncluded;
  };
}

function patternsIn(host: Host): readonly string[] {
  const read = (file: string) => parseTolerantly(textOnDisk(host, file) ?? "");
  const { workspaces } = read("package.json");
  return [
    ...texts(isPlain(workspaces) ? workspaces["packages"] : workspaces),
    ...texts(read("pnpm-workspace.yaml")["packages"]),
  ];
}

/** Whether a folder is one of those that a pattern with `*` and `**` means. */
function isMatch(pattern: string, folder: string): boolean {
  const asked = pattern.split("/").filter((part) => part !== "" && part !== ".");
  const through = (positions: Iterable<number>): ReadonlySet<number> => {
    const open = new Set(positions);
    for (const position of open) if (asked[position] === "**") open.add(position + 1);
    return open;
  };
  let open = through([0]);
  for (const part of folder.split("/")) {
    const next = [...open].flatMap((position) => {
      const each = asked[position];
      if (each === undefined) return [];
      if (each === "**") return [position];
      return partPattern(each).test(part) ? [position + 1] : [];
    });
    open = through(next);
  }
  return open.has(asked.length);
}

function partPattern(part: string): RegExp {
  const escaped = part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\*+/g, ".*")}$`, "u");
}
