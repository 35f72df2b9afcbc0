import { ContractsError } from "@nx-contracts/ir";
import { parse } from "yaml";
import * as z from "zod/mini";
import { joinPath } from "../path.js";
import type { BufVersion } from "@nx-contracts/engine/compat";
import type { ProtoTree } from "./proto-tree.js";

/** The `breaking` section of a file or a module, as written. */
export interface BufSection {
  readonly use: readonly string[];
  readonly except: readonly string[];
  readonly ignore: readonly string[];
  readonly ignoreOnly: { readonly [word: string]: readonly string[] };
  readonly ignoreUnstablePackages: boolean;
}

export interface BufModule {
  /** Relative to the file. */
  readonly path: string;
  readonly name?: string;
  /** Folders that imports start from, relative to the module. */
  readonly roots: readonly string[];
  /** Folders, relative to the file; empty for all. */
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly breaking: BufSection;
  /** The section stands at the module itself, not at the top. */
  readonly ownsBreaking: boolean;
}

export interface BufYaml {
  readonly file: string;
  readonly version: BufVersion;
  readonly modules: readonly BufModule[];
}

const text = z.nullish(z.string());
const texts = z.pipe(
  z.nullish(z.array(z.string())),
  z.transform((list) => list ?? []),
);

const section = z.nullish(
  z.object({
    use: texts,
    except: texts,
    ignore: texts,
    ignore_only: z.nullish(z.record(z.string(), texts)),
    ignore_unstable_packages: z.nullish(z.boolean()),
  }),
);

const olderFile = z.object({
  version: z.enum(["v1beta1", "v1"]),
  name: text,
  build: z.nullish(z.object({ roots: texts, excludes: texts })),
  breaking: section,
});

const newerFile = z.object({
  version: z.literal("v2"),
  name: text,
  modules: z.nullish(
    z.array(z.object({ path: text, name: text, includes: texts, excludes: texts, breaking: section })),
  ),
  breaking: section,
});

const anyFile = z.discriminatedUnion("version", [olderFile, newerFile]);
const workFile = z.object({
  version: z.literal("v1"),
  directories: z.array(z.string()).check(z.minLength(1)),
});

/**
 * The `buf.yaml` of a folder, of any version; the standard where there is none.
 *
 * @throws ContractsError `config-invalid`
 */
export function readBufYaml(tree: ProtoTree, folder: string): BufYaml {
  const file = joinPath(folder, "buf.yaml");
  const content = readYaml(tree, file);
  // Buf goes back to its first stable version where nobody says which.
  if (content === undefined) return { file, version: "v1", modules: [standardModule("v1")] };
  const config = check(anyFile, content, file);
  if (config.version === "v2") {
    const top = config.breaking;
    const modules = config.modules ?? [];
    if (modules.length === 0) {
      return { file, version: "v2", modules: [{ ...standardModule("v2"), breaking: toSection(top) }] };
    }
    return {
      file,
      version: "v2",
      modules: modules.map(({ path, name, includes, excludes, breaking }) => ({
        path: joinPath(".", path ?? "."),
        ...(name != null && { name }),
        roots: ["."],
        includes,
        excludes,
        breaking: toSection(isEmpty(breaking) ? top : breaking),
        ownsBreaking: !isEmpty(breaking),
      })),
    };
  }
  const { version, build, name } = config;
  const roots = build && build.roots.length > 0 ? build.roots : ["."];
  const module = { ...standardModule(version), ...(name != null && { name }), roots, excludes: build?.excludes ?? [] };
  return { file, version, modules: [{ ...module, breaking: toSection(config.breaking), ownsBreaking: true }] };
}

/** The folders that a `buf.work.yaml` joins; `undefined` where there is none. */
export function readBufWork(tree: ProtoTree, folder: string): readonly string[] | undefined {
  const file = joinPath(folder, "buf.work.yaml");
  const content = readYaml(tree, file);
  return content === undefined ? undefined : check(workFile, content, file).directories;
}

function standardModule(version: BufVersion): BufModule {
  return {
    path: ".",
    roots: ["."],
    includes: [],
    excludes: [],
    breaking: toSection(undefined),
    ownsBreaking: version !== "v2",
  };
}

function toSection(found: z.output<typeof section>): BufSection {
  return {
    use: found?.use ?? [],
    except: found?.except ?? [],
    ignore: found?.ignore ?? [],
    ignoreOnly: found?.ignore_only ?? {},
    ignoreUnstablePackages: found?.ignore_unstable_packages ?? false,
  };
}

function isEmpty(found: z.output<typeof section>): boolean {
  const { use, except, ignore, ignoreOnly, ignoreUnstablePackages } = toSection(found);
  const lists = [use, except, ignore, Object.keys(ignoreOnly)];
  return !ignoreUnstablePackages && lists.every((list) => list.length === 0);
}

function readYaml(tree: ProtoTree, file: string): unknown {
  if (tree.kind(file) !== "file") return undefined;
  try {
    return parse(new TextDecoder().decode(tree.bytes(file)));
  } catch (cause) {
    const message = `\`${file}\` is not YAML: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new ContractsError("config-invalid", { message, next: "Mend the line that is named." }, { cause });
  }
}

function check<Schema extends z.ZodMiniType>(schema: Schema, content: unknown, file: string): z.output<Schema> {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw new ContractsError(
    "config-invalid",
    result.error.issues.map(({ path, message }) => ({
      message: `\`${path.join(".") || "version"}\` of \`${file}\`: ${message}.`,
      next: "See https://buf.build/docs/configuration/v2/buf-yaml/.",
    })),
  );
}
