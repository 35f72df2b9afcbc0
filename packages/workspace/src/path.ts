/** Folder of a path relative to the root; `.` for a file in the root. */
export function parentOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? "." : path.slice(0, at);
}

/** Parts that normalising takes out. */
const IDLE = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Joins and normalises, `..` included, without touching the disk. */
export function joinPath(folder: string, path: string): string {
  const joined = `${folder}/${path}`;
  if (!IDLE.test(joined)) return joined;
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/") || ".";
}
