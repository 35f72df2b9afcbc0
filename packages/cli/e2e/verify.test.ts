import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verify } from "@nx-contracts/workspace";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GO, TYPESCRIPT } from "./generate-project.js";
import { createReleaseProject, type ReleaseProject } from "./release-project.js";

/** How many bytes are flipped of each kind; FLIPS=all for every byte of every asset. */
const FLIPS = process.env["FLIPS"] ?? "40";

let project: ReleaseProject;
let assets: string;
let unpacked: string;

/** A release in four languages, and what GNU tar makes of it. */
beforeAll(async () => {
  project = await createReleaseProject();
  project.write("protos/contracts.yaml", project.read("protos/contracts.yaml") + TYPESCRIPT + GO);
  project.write("go/go.mod", "module example.org/shows\n\ngo 1.24\n");
  const generated = await project.run(["generate"]);
  expect(generated.status, generated.stderr).toBe(0);
  project.commit();
  const { status, stderr } = await project.release("--tag", "proto-v1");
  expect(status, stderr).toBe(0);
  assets = join(project.root, "dist/contracts");
  unpacked = mkdtempSync(join(tmpdir(), "verify "));
  for (const name of readdirSync(assets))
    if (name.endsWith(".tar.gz")) execFileSync("tar", ["-xzf", join(assets, name), "-C", unpacked]);
});
afterAll(() => {
  project.remove();
  rmSync(unpacked, { recursive: true, force: true });
});

const problemsIn = async (path: string) => (await verify({ cwd: "/", paths: [path] })).findings;

test("the assets, each of them, and what is unpacked from them verify, in text and JSON", async () => {
  const all = await project.run(["verify", "../dist/contracts"]);
  expect(all).toMatchObject({ status: 0, stderr: "" });
  const made = [...project.assets().keys()].filter((name) => !name.endsWith(".sha256"));
  expect(made.filter((name) => name.includes("-artifacts-"))).toHaveLength(4);
  expect(all.stdout).toContain(`\n${made.length} verified.\n`);
  const [first = ""] = made;
  const json = await project.run([
    "verify",
    `../dist/contracts/${first}`,
    unpacked,
    join(unpacked, "rust"),
    "--format",
    "json",
  ]);
  const { summary, assets: found } = JSON.parse(json.stdout) as {
    summary: unknown;
    assets: readonly Record<string, unknown>[];
  };
  expect(summary).toEqual({ assets: 6, findings: 0 });
  const digest = createHash("sha512")
    .update(project.assets().get(first) ?? "")
    .digest("base64");
  expect(found[0]).toMatchObject({ integrity: `sha512-${digest}` });
});

/** Places in a file: all of them, or some that differ from run to run, its ends among them. */
function places(length: number, count = FLIPS): readonly number[] {
  if (count === "all" || Number(count) >= length) return Array.from({ length }, (_, i) => i);
  const some = Array.from({ length: Number(count) }, () => Math.floor(Math.random() * length));
  return [...new Set([0, 3, 4, 8, 9, length - 1, ...some])].filter((at) => at < length);
}

/** Every way in which one byte may differ comes up: its lowest bit, its case, all of it. */
const MASKS = [1, 0x20, 0xff];

async function flip(file: string, names: string, root: string, count?: string) {
  const bytes = readFileSync(file);
  for (const at of places(bytes.length, count)) {
    const mask = MASKS[at % MASKS.length] ?? 1;
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ mask;
    writeFileSync(file, changed);
    const found = await problemsIn(root);
    expect(
      found.some((each) => each.file.startsWith(names)),
      `byte ${at} of ${file} xor ${mask}: ${JSON.stringify(found)}`,
    ).toBe(true);
  }
  writeFileSync(file, bytes);
}

test("any byte of any asset that is not as it was is found, and the file named", async () => {
  const copy = mkdtempSync(join(tmpdir(), "flipped "));
  cpSync(assets, copy, { recursive: true });
  for (const name of readdirSync(copy)) {
    const asset = join(copy, name.replace(/\.sha256$/, ""));
    await flip(join(copy, name), asset, asset);
  }
  rmSync(copy, { recursive: true });
}, 3_600_000);

test("a bundle by itself is proven by what packing it again gives, and a folder of assets wants every digest", async () => {
  const alone = mkdtempSync(join(tmpdir(), "alone "));
  const [name = ""] = [...project.assets().keys()].filter((each) => each.endsWith("-artifacts-proto-v1.tar.gz"));
  const file = join(alone, name);
  cpSync(join(assets, name), file);
  expect(await problemsIn(file)).toEqual([]);
  expect(await problemsIn(alone)).toMatchObject([{ problem: "digest-missing", file: `${file}.sha256` }]);
  await flip(file, file, file);
  execFileSync("sh", ["-c", 'gzip -dc "$0" > a.tar && gzip -c a.tar > "$0" && rm a.tar', file], { cwd: alone });
  expect(await problemsIn(file)).toMatchObject([{ problem: "digest-missing" }]);
  rmSync(alone, { recursive: true });
}, 3_600_000);

