import { expect, test } from "vitest";
import { describeProto } from "./describe.js";

/** Label of each field of every message, those that a map makes among them. */
function labelsOf(text: string): readonly string[] {
  const { files, diagnostics } = describeProto([{ path: "a.proto", text }]);
  expect(diagnostics).toEqual([]);
  const { messages = [], extensions = [] } = files[0] ?? {};
  const all = messages.flatMap((message) => [message, ...message.messages]);
  return [...all.flatMap(({ fields }) => fields), ...extensions].map(({ name, label }) => `${name} ${label ?? "-"}`);
}

test.each([
  [
    'syntax = "proto2"; message A { required int32 a = 1; optional A b = 2; repeated group G = 3 { optional int32 c = 4; } extensions 9; } extend A { repeated int32 d = 9; }',
    ["a required", "b optional", "g repeated", "c optional", "d repeated"],
  ],
  [
    'syntax = "proto3"; message A { int32 a = 1; optional int32 b = 2; repeated A c = 3; map<int32, A> d = 4; oneof o { A e = 5; } }',
    ["a -", "b optional", "c repeated", "d -", "e -", "key -", "value -"],
  ],
  [
    'edition = "2023"; message A { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; repeated int32 b = 2; }',
    ["a -", "b repeated"],
  ],
])("%s", (text, labels) => {
  expect(labelsOf(text)).toEqual(labels);
});
