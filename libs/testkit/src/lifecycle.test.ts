import { applyEdits, compatibleEdits, type RawFinding } from "@nx-contracts/engine";
import {
  describeChanges,
  formatLock,
  heldBack,
  type IsSettled,
  type LifecycleInput,
  lifecycleFindings,
  lockChanges,
  parseLock,
  updateLock,
} from "@nx-contracts/engine/lifecycle";
import { protoReader } from "@nx-contracts/readers/proto";
import { expect, test } from "vitest";

const HEAD = 'syntax = "proto3";\npackage catalog.v1;\n';
const FIRST = `${HEAD}message Anime {\n  string title = 1;\n  string studio = 2;\n}\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_FALL = 3;\n}\n`;

/** A project with one lock: what `check` and `lock` would do with these protos. */
class Project {
  lock = "";
  #settled: readonly string[] = [];

  approve(...findings: readonly string[]): void {
    this.#settled = findings;
  }

  check(...protos: readonly string[]): readonly string[] {
    return this.findings(protos).map(({ rule, subject }) => `${rule.slice("lifecycle/".length)} ${subject}`);
  }

  findings(protos: readonly string[]): readonly RawFinding[] {
    return lifecycleFindings(this.#input(protos), (path) => protos[Number(path.slice(0, 1))], this.#isSettled);
  }

  relock(version: string, ...protos: readonly string[]): string {
    const input = this.#input(protos);
    const held = heldBack(input, this.#isSettled);
    const next = updateLock(input.read.lock, input.schemas, { version, today: input.today, heldBack: held });
    this.lock = formatLock(next);
    return describeChanges(lockChanges(input.read.lock, next));
  }

  #isSettled: IsSettled = (rule, subject) => this.#settled.includes(`${rule.slice("lifecycle/".length)} ${subject}`);

  #input(protos: readonly string[]): LifecycleInput {
    const sources = protos.map((text, i) => ({ path: `${i}.proto`, text }));
    const { schema, diagnostics } = protoReader.read(sources);
    expect(diagnostics).toEqual([]);
    return { read: parseLock(this.lock), schemas: [schema], today: "2026-06-01" };
  }
}

function started(text: string): Project {
  const project = new Project();
  project.relock("1.0.0", text);
  return project;
}

test("a life: added, removed, reserved, reused against the rules, approved", () => {
  const project = new Project();
  expect(project.check(FIRST)).toEqual(["lock-stale contracts.lock"]);
  expect(project.relock("1.0.0", FIRST)).toBe("4 entries");
  expect(project.check(FIRST)).toEqual([]);
  expect(project.lock.split("\n").slice(1)).toEqual([
    "catalog.v1.Anime field 1 title string since=1.0.0",
    "catalog.v1.Anime field 2 studio string since=1.0.0",
    "catalog.v1.Season member 0 SEASON_UNSPECIFIED since=1.0.0",
    "catalog.v1.Season member 3 SEASON_FALL since=1.0.0",
    "",
  ]);

  const removed = FIRST.replace("  string studio = 2;\n", "").replace("  SEASON_FALL = 3;\n", "");
  expect(project.check(removed)).toEqual([
    "number-not-reserved Anime.studio",
    "number-not-reserved Season.SEASON_FALL",
  ]);
  expect(project.relock("1.1.0", removed)).toBe("");

  const edits = compatibleEdits(project.findings([removed]).map(({ suggest }) => suggest?.() ?? []));
  const reserved = applyEdits(removed, edits) ?? "";
  expect(reserved).toBe(
    `${HEAD}message Anime {\n  reserved 2;\n  reserved "studio";\n  string title = 1;\n}\nenum Season {\n  reserved 3;\n  reserved "SEASON_FALL";\n  SEASON_UNSPECIFIED = 0;\n}\n`,
  );
  expect(project.check(reserved)).toEqual(["lock-stale contracts.lock"]);
  expect(project.relock("1.1.0", reserved)).toBe("2 retirements and 2 messages or enums with new reservations");
  expect(project.check(reserved)).toEqual([]);
  expect(project.check(removed)).toEqual(["reservation-removed Anime", "reservation-removed Season"]);

  const reused = FIRST.replace("string studio = 2", "int32 year = 2").replace("SEASON_FALL", "SEASON_AUTUMN");
  const expected = [
    "number-reused Anime.year",
    "number-reused Season.SEASON_AUTUMN",
    "reservation-removed Anime",
    "reservation-removed Season",
  ];
  expect([...project.check(reused)].sort()).toEqual(expected);
  const before = project.lock;
  project.relock("1.2.0", reused);
  expect(project.lock).toBe(before);
  expect([...project.check(reused)].sort()).toEqual(expected);

  project.approve("number-reused Anime.year");
  expect(project.check(reused)).toContain("lock-stale contracts.lock");
  expect(project.relock("1.2.0", reused)).toBe("1 entry");
  expect(project.lock).toContain("catalog.v1.Anime field 2 year int32 since=1.2.0\n");
  expect(project.lock).not.toContain("SEASON_AUTUMN");
  project.approve();
  expect(project.check(reused)).not.toContain("number-reused Anime.year");
});

test("a removal that a squash hid is found by name and type", () => {
  const project = started(FIRST);
  expect(project.check(FIRST.replace("string studio = 2", "bytes logo = 2"))).toEqual(["number-reused Anime.logo"]);
});

test("a field that was renamed again and again keeps its number; only the names are to be reserved", () => {
  const project = started(FIRST);
  const second = FIRST.replace("string studio = 2;", 'reserved "studio";\n  string maker = 2;');
  expect(project.check(second)).toEqual(["lock-stale contracts.lock"]);
  project.relock("1.1.0", second);
  const third = second.replace("maker", "producer");
  expect(project.check(third)).toEqual(["number-not-reserved Anime.maker"]);
  const edits = project.findings([third]).flatMap(({ suggest }) => suggest?.() ?? []);
  const mended = applyEdits(third, edits) ?? "";
  expect(mended).toContain('reserved "maker", "studio";');
  project.relock("1.2.0", mended);
  expect(project.check(mended)).toEqual([]);
  expect(
    project.check(FIRST.replace("studio", "maker").replace("= 2;", '= 2;\n  reserved "studio", "producer";')),
  ).toEqual(["lock-stale contracts.lock"]);
});

test("a message that was deleted and comes back with other fields", () => {
  const project = started(FIRST);
  const without = `${HEAD}message Other {}\n`;
  expect(project.check(without)).toEqual(["lock-stale contracts.lock"]);
  project.relock("2.0.0", without);
  expect(project.check(`${HEAD}message Anime {\n  string studio = 1;\n}\n`)).toEqual([
    "number-reused Anime.studio",
    "name-reused Anime.studio",
    "number-not-reserved Anime.studio",
  ]);
});

test("a field that comes back as it was is no reuse, whatever was reserved", () => {
  const project = started(FIRST);
  const removed = FIRST.replace("string studio = 2;", 'reserved 2;\n  reserved "studio";');
  project.relock("1.1.0", removed);
  expect(project.check(FIRST)).toEqual(["lock-stale contracts.lock"]);
  expect(project.check(FIRST.replace("string studio", "bytes studio"))).toEqual(["number-reused Anime.studio"]);
  expect(project.relock("1.2.0", FIRST)).toBe("1 return");
  expect(project.check(FIRST)).toEqual([]);
  expect(project.check(removed)).toEqual(["lock-stale contracts.lock"]);
});

test("a field does not come back where its number was something else in between", () => {
  const project = started(FIRST);
  const other = FIRST.replace("string studio", "int32 year");
  project.approve("number-reused Anime.year");
  project.relock("1.1.0", other);
  expect(project.check(FIRST)).toEqual(["number-reused Anime.studio"]);
  project.relock("1.2.0", FIRST.replace("string studio = 2;", 'reserved 2;\n  reserved "studio", "year";'));
  expect(project.check(FIRST)).toEqual(["number-reused Anime.studio", "reservation-removed Anime"]);
});

test("aliases of an enum are one number with several names", () => {
  const both = `${HEAD}enum E {\n  option allow_alias = true;\n  E_ZERO = 0;\n  E_ONE = 1;\n  E_UNO = 1;\n}\n`;
  const project = started(both);
  const one = both.replace("  option allow_alias = true;\n", "").replace("  E_UNO = 1;\n", "");
  expect(project.check(one)).toEqual(["number-not-reserved E.E_UNO"]);
  expect(project.check(both.replace("E_UNO", "E_EINS"))).toEqual(["number-not-reserved E.E_UNO"]);
});

test("two packages may have messages of one name", () => {
  const second = FIRST.replace("catalog.v1", "catalog.v2");
  const project = new Project();
  project.relock("1.0.0", FIRST, second);
  const cut = (text: string) => text.replace("  string studio = 2;\n", "");
  expect(project.check(cut(FIRST), cut(second))).toEqual([
    "number-not-reserved catalog.v1.Anime.studio",
    "number-not-reserved catalog.v2.Anime.studio",
  ]);
  expect(project.check(FIRST)).toEqual(["lock-stale contracts.lock"]);
});

test("all that is gone from one message is mended by one edit, whatever comes of the rest", () => {
  const wide = `${HEAD}message Wide {\n  int32 f0 = 1;\n  message In { int32 a = 1; int32 b = 2; }\n${Array.from({ length: 30 }, (_, i) => `  int32 g${i} = ${i + 10};\n`).join("")}}\n`;
  const project = started(wide);
  const cut = wide.replaceAll(/ {2}int32 g\d*[02468] = \d+;\n/g, "").replace(" int32 b = 2;", "");
  const edits = compatibleEdits(project.findings([cut]).map(({ suggest }) => suggest?.() ?? []));
  expect(edits).toHaveLength(2);
  expect(project.check(applyEdits(cut, edits) ?? "")).toEqual(["lock-stale contracts.lock"]);
});

test("types tell apart what is encoded otherwise", () => {
  const fields =
    "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes M google.protobuf.Timestamp google.protobuf.StringValue google.protobuf.Struct google.protobuf.Value google.protobuf.ListValue"
      .split(" ")
      .concat("repeated string", "map<string, bytes>", "repeated M", "repeated google.protobuf.Value")
      .concat("map<string, google.protobuf.Value>");
  const imports = ["struct", "timestamp", "wrappers"]
    .map((name) => `import "google/protobuf/${name}.proto";\n`)
    .join("");
  const lines = fields.map((type, i) => `  ${type} f${i} = ${i + 1};\n`).join("");
  const project = started(`${HEAD}${imports}message M {\n${lines}}\n`);
  const types = [...project.lock.matchAll(/ f\d+ (\S+)/g)].map(([, type = ""]) => type);
  expect(types).toEqual(
    fields.map((type) =>
      type
        .replace(/\bM\b/, "catalog.v1.M")
        .replace(/^repeated (.*)/, "repeated<$1>")
        .replaceAll(" ", ""),
    ),
  );
});
