import { generateRoots } from "../config/generate-inputs.js";
import { openBufModules } from "../config/proto-roots.js";
import { objects, parseTolerantly, type Plain, textOf, texts } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import { goPackageAt } from "../layout/go.js";
import { writesDescriptorSet } from "../layout/outputs.js";
import { type ProtoStart, startOf } from "../layout/protos.js";
import { packageOf } from "../layout/python.js";
import type { Template } from "../layout/templates.js";
import { below, joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import { arrangeProtos, namesProtos, type ProtoFolders } from "./proto-folders.js";
import type { Survey } from "./workspace-files.js";

/** A project that others depend on because they use what is made of its protos. */
export interface ContractProject {
  readonly name: string;
  readonly protos: ProtoFolders;
  readonly outputs: readonly Output[];
  /** Paths of the templates that read the protos. */
  readonly templates: readonly string[];
  /** Prefixes of Go packages that templates give to protos. */
  readonly goPrefixes: readonly string[];
}

/** A place that generated code or a descriptor set is written to. */
export interface Output {
  /** Folder, or the descriptor set itself; relative to the workspace root. */
  readonly path: string;
  readonly isFile: boolean;
  /** What Python calls the folder, with `/`; empty where imports start from it. */
  readonly python: string;
  /** What Go calls the folder; absent where no `go.mod` is above it. */
  readonly go?: string;
}

/**
 * Reads what is made of the protos of every contract project. Never throws:
 * from a broken `contracts.yaml` or `buf.gen.yaml` it takes what it can.
 */
export function readContractProjects(
  host: Host,
  { configs, protoFolders }: Survey,
  templates: readonly Template[],
): readonly ContractProject[] {
  return configs.map(({ path, project }) => {
    const folder = parentOf(path);
    const config = parseTolerantly(textAt(host, path));
    const starts = startsOf(host, folder, config);
    const roots = generateRoots(openBufModules(host), folder, starts);
    const protos = arrangeProtos(roots, protoFolders, new Set(starts.map(({ start }) => start)));
    const entries = objects(config["generate"]);
    const named = entries.flatMap((entry) => textOf(entry["template"]) ?? []).map((name) => joinPath(folder, name));
    const related = templates.filter(
      (template) => named.includes(template.path) || template.inputs.some((input) => readsFrom(protos, input)),
    );
    const outs = related.flatMap((template) => template.plugins.map(({ out }) => outputOf(host, out)));
    return {
      name: project,
      protos,
      outputs: [...entries.flatMap((entry) => configuredOutput(host, folder, entry)), ...outs],
      templates: related.map((template) => template.path),
      goPrefixes: related.flatMap((template) => template.goPrefixes),
    };
  });
}

/** Whether a path lies among the protos, or above them. */
function readsFrom(protos: ProtoFolders, input: string): boolean {
  return protos.roots.some((root) => {
    const rest = below(root, input);
    return rest === undefined || rest === "." ? below(input, root) !== undefined : namesProtos(protos, rest);
  });
}

/** The folders of the protos that the contracts name, and where their imports start from. */
function startsOf(host: Host, folder: string, config: Plain): readonly ProtoStart[] {
  const sides = objects(config["contracts"]).flatMap((contract) =>
    objects([contract["source"], contract["mirrors"]].flat()),
  );
  return sides
    .filter((side) => side["reader"] === "proto")
    .flatMap((side) => {
      const roots = texts(side["roots"]).map((root) => joinPath(folder, root));
      return texts(side["files"]).map((file) => ({ start: startOf(host, folder, file), roots }));
    });
}

function configuredOutput(host: Host, folder: string, entry: Plain): readonly Output[] {
  const out = textOf(entry["out"]);
  if (out === undefined) return [];
  const path = joinPath(folder, out);
  if (writesDescriptorSet(entry["tool"])) return [{ path, isFile: true, python: "" }];
  return [outputOf(host, path, textOf(entry["package"]))];
}

function outputOf(host: Host, path: string, python = packageOf(host, path)): Output {
  const go = goPackageAt(host, path);
  return { path, isFile: false, python: python.replaceAll(".", "/"), ...(go !== undefined && { go }) };
}
