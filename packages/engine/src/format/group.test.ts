import type { Diagnostic } from "@nx-contracts/ir";
import { describe, expect, test } from "vitest";
import { readCase } from "../../fixtures/format/cases.js";
import { groupDiagnostics, splitSubject } from "./group.js";

const about = (rule: string, subject: string): Diagnostic => {
  return {
    rule,
    subject,
    severity: "error",
    message: "x",
    at: { file: "a.py", line: 1, column: 1 },
    data: {},
    fingerprint: "x",
  };
};

const { diagnostics, summary } = readCase("families");

describe("splitSubject", () => {
  test.each([
    ["anime:Anime.id@proto", { contract: "anime", record: "Anime", local: "Anime.id@proto" }],
    ["anime:Anime@proto", { contract: "anime", record: "Anime", local: "Anime@proto" }],
    ["anime:Anime", { contract: "anime", record: "Anime", local: "Anime" }],
    ["anime:@proto", { contract: "anime", local: "@proto" }],
    ["anime", { contract: "anime", local: "" }],
    ["animetype:X", { local: "animetype:X" }],
    ["C:/models.py", { local: "C:/models.py" }],
    ["anime:Anime#2", { contract: "anime", record: "Anime", local: "Anime#2" }],
    ["anime:src/models.py", { contract: "anime", local: "src/models.py" }],
  ])("%s", (subject, parts) => expect(splitSubject(about("parity/x", subject), summary.contracts)).toEqual(parts));

  test("a reader names modules as well as records", () => {
    const parts = splitSubject(about("read/unresolved-import", "anime:common.missing"), summary.contracts);
    expect(parts).toEqual({ contract: "anime", local: "common.missing" });
  });
});

test("groupDiagnostics puts contracts first, in their order, then files", () => {
  expect(groupDiagnostics(diagnostics, summary.contracts).map(({ title }) => title)).toEqual([
    "anime: AnimeType",
    "anime: Theme",
    "anime: Episode",
    "anime: Anime",
    "anime: libs/common/src/common/models/with_a_very_long_file_name_that_goes_on.py",
    "anime",
    "library: Book",
    "protos/shared_proto/v1/legacy.proto",
  ]);
});
