import { stubKind, type StubKind } from "@nx-contracts/readers/stubs/header";
import type { BundleKind, Config, GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { readTemplate, type Template, type TemplatePlugin } from "../layout/templates.js";
import { below } from "../path.js";
import type { BundleOutput } from "./bundle-outputs.js";

/** Plugins whose files a bundle consists of. */
const PLUGINS: { readonly [kind in BundleKind]: readonly string[] } = {
  python: ["python", "pyi", "grpc_python", "grpc-python"],
  rust: [],
  typescript: ["es"],
  go: ["go", "go-grpc"],
};

/** Those of them without which it is none. */
const NEEDED: { readonly [kind in BundleKind]: readonly string[] } = {
  python: ["python", "pyi"],
  rust: [],
  typescript: ["es"],
  go: ["go"],
};

const FILES: { readonly [kind in BundleKind]: readonly StubKind[] } = {
  python: ["python", "python-types", "python-grpc"],
  rust: [],
  typescript: ["es", "es-types"],
  go: ["go", "go-grpc"],
};

/**
 * The bundles that a `buf.gen.yaml` of `generate` makes the code of, each out
 * of one run. A template that changes options of the protos makes none: its
 * code does not say what they say.
 */
export function templateBundles(host: Host, config: Config): ReadonlyMap<BundleKind, BundleOutput> {
  const all = bundlesOfTemplates(host, config).filter(({ template }) => !template.isManaged);
  return new Map(all.toReversed().map(({ bundle }) => [bundle.kind, bundle]));
}

/** Paths of the templates that would make a bundle if they left the options of the protos alone, by its language. */
export function managedTemplates(host: Host, config: Config): ReadonlyMap<BundleKind, string> {
  const all = bundlesOfTemplates(host, config).filter(({ template }) => template.isManaged);
  return new Map(all.toReversed().map(({ bundle, template }) => [bundle.kind, template.path]));
}

function bundlesOfTemplates(host: Host, { generate }: Config) {
  return generate.flatMap((output) => {
    if (output.template === undefined) return [];
    const template = readTemplate(host, output.template);
    const { protos: _selected, ...rest } = output;
    const whole: GenerateOutput = { ...rest, isCheckedIn: false };
    const kinds = ["python", "typescript", "go"] as const;
    return kinds.flatMap((kind) => {
      const bundle = bundleOf(kind, template, whole);
      return bundle ? [{ template, bundle }] : [];
    });
  });
}

function bundleOf(kind: BundleKind, { plugins }: Template, output: GenerateOutput): BundleOutput | undefined {
  const own = plugins.filter(({ name }) => PLUGINS[kind].includes(name));
  if (!NEEDED[kind].every((needed) => own.some(({ name }) => name === needed))) return undefined;
  const isOwn = (path: string) => {
    const stub = stubKind(path);
    return stub !== undefined && FILES[kind].includes(stub);
  };
  return {
    kind,
    outputs: [output],
    place: (_output, path) => (isOwn(path) ? placeBelow(own, path) : undefined),
    command: () => `buf generate protos -o generated --template '${JSON.stringify(templateText(own))}'`,
  };
}

function placeBelow(plugins: readonly TemplatePlugin[], path: string): string | undefined {
  return plugins.map(({ out }) => below(out, path)).find((placed) => placed !== undefined);
}

function templateText(plugins: readonly TemplatePlugin[]) {
  return { version: "v2", plugins: plugins.map(({ written }) => ({ ...written, out: "." })) };
}
