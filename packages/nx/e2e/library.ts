/** A workspace as files: protos whose TypeScript is generated into a package, and nothing generated yet. */
export const LIBRARY: { readonly [path: string]: string } = {
  "package.json": `{
  "name": "library",
  "private": true,
  "devDependencies": { "nx": "*", "nx-contracts": "0.1.0" }
}
`,
  "nx.json": `{
  "analytics": false,
  "defaultBase": "main",
  "plugins": ["nx-contracts"],
  "sync": { "globalGenerators": ["nx-contracts:sync"] }
}
`,
  ".gitignore": "node_modules\n.nx\n",
  "protos/buf.yaml": "version: v2\n",
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: shelf
    kind: event
    source: { reader: proto, files: [library/v1/shelf.proto] }
generate:
  - tool: protobuf-es
    out: ../web/src/gen
    options: [target=ts]
`,
  "protos/library/v1/book.proto": `syntax = "proto3";

package library.v1;

message Book {
  string title = 1;
}
`,
  "protos/library/v1/shelf.proto": `syntax = "proto3";

package library.v1;

message Shelf {
  string row = 1;
}
`,
  "web/package.json": `{ "name": "web", "version": "1.0.0" }\n`,
  "web/src/gen/own.ts": `export const own = "written by hand";\n`,
};
