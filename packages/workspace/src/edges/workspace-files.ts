import { foldersUp, parentOf } from "../path.js";

/** A file as Nx knows it. */
export interface KnownFile {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly hash: string;
}

/** The files of each project, by the project's name. */
export type ProjectFiles = { readonly [project: string]: readonly KnownFile[] | undefined };

/** The workspace as Nx knows it while it builds the project graph. */
export interface GraphRequest {
  readonly projects: { readonly [name: string]: { readonly root: string } };
  readonly files: ProjectFiles;
  /** Those of the files whose edges Nx does not remember. */
  readonly changed: ProjectFiles;
}

/** What one look at the names of all files says. */
export interface Survey {
  /** Each `contracts.yaml` in the root of a project. */
  readonly configs: readonly { readonly path: string; readonly project: string }[];
  /** Each `buf.gen.yaml`, under any of its names. */
  readonly templates: readonly string[];
  /** Folders that hold protos, with the first of these in order. */
  readonly protoFolders: ReadonlyMap<string, string>;
  /** Root of a project → its name. */
  readonly roots: ReadonlyMap<string, string>;
}

/** Looks for what names of files tell, in one pass: a large workspace has many, and most say nothing. */
export function surveyFiles({ projects, files }: GraphRequest): Survey {
  const roots = new Map(Object.entries(projects).map(([name, { root }]) => [root === "" ? "." : root, name]));
  const configs: { readonly path: string; readonly project: string }[] = [];
  const templates: string[] = [];
  const protoFolders = new Map<string, string>();
  // Files of a folder follow each other: its name is cut out once.
  let folder = ".";
  for (const [project, known = []] of Object.entries(files)) {
    for (const { file } of known) {
      if (file.endsWith(".proto")) {
        if (file.lastIndexOf("/") !== folder.length || !file.startsWith(folder)) folder = parentOf(file);
        const first = protoFolders.get(folder);
        if (first === undefined || file < first) protoFolders.set(folder, file);
      } else if (file.endsWith(".yaml")) {
        if (file.endsWith("contracts.yaml") && roots.get(parentOf(file)) === project && isNamed(file, "contracts.yaml"))
          configs.push({ path: file, project });
        else if (TEMPLATE.test(file)) templates.push(file);
      }
    }
  }
  return { configs, templates, protoFolders, roots };
}

const TEMPLATE = /(?:^|\/)buf\.gen(?:\.[\w-]+)?\.yaml$/;

function isNamed(file: string, name: string): boolean {
  return file === name || file.endsWith(`/${name}`);
}

/** The project whose root is nearest above a path. */
export function projectAt(roots: ReadonlyMap<string, string>, path: string): string | undefined {
  for (const folder of foldersUp(path)) {
    const project = roots.get(folder);
    if (project !== undefined) return project;
  }
  return undefined;
}
