import { afterAll, describe, expect, it } from "vitest";
import { type ChangedFile, newComplaints } from "./formatters.test.support.js";
import { MORE_STYLES } from "./more-styles.test.support.js";
import { decoded, isInserted, Repository } from "./repository.test.support.js";
import { STYLES } from "./styles.test.support.js";

const changed: ChangedFile[] = [];

describe.each([...STYLES, ...MORE_STYLES])("$name", (style) => {
  const repository = new Repository(style);
  afterAll(() => repository.remove());

  it("takes a member of an enum", async () => {
    const request = { kind: "add-member", enum: "Medium", name: "TV_SPECIAL", doc: "Made for a day." } as const;
    const plan = await repository.plan(request);
    for (const [path, bytes] of plan.files) {
      if (path === "contracts.lock") continue;
      const [before = "", after = ""] = [repository.read(path), bytes && decoded(bytes)];
      expect(isInserted(before, after), `${path}:\n${after}`).toBe(true);
      const settings = Object.fromEntries(
        Object.entries(style.files).filter(([name]) => /ruff\.toml$|^\.prettierrc/.test(name)),
      );
      changed.push({ about: style.name, path, before, after, settings });
    }
    expect(repository.read("shop/v1/work.proto")).not.toContain("TV_SPECIAL");
    expect(decoded(plan.files.get("shop/v1/work.proto") ?? new Uint8Array())).toContain("MEDIUM_TV_SPECIAL = 3");
    repository.carryOut(plan);
    expect(await repository.errors()).toEqual([]);
    const again = await repository.plan(request);
    expect([...again.files.keys()]).toEqual([]);
    expect(again.done).toEqual([expect.stringMatching(/is there already/)]);
  });
});

it("leaves nothing to say to the formatters", async () => {
  expect(changed.length).toBeGreaterThan(20);
  expect(await newComplaints(changed)).toEqual([]);
});

describe("numbers of members", () => {
  const PYTHON =
    "from enum import IntEnum\n\nfrom pydantic import BaseModel\n\n\nclass Medium(IntEnum):\n    TV = 1\n    MOVIE = 2\n\n\nclass Work(BaseModel):\n    medium: Medium | None = None\n";
  const PROTO =
    'syntax = "proto3";\n\npackage shop.v1;\n\nenum Medium {\n  MEDIUM_UNSPECIFIED = 0;\n  MEDIUM_TV = 1;\n  MEDIUM_MOVIE = 2;\n  reserved 3;\n}\n\nmessage Work {\n  optional Medium medium = 1;\n}\n';
  const repository = new Repository({
    files: {
      "models.py": PYTHON,
      "shop/v1/work.proto": PROTO,
      "contracts.lock": "shop.v1.Medium member 6 MEDIUM_RADIO until=-\n",
      "contracts.yaml":
        "name: contracts\ncontracts:\n  - id: work\n    kind: event\n    source: { reader: pydantic, files: [models.py] }\n    mirrors: [{ reader: proto, files: [shop/v1/work.proto] }]\n",
    },
  });
  afterAll(() => repository.remove());

  it("are above those that any layer or the lock ever used, and the same in all", async () => {
    const { files } = await repository.plan({ kind: "add-member", enum: "Medium", name: "STAGE" });
    expect(decoded(files.get("models.py") ?? new Uint8Array())).toContain("    STAGE = 7\n");
    expect(decoded(files.get("shop/v1/work.proto") ?? new Uint8Array())).toContain("  MEDIUM_STAGE = 7;\n");
  });

  it("may be holes, if a person says so and nobody used them", async () => {
    const { files } = await repository.plan({ kind: "add-member", enum: "Medium", name: "STAGE", number: 4 });
    expect(decoded(files.get("models.py") ?? new Uint8Array())).toContain("    STAGE = 4\n");
    expect(decoded(files.get("shop/v1/work.proto") ?? new Uint8Array())).toContain("  MEDIUM_STAGE = 4;\n");
  });
});
