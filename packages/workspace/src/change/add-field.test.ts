import { afterAll, describe, expect, it } from "vitest";
import { type ChangedFile, newComplaints } from "./formatters.test.support.js";
import { MORE_STYLES } from "./more-styles.test.support.js";
import { decoded, isInserted, Repository } from "./repository.test.support.js";
import { STYLES } from "./styles.test.support.js";

/** Every type of the table, and collections of them. */
const TYPES = (
  "bool; string; bytes; int; int32; int64; uint32; uint64; float; double; timestamp; date; time; duration; uuid; " +
  "decimal; json; Medium; Studio; list<string>; list<Studio>; set<string>; list<Medium>; list<timestamp>; " +
  "map<string, int64>; map<string, Studio>; map<string, list<string>>; map<Medium, string>; map<int32, bool>; " +
  'Studio | Person; "tv" | "movie"; string?; int32?; bool?; double?; Studio?; Medium?; timestamp?; list<string>?'
).split("; ");

/** Each type meets every fourth style; the whole table was gone through when the styles were written. */
const SHARE = 4;

const changed: ChangedFile[] = [];

describe.each([...STYLES, ...MORE_STYLES].map((style, i) => ({ ...style, i })))("$name", ({ i: at, ...style }) => {
  const repository = new Repository(style);
  afterAll(() => repository.remove());

  it.each(TYPES.filter((_, i) => i % SHARE === at % SHARE))("takes a field of the type %s", async (type) => {
    const request = {
      kind: "add-field",
      record: "Work",
      name: "first_seen",
      type,
      doc: "When it was seen first.",
    } as const;
    const plan = await repository.plan(request);
    expect(plan.files.size).toBeGreaterThan(0);
    for (const [path, bytes] of plan.files) {
      const [before = "", after] = [repository.read(path), bytes && decoded(bytes)];
      if (path === "contracts.lock") continue;
      expect(isInserted(before, after ?? ""), `${path}:\n${after}`).toBe(true);
      changed.push({ about: `${style.name}, ${type}`, path, before, after: after ?? "", settings: settingsOf(style) });
    }
    const undo = repository.carryOut(plan);
    expect(await repository.errors()).toEqual([]);
    const again = await repository.plan(request);
    expect([...again.files.keys()]).toEqual([]);
    expect(again.done).toEqual([expect.stringMatching(/is there already/)]);
    undo();
  });
});

it("leaves nothing to say to Ruff, buf, Prettier and isort", async () => {
  expect(changed.length).toBeGreaterThan(100);
  expect(await newComplaints(changed)).toEqual([]);
});

function settingsOf({ files }: { readonly files: { readonly [path: string]: string } }) {
  return Object.fromEntries(Object.entries(files).filter(([path]) => /ruff\.toml$|^\.prettierrc/.test(path)));
}
