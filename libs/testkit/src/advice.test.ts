import {
  adviseVersion,
  type Bump,
  bumpBetween,
  changesOf,
  compareProto,
  isBumpEnough,
} from "@nx-contracts/engine/compat";
import { describeProto } from "@nx-contracts/readers/proto/describe";
import { describe, expect, test } from "vitest";

function advise(before: string, after: string) {
  const [old, now] = [before, after].map(
    (text) => describeProto([{ path: "a.proto", text: `syntax = "proto3"; ${text}` }]).files,
  );
  const facts = [...compareProto(old ?? [], now ?? [])];
  return adviseVersion(changesOf(facts, "full"), facts, before !== after);
}

describe("the advice", () => {
  test.each<readonly [string, string, Bump, string]>([
    ["message A {}", "message A {}", "none", "Nothing changed."],
    ["message A {}", "/* said better */ message A {}", "patch", "Nothing that readers or writers notice changed."],
    ["message A { int32 a = 1; }", "message A { int32 a = 1 [deprecated = true]; }", "patch", "Nothing that"],
    ["message A {}", "message A { int32 a = 1; }", "minor", "`A.a` was added."],
    ["message A {}", "message A {} message B {}", "minor", "`B` was added."],
    ["message A {}", "message A {} enum E { X = 0; }", "minor", "`E` was added."],
    ["enum E { X = 0; }", "enum E { X = 0; Y = 1; }", "minor", "`E.Y` was added."],
    ["message A {}", "message A { oneof o { int32 b = 2; int32 a = 1; } }", "minor", "`A.a` was added."],
    ["message A {} service S {}", "message A {} service S { rpc Get(A) returns (A); }", "minor", "`S.Get` was added."],
    ["message A { int32 a = 1; }", "message A { reserved 1; reserved 'a'; }", "major", "That is a break-source."],
    ["message A { int32 a = 1; }", "message A { int64 a = 1; }", "major", "That is a break-json."],
    ["message A { int32 a = 1; }", "message A { int32 b = 1; }", "major", "That is a break-json."],
    ["message A { int32 a = 1; }", "message A { string a = 1; int32 b = 2; }", "major", "That is a break-wire."],
    // What weighs most is the reason, wherever it stands.
    ["message A { int32 a = 1; int32 b = 2; }", "message A { int32 c = 1; string b = 2; }", "major", "break-wire."],
  ])("from %j to %j", (before, after, bump, reason) => {
    const advice = advise(before, after);
    expect(advice.bump).toBe(bump);
    expect(advice.reason).toContain(reason);
  });
});

describe("a step between versions", () => {
  test.each<readonly [string, string, Bump]>([
    ["1.2.3", "1.2.3", "none"],
    ["1.2.3", "1.2.4", "patch"],
    ["1.2.3", "1.3.0", "minor"],
    ["1.2.3", "2.0.0", "major"],
    ["1.9.0", "1.10.0", "minor"],
    ["1.2.3", "1.2.2", "none"],
    ["2.0.0", "1.9.9", "none"],
    ["0.1.0", "0.1.1", "minor"],
    ["0.1.0", "0.2.0", "major"],
    ["0.9.9", "1.0.0", "major"],
    ["0.0.1", "0.0.2", "minor"],
    ["1.2", "1.2.0", "none"],
    ["1.2.0", "1.3", "minor"],
    ["1", "2", "major"],
    ["v1.2.3", "v1.2.4", "patch"],
    ["v1.2.3", "1.2.3", "none"],
    ["1.2.3-rc.1", "1.2.3", "none"],
    ["1.2.3", "2.0.0-rc.1", "major"],
    ["1.2.3+build.5", "1.2.3+build.6", "none"],
  ])("from %s to %s is %s", (from, to, bump) => {
    expect(bumpBetween(from, to)).toBe(bump);
  });

  test("is enough for what weighs no more", () => {
    expect(isBumpEnough("1.2.3", "1.3.0", "minor")).toBe(true);
    expect(isBumpEnough("1.2.3", "1.3.0", "major")).toBe(false);
    expect(isBumpEnough("0.2.3", "0.3.0", "major")).toBe(true);
    expect(isBumpEnough("0.2.3", "0.2.4", "major")).toBe(false);
    expect(isBumpEnough("1.2.3", "1.2.3", "patch")).toBe(false);
    expect(isBumpEnough("1.2.3", "1.2.3", "none")).toBe(true);
  });
});
