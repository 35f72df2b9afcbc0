import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../../../host.js";
import { goPackageBelow, goPackageIn } from "../../../layout/go.js";
import { below, joinPath, parentOf } from "../../../path.js";
import { textAt } from "../../../read/text.js";
import type { Stubs, Wanted } from "../language.js";

/** Code for Go as a release brought it, which names no module of its own. */
export interface ReleasedGo {
  /** How the subject's package is imported. */
  readonly module: string;
  /** Module that the code calls itself by; absent where it can belong to any. */
  readonly prefix?: string;
  /** Version of the plugin that wrote it, which is that of its runtime. */
  readonly runtime?: string;
  readonly hasServices: boolean;
}

/**
 * Finds out by what name the files of a release import each other.
 *
 * @param own module of the consumer
 * @throws ContractsError `usage` for files that lie elsewhere than they import each other from
 */
export function releasedGo({ host, folder, subject }: Wanted, { output }: Stubs, own: string): ReleasedGo {
  const files = goFiles(host, output.out);
  const inside = parentOf(subject.importPath);
  const written = goPackageIn(textAt(host, subject.path));
  const prefix = written === undefined ? importedPrefix(host, output.out, files) : prefixOf(written, inside);
  if (written !== undefined && prefix === undefined) {
    throw new ContractsError("usage", {
      message: `The release calls the Go package of \`${subject.importPath}\` \`${written}\`, which does not end as its folder does.`,
      at: { file: subject.path, line: 1, column: 1 },
      next: "Consume the Go module of the release by `go get`, or the stubs of the workspace with `--from stubs`.",
    });
  }
  const runtime = files.flatMap((path) => /^\/\/ \tprotoc-gen-go (v[\w.+-]+)/m.exec(textAt(host, path))?.[1] ?? [])[0];
  const place = prefix ?? goPackageBelow(own, below(folder, output.out) ?? ".");
  return {
    module: goPackageBelow(place, inside),
    ...(prefix !== undefined && { prefix }),
    ...(runtime !== undefined && { runtime }),
    hasServices: files.some((path) => path.endsWith("_grpc.pb.go")),
  };
}

/** Another package of the release, as a file of it imports it. */
function importedPrefix(host: Host, out: string, files: readonly string[]): string | undefined {
  const folders = new Set(files.map((path) => below(out, parentOf(path)) ?? ".").filter((each) => each !== "."));
  for (const path of files) {
    for (const [, name = ""] of textAt(host, path).matchAll(/^\t[\w.]+ "([^"]+)"$/gm)) {
      for (const each of folders) {
        const prefix = prefixOf(name, each);
        if (prefix !== undefined) return prefix;
      }
    }
  }
  return undefined;
}

function prefixOf(name: string, folder: string): string | undefined {
  if (folder === ".") return name;
  return name.endsWith(`/${folder}`) ? name.slice(0, -folder.length - 1) : undefined;
}

function goFiles(host: Host, folder: string): readonly string[] {
  return host.list(folder).flatMap((name) => {
    const path = joinPath(folder, name);
    if (host.kind(path) === "folder") return goFiles(host, path);
    return name.endsWith(".go") ? [path] : [];
  });
}
