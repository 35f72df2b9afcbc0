import { expect, it } from "vitest";
import { bufVerdict, corpusFile, corpusPaths, withImports } from "./buf.test.support.js";
import { mutate, randomSource } from "./mutate.test.support.js";
import { protoReader } from "./read.js";

const COUNT = Number(process.env["ORACLE_MUTANTS"] ?? (process.env["ORACLE"] === "all" ? 2_000 : 60));
const AT_ONCE = 4;

it(`agrees with buf build on ${COUNT} mutants of real files`, { timeout: 1_200_000 }, async () => {
  const random = randomSource(Number(process.env["ORACLE_SEED"] ?? 20_250));
  const folder = process.env["ORACLE_FOLDER"] ?? "";
  const paths = corpusPaths().filter(
    (path) => path.startsWith(folder) && !path.includes("/ruby/") && (corpusFile(path)?.text.length ?? 0) < 60_000,
  );
  const verdicts: string[] = [];
  const lines: string[] = [];
  let refused = 0;
  let lenient = 0;
  const examine = async () => {
    const path = paths[random(paths.length)] ?? "";
    const original = corpusFile(path);
    if (original === undefined) return;
    const { text, mutation } = mutate(original.text, random);
    const source = { path, text };
    const buf = await bufVerdict([...withImports([path]).filter((each) => each.path !== path), source]);
    const { diagnostics } = protoReader.read([source], { load: corpusFile });
    const ours = diagnostics.filter(({ rule }) => rule !== "read/empty-source");
    const what = `${path}: ${mutation}`;
    // buf 1.75 reads over some stray tokens, as in `syntax group = "proto3";`, that the grammar has no place for,
    // merges a message given twice inside an option, and takes the number of an enum value for its name; protoc refuses all three.
    const isStricter =
      ours[0]?.rule === "read/syntax-error" || /^(Sets "|Expected a value of the enum)/.test(ours[0]?.message ?? "");
    if (buf === "compiles" && isStricter) lenient++;
    else if ((buf === "compiles") !== (ours.length === 0)) {
      verdicts.push(
        `${what}: ${ours[0]?.message ?? "accepted"} (line ${ours[0]?.at.line}), buf: ${JSON.stringify(buf)}`,
      );
    }
    if (!Array.isArray(buf) || ours[0] === undefined) return;
    refused++;
    // Of two equal names buf points at the first, we at the second, which is most often the newer.
    const isTwice =
      ours[0].rule === "read/duplicate-name" && buf.some((error) => error.message.endsWith("declared multiple times"));
    if (!isTwice && !buf.some((error) => error.line === ours[0]?.at.line))
      lines.push(`${what}: ${ours[0].message} (line ${ours[0].at.line}), buf: ${JSON.stringify(buf.slice(0, 3))}`);
  };
  const worker = async (share: number) => {
    for (let done = 0; done < share; done++) await examine();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => worker(Math.ceil(COUNT / AT_ONCE))));
  expect(verdicts).toEqual([]);
  expect(lenient / COUNT).toBeLessThan(0.005);
  // What is left are broken grammars, where buf parses on and we stop: a stray word ahead of a declaration and the like.
  expect(lines.length / refused, lines.join("\n")).toBeLessThan(0.02);
});
