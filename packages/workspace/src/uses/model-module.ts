import type { Enum, Language, SchemaRecord } from "@nx-contracts/ir";

/** The module of a model that is written by hand, from its file and, in Python, from its name. */
export function modelModule(language: Language, { at, qualifiedName }: SchemaRecord | Enum): string {
  if (language === "typescript") return at.file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const parts = at.file
    .replace(/\.pyi?$/, "")
    .replace(/\/__init__$/, "")
    .split("/");
  // The longest end of the path that the name starts with.
  for (let i = 0; i < parts.length; i++) {
    const module = parts.slice(i).join(".");
    if (qualifiedName.startsWith(`${module}.`)) return module;
  }
  return parts.join(".");
}
