import { readHeader, stubKind, type StubKind } from "@nx-contracts/readers/stubs/header";
import type { ProtoSet } from "../codegen/discover.js";
import type { Host } from "../host.js";
import { modulePathOf } from "../layout/python.js";
import { readTemplate } from "../layout/templates.js";
import { below, nameOf, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import type { GenerateDraft, Unpinned } from "./generate-draft.js";
import type { Survey } from "./survey.js";

/** What the generated files of a workspace tell about how they were made. */
export interface FoundOutputs {
  readonly outputs: readonly GenerateDraft[];
  /** Folders of generated files whose tool does not write its version into them, and nobody else says it. */
  readonly unpinned: readonly Unpinned[];
}

/** Generated files of one kind that one folder was given to. */
interface Output {
  readonly kind: StubKind;
  readonly out: string;
  /** Import paths. */
  readonly protos: Set<string>;
  readonly paths: string[];
}

/** Finds the outputs that the generated files of a workspace were written into, with the versions in their headers. */
export function findGenerated(host: Host, survey: Survey, set: ProtoSet): FoundOutputs {
  const templates = survey.templates.map((path) => readTemplate(host, path)).filter(isLocal);
  const owned = new Set<string>();
  const places = placesOf(set);
  const outputs = new Map<string, Output>();
  for (const path of survey.stubs) {
    const place = places(path);
    if (place === undefined) continue;
    const template = templates.find(({ plugins }) => plugins.some(({ out }) => below(out, path) !== undefined));
    if (template) {
      owned.add(template.path);
      continue;
    }
    const key = `${place.kind} ${place.out}`;
    const known = outputs.get(key) ?? { kind: place.kind, out: place.out, protos: new Set(), paths: [] };
    outputs.set(key, known);
    known.protos.add(place.importPath);
    known.paths.push(path);
  }
  const drafts = [...outputs.values()].map((output) => draftOf(host, survey, set, output, outputs));
  return {
    outputs: [
      ...[...owned].map((template): GenerateDraft => ({ tool: "buf", template })),
      ...drafts.flatMap((draft) => (draft?.tool === undefined ? [] : [draft])),
    ],
    unpinned: drafts.flatMap((draft) => (draft && draft.tool === undefined ? [draft] : [])),
  };
}

/** The plugins of a template run where we do. */
function isLocal({ plugins }: ReturnType<typeof readTemplate>): boolean {
  return plugins.length > 0 && plugins.every(({ remote }) => remote === undefined);
}

interface Place {
  readonly kind: StubKind;
  readonly out: string;
  readonly importPath: string;
}

/** Tells of which proto a generated file is, and which folder was given to its tool: what stands before the proto's own path. */
function placesOf({ files }: ProtoSet): (path: string) => Place | undefined {
  const known = new Map<string, { readonly end: string; readonly importPath: string }[]>();
  for (const importPath of files.keys()) {
    const stem = importPath.replace(/\.proto$/, "");
    const ends = [
      ...[".py", "_grpc.py"].map((end) => `${modulePathOf(importPath)}${end}`),
      ...[".pb.go", "_grpc.pb.go", "_pb.ts", "_pb.js"].map((end) => `${stem}${end}`),
    ];
    for (const end of ends) known.set(nameOf(end), [...(known.get(nameOf(end)) ?? []), { end, importPath }]);
  }
  return (path) => {
    const kind = stubKind(nameOf(path));
    const [best] = (known.get(nameOf(path)) ?? [])
      .filter(({ end }) => `/${path}`.endsWith(`/${end}`))
      .sort((a, b) => b.end.length - a.end.length);
    if (kind === undefined || best === undefined) return undefined;
    return { kind, out: path === best.end ? "." : path.slice(0, -best.end.length - 1), importPath: best.importPath };
  };
}

function draftOf(
  host: Host,
  survey: Survey,
  set: ProtoSet,
  output: Output,
  outputs: ReadonlyMap<string, Output>,
): GenerateDraft | Unpinned | undefined {
  const { kind, out } = output;
  const protos = patternsOf(set, output);
  const place = { out, ...(protos && { protos }) };
  switch (kind) {
    case "python": {
      const services = outputs.get(`python-grpc ${out}`);
      const version = (services && versionIn(host, services, "grpcio-tools")) ?? pinnedVersion(host, survey);
      if (version === undefined) return { out, tool: undefined, made: versionIn(host, output, "protobuf") };
      const hasServices = output.paths.length > 0 && services === undefined && anyService(host, set, output);
      return { tool: "grpcio-tools", version, ...place, ...(hasServices && { grpc: false }) };
    }
    case "go":
    case "go-grpc": {
      const tool = kind === "go" ? "protoc-gen-go" : "protoc-gen-go-grpc";
      const version = versionIn(host, output, tool)?.replace(/^v/, "");
      // Those that have no services have no such file.
      const { protos: _, ...all } = place;
      return version === undefined ? undefined : { tool, version, ...(kind === "go" ? place : all) };
    }
    case "es": {
      const options = esOptions(textAt(host, output.paths[0] ?? ""));
      return options === undefined
        ? undefined
        : { tool: "protobuf-es", ...place, ...(options.length > 0 && { options }) };
    }
    default:
      return undefined;
  }
}

/** The version of a tool that most headers name. */
function versionIn(host: Host, { kind, paths }: Output, tool: string): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths.slice(0, 50)) {
    const version = readHeader(kind, host.bytes(path) ?? new Uint8Array()).tools.find(
      (each) => each.tool === tool,
    )?.version;
    if (version !== undefined) counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The version of grpcio-tools that a requirement or a lock file of Python pins. */
function pinnedVersion(host: Host, { requirements }: Survey): string | undefined {
  for (const path of requirements) {
    const text = textAt(host, path);
    const [, version] =
      /\bgrpcio-tools\s*(?:\[[^\]]*\])?\s*==\s*([\w.]+)/.exec(text) ??
      /name = "grpcio-tools"\s+version = "([\w.]+)"/.exec(text) ??
      /"grpcio-tools":\s*\{[^}]*"version":\s*"==([\w.]+)"/.exec(text) ??
      [];
    if (version !== undefined) return version;
  }
  return undefined;
}

/** The options in a header of protobuf-es; `undefined` for what another generator wrote. */
function esOptions(text: string): readonly string[] | undefined {
  const [, parameter] = /@generated by protoc-gen-es v[\w.+-]+(?: with parameters? "([^"]*)")?/.exec(text) ?? [
    undefined,
  ];
  if (!text.includes("@generated by protoc-gen-es")) return undefined;
  return (parameter ?? "").split(",").filter(Boolean);
}

function anyService(host: Host, { files }: ProtoSet, { protos }: Output): boolean {
  return [...protos].some((importPath) => /^\s*service\s+\w/m.test(textAt(host, files.get(importPath) ?? "")));
}

/** Patterns for the protos that have been generated; `undefined` for all. */
function patternsOf({ files }: ProtoSet, { protos }: Output): readonly string[] | undefined {
  if (protos.size === files.size) return undefined;
  const folders = new Map<string, string[]>();
  for (const importPath of files.keys())
    folders.set(parentOf(importPath), [...(folders.get(parentOf(importPath)) ?? []), importPath]);
  return [...folders].flatMap(([folder, all]) => {
    const own = all.filter((importPath) => protos.has(importPath));
    return own.length === all.length && own.length > 1 ? [folder === "." ? "*.proto" : `${folder}/*.proto`] : own;
  });
}
