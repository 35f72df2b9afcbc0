import type { ProtoFile, ReadDiagnostic, Source } from "@nx-contracts/ir";
import { describeProto } from "@nx-contracts/readers/proto/describe";
import { findFile } from "./difference.js";
import type { Modules, ProtoModule } from "./modules.js";
import { textIn } from "./proto-tree.js";

export interface DescribeRequest {
  /** The module and those that it may import from. */
  readonly side: Modules;
  readonly module: ProtoModule;
  /** Import paths of the module's files to describe; what the side does not have is passed over. */
  readonly paths: Iterable<string>;
  /** Import paths of what files that are not described import. */
  readonly alsoImported: Iterable<string>;
  /** Those of the files that a compiler has to accept; describing the others takes much for granted. */
  readonly check: (path: string) => boolean;
  /** Imported files that another description has; none when absent. */
  readonly leaveOut?: (path: string) => boolean;
}

/** Files described, and what keeps some of them from compiling, at places of the workspace. */
export interface Described {
  readonly files: readonly ProtoFile[];
  /** Import paths of what was left out. */
  readonly leftOut: readonly string[];
  readonly problems: readonly ReadDiagnostic[];
}

/** Holds imports, and is not told apart from a file until it is described. */
const IMPORTS_ONLY = "<imports>";

/**
 * Describes files of one module and all that they import, from that module or
 * another of the same tree.
 *
 * @throws ContractsError `source-unreadable` for what is no UTF-8 or too large
 */
export function describeModule(request: DescribeRequest): Described {
  const { side, module, paths, alsoImported, check, leaveOut } = request;
  const load = loaderOf(side);
  const sources = sourcesOf(side, module, paths);
  const imports = { path: IMPORTS_ONLY, text: [...alsoImported].map(toImport).join("\n") };
  const options = { load, check, ...(leaveOut && { leaveOut }) };
  const { files, leftOut, diagnostics } = describeProto([...sources, imports], options);
  return {
    files: files.filter(({ path }) => path !== IMPORTS_ONLY),
    leftOut,
    problems: diagnostics.map((each) => placed(each, side)),
  };
}

function loaderOf(side: Modules) {
  return (path: string): Source | undefined => {
    const file = findFile(side, path);
    const text = file === undefined ? undefined : textIn(side.tree, file);
    return text === undefined ? undefined : { path, text };
  };
}

function sourcesOf({ tree }: Modules, module: ProtoModule, paths: Iterable<string>): readonly Source[] {
  const own = { tree, modules: [module] };
  return [...paths].flatMap((path) => {
    const file = findFile(own, path);
    const text = file === undefined ? undefined : textIn(tree, file);
    return text === undefined ? [] : [{ path, text }];
  });
}

function toImport(path: string): string {
  return `import ${JSON.stringify(path)};`;
}

function placed(diagnostic: ReadDiagnostic, side: Modules): ReadDiagnostic {
  const { at } = diagnostic;
  const file = findFile(side, at.file) ?? at.file;
  return { ...diagnostic, subject: diagnostic.subject === at.file ? file : diagnostic.subject, at: { ...at, file } };
}
