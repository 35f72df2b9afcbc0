import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  bufAnnotations,
  COMPAT_RULES,
  type CompatPolicy,
  compatPolicy,
  formatBufJson,
  judgeCompat,
} from "@nx-contracts/engine/compat";
import { afterAll, beforeAll, expect, test } from "vitest";
import { factsOf, sourcesOf, type Version } from "./compat-example.js";

/** The binary itself: the package's own script costs a second Node process. */
const BUF = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);
const VERSIONS = ["before", "after"] as const satisfies readonly Version[];

/** Every example as a module of one workspace, its files in a folder that no other has. */
const EXAMPLES = COMPAT_RULES.flatMap(({ id, buf, examples }) =>
  examples.map((example) => ({ title: `${id}: ${example.title}`, buf, example })),
).map((each, index) => ({ ...each, module: `m${index}`, folder: `x${index}` }));

const root = mkdtempSync(join(tmpdir(), "compat-examples-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(() => {
  for (const version of VERSIONS) {
    for (const { module, folder, example } of EXAMPLES)
      for (const { path, text } of sourcesOf(version, example, folder)) write(join(version, module, path), text);
    const modules = EXAMPLES.map(({ module, buf }) => ({ path: module, breaking: { use: [buf] } }));
    write(join(version, "buf.yaml"), JSON.stringify({ version: "v2", modules }));
  }
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

// What does not compile would be among the lines: Buf builds the modules of both versions, each by itself.
test("buf compiles every example, and buf breaking says of it what its rule says, place by place", () => {
  const argv = ["breaking", "--against", "../before", "--error-format=json"];
  const { stdout, stderr } = spawnSync(BUF, argv, { cwd: join(root, "after"), encoding: "utf8" });
  expect(stderr).toBe("");
  const ours = EXAMPLES.flatMap(linesOf);
  expect([...linesIn(stdout)].sort()).toEqual([...new Set(ours)].sort());
});

test.each(EXAMPLES.map((each) => [each.title, each] as const))("%s: reported as it says", (_title, each) => {
  expect(linesOf(each).length > 0).toBe(each.example.reports.length > 0);
});

/** What the rules of one id of Buf say about an example: some are two of ours. */
function linesOf({ buf: id, example, module, folder }: (typeof EXAMPLES)[number]): readonly string[] {
  const texts = new Map(sourcesOf("after", example, folder).map(({ path, text }) => [path, text]));
  const annotations = bufAnnotations(judgeCompat(factsOf(example, folder), policyOf(id)), {
    pathOf: ({ path }) => `${module}/${path}`,
    textOf: ({ path }) => texts.get(path) ?? "",
  });
  return linesIn(formatBufJson(annotations));
}

function policyOf(id: string): CompatPolicy {
  const { policy } = compatPolicy({
    version: "v2",
    use: [id],
    except: [],
    ignore: [],
    ignoreOnly: {},
    ignoreUnstablePackages: false,
  });
  if (policy === undefined) throw new Error(`Buf has no rule ${id}.`);
  return policy;
}

function linesIn(output: string): readonly string[] {
  return output.split("\n").filter((line) => line !== "");
}
