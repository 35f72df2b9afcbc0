import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FieldAddition } from "./index.js";
import { type ChangedFile, newComplaints } from "./formatters.test.support.js";
import { MORE_STYLES } from "./more-styles.test.support.js";
import { decoded, isInserted, Repository } from "./repository.test.support.js";
import { STYLES } from "./styles.test.support.js";

/** Styles without TypeScript: its compiler would have most of the time. */
const QUICK = [...STYLES, ...MORE_STYLES].filter(({ files }) => files["work.ts"] === undefined);

const changed: ChangedFile[] = [];
const repositories: Repository[] = [];
beforeAll(() => void repositories.push(...QUICK.map((style) => new Repository(style))));
afterAll(() => repositories.forEach((repository) => repository.remove()));

const scalar = fc.constantFrom(
  ...(
    "bool string bytes int32 uint64 sint32 fixed64 double float timestamp date duration uuid decimal json Medium " +
    "Studio Person"
  ).split(" "),
);
const key = fc.constantFrom("string", "int32", "uint64", "bool", "Medium");
const collected = fc.oneof(
  scalar,
  scalar.map((item) => `list<${item}>`),
  fc.constantFrom("string", "int64", "uuid").map((item) => `set<${item}>`),
  fc.tuple(key, scalar).map(([by, value]) => `map<${by}, ${value}>`),
  fc.tuple(key, scalar).map(([by, value]) => `map<${by}, list<${value}>>`),
  scalar.map((item) => `list<list<${item}>>`),
);
const type = fc.oneof(
  { weight: 4, arbitrary: collected },
  { weight: 1, arbitrary: scalar.map((item) => `${item}?`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("Studio | Person", '"a" | "b c" | "d\'e"', "1 | 2 | 3", "Studio | Person | null"),
  },
);
const words = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const name = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join("_")}_x`);
const doc = fc.oneof(
  fc.constant(undefined),
  fc.lorem({ maxCount: 3, mode: "sentences" }),
  fc.string({
    unit: fc.constantFrom(...("aé\"'*/\\`#<>&{}$ .\n日😀".match(/./gsu) ?? [])),
    minLength: 1,
    maxLength: 40,
  }),
);

it(
  "adds any type under any name with any description to any style, or says why not",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: QUICK.length - 1 }),
        fc.record({ name, type, doc, deprecated: fc.boolean() }),
        async (at, { doc: text, deprecated, ...rest }) => {
          const repository = repositories[at];
          if (!repository) throw new RangeError("There is no such style.");
          const request: FieldAddition = {
            kind: "add-field",
            record: "Work",
            ...rest,
            ...(text !== undefined && { doc: text }),
            ...(deprecated && { deprecated }),
          };
          const plan = await repository.plan(request);
          for (const [path, bytes] of plan.files) {
            const [before = "", after = ""] = [repository.read(path), bytes && decoded(bytes)];
            if (path === "contracts.lock") continue;
            expect(isInserted(before, after), after).toBe(true);
            changed.push({
              about: JSON.stringify([QUICK[at]?.name, request]),
              path,
              before,
              after,
              settings: settingsOf(at),
            });
          }
          const undo = repository.carryOut(plan);
          try {
            expect(await repository.errors()).toEqual([]);
            expect([...(await repository.plan(request)).files.keys()]).toEqual([]);
          } finally {
            undo();
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(await newComplaints(changed)).toEqual([]);
  },
);

function settingsOf(at: number) {
  return Object.fromEntries(Object.entries(QUICK[at]?.files ?? {}).filter(([path]) => path === "ruff.toml"));
}
