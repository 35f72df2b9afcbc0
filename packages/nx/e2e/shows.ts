/**
 * A workspace as files: protos with two packages, a service, and names that
 * are words of some language; nothing is generated from them yet.
 */
export const SHOWS: { readonly [path: string]: string } = {
  "package.json": `{
  "name": "shows",
  "private": true,
  "workspaces": ["libs/other"],
  "devDependencies": { "nx": "*", "nx-contracts": "0.1.0" }
}
`,
  "nx.json": `{
  "analytics": false,
  "defaultBase": "main",
  "plugins": ["nx-contracts"]
}
`,
  ".gitignore": "node_modules\n.nx\ndist\n",
  "libs/other/project.json": `{ "name": "other", "targets": { "test": { "command": "echo Tested other." } } }\n`,
  "protos/buf.yaml": "version: v2\n",
  "protos/contracts.yaml": `# The shows, and who makes them.
name: contracts
contracts:
  - id: shows
    kind: event
    source: { reader: proto, files: ["shows/v1/*.proto"] } # all of them
`,
  "protos/shows/v1/show.proto": `syntax = "proto3";

package shows.v1;

import "google/protobuf/timestamp.proto";
import "shows/studio/v1/studio.proto";

// What is on.
message Show {
  // What it is called.
  string title = 1;
  optional int32 year = 2;
  int64 type = 3;
  bytes cover = 4;
  google.protobuf.Timestamp premiere = 5;
  shows.studio.v1.Studio studio = 6;
}

message GetShowRequest {
  string id = 1;
}

message GetShowResponse {
  Show show = 1;
}

service ShowService {
  rpc GetShow(GetShowRequest) returns (GetShowResponse);
}
`,
  "protos/shows/studio/v1/studio.proto": `syntax = "proto3";

package shows.studio.v1;

message Studio {
  string name = 1;
}
`,
};
