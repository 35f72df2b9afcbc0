/** A path of the workspace as seen from one of its folders, `.` for the folder itself. */
export function relativePath(folder: string, path: string): string {
  const from = folder === "." ? [] : folder.split("/");
  const to = path === "." ? [] : path.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/") || ".";
}
