import { posix } from "node:path";

/**
 * The compiler wants absolute paths, sources have relative ones. The folders
 * above the last one are room for leading `..`.
 */
const ROOT = "/1/2/3/4/5/6/7/8/workspace";
const ABSOLUTE = "/absolute";

/** The compiler's name of a source path. */
export function toVirtual(path: string): string {
  if (/^[A-Za-z]:\//.test(path)) return `${ABSOLUTE}/${path}`;
  return path.startsWith("/") ? posix.join(ABSOLUTE, path) : posix.join(ROOT, path);
}

/** The source path of a compiler's name; undoes {@link toVirtual}. */
export function fromVirtual(name: string): string {
  if (!name.startsWith(`${ABSOLUTE}/`)) return posix.relative(ROOT, name);
  const rest = name.slice(ABSOLUTE.length);
  return /^\/[A-Za-z]:\//.test(rest) ? rest.slice(1) : rest;
}

/** Whether a name lies above the workspace root, where no source was handed in. */
export function isOutside(name: string): boolean {
  return !name.startsWith(`${ROOT}/`) && !name.startsWith(`${ABSOLUTE}/`);
}
