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

/** The last part of a path: what a file or folder is called where it lies. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a path lies within a folder; the folder itself does not. */
export function isBelow(folder: string, path: string): boolean {
  return folder === "." ? path !== "." && path !== ".." && !path.startsWith("../") : path.startsWith(`${folder}/`);
}

/** The path of something as seen from a folder around it: `.` for the folder itself, `undefined` for what lies elsewhere. */
export function below(folder: string, path: string): string | undefined {
  if (path === folder) return ".";
  if (!isBelow(folder, path)) return undefined;
  return folder === "." ? path : path.slice(folder.length + 1);
}

/** A folder and those around it, as far as the workspace root, which is the last one. */
export function* foldersUp(folder: string): Generator<string> {
  for (let at = folder; at !== ".." && !at.startsWith("../"); at = parentOf(at)) {
    yield at;
    if (at === ".") return;
  }
}

/** Whether a program is named by where it lies, and not looked for on the path. */
export function isPathLike(program: string): boolean {
  return /[\\/]/.test(program) && !/^(?:\/|[A-Za-z]:)/.test(program);
}
