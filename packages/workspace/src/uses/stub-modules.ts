import type { CodeLanguage } from "@nx-contracts/ir";
import { parse } from "yaml";
import type { Config, GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";
import { rustModule } from "./spelling/rust.js";

/** Modules that hold what is generated from a proto. */
export type ModulesOf = (path: string, packageName: string) => readonly string[];

/** What of a configuration says where generated code lies. */
export type Outputs = Pick<Config, "folder" | "contracts" | "generate">;

/** Where one generator writes for one language. */
interface Layout {
  readonly language: CodeLanguage;
  /** Relative to the workspace root. */
  readonly out: string;
  readonly options: readonly string[];
  readonly package?: string;
}

/** How each language imports what is generated from protos, by the outputs of `generate`; else by their usual names. */
export function moduleNames(host: Host, config: Outputs): Record<CodeLanguage, ModulesOf> {
  const layouts = config.generate.flatMap((output) => layoutsOf(host, output));
  const sides = config.contracts.flatMap(({ source, mirrors }) => [source, ...mirrors]);
  const roots = [...new Set(sides.flatMap(({ reader, roots: own }) => (reader === "proto" ? own : [])))];
  const of = (language: CodeLanguage) => layouts.filter((layout) => layout.language === language);
  return {
    python: remembered((path) => {
      const module = pythonModule(importPath(path, roots));
      const packages = of("python").map((layout) => layout.package ?? packageOf(host, layout.out));
      return unique(
        packages.length === 0 ? [module] : packages.map((each) => (each === "" ? module : `${each}.${module}`)),
      );
    }),
    typescript: remembered((path) => {
      const module = importPath(path, roots).replace(/\.proto$/, "_pb");
      const folders = of("typescript").map(({ out }) => joinPath(out, module));
      return unique(folders.length === 0 ? [module] : folders);
    }),
    rust: (_, packageName) => [rustModule(packageName)],
    go: remembered((path) => {
      const name = importPath(path, roots);
      const written = /^\s*option\s+go_package\s*=\s*["']([^"']*)["']/m.exec(textOnDisk(host, path) ?? "")?.[1];
      return unique(
        (of("go").length === 0 ? [undefined] : of("go")).flatMap((layout) => goModule(host, name, written, layout)),
      );
    }),
  };
}

function layoutsOf(host: Host, output: GenerateOutput): readonly Layout[] {
  const { out, options } = output;
  switch (output.tool) {
    case "grpcio-tools":
      return [
        { language: "python", out, options: [], ...(output.package !== undefined && { package: output.package }) },
      ];
    case "protobuf-es":
      return [{ language: "typescript", out, options }];
    case "protoc-gen-go":
      return [{ language: "go", out, options }];
    case "buf":
      return output.template === undefined ? [] : templateLayouts(textOnDisk(host, output.template) ?? "", out);
    default:
      return [];
  }
}

/** Plugins of a `buf.gen.yaml`, of either version. */
function templateLayouts(text: string, folder: string): readonly Layout[] {
  return pluginsOf(text).flatMap((plugin): Layout[] => {
    const name = [plugin["local"], plugin["protoc_builtin"], plugin["plugin"], plugin["name"], plugin["remote"]]
      .flat()
      .map(String)
      .join(" ");
    const language = TEMPLATE_PLUGINS.find(([pattern]) => pattern.test(name))?.[1];
    if (!language || typeof plugin["out"] !== "string") return [];
    const options = [plugin["opt"]].flat().flatMap((each) => (typeof each === "string" ? each.split(",") : []));
    return [{ language, out: joinPath(folder, plugin["out"]), options }];
  });
}

const TEMPLATE_PLUGINS: readonly (readonly [RegExp, CodeLanguage])[] = [
  [/protoc-gen-es\b|bufbuild\/es\b|(?:^| )es(?: |$)/, "typescript"],
  [/protoc-gen-go(?: |$)|protocolbuffers\/go\b|(?:^| )go(?: |$)/, "go"],
  [/(?:^|\/| )python(?:[: ]|$)/, "python"],
];

function pluginsOf(text: string): readonly { readonly [key: string]: unknown }[] {
  try {
    const content: unknown = parse(text);
    const plugins = isObject(content) ? content["plugins"] : undefined;
    return Array.isArray(plugins) ? plugins.filter(isObject) : [];
  } catch {
    // What is wrong with a template is reported where it is used.
    return [];
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

/** Path of a proto as other protos import it. */
function importPath(path: string, roots: readonly string[]): string {
  const around = roots.filter((each) => each === "." || path.startsWith(`${each}/`));
  // The innermost of nested ones.
  const root = around.sort((a, b) => b.length - a.length)[0];
  return root === undefined || root === "." ? path : path.slice(root.length + 1);
}

/** @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/compiler/python/helpers.cc */
function pythonModule(name: string): string {
  return `${name
    .replace(/\.proto$/, "")
    .replaceAll("-", "_")
    .replaceAll("/", ".")}_pb2`;
}

/** The package that a folder is: names of it and of the folders around it that hold `__init__.py`. */
function packageOf(host: Host, folder: string): string {
  const names: string[] = [];
  for (let at = folder; at !== "." && !at.startsWith(".."); at = parentOf(at)) {
    if (host.kind(joinPath(at, "__init__.py")) !== "file") break;
    names.unshift(at.slice(at.lastIndexOf("/") + 1));
  }
  return names.join(".");
}

/**
 * An option says it, else the proto, else the module around the folder that is written into.
 * @see https://protobuf.dev/reference/go/go-generated/#package
 */
function goModule(
  host: Host,
  name: string,
  written: string | undefined,
  layout: Layout | undefined,
): readonly string[] {
  const mapped = layout?.options.find((option) => option.startsWith(`M${name}=`))?.slice(name.length + 2);
  const given = mapped ?? written;
  if (given !== undefined) return [given.split(";")[0] ?? given];
  if (!layout) return [parentOf(name)];
  for (let folder = layout.out; !folder.startsWith(".."); folder = parentOf(folder)) {
    const module = /^module\s+"?([^\s"]+)/m.exec(textOnDisk(host, joinPath(folder, "go.mod")) ?? "")?.[1];
    const inside = folder === "." ? layout.out : layout.out.slice(folder.length + 1);
    if (module !== undefined)
      return [[module, inside, parentOf(name)].filter((part) => part !== "" && part !== ".").join("/")];
    if (folder === ".") break;
  }
  return [joinPath(layout.out, parentOf(name))];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** Asked once for each file. */
function remembered(find: (path: string) => readonly string[]): ModulesOf {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const found = known.get(path) ?? find(path);
    known.set(path, found);
    return found;
  };
}