test("so is any byte of what is unpacked", async () => {
  const copy = mkdtempSync(join(tmpdir(), "flipped "));
  cpSync(unpacked, copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    const root = join(copy, file.slice(copy.length + 1).split("/")[0] ?? "");
    // A list says of its own digits that the file is another one.
    await flip(file, name === "checksums.txt" ? root : file, root, FLIPS === "all" ? "all" : "6");
  }
  rmSync(copy, { recursive: true });
}, 3_600_000);

test("what is missing, added, renamed or said by something else is found", async () => {
  const copy = mkdtempSync(join(tmpdir(), "changed "));
  const reset = () => {
    rmSync(copy, { recursive: true, force: true });
    cpSync(unpacked, copy, { recursive: true });
  };
  const seal = (kind: string) =>
    execFileSync(
      "sh",
      ["-c", "find . -type f ! -path ./checksums.txt | LC_ALL=C sort | xargs sha256sum > checksums.txt"],
      { cwd: join(copy, kind) },
    );
  const edit = (path: string, from: string | RegExp, to: string) => {
    const text = readFileSync(join(copy, path), "latin1");
    expect(text).toMatch(from);
    writeFileSync(join(copy, path), text.replace(from, to), "latin1");
  };
  const cases: readonly (readonly [kind: string, change: () => void, problem: string, file: string])[] = [
    [
      "python",
      () => rmSync(join(copy, "python/generated/shows/v1/show_pb2.py")),
      "stub",
      "generated/shows/v1/show_pb2.py",
    ],
    [
      "python",
      () => writeFileSync(join(copy, "python/generated/evil.py"), "import os\n"),
      "unexpected",
      "generated/evil.py",
    ],
    [
      "python",
      () => writeFileSync(join(copy, "python/generated/shows/__init__.py"), "import os\n"),
      "unexpected",
      "generated/shows/__init__.py",
    ],
    [
      "python",
      () => edit("python/protos/shows/v1/show.proto", "string title", "string name"),
      "stub",
      "generated/shows/v1/show_pb2.py",
    ],
    ["python", () => edit("python/metadata.json", /"sha": "./, '"sha": "x'), "malformed", "metadata.json"],
    [
      "python",
      () => edit("python/metadata.json", '"artifact_kind": "python"', '"artifact_kind": "rust"'),
      "malformed",
      "metadata.json",
    ],
    [
      "rust",
      () => edit("rust/generated/shows_descriptor_set.pb", "title", "tible"),
      "stub",
      "generated/shows_descriptor_set.pb",
    ],
    [
      "rust",
      () => edit("rust/protos/shows/v1/studio.proto", "name = 1", "name = 2"),
      "stub",
      "generated/shows_descriptor_set.pb",
    ],
    [
      "typescript",
      () => edit("typescript/protos/shows/v1/show.proto", "title = 1", "title = 3"),
      "stub",
      "generated/shows/v1/show_pb.ts",
    ],
    [
      "go",
      () => edit("go/protos/shows/v1/show.proto", "title = 1", "title = 3"),
      "stub",
      "generated/shows/v1/show.pb.go",
    ],
    ["go", () => rmSync(join(copy, "go/protos/shows/v1/show.proto")), "stub", "generated/shows/v1/show.pb.go"],
  ];
  for (const [kind, change, problem, file] of cases) {
    reset();
    change();
    seal(kind);
    const found = await problemsIn(join(copy, kind));
    expect(found, `${problem} ${file}`).toContainEqual(
      expect.objectContaining({ problem, file: join(copy, kind, file) }),
    );
  }
  reset();
  mkdirSync(join(copy, "python/generated/shows/__pycache__"));
  writeFileSync(join(copy, "python/generated/shows/__pycache__/show.pyc"), "");
  expect(await problemsIn(join(copy, "python"))).toEqual([]);
  rmSync(join(copy, "go/generated/shows/v1/show.pb.go"));
  writeFileSync(join(copy, "go/more.txt"), "");
  expect((await problemsIn(join(copy, "go"))).map(({ problem, file }) => [problem, file.slice(copy.length)])).toEqual(
    expect.arrayContaining([
      ["missing", "/go/generated/shows/v1/show.pb.go"],
      ["unexpected", "/go/more.txt"],
    ]),
  );
  rmSync(copy, { recursive: true });
});
