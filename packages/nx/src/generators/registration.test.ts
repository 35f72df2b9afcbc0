import { describe, expect, it } from "vitest";
import { globalGeneratorsOf, registrationOf } from "./registration.js";

describe("registrationOf", () => {
  it.each([
    ["by its name", ["nx-contracts"]],
    ["by its subpath", ["other", "nx-contracts/plugin"]],
    ["with settings", [{ plugin: "nx-contracts" }]],
  ])("finds the plugin %s", (_, plugins) => {
    expect(registrationOf({ plugins })).toEqual({ include: [], exclude: [] });
  });

  it("gives the globs of the entry", () => {
    const entry = { plugin: "nx-contracts/plugin", include: ["protos/**"], exclude: ["**/fixtures/**", 7] };
    expect(registrationOf({ plugins: [entry] })).toEqual({ include: ["protos/**"], exclude: ["**/fixtures/**"] });
  });

  it.each([undefined, null, [], {}, { plugins: "nx-contracts" }, { plugins: ["nx-contracts-extra", null, 7] }])(
    "finds nothing in %j",
    (nxJson) => {
      expect(registrationOf(nxJson)).toBeUndefined();
    },
  );
});

describe("globalGeneratorsOf", () => {
  it("gives the generators, and none where there are none", () => {
    expect(globalGeneratorsOf({ sync: { globalGenerators: ["other:sync"] } })).toEqual(["other:sync"]);
    for (const nxJson of [null, {}, { sync: [] }, { sync: { globalGenerators: "x" } }])
      expect(globalGeneratorsOf(nxJson)).toEqual([]);
  });
});
