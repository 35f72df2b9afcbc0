/**
 * Path of the module that a file is: `src/api/shows.rs` is `crate::api::shows`. Programs and tests are crates of their own.
 */
export function modulePath(path: string): readonly string[] {
  const parts = path.replace(/\.rs$/, "").split("/");
  const inside = parts.slice(parts.lastIndexOf("src") + 1);
  if (!parts.includes("src") || inside[0] === "bin") return ["crate"];
  const last = inside.at(-1);
  if (last === "mod" || (inside.length === 1 && (last === "lib" || last === "main"))) inside.pop();
  return ["crate", ...inside];
}

/** What a module of a crate is called among those of all crates; what lies beside `src` is one crate with it. */
export function crateModule(module: string, path: string): string {
  const end = path.lastIndexOf("src/");
  return module === "crate" || module.startsWith("crate::") ? `${path.slice(0, Math.max(0, end))} ${module}` : module;
}
