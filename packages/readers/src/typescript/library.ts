import { Project, ts } from "ts-morph";

/** The library that declares `Array`, `Map`, `Partial` and the like; no DOM, no Node. */
export const libraryName = "lib.es2023.d.ts";
/** Where ts-morph keeps its bundled libraries in memory. */
export const libraryFolder = "/node_modules/typescript/lib";

let files: ReadonlyMap<string, ts.SourceFile> | undefined;

/**
 * The parsed library files by name. Parsed once in a process: they are the
 * same for every program and parsing them takes a tenth of a second.
 */
export function libraryFiles(): ReadonlyMap<string, ts.SourceFile> {
  if (files === undefined) {
    const project = new Project({
      useInMemoryFileSystem: true,
      compilerOptions: { target: ts.ScriptTarget.ES2023, lib: [libraryName], types: [] },
    });
    const empty = project.createSourceFile("/empty.ts", "export {};").compilerNode;
    const all = project.getProgram().compilerObject.getSourceFiles();
    files = new Map(all.filter((file) => file !== empty).map((file) => [file.fileName, file]));
  }
  return files;
}
