import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { describeProposals, nextSteps } from "./describe-plan.js";
import { accept, BUF, plan, STUDIO, STUDIO_PROTO, textOf, workspace } from "./workspace.test.support.js";

describe("planInit: what is alike", () => {
  it("maps no enum that stands for two, and still pairs the records that hold it", async () => {
    const members = 'RED = "RED"\n    BLUE = "BLUE"';
    const host = workspace({
      "models/paint.py": `from enum import Enum
from pydantic import BaseModel


class Inside(str, Enum):
    ${members}


class Outside(str, Enum):
    ${members}


class Paint(BaseModel):
    maker: str
    litres: int
    inner: Inside
    outer: Outside
`,
      "protos/buf.yaml": BUF,
      "protos/shop/v1/coat.proto": `syntax = "proto3";
package shop.v1;

enum Colour {
  COLOUR_UNSPECIFIED = 0;
  COLOUR_RED = 1;
  COLOUR_BLUE = 2;
}

message Coat {
  string maker = 1;
  int64 litres = 2;
  Colour inner = 3;
  Colour outer = 4;
}
`,
    });
    const planned = await plan(host);
    const mappings = planned.proposals.flatMap(({ contracts }) =>
      contracts.flatMap(({ mirrors }) => mirrors.map(({ mapping }) => mapping)),
    );
    expect(mappings).toEqual([{ records: { Paint: "Coat" } }]);
  });

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

enum ShowGenre {
  SHOW_GENRE_UNSPECIFIED = 0;
  SHOW_GENRE_FICTION = 1;
  SHOW_GENRE_SCIENCE = 2;
}

message Show {
  string id = 1;
  string title = 2;
  ShowGenre genre = 3;
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
    expect([...planned.files.keys()]).toEqual(["protos/contracts.lock", "protos/contracts.yaml"]);
    expect(describeProposals(planned)).toBe(`Found 3 Pydantic models and 2 protos.

protos/contracts.yaml
  anime: pydantic models/anime.py, models/studio.py = proto protos/shop/v1/company.proto, protos/shop/v1/show.proto
    Anime ↔ Show: 5 of 5 fields
    Licensor ↔ LicensorProto: 2 of 2 fields
    StudioModel ↔ StudioMessage: 3 of 3 fields

With that, \`nx-contracts check\` finds nothing.
`);
    expect(nextSteps(planned).join(" ")).not.toContain("finds nothing");
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
              mapping: {
                stripSuffix: "Proto",
                records: { Anime: "Show", Genre: "ShowGenre", StudioModel: "StudioMessage" },
              },
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
      "app/made.py":
        "# Generated by datamodel-codegen. DO NOT EDIT.\nfrom pydantic import BaseModel\nclass Made(BaseModel):\n    x: int\n",
      "app/large.py": `from pydantic import BaseModel\nclass Large(BaseModel):\n    x: int\n# ${"x".repeat(2 ** 21)}\n`,
      "node_modules/other/other.proto": STUDIO_PROTO,
      "proto/shop/v1/studio.proto": STUDIO_PROTO,
      "proto/shop/v1/broken.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Broken { string id = 1 }\n',
      "proto/third_party/google/type/date.proto":
        'syntax = "proto3";\npackage google.type;\nmessage Date { int32 year = 1; }\n',
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
});
