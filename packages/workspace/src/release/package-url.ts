import type { BundleKind } from "../config/config.js";

/** Where a tool that makes releases comes from, by the name that metadata gives it. */
const TOOLS: { readonly [tool in string]?: string } = {
  "nx-contracts": "npm/nx-contracts",
  buf: "npm/%40bufbuild/buf",
  "protoc-gen-es": "npm/%40bufbuild/protoc-gen-es",
  "grpcio-tools": "pypi/grpcio-tools",
  protobuf: "pypi/protobuf",
  build: "pypi/build",
  hatchling: "pypi/hatchling",
  npm: "npm/npm",
  "protoc-gen-go": "golang/google.golang.org/protobuf",
  "protoc-gen-go-grpc": "golang/google.golang.org/grpc/cmd/protoc-gen-go-grpc",
  "golang.org/x/mod": "golang/golang.org/x/mod",
};

/**
 * The package URL of a tool.
 * @see https://github.com/package-url/purl-spec
 */
export function toolUrl(name: string, version: string): string {
  const place = TOOLS[name] ?? `generic/${encodeURIComponent(name)}`;
  return `pkg:${place}@${encodeURIComponent(place.startsWith("golang/") ? goVersion(version) : version)}`;
}

const REGISTRIES = { python: "pypi", rust: "cargo", typescript: "npm", go: "golang" } as const satisfies {
  readonly [kind in BundleKind]: string;
};

/** The package URL of a library of one language, of no version in particular where none is given. */
export function packageUrl(kind: BundleKind, name: string, version?: string): string {
  const plain = kind === "python" ? name.toLowerCase().replace(/[-_.]+/g, "-") : name;
  const path = plain.split("/").map(encodeURIComponent).join("/");
  return `pkg:${REGISTRIES[kind]}/${path}${version === undefined ? "" : `@${encodeURIComponent(version)}`}`;
}

function goVersion(version: string): string {
  return version.startsWith("v") ? version : `v${version}`;
}
