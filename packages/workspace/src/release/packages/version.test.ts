import { ContractsError } from "@nx-contracts/ir";
import { describe, expect, it } from "vitest";
import { parseTag } from "../tag.js";
import { packageVersion } from "./version.js";

describe("packageVersion", () => {
  it.each([
    ["proto-v7", "7.0.0", "7.0.0"],
    ["proto-v1.4", "1.4.0", "1.4.0"],
    ["proto-v1.4.2", "1.4.2", "1.4.2"],
    ["proto-v0.3.0", "0.3.0", "0.3.0"],
    ["proto-v2.0.0-rc.1", "2.0.0-rc.1", "2.0.0rc1"],
    ["proto-v2.0.0-rc1", "2.0.0-rc1", "2.0.0rc1"],
    ["proto-v7-beta.12", "7.0.0-beta.12", "7.0.0b12"],
    ["proto-v7-alpha", "7.0.0-alpha", "7.0.0a0"],
    ["proto-v7-preview.3", "7.0.0-preview.3", "7.0.0rc3"],
    ["proto-v7-dev.4", "7.0.0-dev.4", "7.0.0.dev4"],
    ["proto-v7-rc.1.dev.4", "7.0.0-rc.1.dev.4", "7.0.0rc1.dev4"],
    ["proto-v1.0.0-feature.x", "1.0.0-feature.x", undefined],
    ["proto-v1.0.0-rc.1.2", "1.0.0-rc.1.2", undefined],
    ["proto-v1.0.0-1", "1.0.0-1", undefined],
    ["proto-v2026-11-26", "2026.0.0-11-26", undefined],
  ])("reads %s as %s, of Python %s", (tag, semver, pep440) => {
    const version = packageVersion(parseTag(tag, "proto-v*"));
    expect(version).toMatchObject({ semver, go: `v${semver}` });
    expect(version.pep440).toBe(pep440);
  });

  it.each(["proto-v", "proto-vnext", "proto-v1.2.3.4", "proto-v1..2", "proto-v1.0.0-rc.01", "proto-v1;reboot"])(
    "refuses %j",
    (tag) => {
      expect(() => packageVersion(parseTag(tag, "proto-v*"))).toThrow(ContractsError);
    },
  );
});
