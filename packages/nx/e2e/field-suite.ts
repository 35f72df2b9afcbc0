import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createWorkspace, type NxInstallation, type Workspace } from "./workspace.js";

const MODEL = "models/shelf.py";
const PROTO = "protos/library/v1/shelf.proto";
const STUB = "web/src/gen/library/v1/shelf_pb.ts";

/** A model, its mirror, their lock and what is generated from it. */
const SHELVES: { readonly [path: string]: string } = {
  "package.json": `{ "name": "shelves", "private": true, "devDependencies": { "nx": "*", "nx-contracts": "0.1.0" } }\n`,
  "nx.json": `{ "analytics": false, "defaultBase": "main", "plugins": ["nx-contracts"] }\n`,
  ".gitignore": "node_modules\n.nx\n",
  "protos/buf.yaml": "version: v2\n",
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: shelf
    kind: event
    source: { reader: pydantic, files: [../models/shelf.py] }
    mirrors: [{ reader: proto, files: [library/v1/shelf.proto] }]
generate:
  - tool: protobuf-es
    out: ../web/src/gen
    options: [target=ts]
`,
  [PROTO]: `syntax = "proto3";

package library.v1;

enum Room {
  ROOM_UNSPECIFIED = 0;
  ROOM_HALL = 1;
}

message Shelf {
  // Counted from the door.
  int64 row = 1;
  optional Room room = 2;
}
`,
  [MODEL]: `from enum import Enum

from pydantic import BaseModel, Field


class Room(str, Enum):
    HALL = "HALL"


class Shelf(BaseModel):
    row: int = Field(default=0, description="Counted from the door.")
    room: Room | None = None
`,
};

/** States how the packed plugin adds fields and members, in one version of Nx. */
export function testField(find: () => NxInstallation): void {
  let workspace: Workspace;
  const changed = () => workspace.git("status", "--porcelain");

  beforeAll(() => {
    workspace = createWorkspace(find(), SHELVES);
    expect(workspace.command("lock").status).toBe(0);
    expect(workspace.command("generate").status).toBe(0);
    workspace.commit();
  });
  afterAll(() => workspace.remove());
  afterEach(() => workspace.reset());

  it("adds a field to every layer, and once", () => {
    const add = ["g", "nx-contracts:field", "Shelf", "painted_at", "timestamp", "--doc=When it was painted."];
    const added = workspace.nx(...add);
    expect(added).toMatchObject({ status: 0, text: expect.stringContaining("Added `Shelf.painted_at`") });
    expect(added.text).toContain("Left for you:");
    expect(workspace.read(MODEL)).toContain(
      '    painted_at: datetime | None = Field(\n        default=None, description="When it was painted."\n    )\n',
    );
    expect(workspace.read(MODEL)).toMatch(/^from datetime import datetime\nfrom enum import Enum\n/);
    expect(workspace.read(PROTO)).toContain(
      "  // When it was painted.\n  optional google.protobuf.Timestamp painted_at = 3;\n",
    );
    expect(workspace.read("protos/contracts.lock")).toContain("Shelf field 3 painted_at");
    expect(workspace.read(STUB)).toContain("paintedAt?: Timestamp");
    expect(workspace.run("contracts:check")).toMatchObject({ status: 0 });
    workspace.commit();
    expect(workspace.nx(...add)).toMatchObject({ status: 0, text: expect.stringContaining("is there already") });
    expect(changed()).toBe("");
  });

  it("changes nothing in a dry run, and says what it would", () => {
    const dry = workspace.nx("g", "nx-contracts:field", "Shelf", "width", "double", "--dry-run");
    expect(dry).toMatchObject({ status: 0, text: expect.stringContaining(`UPDATE ${PROTO}`) });
    expect(dry.text).toContain("Added `Shelf.width`");
    expect(changed()).toBe("");
  });

  /** Makes a change, has `check` find what is said, and asks for the same again: nothing is left to do. */
  function changeOnce(rules: readonly string[], ...asked: readonly string[]): string {
    const made = workspace.nx("g", ...asked);
    expect(made.status, made.text).toBe(0);
    const { text } = workspace.run("contracts:check");
    expect(
      [...text.matchAll(/^ +error (\S+)/gm)].map(([, rule]) => rule),
      text,
    ).toEqual(rules);
    workspace.git("add", "--all");
    expect(workspace.nx("g", ...asked).status).toBe(0);
    expect(workspace.git("diff", "--name-only")).toBe("");
    return made.text;
  }

  it("adds a member to an enum", () => {
    const added = workspace.nx("g", "nx-contracts:enum-member", "--enum=Room", "--name=CELLAR");
    expect(added).toMatchObject({ status: 0, text: expect.stringContaining("readers of the older version refuse it") });
    expect(workspace.read(MODEL)).toContain('    CELLAR = "CELLAR"\n');
    expect(workspace.read(PROTO)).toContain("  ROOM_CELLAR = 2;\n");
    const [, approval = ""] = /nx-contracts approve (\w+)/.exec(added.text) ?? [];
    const why = ["--reason=All readers know it.", "--by=library"];
    expect(workspace.command("approve", approval, ...why)).toMatchObject({ status: 0 });
    expect(workspace.run("contracts:check")).toMatchObject({ status: 0 });
  });

  it("refuses with the reason and what to do, and leaves the tree alone", () => {
    const taken = workspace.nx("g", "nx-contracts:field", "Shelf", "width", "double", "--number=1");
    expect(taken.status).not.toBe(0);
    expect(taken.text).toContain("`Shelf` cannot have a field with the number 1: `row` has it");
    expect(taken.text).toContain("take 4, the next free one");
    const wrong = workspace.nx("g", "nx-contracts:field", "Shelve", "width", "double");
    expect(wrong).toMatchObject({ text: expect.stringContaining("Did you mean `Shelf`?") });
    expect(wrong.status).not.toBe(0);
    const broken = workspace.nx("g", "nx-contracts:field", "Shelf", "needed", "string", "--required");
    expect(broken).toMatchObject({ status: 0, text: expect.stringContaining("nx-contracts approve") });
    workspace.reset();
    expect(changed()).toBe("");
  });

  it("gives a field another name, and takes the old one away", () => {
    const renamed = changeOnce([], "nx-contracts:field", "Shelf.row", "--rename=shelf_row");
    expect(renamed).toContain("Added `Shelf.shelf_row`");
    expect(workspace.read(PROTO)).toContain("int64 row = 1 [deprecated = true];");
    workspace.commit();
    changeOnce([], "nx-contracts:field", "Shelf", "row", "--remove");
    expect(workspace.read(PROTO)).toContain('reserved "row";');
    expect(workspace.read(STUB)).not.toContain("  row:");
  });

  it("takes a record away that nothing uses", () => {
    expect(workspace.nx("g", "nx-contracts:record", "Label", "--fields=text:string").status).toBe(0);
    workspace.commit();
    changeOnce([], "nx-contracts:remove", "Label");
    expect(workspace.read(PROTO) + workspace.read(MODEL) + workspace.read(STUB)).not.toContain("Label");
  });
}
