import { PythonFile } from "./python/file.js";
import type { ReadProgram } from "./syntax.js";

/** Reads the syntax tree of a Python file. */
export const readPython: ReadProgram = (root, source) => new PythonFile(source.path).read(root);
