import { afterEach, beforeEach, expect, test } from "vitest";
import { CONFIG, copyReference, PROTO, type Workspace } from "./reference.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = copyReference();
});
afterEach(() => workspace.remove());

const lint = async () => {
  const { status, stdout } = await workspace.run(["lint", "--format", "json"]);
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly {
      readonly rule: string;
      readonly subject: string;
      readonly at: { readonly file: string; readonly line: number };
    }[];
  };
  return { status, found: diagnostics.map(({ rule, subject, at }) => `${rule} ${subject} ${at.file}:${at.line}`) };
};

test("a finding of buf lint is a diagnostic about its field, once", async () => {
  const line = workspace.replace(PROTO, "  optional bool nsfw = 7;", "  optional bool isNsfw = 7;");
  expect(await lint()).toEqual({
    status: 1,
    found: [`lint/FIELD_LOWER_SNAKE_CASE anime:Anime.isNsfw ${PROTO}:${line}`],
  });
  workspace.replace(CONFIG, "name: contracts\n", "name: anime\n");
  expect((await lint()).found).toHaveLength(1);
});

test("a proto of the module that no contract lists belongs to the project", async () => {
  workspace.write(
    "protos/shared_proto/v1/extra.proto",
    'syntax = "proto3";\npackage shared_proto.v1;\nmessage lower {}\n',
  );
  expect(await lint()).toEqual({
    status: 1,
    found: [
      "lint/MESSAGE_PASCAL_CASE contracts:protos/shared_proto/v1/extra.proto protos/shared_proto/v1/extra.proto:3",
    ],
  });
});

test("what does not compile is a diagnostic, and a broken model is none of lint's business", async () => {
  workspace.replace("libs/common/src/common/models/anime.py", "class Anime(BaseModel):", "class Anime(BaseModel:");
  expect(await lint()).toEqual({ status: 0, found: [] });
  const line = workspace.replace(PROTO, "optional bool nsfw = 7;", "optional bool nsfw 7;");
  const { status, found } = await lint();
  expect(status).toBe(1);
  expect(found[0]).toBe(`lint/COMPILE anime:${PROTO} ${PROTO}:${line}`);
});

test("a rule of buf lint can weigh less, or be set aside with a reason", async () => {
  workspace.replace(PROTO, "  optional bool nsfw = 7;", "  optional bool isNsfw = 7;");
  workspace.replace(CONFIG, "name: contracts\n", "name: contracts\nrules: { lint/FIELD_LOWER_SNAKE_CASE: warning }\n");
  expect((await lint()).status).toBe(0);
});
