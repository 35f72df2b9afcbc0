import { describe, expect, it } from "vitest";
import { type Judging, compareBatch } from "./buf-breaking.test.support.js";
import { type Case, buildCase, randomCase } from "./cases.test.support.js";
import { type Random, pick, randomSource } from "./mutants.test.support.js";

const COUNT = Number(process.env["COMPAT_MUTANTS"] ?? 200);
const SEED = Number(process.env["COMPAT_SEED"] ?? 20_261);
/** With `ALL`, every mutant is judged by the rules of all categories at once; each category is a part of them. */
const USE = process.env["COMPAT_USE"];
const AT_ONCE = 50;

const V2 = ["FILE", "PACKAGE", "WIRE_JSON", "WIRE", "CSR"];

/** A random `breaking` section; every batch is of one kind of workspace. */
function randomJudging(isNewer: boolean, id: string, random: Random): Judging {
  const version = isNewer ? "v2" : random(2) === 0 ? "v1" : "v1beta1";
  const words = isNewer ? V2 : V2.slice(0, 4);
  const use = USE === "ALL" ? words : [pick(words, random) ?? "FILE"];
  const path = isNewer ? `m${id}/${id}` : id;
  const extras: readonly object[] = [
    {},
    {},
    {},
    { except: ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"] },
    { ignore: [`${path}/library`] },
    { ignore_only: { FIELD_NO_DELETE: [`${path}/plain/plain.proto`], WIRE: [`${path}/studio`] } },
    { ignore_unstable_packages: true },
    isNewer ? { use: [...use, "PACKAGE"] } : { use: [...use, "FIELD_SAME_LABEL", "FIELD_SAME_CTYPE"] },
  ];
  return { version, breaking: { use, ...pick(extras, random) } };
}

const typeOf = (line: string) => /"type":"(\w+)"/.exec(line)?.[1] ?? line;

/** Lines that only one of the two has. */
async function disagreements(
  cases: readonly Case[],
  judgings: readonly Judging[],
): Promise<{ buf: string[]; ours: string[]; lines: readonly string[]; refused: number }> {
  const { buf, ours, refused, incomplete } = await compareBatch(cases, judgings);
  const [theirs, mine] = [new Set(buf), new Set(ours)];
  const onlyBuf = buf.filter((line) => !mine.has(line));
  const onlyOurs = ours.filter((line) => !theirs.has(line));
  const isOrdered = onlyBuf.length > 0 || onlyOurs.length > 0 || buf.join("\n") === ours.join("\n");
  onlyOurs.push(...incomplete.map((id) => `"${id}/": not everything that differs was looked at.`));
  if (!isOrdered) onlyBuf.push("The lines are the same, in another order.");
  return { buf: onlyBuf, ours: onlyOurs, lines: buf, refused: refused.size };
}

/** The case with every step left out that the disagreement does not need. */
async function shrink(found: Case, judging: Judging): Promise<Case> {
  const disagrees = async (candidate: Case) => {
    const { buf, ours } = await disagreements([candidate], [judging]);
    return buf.length + ours.length > 0;
  };
  let smallest = found;
  for (const side of ["oldSteps", "newSteps"] as const) {
    for (const step of found[side]) {
      const candidate = { ...smallest, [side]: smallest[side].filter((each) => each !== step) };
      if (await disagrees(candidate)) smallest = candidate;
    }
  }
  return smallest;
}

describe.skipIf(COUNT === 0)("compat", () => {
  it(`gives the lines of buf breaking on ${COUNT} mutants`, { timeout: 7_200_000 }, async ({ task }) => {
    const random = randomSource(SEED);
    const failures: string[] = [];
    const total = { lines: 0, refused: 0 };
    const types = new Map<string, number>();
    const seen = new Set<string>();
    for (let done = 0, batch = 0; done < COUNT; done += AT_ONCE, batch++) {
      const cases = Array.from({ length: Math.min(AT_ONCE, COUNT - done) }, (_, index) =>
        randomCase(`c${done + index}`, random),
      );
      const judgings = cases.map(({ id }) => randomJudging(batch % 2 === 0, id, random));
      const { buf, ours, lines, refused } = await disagreements(cases, judgings);
      total.lines += lines.length;
      for (const line of lines) seen.add(typeOf(line));
      total.refused += refused;
      for (const line of [...buf, ...ours]) {
        const type = typeOf(line);
        types.set(type, (types.get(type) ?? 0) + 1);
      }
      const ids = new Set([...buf, ...ours].map((line) => /"m?(c\d+)\//.exec(line)?.[1]));
      for (const id of [...ids].slice(0, 4)) {
        const index = cases.findIndex((each) => each.id === id);
        const [found, judging] = [cases[index], judgings[index]];
        if (found === undefined || judging === undefined || failures.length > 7) continue;
        const smallest = await shrink(found, judging);
        const { buf: theirs, ours: mine } = await disagreements([smallest], [judging]);
        failures.push(
          JSON.stringify(
            { smallest, judging, steps: buildCase(smallest).steps, buf: theirs.slice(0, 3), ours: mine.slice(0, 3) },
            undefined,
            1,
          ),
        );
      }
      if (ids.size > 0 && failures.length === 0)
        failures.push([...buf.slice(0, 3), "ours:", ...ours.slice(0, 3)].join("\n"));
    }
    const differing = [...types.values()].reduce((sum, count) => sum + count, 0);
    // In the report of a run, for whoever runs it with another seed.
    Object.assign(task.meta, {
      mutants: COUNT,
      refused: total.refused,
      findings: total.lines,
      rules: seen.size,
      disagreements: differing,
    });
    // oxlint-disable-next-line no-console
    console.log(
      `${total.lines} findings, ${total.refused} mutants that buf refuses`,
      Object.fromEntries(types),
      `${seen.size} rules seen:`,
      [...seen].sort().join(" "),
    );
    expect(failures.join("\n\n")).toBe("");
    // Our reader is a little more lenient than buf; such mutants say nothing.
    expect(total.refused / COUNT).toBeLessThan(0.03);
  });
});
