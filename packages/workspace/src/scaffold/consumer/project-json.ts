import { jsonText } from "./json-text.js";
import type { Stubs, Wanted } from "./language.js";
import { relativePath } from "./relative-path.js";

/** A target of a project of Nx that runs a command in the project's folder. */
export interface Target {
  readonly command: string;
  readonly dependsOn?: readonly string[];
  /** Nothing is kept of it. */
  readonly isNeverCached?: true;
  /** Relative to the project. */
  readonly outputs?: readonly string[];
}

/** The `project.json` of a consumer: its targets need no plugin of its language. */
export function projectJson(
  wanted: Wanted,
  stubs: Stubs,
  targets: { readonly [name: string]: Target },
  runtime: string,
): string {
  const { name, folder } = wanted;
  const content = {
    $schema: relativePath(folder, "node_modules/nx/schemas/project-schema.json"),
    name,
    projectType: "library",
    sourceRoot: folder,
    targets: Object.fromEntries(
      Object.entries(targets).map(([target, each]) => [target, targetJson(wanted, stubs, each, runtime)]),
    ),
  };
  return jsonText(content);
}

function targetJson(wanted: Wanted, stubs: Stubs, target: Target, runtime: string) {
  const dependsOn = [...(target.dependsOn ?? []), ...madeFirst(wanted, stubs)];
  return {
    command: target.command,
    options: { cwd: "{projectRoot}" },
    ...(dependsOn.length > 0 && { dependsOn }),
    ...(target.isNeverCached !== true && {
      cache: true,
      inputs: [...consumerInputs(wanted, stubs), { runtime }],
      outputs: (target.outputs ?? []).map((path) => `{projectRoot}/${path}`),
    }),
  };
}

/** What has to be generated before the consumer is built. */
export function madeFirst({ contracts }: Wanted, { isMadeFirst }: Stubs) {
  return isMadeFirst ? [{ projects: [contracts.project], target: contracts.generate }] : [];
}

/** Everything that a consumer is built from: its own files, and the generated ones or what they are made of. */
export function consumerInputs({ folder, config }: Wanted, { output, isMadeFirst }: Stubs): readonly string[] {
  const own = "{projectRoot}/**/*";
  if (isMadeFirst) return [own, `{workspaceRoot}/${config.folder === "." ? "" : `${config.folder}/`}**/*.proto`];
  const isInside = output.out === folder || output.out.startsWith(`${folder}/`);
  return isInside ? [own] : [own, `{workspaceRoot}/${output.out}/**/*`];
}
