import { expect, test } from "vitest";
import { driftsOf, mend, type Pair } from "./mutations/mend.js";

/** The pair after the edits of its notes about what is deprecated. */
function marked(source: string, mirror: string): Pair {
  const name = (text: string) =>
    text.startsWith("syntax") ? "mirror.proto" : text.startsWith("export") ? "mirror.ts" : "models.py";
  const pair: Pair = { source: { [name(source)]: source }, mirror: { [name(mirror)]: mirror }, mapping: {} };
  const notes = driftsOf(pair, "info")?.filter(({ key }) => key.startsWith("parity/deprecated-mismatch"));
  const after = mend(pair, notes ?? []);
  expect(driftsOf(after, "info")?.filter(({ key }) => key.startsWith("parity/deprecated-mismatch"))).toEqual([]);
  return after;
}

test("the mirror is marked where the source is", () => {
  const models =
    "from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    name: str = Field(deprecated=True)\n    city: str = Field(deprecated=True)\n";
  const proto =
    'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n  string city = 2 [json_name = "city"];\n}\n';
  expect(marked(models, proto).mirror["mirror.proto"]).toBe(
    'syntax = "proto3";\nmessage Studio {\n  string name = 1 [deprecated = true];\n  string city = 2 [\n    json_name = "city",\n    deprecated = true\n  ];\n}\n',
  );
  const web = "export interface Studio {\n  readonly name: string;\n  readonly city: string;\n}\n";
  expect(marked(models, web).mirror["mirror.ts"]).toBe(
    "export interface Studio {\n  /** @deprecated */\n  readonly name: string;\n  /** @deprecated */\n  readonly city: string;\n}\n",
  );
});

test("the source is marked where the mirror is", () => {
  const models =
    "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n    tags: list[str] = []\n";
  const proto =
    'syntax = "proto3";\nmessage Studio {\n  string name = 1 [deprecated = true];\n  repeated string tags = 2 [deprecated = true];\n}\n';
  expect(marked(models, proto).source["models.py"]).toBe(
    "from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    name: str = Field(deprecated=True)\n    tags: list[str] = Field(default_factory=list, deprecated=True)\n",
  );
});
