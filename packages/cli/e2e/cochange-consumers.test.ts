import type { Diagnostic } from "@nx-contracts/ir";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CONFIG, PROTO, READERS, READING_PROJECTS, STUBS } from "./consumer-files.js";
import { type ConsumerWorkspace, createConsumers } from "./consumers.js";

let workspace: ConsumerWorkspace;
beforeEach(async () => {
  workspace = await createConsumers();
});
afterEach(() => workspace.remove());

async function diagnostics(verb: string, ...args: readonly string[]): Promise<readonly Diagnostic[]> {
  const { stdout, stderr } = await workspace.run(verb, "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}

const consumers = async (verb: string) =>
  (await diagnostics(verb)).filter(({ rule }) => rule === "cochange/consumer-not-updated");
const places = (found: readonly Diagnostic[]) => found.map(({ at }) => `${at.file}:${at.line}`).sort();
const remove = () => workspace.replace(PROTO, "  int32 score = 3;\n", '  reserved 3;\n  reserved "score";\n');

describe.each(["cochange", "check"])("`%s`", (verb) => {
  test("names each read of a removed field in four languages, for certain, and no decoy", async () => {
    remove();
    const found = await consumers(verb);
    expect(places(found)).toEqual(workspace.reads);
    expect(found.map(({ severity }) => severity)).toEqual(["error", "error", "error", "error"]);
    expect(found.map(({ data }) => data["project"]).sort()).toEqual([...READING_PROJECTS]);
    expect(found.map(({ data }) => data["language"]).sort()).toEqual(["go", "python", "rust", "typescript"]);
    for (const { message, related } of found) {
      expect(message).toMatch(/^`Show\.score` is gone, and `\w+` still reads it here\.$/);
      expect(related?.[0]?.at).toMatchObject({ file: PROTO, line: 9 });
    }
  });
});

test("a read through a record of another contract", async () => {
  workspace.git("checkout", "-q", "main");
  workspace.write(
    CONFIG,
    workspace
      .read(CONFIG)
      .replace(
        "generate:",
        "  - { id: guide, kind: event, source: { reader: proto, files: [guide/v1/guide.proto] } }\ngenerate:",
      ),
  );
  workspace.write(
    "protos/guide/v1/guide.proto",
    'syntax = "proto3";\npackage guide.v1;\nimport "shows/v1/show.proto";\nmessage Slot {\n  shows.v1.Show show = 1;\n}\n',
  );
  workspace.write(
    READERS.python,
    "from guide.v1.guide_pb2 import Slot\n\n\ndef stars(slot: Slot) -> int:\n    return slot.show.score\n",
  );
  workspace.commit();
  workspace.git("checkout", "-q", "-B", "change");
  remove();
  const found = (await consumers("cochange")).filter(({ at }) => at.file === READERS.python);
  expect(found).toMatchObject([{ severity: "error", at: { line: 5 } }]);
});

test("a field that is renamed under its number is named with its new name, and with the safe plan", async () => {
  workspace.replace(PROTO, "int32 score = 3", "int32 rating = 3");
  const found = await consumers("cochange");
  expect(places(found)).toEqual(workspace.reads);
  for (const { message, help } of found) {
    expect(message).toMatch(/^`Show\.score` is called `rating` now, and `\w+` still reads the old name here\.$/);
    expect(help).toMatch(/^Use `rating` here, .*add the new one beside the old one/);
    expect(help).toContain("not the code that uses the old name");
  }
});

test("a consumer that moved with the change is not named", async () => {
  remove();
  workspace.replace(READERS.python, "show.score // 20", "len(show.title)");
  expect(places(await consumers("cochange"))).toEqual(
    workspace.reads.filter((place) => !place.startsWith(READERS.python)),
  );
});

test("where the type is not known, the use is likely, weighs less, and the message says why", async () => {
  remove();
  workspace.write(
    READERS.python,
    "from shows.v1 import show_pb2\nEMPTY = show_pb2.Show()\n\ndef stars(show):\n    return show.score\n",
  );
  const found = (await consumers("cochange")).filter(({ at }) => at.file === READERS.python);
  expect(found).toMatchObject([{ severity: "warning", at: { line: 5 } }]);
  expect(found[0]?.message).toContain("probably reads it here: the file uses the contract, but nothing shows");
});

test("a member of an enum that is gone", async () => {
  workspace.write(
    READERS.python,
    "from shows.v1 import show_pb2\n\n\ndef is_dark(show: show_pb2.Show) -> bool:\n    return show.mood == show_pb2.MOOD_DARK\n",
  );
  workspace.commit();
  workspace.replace(PROTO, "  MOOD_DARK = 1;\n", "  reserved 1;\n");
  expect((await consumers("cochange")).map(({ subject, at }) => `${subject} ${at.file}:${at.line}`)).toEqual([
    `shows:Mood.MOOD_DARK@digest ${READERS.python}:5`,
  ]);
});

describe("stubs", () => {
  const behind = async (...args: readonly string[]) =>
    (await diagnostics("cochange", ...args))
      .filter(({ rule }) => rule === "cochange/stub-not-updated")
      .map(({ subject, related = [] }) => `${subject} ${related.map(({ at }) => at.file).join()}`)
      .sort();

  test("that did not change with their proto are named, output by output", async () => {
    workspace.replace(PROTO, "  Mood mood = 5;\n", "  Mood mood = 5;\n  int32 year = 6;\n");
    expect(await behind()).toEqual([
      `shows:shows/v1/show.proto@grpcio-tools ${STUBS.python},${STUBS.pythonTypes}`,
      `shows:shows/v1/show.proto@protobuf-es ${STUBS.typescript}`,
      `shows:shows/v1/show.proto@protoc-gen-go ${STUBS.go}`,
    ]);
    workspace.write(STUBS.typescript, `${workspace.read(STUBS.typescript)}// year\n`);
    expect(await behind()).toHaveLength(2);
  });

  test("of an output that writes beside another are its own, and Python has no dash in them", async () => {
    workspace.write(
      CONFIG,
      `${workspace.read(CONFIG)}  - { tool: protoc-gen-go-grpc, version: 1.6.2, out: ../libs/search, options: [module=example.org/search] }\n`,
    );
    const dashed = "protos/shows/v1/tv-guide.proto";
    workspace.write(dashed, 'syntax = "proto3";\npackage shows.v1;\nmessage Guide {\n  string id = 1;\n}\n');
    const stub = STUBS.python.replace("show_pb2", "tv_guide_pb2");
    workspace.write(stub, "# Generated by the protocol buffer compiler.  DO NOT EDIT!\n");
    workspace.git("checkout", "-q", "main");
    workspace.commit();
    workspace.git("checkout", "-q", "-B", "change");
    workspace.replace(dashed, "  string id = 1;\n", "  string id = 1;\n  int32 channel = 2;\n");
    workspace.replace(PROTO, "  Mood mood = 5;\n", "  Mood mood = 5;\n  int32 year = 6;\n");
    const found = (await behind()).join("\n");
    expect(found).toContain(`shows/v1/tv-guide.proto@grpcio-tools ${stub}`);
    expect(found).not.toContain("protoc-gen-go-grpc");
  });

  test("are asked for nothing by comments and white space", async () => {
    workspace.write(PROTO, `${workspace.read(PROTO).replaceAll("\n\n", "\n\n\n")}// The end.\n`);
    expect(await behind()).toEqual([]);
  });

  test("without a manifest are found where the generator puts them", async () => {
    workspace.delete("protos/contracts.stubs");
    workspace.replace(PROTO, "  Mood mood = 5;\n", "  Mood mood = 5;\n  int32 year = 6;\n");
    expect(await behind()).toContain(`shows:shows/v1/show.proto@protobuf-es ${STUBS.typescript}`);
  });
});

describe("a deletion while it is used", () => {
  const deletions = async (verb = "check") =>
    (await diagnostics(verb)).filter(({ rule }) => rule === "lifecycle/deleted-while-used");

  test("of a record lists every use with file and line, and the order of the steps", async () => {
    workspace.write(
      READERS.python,
      "from shows.v1.show_pb2 import Studio\n\n\ndef name(studio: Studio) -> str:\n    return studio.name\n",
    );
    workspace.commit();
    workspace.write(
      PROTO,
      workspace
        .read(PROTO)
        .replace("message Studio {\n  string name = 1;\n}\n", "")
        .replace("  Studio studio = 4;\n", "  reserved 4;\n"),
    );
    const [found, ...others] = await deletions();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ severity: "error", subject: "shows:Studio" });
    expect(found?.related?.map(({ at }) => `${at.file}:${at.line}`)).toEqual(
      expect.arrayContaining([`${READERS.python}:1`, `${READERS.python}:5`]),
    );
    expect(found?.help).toMatch(/^1\. Put it back, marked deprecated\. 2\. .* 4\. Delete it with its stubs\.$/);
    // A person reads it once.
    const noted = (await diagnostics("check")).filter(({ subject }) => subject.startsWith("shows:Studio@"));
    expect(new Set(noted.map(({ severity }) => severity))).toEqual(new Set(["info"]));
  });

  test("of a file names the protos that import it, the code that imports its stubs and the build scripts", async () => {
    workspace.git("checkout", "-q", "main");
    workspace.write(CONFIG, workspace.read(CONFIG).replace("[shows/v1/show.proto]", "['shows/v1/*.proto']"));
    workspace.write(
      "protos/shows/v1/guide.proto",
      'syntax = "proto3";\npackage shows.v1;\nimport "shows/v1/show.proto";\nmessage Guide {\n  string id = 1;\n}\n',
    );
    workspace.write("libs/player/build.rs", 'fn main() {\n    compile("protos/shows/v1/show.proto");\n}\n');
    workspace.commit();
    workspace.git("checkout", "-q", "-B", "change");
    workspace.delete(PROTO);
    const [found] = await deletions("compat");
    expect(found).toMatchObject({ subject: "shows:shows/v1/show.proto", at: { file: CONFIG } });
    const uses = found?.related?.map(({ at }) => `${at.file}:${at.line}`) ?? [];
    expect(uses).toEqual(
      expect.arrayContaining(["protos/shows/v1/guide.proto:3", "libs/player/build.rs:2", `${READERS.python}:5`]),
    );
    for (const read of workspace.reads) expect(uses).toContain(read);
  });

  test("of a file is no deletion of what another file defines that imports it", async () => {
    workspace.git("checkout", "-q", "main");
    const mood = "protos/shows/v1/mood.proto";
    workspace.write(CONFIG, workspace.read(CONFIG).replace("[shows/v1/show.proto]", "['shows/v1/*.proto']"));
    workspace.write(mood, 'syntax = "proto3";\npackage shows.v1;\nmessage Scale {\n  int32 top = 1;\n}\n');
    workspace.replace(PROTO, "package shows.v1;\n", 'package shows.v1;\nimport "shows/v1/mood.proto";\n');
    workspace.replace(PROTO, "  Mood mood = 5;\n", "  Mood mood = 5;\n  Scale scale = 6;\n");
    workspace.commit();
    workspace.git("checkout", "-q", "-B", "change");
    workspace.delete(mood);
    expect((await deletions()).map(({ subject }) => subject)).toEqual(["shows:shows/v1/mood.proto"]);
  });

  test("of a stored record is reported though nothing uses it", async () => {
    workspace.git("checkout", "-q", "main");
    workspace.write(CONFIG, workspace.read(CONFIG).replace("kind: event", "kind: storage"));
    workspace.write(PROTO, `${workspace.read(PROTO)}message Draft {\n  string id = 1;\n}\n`);
    workspace.commit();
    workspace.git("checkout", "-q", "-B", "change");
    workspace.replace(PROTO, "message Draft {\n  string id = 1;\n}\n", "");
    const [found, ...others] = await deletions();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ subject: "shows:Draft", severity: "error" });
    expect(found?.help).toMatch(/^1\. Migrate or delete what is stored\./);
  });

  test("of a record that a mapping names", async () => {
    workspace.git("checkout", "-q", "main");
    workspace.write(
      CONFIG,
      workspace
        .read(CONFIG)
        .replace(
          "generate:",
          "    mirrors:\n      - reader: proto\n        files: [mirror.proto]\n        mapping:\n          records:\n            Draft: Sketch\ngenerate:",
        ),
    );
    workspace.write(
      "protos/mirror.proto",
      workspace.read(PROTO).replaceAll("shows.v1", "mirror.v1") + "message Sketch {\n}\n",
    );
    workspace.write(PROTO, `${workspace.read(PROTO)}message Draft {\n}\n`);
    workspace.commit();
    workspace.git("checkout", "-q", "-B", "change");
    workspace.replace(PROTO, "message Draft {\n}\n", "");
    const [found] = await deletions();
    const line = workspace.line(CONFIG, "            Draft: Sketch");
    expect(found).toMatchObject({ subject: "shows:Draft", related: [{ at: { file: CONFIG, line } }] });
  });

  test("that nothing refers to is none", async () => {
    workspace.git("checkout", "-q", "main");
    workspace.write(PROTO, `${workspace.read(PROTO)}message Draft {\n  string id = 1;\n}\n`);
    workspace.commit();
    workspace.git("checkout", "-q", "-B", "change");
    workspace.replace(PROTO, "message Draft {\n  string id = 1;\n}\n", "");
    expect(await deletions()).toEqual([]);
  });
});
