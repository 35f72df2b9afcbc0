import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { appendToList } from "./json-append.js";
import { coversPath, registerInNx } from "./register-in-nx.js";

describe("appendToList", () => {
  it.each([
    ["an empty object", "{}\n", '{\n  "plugins": [\n    "x"\n  ]\n}\n'],
    ["a list on one line", '{ "plugins": ["a"] }', '{ "plugins": ["a", "x"] }'],
    ["an empty list", '{ "plugins": [] }', '{ "plugins": ["x"] }'],
    ["a list with lines", '{\n\t"plugins": [\n\t\t"a"\n\t]\n}', '{\n\t"plugins": [\n\t\t"a",\n\t\t"x"\n\t]\n}'],
    ["a trailing comma", '{\n  "plugins": [\n    "a",\n  ],\n}', '{\n  "plugins": [\n    "a",\n    "x",\n  ],\n}'],
    [
      "a comment behind the last item",
      '{\r\n  "plugins": [\r\n    "a" // one, two\r\n  ]\r\n}',
      '{\r\n  "plugins": [\r\n    "a", // one, two\r\n    "x"\r\n  ]\r\n}',
    ],
    [
      "another key",
      '{\n  "a": { "b": [1, 2] } // why\n}',
      '{\n  "a": { "b": [1, 2] }, // why\n  "plugins": [\n    "x"\n  ]\n}',
    ],
  ])("adds to %s", (_, before, after) => {
    expect(appendToList(before, ["plugins"], "x")).toBe(after);
    expect((parse(after) as { plugins: string[] }).plugins).toContain("x");
  });

  it.each(['{ "plugins": "a" }', "[]", "{", ""])("leaves %j alone where there is no place for it", (text) => {
    expect(appendToList(text, ["plugins"], "x")).toBe(text);
  });
});

describe("registerInNx", () => {
  it.each([
    '{ "plugins": [{ "plugin": "nx-contracts/plugin", "include": ["protos/**"] }], "sync": { "globalGenerators": ["a"] } }',
    '{"sync":{}}',
    "{}",
  ])("registers in %s, once", (before) => {
    const after = registerInNx(before);
    expect(JSON.stringify(parse(after)).match(/nx-contracts(?:\/plugin)?"/g)).toHaveLength(1);
    expect(parse(after)).toMatchObject({ sync: { globalGenerators: expect.arrayContaining(["nx-contracts:sync"]) } });
    expect(registerInNx(after)).toBe(after);
  });
});

describe("coversPath", () => {
  it.each([
    ["{}", true],
    ['{ "plugins": ["nx-contracts"] }', true],
    ['{ "plugins": [{ "plugin": "nx-contracts", "include": ["protos/**"] }] }', true],
    ['{ "plugins": [{ "plugin": "nx-contracts", "include": ["{protos,apis}/**"] }] }', true],
    ['{ "plugins": [{ "plugin": "nx-contracts", "include": ["apis/**/*"] }] }', false],
    ['{ "plugins": [{ "plugin": "nx-contracts", "exclude": ["**/protos/**"] }] }', false],
    ['{ "plugins": [{ "plugin": "nx-contracts", "exclude": ["**/fixtures/**"] }] }', true],
  ])("of %s is %s", (nxJson, covers) => {
    expect(coversPath(nxJson, "protos/contracts.yaml")).toBe(covers);
  });
});
