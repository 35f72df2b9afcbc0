/** Whether a folder, or a file, is none that protos and sources of a project lie in: npm's packages, and what is hidden. */
export function isInstalledOrHidden(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** Folders of packages that were installed, and of what running code leaves beside it: nobody wrote what lies in them. */
export const FOREIGN_FOLDERS: ReadonlySet<string> = new Set(["node_modules", ".venv", "venv", "__pycache__"]);
