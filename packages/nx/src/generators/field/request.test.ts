import { expect, test } from "vitest";
import { type FieldAsked, fieldRequest } from "./request.js";

const ADDED = { kind: "add-field", record: "Anime", name: "native_title", type: "string" };

test.each<readonly [title: string, asked: FieldAsked, request: object]>([
  ["three words", { record: "Anime", name: "native_title", type: "string" }, ADDED],
  ["two words", { record: "Anime.native_title", name: "string" }, ADDED],
  ["a word and a type by its option", { record: "Anime.native_title", type: "string" }, ADDED],
  ["prompts left empty", { record: "Anime.native_title", name: "", type: "string" }, ADDED],
  ["a record inside another", { record: "Outer.Anime.at", name: "date" }, { record: "Outer.Anime", name: "at" }],
  [
    "the same in three words",
    { record: "Outer.Anime", name: "at", type: "date" },
    { record: "Outer.Anime", name: "at" },
  ],
  ["one to remove", { record: "Anime.native_title", remove: true }, { kind: "remove-field", name: "native_title" }],
  ["one to rename", { record: "Anime.native_title", rename: "title" }, { kind: "rename-field", to: "title" }],
  ["one of a record inside another", { record: "A.B", name: "c", remove: true }, { record: "A.B", name: "c" }],
])("takes %s", (_title, asked, request) => {
  expect(fieldRequest(asked)).toMatchObject(request);
});

test.each<readonly [title: string, asked: FieldAsked, message: string]>([
  ["a record alone", { record: "Anime" }, "`Anime` names no field. Name it in two words or in one"],
  ["a record alone, to be removed", { record: "Anime", remove: true }, "`Anime` names no field"],
  ["a dot with nothing behind it", { record: "Anime." }, "`Anime.` names no field"],
  ["a field without a type", { record: "Anime.native_title" }, "Name the type of `Anime.native_title`"],
  ["a field without a type, in two words", { record: "Anime", name: "title" }, "Name the type of `Anime.title`"],
  ["two changes", { record: "A.b", remove: true, rename: "c" }, "--remove and --rename are two changes"],
])("refuses %s", (_title, asked, message) => {
  expect(() => fieldRequest(asked)).toThrow(message);
});
