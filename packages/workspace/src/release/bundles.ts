import type { BundleKind } from "../config/config.js";
import { packArchive } from "./archive.js";
import type { Asset, AssetMaker } from "./asset.js";
import type { ReleaseContent } from "./content.js";
import { checksums, metadataOf } from "./metadata.js";

/** An archive for each language: protos, what is generated from them, metadata and checksums. */
export const bundles: AssetMaker = {
  make: (content) => Promise.resolve([...content.generated.keys()].map((kind) => bundleOf(content, kind))),
  owns: (name) => BUNDLE_NAME.test(name),
};

const BUNDLE_NAME = /^proto-(?:python|rust|typescript|go)-artifacts-.+\.tar\.gz$/;

function bundleOf(content: ReleaseContent, kind: BundleKind): Asset {
  const { tag, time } = content;
  const files = bundleFiles(content, kind);
  const archived = new Map([...files].map(([path, bytes]) => [`${kind}/${path}`, { bytes }]));
  return { name: `proto-${kind}-artifacts-${tag.fileName}.tar.gz`, bytes: packArchive(archived, { time }) };
}

/** Files of a bundle, by path below its folder. */
export function bundleFiles(content: ReleaseContent, kind: BundleKind): ReadonlyMap<string, Uint8Array> {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of content.protos) files.set(`protos/${path}`, bytes);
  for (const [path, bytes] of content.generated.get(kind)?.files ?? []) files.set(`generated/${path}`, bytes);
  if (kind === "python") files.set("generated/__init__.py", new Uint8Array());
  files.set("metadata.json", encoder.encode(metadataOf(content, kind)));
  files.set("checksums.txt", encoder.encode(checksums(files)));
  return files;
}
