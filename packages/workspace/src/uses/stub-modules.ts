import type { CodeLanguage } from "@nx-contracts/ir";
import type { Config, GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { goPackageAt, goPackageBelow, goPackageIn, mappedGoPackage } from "../layout/go.js";
import { importPathOf } from "../layout/protos.js";
import { moduleOf as pythonModule, packageOf } from "../layout/python.js";
import { readTemplate } from "../layout/templates.js";
import { moduleOf as typescriptModule } from "../layout/typescript.js";
import { joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
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
      const module = pythonModule(importPathOf(roots, path));
      const packages = of("python").map((layout) => layout.package ?? packageOf(host, layout.out));
      return unique(
        packages.length === 0 ? [module] : packages.map((each) => (each === "" ? module : `${each}.${module}`)),
      );
    }),
    typescript: remembered((path) => {
      const module = typescriptModule(importPathOf(roots, path));
      const folders = of("typescript").map(({ out }) => joinPath(out, module));
      return unique(folders.length === 0 ? [module] : folders);
    }),
    rust: (_, packageName) => [rustModule(packageName)],
    go: remembered((path) => {
      const name = importPathOf(roots, path);
      const written = goPackageIn(textAt(host, path));
      const goLayouts = of("go").length === 0 ? [undefined] : of("go");
      return unique(goLayouts.map((layout) => goPackage(host, name, written, layout)));
    }),
  };
}

function layoutsOf(host: Host, output: GenerateOutput): readonly Layout[] {
  const { tool, out, options, template } = output;
  if (tool === "buf") {
    const plugins = template === undefined ? [] : readTemplate(host, template).plugins;
    return plugins.flatMap((plugin): readonly Layout[] => {
      const language = LANGUAGES[plugin.name];
      return language === undefined ? [] : [{ language, out: plugin.out, options: plugin.options }];
    });
  }
  const language = LANGUAGES[tool];
  if (language === undefined) return [];
  return [{ language, out, options, ...(output.package !== undefined && { package: output.package }) }];
}

/** Of tools of `generate` and plugins of Buf that write messages. */
const LANGUAGES: { readonly [name: string]: CodeLanguage | undefined } = {
  "grpcio-tools": "python",
  "protobuf-es": "typescript",
  "protoc-gen-go": "go",
  python: "python",
  es: "typescript",
  go: "go",
};

/** An option says it, else the proto, else the module around the folder that is written into. */
function goPackage(host: Host, name: string, written: string | undefined, layout: Layout | undefined): string {
  const given = mappedGoPackage(layout?.options ?? [], name) ?? written;
  if (given !== undefined) return given;
  const folder = parentOf(name);
  if (!layout) return folder;
  const around = goPackageAt(host, layout.out);
  return around === undefined ? joinPath(layout.out, folder) : goPackageBelow(around, folder);
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
