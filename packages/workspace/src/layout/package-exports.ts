import { isPlain } from "../config/tolerant-yaml.js";

/**
 * The paths that `exports` of a `package.json` gives for a module, under any
 * condition, as they stand there; `./a/b` is the module `a/b`, `.` the package.
 * @see https://nodejs.org/api/packages.html#exports
 */
export function exportedPaths(exported: unknown, name: string): readonly string[] {
  const isOne = !isPlain(exported) || !Object.keys(exported).some((key) => key.startsWith("."));
  if (isOne) return name === "." ? textsIn(exported) : [];
  return Object.entries(exported).flatMap(([key, value]) => {
    const [before = "", after] = key.split("*");
    if (after === undefined) return key === name ? textsIn(value) : [];
    if (!name.startsWith(before) || !name.endsWith(after)) return [];
    const star = name.slice(before.length, name.length - after.length);
    return textsIn(value).map((path) => path.replaceAll("*", () => star));
  });
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  const found: string[] = [];
  const pending = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") found.push(next);
    else if (typeof next === "object" && next !== null) pending.push(...Object.values(next).reverse());
  }
  return found;
}
