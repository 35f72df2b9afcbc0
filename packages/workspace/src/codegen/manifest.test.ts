import { expect, test } from "vitest";
import { formatManifest, parseManifest } from "./manifest.js";

const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(64)) as [string, string, string];
const WRITTEN = formatManifest(new Map([["../gen/x_pb.ts", A]]), new Map([["x.proto", B]]));

test("what was written is read", () => {
  expect(parseManifest(WRITTEN)).toEqual({
    stubs: new Map([["../gen/x_pb.ts", new Set([A])]]),
    protos: new Map([["x.proto", B]]),
  });
  expect(parseManifest(WRITTEN.replaceAll("\n", "\r\n")).protos.size).toBe(1);
  expect(parseManifest("")).toEqual({ stubs: new Map(), protos: new Map() });
});

test("a proto is never one of the generated files", () => {
  const manifest = formatManifest(new Map([["gen/x.proto", A]]));
  expect(manifest).not.toContain("x.proto");
  expect(parseManifest(`${A}  x.proto\n`).stubs.size).toBe(0);
});

test.each([
  ["of an older form", `${A}  ../gen/x_pb.ts\n${B}  x.proto\n`],
  ["with a line that somebody corrected", WRITTEN.replace(A, C)],
  ["with a proto that somebody corrected", WRITTEN.replace(B, C)],
  ["with a line less", WRITTEN.replace(`${A}  ../gen/x_pb.ts\n`, "")],
  ["with both sides of a merge", `${WRITTEN}${C}  ../gen/x_pb.ts\n`],
  ["with the seals of both sides, and lines of both", WRITTEN.replace(B, C) + WRITTEN],
])("one %s says nothing of what files were made from", (_, text) => {
  const { stubs, protos } = parseManifest(text);
  expect(protos.size).toBe(0);
  expect(stubs.size).toBeLessThanOrEqual(1);
});

test("one that a merge left as a run wrote it says all of it", () => {
  const [seal = ""] = formatManifest(new Map([["../gen/x_pb.ts", C]])).split("\n");
  expect(parseManifest(`${seal}\n${WRITTEN}`).protos).toEqual(new Map([["x.proto", B]]));
});

test("both sides of a merge are kept for the bytes of a file", () => {
  expect(parseManifest(`${WRITTEN}<<<<<<< main\n${C}  ../gen/x_pb.ts\n`).stubs.get("../gen/x_pb.ts")).toEqual(
    new Set([A, C]),
  );
});
