import type { Host } from "../host.js";
import { below, foldersUp, joinPath } from "../path.js";
import { textAt } from "../read/text.js";

/** The path of the module that a `go.mod` declares. */
export function goModuleIn(text: string): string | undefined {
  return /^module\s+"?([^\s"]+)/m.exec(text)?.[1];
}

/** What Go calls a folder: the module of the `go.mod` in it or above, and the way from there; `undefined` without one. */
export function goPackageAt(host: Host, folder: string): string | undefined {
  for (const at of foldersUp(folder)) {
    const module = goModuleIn(textAt(host, joinPath(at, "go.mod")));
    if (module !== undefined) return goPackageBelow(module, below(at, folder) ?? ".");
  }
  return undefined;
}

/** What Go calls a folder within a package. */
export function goPackageBelow(name: string, folder: string): string {
  return folder === "." ? name : `${name}/${folder}`;
}

/**
 * The Go package that a proto gives itself, without the name that may stand
 * after a `;`.
 * @see https://protobuf.dev/reference/go/go-generated/#package
 */
export function goPackageIn(proto: string): string | undefined {
  return /^\s*option\s+go_package\s*=\s*["']([^"';]+)/m.exec(proto)?.[1];
}

/** The Go package that an option of the plugin gives a proto, which counts for more than what the proto says. */
export function mappedGoPackage(options: readonly string[], importPath: string): string | undefined {
  const start = `M${importPath}=`;
  return options
    .find((option) => option.startsWith(start))
    ?.slice(start.length)
    .split(";")[0];
}

/** Whether options say where files lie. */
export function placesGoFiles(options: readonly string[]): boolean {
  return options.some((option) => PLACING.test(option));
}

/**
 * Whether files lie as their protos do, rather than by their packages.
 *
 * @param byDefault where no option says so
 */
export function isSourceRelative(options: readonly string[], byDefault: boolean): boolean {
  const placing = options.filter((option) => PLACING.test(option));
  return placing.length === 0 ? byDefault : placing.every((option) => option === "paths=source_relative");
}

const PLACING = /^(?:paths|module)=/;
