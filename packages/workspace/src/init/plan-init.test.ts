import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FAMILIES, judge } from "../commands/judge.js";
import { type Host, openHost } from "../host.js";
import { describeProposals, nextSteps } from "./describe-plan.js";
import { type InitPlan, planInit } from "./plan-init.js";

const BASE = { name: "main", isGiven: false };
const TODAY = "2026-11-26";

let folders: string[] = [];
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

/** A folder with some files in it, without git. */
function workspace(files: { readonly [path: string]: string | Uint8Array }): Host {
  const root = mkdtempSync(join(tmpdir(), "nx contracts init "));
  folders.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return openHost({ cwd: root, root });
}

const plan = (host: Host, more: { readonly folder?: string; readonly registers?: boolean } = {}) =>
  planInit(host, { base: BASE, today: TODAY, ...more });

/** Writes a plan, asks `check`, and expects that a second run has nothing to write. */
async function accept(host: Host, planned: InitPlan): Promise<readonly string[]> {
  for (const [path, bytes] of planned.files) host.write(path, new TextDecoder().decode(bytes));
  const found: string[] = [];
  for (const { path } of planned.proposals) {
    const request = { cwd: host.root, config: host.absolute(path), base: BASE, today: TODAY };
    const { diagnostics } = await judge(host, { ...request, families: FAMILIES });
    found.push(...diagnostics.filter(({ severity }) => severity !== "info").map(({ rule, subject }) => `${rule} ${subject}`));
  }
  const again = await plan(host, { registers: true });
  expect([...again.files.keys()].filter((path) => path !== "nx.json")).toEqual([]);
  return found;
}

