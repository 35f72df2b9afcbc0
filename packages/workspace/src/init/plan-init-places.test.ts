import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FAMILIES, judge } from "../commands/judge.js";
import { describeProposals } from "./describe-plan.js";
import { accept, BUF, plan, STUDIO, STUDIO_PROTO, textOf, workspace } from "./workspace.test.support.js";

describe("planInit: where contracts lie", () => {
  it("never changes a contracts.yaml, and says what it does not speak of", async () => {
    const config =
      "name: mine\ncontracts:\n  - id: shop\n    kind: api\n    source: { reader: proto, files: [shop/v1/shop.proto] }\n";
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
    const nxJson =
      '{\r\n  // Ours.\r\n  "plugins": [\r\n    { "plugin": "nx-contracts/plugin", "include": ["services/**"] }\r\n  ]\r\n}\r\n';
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
      nxJson.replace(
        "\r\n  ]\r\n}",
        '\r\n  ],\r\n  "sync": {\r\n    "globalGenerators": [\r\n      "nx-contracts:sync"\r\n    ]\r\n  }\r\n}',
      ),
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
  it("keeps to the one contracts.yaml there is outside of Nx, wherever it lies", async () => {
    const host = workspace({
      "contracts.yaml":
        "name: mine\ncontracts:\n  - id: studio\n    kind: event\n    source: { reader: proto, files: [protos/shop/v1/studio.proto], roots: [protos] }\n",
      "protos/shop/v1/studio.proto": STUDIO_PROTO,
      "apis/mail/v1/mail.proto": 'syntax = "proto3";\npackage mail.v1;\nmessage Mail { string subject = 1; }\n',
      "app/studio.py": STUDIO,
    });
    const planned = await plan(host);
    expect([...planned.files]).toEqual([]);
    const said = describeProposals(planned);
    expect(said).toContain("contracts.yaml exists and is left as it is.");
    expect(said).toContain("  - id: studio-2\n");
    const added = said.slice(said.indexOf("  # StudioModel"));
    host.write("contracts.yaml", `name: mine\ncontracts:\n${added}`);
    expect(describeProposals(await plan(host))).toContain("Everything that was found is under contract already.");
    const request = { cwd: host.root, base: { name: "main", isGiven: false }, today: "2026-11-26", families: FAMILIES };
    expect((await judge(host, request)).summary).toMatchObject({ error: 0 });
  });

  it("begins again where it was interrupted", async () => {
    const host = workspace({ "protos/shop/v1/studio.proto": STUDIO_PROTO });
    const [first, ...rest] = (await plan(host)).files;
    expect(rest.map(([path]) => path)).toEqual(["protos/contracts.yaml"]);
    host.write(first?.[0] ?? "", new TextDecoder().decode(first?.[1]));
    expect(await accept(host, await plan(host))).toEqual([]);
  });
});
