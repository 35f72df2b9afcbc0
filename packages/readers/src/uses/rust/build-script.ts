import type { CompiledFile } from "@nx-contracts/ir";
import type { Place, Program } from "../program.js";

/** A module that a script makes, and where it names what that is made of. */
export interface CompiledModule {
  readonly module: string;
  readonly at: Place;
}

/** Whether cargo runs a file before it builds the crate. */
export function isBuildScript(path: string): boolean {
  return /(?:^|\/)build\.rs$/.test(path);
}

/**
 * What a build script compiles: files that it names from the folder of its crate or from a root of imports, or else all
 * in a folder that it names.
 */
export function compiledModules(
  program: Program,
  path: string,
  files: readonly CompiledFile[],
): readonly CompiledModule[] {
  const texts = textsIn(program).map(({ text, at }) => ({
    at,
    text: text.replace(/^(?:\.\/)+/, ""),
    path: resolved(path, text),
  }));
  const find = (isMeant: (file: CompiledFile, text: (typeof texts)[number]) => boolean) =>
    texts.flatMap((text) =>
      files.filter((file) => isMeant(file, text)).map(({ module }): CompiledModule => ({ module, at: text.at })),
    );
  const named = find(
    (file, { text, path: whole }) => file.path === whole || (/\w\.\w+$/.test(text) && file.path.endsWith(`/${text}`)),
  );
  return named.length > 0 ? named : find((file, { path: whole }) => whole !== "" && file.path.startsWith(`${whole}/`));
}

/** A path as written in a file, from the workspace root. */
function resolved(from: string, written: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

interface Text {
  readonly text: string;
  readonly at: Place;
}

/** Everything between quotes. */
function textsIn(program: Program): readonly Text[] {
  const found: Text[] = [];
  const open: unknown[] = [program];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isText(value)) found.push(value);
    else if (typeof value === "object" && value !== null) open.push(...Object.values(value));
  }
  return found;
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "text" && "text" in value;
}