function textOf({ files }: InitPlan, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

const BUF = "version: v2\nmodules:\n  - path: .\n";
const STUDIO = `from pydantic import BaseModel


class StudioModel(BaseModel):
    name: str
    founded: int | None = None
    city: str
`;
const STUDIO_PROTO = `syntax = "proto3";
package shop.v1;

message StudioMessage {
  string name = 1;
  optional int64 founded = 2;
  string city = 3;
}
`;

describe("planInit", () => {
  it("pairs three models with protos of other names, and check answers", async () => {
    const host = workspace({
      "models/anime.py": `from enum import Enum
from pydantic import BaseModel
from models.studio import StudioModel


class Genre(str, Enum):
    FICTION = "FICTION"
    SCIENCE = "SCIENCE"


class Anime(BaseModel):
    id: str
    title: str
    genre: Genre
    studio: StudioModel
    tags: list[str] = []


class Licensor(BaseModel):
    region: str
    contract_number: int
`,
      "models/studio.py": STUDIO,
      "protos/buf.yaml": BUF,
      "protos/shop/v1/company.proto": STUDIO_PROTO,
      "protos/shop/v1/show.proto": `syntax = "proto3";
package shop.v1;
import "shop/v1/company.proto";

enum Genre {
  GENRE_UNSPECIFIED = 0;
  GENRE_FICTION = 1;
  GENRE_SCIENCE = 2;
}

message Show {
  string id = 1;
  string title = 2;
  Genre genre = 3;
  StudioMessage studio = 4;
  repeated string tags = 5;
}

message LicensorProto {
  string region = 1;
  int64 contract_number = 2;
}
`,
    });
    const planned = await plan(host);
    expect([...planned.files.keys()]).toEqual(["protos/contracts.yaml", "protos/contracts.lock"]);
    expect(describeProposals(planned)).toBe(`Found 3 Pydantic models, 2 protos.

protos/contracts.yaml
  anime: pydantic models/anime.py, models/studio.py = proto protos/shop/v1/company.proto, protos/shop/v1/show.proto
    Anime ↔ Show: 5 of 5 fields
    Licensor ↔ LicensorProto: 2 of 2 fields
    StudioModel ↔ StudioMessage: 3 of 3 fields
`);
    expect(parse(textOf(planned, "protos/contracts.yaml"))).toEqual({
      name: "contracts",
      contracts: [
        {
          id: "anime",
          kind: "event",
          // The one imports the other.
          source: { reader: "pydantic", files: ["../models/anime.py", "../models/studio.py"], roots: [".."] },
          mirrors: [
            {
              reader: "proto",
              files: ["shop/v1/company.proto", "shop/v1/show.proto"],
              mapping: { stripSuffix: "Proto", records: { Anime: "Show", StudioModel: "StudioMessage" } },
            },
          ],
        },
      ],
    });
    expect(await accept(host, planned)).toEqual([]);
  });

  it("says what drifted already, and how it is mended", async () => {
    const host = workspace({
      "app/studio.py": `${STUDIO}    motto: str\n`,
      "proto/buf.yaml": BUF,
      "proto/shop/v1/studio.proto": STUDIO_PROTO,
    });
    const planned = await plan(host);
    expect(nextSteps(planned)[0]).toBe(
      "`nx-contracts check` finds 1 error that was there before. `nx-contracts check --fix parity` applies the edits that it shows for 1 of them.",
    );
    expect(await accept(host, planned)).toEqual(["parity/field-missing studio:StudioModel.motto"]);
  });

  it("chooses none of two that are equally like, and says both", async () => {
    const host = workspace({
      "app/studio.py": STUDIO,
      "proto/buf.yaml": BUF,
      "proto/shop/v1/studio.proto": STUDIO_PROTO,
      "proto/shop/v2/studio.proto": STUDIO_PROTO.replace("shop.v1", "shop.v2"),
    });
    const planned = await plan(host);
    expect(describeProposals(planned)).toContain(
      "StudioModel (app/studio.py) ↔ StudioMessage (proto/shop/v1/studio.proto) or StudioMessage (proto/shop/v2/studio.proto): equally alike (3 of 3 fields)",
    );
    expect(planned.proposals.flatMap(({ contracts }) => contracts.map(({ source }) => source.files))).toEqual([
      ["proto/shop/v1/studio.proto"],
      ["proto/shop/v2/studio.proto"],
    ]);
    expect(await accept(host, planned)).toEqual([]);
  });

  it("takes the one in the nearest folder of two that are equally like, and says so", async () => {
    const host = workspace({
      "a/models.py": STUDIO,
      "a/proto/studio.proto": STUDIO_PROTO,
      "b/proto/studio.proto": STUDIO_PROTO.replace("shop.v1", "other.v1"),
    });
    const planned = await plan(host);
    expect(describeProposals(planned)).toContain(
      "StudioModel ↔ StudioMessage: 3 of 3 fields, as like as StudioMessage (b/proto/studio.proto); its file lies nearer",
    );
    expect(await accept(host, planned)).toEqual([]);
  });

  it("holds TypeScript against models where there is no proto", async () => {
    const host = workspace({
      "api/models.py": `from datetime import datetime
from pydantic import BaseModel


class Studio(BaseModel):
    name: str
    city: str
    opened: datetime
`,
      "web/studio.ts": `import { z } from "zod";\nexport const StudioSchema = z.object({ name: z.string(), city: z.string(), opened: z.string() });\n`,
    });
    const planned = await plan(host);
    expect(parse(textOf(planned, "contracts.yaml")).contracts[0].mirrors).toEqual([
      {
        reader: "typescript",
        files: ["web/studio.ts"],
        mapping: { stripSuffix: "Schema", types: { timestamp: "string" } },
      },
    ]);
    expect(await accept(host, planned)).toEqual([]);
  });

  it.each([
    ["nothing", {}, "There is nothing to put under contract"],
    ["models alone", { "models.py": STUDIO }, "There is nothing to hold the models against"],
    ["types alone", { "web/a.ts": "export interface A { b: string; c: string }\n" }, "There is nothing to put under"],
  ])("proposes nothing for %s, and says why", async (_, files, said) => {
    const planned = await plan(workspace(files));
    expect(planned.files.size).toBe(0);
    expect(describeProposals(planned)).toContain(said);
  });

  it("leaves out what is broken, generated, foreign, too large or no UTF-8, and says so", async () => {
    const host = workspace({
      "app/studio.py": STUDIO,
      "app/broken.py": "from pydantic import BaseModel\nclass Broken(BaseModel:\n    x: int\n",
      "app/latin.py": Buffer.from("from pydantic import BaseModel\nclass Caf\xe9(BaseModel):\n    x: int\n", "latin1"),
      "app/made.py": "# Generated by datamodel-codegen. DO NOT EDIT.\nfrom pydantic import BaseModel\nclass Made(BaseModel):\n    x: int\n",
      "app/large.py": `from pydantic import BaseModel\nclass Large(BaseModel):\n    x: int\n# ${"x".repeat(2 ** 21)}\n`,
      "node_modules/other/other.proto": STUDIO_PROTO,
      "proto/shop/v1/studio.proto": STUDIO_PROTO,
      "proto/shop/v1/broken.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Broken { string id = 1 }\n',
      "proto/third_party/google/type/date.proto": 'syntax = "proto3";\npackage google.type;\nmessage Date { int32 year = 1; }\n',
    });
    const planned = await plan(host);
    expect(planned.aside).toEqual([
      { path: "app/large.py", why: "too-large" },
      { path: "app/latin.py", why: "not-utf8" },
      { path: "app/made.py", why: "generated" },
      { path: "proto/third_party/google/type/date.proto", why: "foreign" },
      { path: "app/broken.py", why: "broken" },
      { path: "proto/shop/v1/broken.proto", why: "broken" },
    ]);
    expect(await accept(host, planned)).toEqual([]);
  });

  it("never changes a contracts.yaml, and says what it does not speak of", async () => {
    const config = "name: mine\ncontracts:\n  - id: shop\n    kind: api\n    source: { reader: proto, files: [shop/v1/shop.proto] }\n";
    const host = workspace({
      "app/studio.py": STUDIO,
      "protos/buf.yaml": BUF,
      "protos/contracts.yaml": config,
      "protos/shop/v1/shop.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Shop { string id = 1; }\n',
      "protos/shop/v1/studio.proto": STUDIO_PROTO,
    });
    const planned = await plan(host);
    expect([...planned.files]).toEqual([]);
    const said = describeProposals(planned);
    expect(said).toContain("protos/contracts.yaml exists and is left as it is.");
    expect(said).toContain("  - id: studio\n    kind: event");
    host.write("protos/contracts.yaml", `${config}${said.slice(said.indexOf("  # StudioModel"))}`);
    expect(describeProposals(await plan(host))).toContain("Everything that was found is under contract already.");
  });

  it("looks into one folder only, where one is named", async () => {
    const host = workspace({ "a/proto/studio.proto": STUDIO_PROTO, "b/proto/studio.proto": STUDIO_PROTO });
    expect((await plan(host, { folder: join(host.root, "b") })).proposals.map(({ path }) => path)).toEqual([
      "b/proto/contracts.yaml",
    ]);
    await expect(plan(host, { folder: "none" })).rejects.toMatchObject({ code: "source-missing" });
  });

  it("respects what .gitignore and .nxignore leave out", async () => {
    const host = workspace({
      ".gitignore": "built/\n*.gen.proto\n",
      ".nxignore": "old\n",
      "proto/.gitignore": "!kept.gen.proto\n",
      "built/a.proto": STUDIO_PROTO,
      "old/a.proto": STUDIO_PROTO,
      "proto/a.gen.proto": STUDIO_PROTO,
      "proto/kept.gen.proto": STUDIO_PROTO,
    });
    expect((await plan(host)).found.protos).toBe(1);
  });

  it("gives each root of protos its own contracts in an Nx workspace, and registers the plugin once", async () => {
    const nxJson = '{\r\n  // Ours.\r\n  "plugins": [\r\n    { "plugin": "nx-contracts/plugin", "include": ["services/**"] }\r\n  ]\r\n}\r\n';
    const host = workspace({
      "nx.json": nxJson,
      "services/a/proto/a/v1/studio.proto": STUDIO_PROTO.replace("shop.v1", "a.v1"),
      "libs/b/proto/b/v1/studio.proto": STUDIO_PROTO.replace("shop.v1", "b.v1"),
    });
    const planned = await plan(host, { registers: true });
    expect(planned.proposals.map(({ path, name }) => `${path} ${name}`)).toEqual([
      "libs/b/proto/contracts.yaml libs-b-contracts",
      "services/a/proto/contracts.yaml services-a-contracts",
    ]);
    expect(textOf(planned, "nx.json")).toBe(
      nxJson.replace('\r\n  ]\r\n}', '\r\n  ],\r\n  "sync": {\r\n    "globalGenerators": [\r\n      "nx-contracts:sync"\r\n    ]\r\n  }\r\n}'),
    );
    expect(planned.uncovered).toEqual(["libs/b/proto/contracts.yaml"]);
    expect(await accept(host, planned)).toEqual([]);
  });

  it("gathers all roots in one file elsewhere, so that one check answers for all", async () => {
    const host = workspace({
      "services/a/proto/a/v1/studio.proto": STUDIO_PROTO.replace("shop.v1", "a.v1"),
      "services/b/proto/b/v1/studio.proto": STUDIO_PROTO.replace("shop.v1", "b.v1"),
    });
    const planned = await plan(host);
    expect(planned.proposals.map(({ path }) => path)).toEqual(["services/contracts.yaml"]);
    expect(await accept(host, planned)).toEqual([]);
  });

  it("finds what models import in other projects, and what protos import from others", async () => {
    const google = join(import.meta.dirname, "../../../../node_modules/google-proto-files");
    const host = workspace({
      "libs/common/src/common/__init__.py": "",
      "libs/common/src/common/base.py": "from pydantic import BaseModel\n\n\nclass Base(BaseModel):\n    pass\n",
      "libs/orders/src/orders/order.py":
        "from common.base import Base\n\n\nclass OrderDto(Base):\n    number: str\n    paid: bool\n    note: str\n",
      "protos/orders/v1/order.proto":
        'syntax = "proto3";\npackage orders.v1;\nimport "google/type/date.proto";\nmessage Order {\n  string number = 1;\n  bool paid = 2;\n  string note = 3;\n}\nmessage GetOrderRequest {\n  google.type.Date day = 1;\n}\nservice Orders {\n  rpc GetOrder(GetOrderRequest) returns (Order);\n}\n',
      "third_party/google/type/date.proto": readFileSync(join(google, "google/type/date.proto")),
    });
    const planned = await plan(host);
    expect(parse(textOf(planned, "protos/contracts.yaml")).contracts).toMatchObject([
      {
        kind: "api",
        source: { files: ["../libs/orders/src/orders/order.py"], roots: ["../libs/common/src"] },
        mirrors: [{ roots: [".", "../third_party"], mapping: { records: { OrderDto: "Order" } } }],
        ignore: [{ rule: "parity/record-extra", subject: ["GetOrderRequest"] }],
      },
    ]);
    expect(await accept(host, planned)).toEqual([]);
  });
});
