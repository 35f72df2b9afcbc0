import type { ReadProgram } from "./syntax.js";
import { TypeScriptFile } from "./typescript/file.js";

/** Reads the syntax tree of a TypeScript or JavaScript file. */
export const readTypeScript: ReadProgram = (root, source) => new TypeScriptFile(source.path).read(root);
