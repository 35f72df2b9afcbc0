import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messages } from "./arbitrary.js";
import { compare } from "./compare.js";
import { loadContracts, python, typescript } from "./programs.js";
import { Speaker } from "./speaker.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const ANIME = "shared_proto/v1/anime.proto";
const contracts = loadContracts();

/** One language has other contracts than the rest: what would go unseen if the comparison could not fail. */
const alterations = [
  ["a field has another number", "Anime", "optional string month = 6;", "optional string month = 45;"],
  [
    "two fields have changed places",
    "Ography",
    "string title = 1;\n",
    "string title = 3;\n",
    "sources = 3;",
    "sources = 1;",
  ],
  ["an integer is zigzag", "EpisodeRange", "int32 start = 1;", "sint32 start = 1;"],
  ["an integer is 32 bits wide, not 64", "StaffMember", "map<string, int64> staff_ids", "map<string, int32> staff_ids"],
  ["a float is a double", "Statistics", "optional float score = 1;", "optional double score = 1;"],
  ["zero is not told from absence", "ContextualRank", "optional int32 year = 4;", "int32 year = 4;"],
  ["a list is one value", "ThemeSong", "repeated EpisodeRange episodes", "EpisodeRange episodes"],
  ["a map has another value", "Episode", "map<string, string> titles", "map<string, ThemeEntry> titles"],
  ["two enum values have changed places", "Ography", "MAIN = 1;", "MAIN = 2;", "SUPPORTING = 2;", "SUPPORTING = 1;"],
  ["a field has another name", "Episode", "bool recap = 9;", "bool summary = 9;"],
] as const;

let folder: string;
let judge: Speaker;
beforeAll(() => {
  const dist = join(root, "libs/round-trip/dist");
  mkdirSync(dist, { recursive: true });
  folder = mkdtempSync(join(dist, "altered-"));
  judge = new Speaker(python());
});
afterAll(() => {
  judge.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a comparison with altered contracts", () => {
  it("finds nothing where nothing is altered", async () => {
    expect(await findDisagreement("unaltered", "Anime", [])).toBeUndefined();
  });

  it.each(alterations)("finds that %s", async (title, message, ...edits) => {
    const found = await findDisagreement(title.replaceAll(/\W+/g, "-"), message, edits);
    expect(found).toMatch(/TypeScript|Python/);
    expect(found).not.toContain("ended");
  });
});

/** What goes wrong between Python with the contracts and TypeScript with altered ones. */
async function findDisagreement(name: string, message: string, edits: readonly string[]): Promise<string | undefined> {
  const desc = contracts.getMessage(`shared_proto.v1.${message}`);
  if (desc === undefined) throw new Error(`There is no message ${message}.`);
  const altered = new Speaker(typescript(generateAltered(name, edits)));
  try {
    const values = fc.sample(messages(desc), { numRuns: 200, seed: 4 });
    const { disagreements } = await compare(desc.typeName, values, [judge, altered], [judge]);
    return disagreements.map(({ from, to }) => `${from} → ${to}`)[0];
  } catch (error) {
    return String(error);
  } finally {
    altered.stop();
  }
}

/** Modules of the protos after pairs of edits: each replaces a text that stands there. */
function generateAltered(name: string, edits: readonly string[]): string {
  const [protos, out] = [join(folder, name, "protos"), join(folder, name, "out")];
  cpSync(join(root, "protos"), protos, { recursive: true });
  let text = readFileSync(join(protos, ANIME), "utf8");
  for (let i = 0; i + 1 < edits.length; i += 2) {
    const [before, after] = [edits[i] ?? "", edits[i + 1] ?? ""];
    if (!text.includes(before)) throw new Error(`${ANIME} does not say \`${before}\`.`);
    text = text.replace(before, after);
  }
  writeFileSync(join(protos, ANIME), text);
  const plugin = {
    local: join(root, "node_modules/.bin/protoc-gen-es"),
    out,
    opt: ["target=js", "import_extension=js"],
  };
  const template = JSON.stringify({ version: "v2", plugins: [plugin] });
  execFileSync(join(root, "node_modules/.bin/buf"), ["generate", "--template", template], { cwd: protos });
  return out;
}
