import { posix } from "node:path";
import { ts } from "ts-morph";
import { isOutside, toVirtual } from "./virtual-path.js";

type Resolver = (specifier: string, containing: string) => ts.ResolvedModuleFull | undefined;

/**
 * Resolves module specifiers as a bundler does, then by the `paths` of
 * `tsconfig.base.json` or `tsconfig.json` at the workspace root, which is how
 * projects of one workspace import each other.
 *
 * @param readRoot text of a file by its source path
 */
export function createResolver(
  host: ts.ModuleResolutionHost,
  options: ts.CompilerOptions,
  readRoot: (path: string) => string | undefined,
): Resolver {
  const bounded: ts.ModuleResolutionHost = {
    ...host,
    fileExists: (name) => !isOutsideLookup(name) && host.fileExists(name),
  };
  let mapped: ts.CompilerOptions | undefined;
  const resolve = (specifier: string, containing: string, using: ts.CompilerOptions) =>
    ts.resolveModuleName(specifier, containing, using, bounded, undefined, undefined, ts.ModuleKind.ESNext)
      .resolvedModule;
  return (specifier, containing) => {
    if (specifier.startsWith("node:")) return undefined;
    if (specifier.startsWith(".")) return resolve(specifier, containing, options);
    mapped ??= { ...options, ...readPaths(readRoot) };
    return resolve(specifier, containing, mapped);
  };
}

/** The walk up to `node_modules` must not leave the workspace; a source outside it may look beside itself. */
function isOutsideLookup(name: string): boolean {
  return isOutside(name) && name.includes("/node_modules/");
}

function readPaths(readRoot: (path: string) => string | undefined): ts.CompilerOptions {
  for (const file of ["tsconfig.base.json", "tsconfig.json"]) {
    const text = readRoot(file);
    if (text === undefined) continue;
    const config: unknown = ts.parseConfigFileTextToJson(file, text).config;
    const { paths, baseUrl } = compilerOptionsOf(config);
    if (paths === undefined) continue;
    return { paths, pathsBasePath: toVirtual(posix.join(".", baseUrl)) };
  }
  return {};
}

function compilerOptionsOf(config: unknown): { paths: ts.MapLike<string[]> | undefined; baseUrl: string } {
  const options = property(config, "compilerOptions");
  const paths = property(options, "paths");
  const baseUrl = property(options, "baseUrl");
  const list: ts.MapLike<string[]> = {};
  if (typeof paths === "object" && paths !== null) {
    for (const [pattern, targets] of Object.entries(paths)) {
      if (Array.isArray(targets)) list[pattern] = targets.filter((target) => typeof target === "string");
    }
  }
  return {
    paths: Object.keys(list).length > 0 ? list : undefined,
    baseUrl: typeof baseUrl === "string" ? baseUrl : ".",
  };
}

function property(of: unknown, key: string): unknown {
  return typeof of === "object" && of !== null ? Object.entries(of).find(([name]) => name === key)?.[1] : undefined;
}
