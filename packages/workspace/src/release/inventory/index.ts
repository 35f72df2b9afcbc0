import type { Asset, AssetMaker } from "../asset.js";
import type { ReleaseContent } from "../content.js";
import { sha256 } from "../metadata.js";
import { packageUrl, toolUrl } from "../package-url.js";
import { runtimesOf } from "../runtimes.js";
import { toolsOf } from "../tools.js";

/**
 * Lists what is in a release: assets, protos, generated files, the tools that
 * made them, and the libraries that the generated code needs.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export const inventory: AssetMaker = {
  make: (content, made) => {
    const text = `${JSON.stringify(listOf(content, made), undefined, 2)}\n`;
    return Promise.resolve([
      { name: `proto-contents-${content.tag.fileName}${ENDING}`, bytes: new TextEncoder().encode(text) },
    ]);
  },
  owns: (name) => name.startsWith("proto-contents-") && name.endsWith(ENDING),
};

const ENDING = ".cdx.json";

function listOf(content: ReleaseContent, made: readonly Asset[]) {
  const { name, tag, time, commit } = content;
  const root = "release";
  const libraries = librariesOf(content, made);
  const assets = made.map((asset) => fileOf(`asset/${asset.name}`, asset.name, asset.bytes));
  const files = [
    ...[...content.protos].map(([path, bytes]) => fileOf(`protos/${path}`, `protos/${path}`, bytes)),
    ...[...content.generated].flatMap(([kind, { files: generated }]) =>
      [...generated].map(([path, bytes]) => fileOf(`${kind}/generated/${path}`, `${kind}/generated/${path}`, bytes)),
    ),
  ];
  const described = {
    metadata: {
      timestamp: new Date(time * 1000).toISOString().replace(".000Z", "Z"),
      tools: {
        components: toolsOf(content, made).map((tool) => ({
          type: "application",
          name: tool.name,
          version: tool.version,
          purl: toolUrl(tool.name, tool.version),
          ...(tool.sha512 !== undefined && { hashes: [{ alg: "SHA-512", content: tool.sha512 }] }),
        })),
      },
      component: {
        type: "data",
        "bom-ref": root,
        name,
        version: tag.version ?? tag.name,
        properties: [
          { name: "nx-contracts:tag", value: tag.name },
          { name: "nx-contracts:commit", value: commit.sha },
        ],
      },
    },
    components: [...assets, ...files, ...libraries],
    dependencies: [{ ref: root, dependsOn: libraries.map((each) => each["bom-ref"]) }],
  };
  const digest = sha256(new TextEncoder().encode(JSON.stringify(described)));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(digest)}`,
    version: 1,
    ...described,
  };
}

function fileOf(ref: string, name: string, bytes: Uint8Array) {
  return { type: "file", "bom-ref": ref, name, hashes: [{ alg: "SHA-256", content: sha256(bytes) }] };
}

/** Libraries of bundles and of packages; those that both need stand there once. */
function librariesOf({ generated, hasServices }: ReleaseContent, made: readonly Asset[]) {
  const needed = [
    ...[...generated].map(([language, { files }]) => ({
      language,
      runtimes: runtimesOf(language, files, hasServices),
    })),
    ...made.flatMap((asset) => asset.package ?? []),
  ];
  const libraries = needed.flatMap(({ language, runtimes }) =>
    runtimes.map(({ name, range }) => ({
      type: "library",
      "bom-ref": `${language}/${name} ${range}`,
      name,
      purl: packageUrl(language, name),
      scope: "required",
      properties: [{ name: "nx-contracts:range", value: range }],
    })),
  );
  return [...new Map(libraries.map((each) => [each["bom-ref"], each])).values()];
}

/**
 * A name that follows from what it names.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
function uuidOf(digest: string): string {
  const variant = "89ab"[Number.parseInt(digest[16] ?? "0", 16) % 4];
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}
