import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  googleProtos,
  importedProtos,
  isTelling,
  mutate,
  randomOf,
  readProtos,
} from "./mutated-corpus.test.support.js";
import { accept, plan, workspace } from "./workspace.test.support.js";

const protos = [...googleProtos()];
const serviceOf = (path: string) => path.split("/")[2] ?? "";
const services = [...new Set(protos.map(([path]) => serviceOf(path)))];
const imported = [...importedProtos()];

/** A workspace of some of Google's protos and models that were made of them, laid out and written in one of many ways. */
function randomFiles(seed: number): { readonly [path: string]: string } {
  const random = randomOf(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  // Whole services: their files import each other.
  const chosen = new Set([pick(services), pick(services)]);
  const own = protos.filter(([path]) => chosen.has(serviceOf(path))).slice(0, 30);
  const root = pick(["", "protos/", "apis/proto/", "packages/a/proto/"]);
  const style = pick<(text: string) => string>([
    (text) => text,
    (text) => text.replaceAll("\n", "\r\n"),
    (text) => `\uFEFF${text}`,
    (text) => text.replaceAll("    ", "\t"),
  ]);
  const files: Record<string, string> = {};
  for (const [path, text] of own) {
    files[`${root}${path}`] = style(text);
    const folder = pick(["models/", "src/app/models/", "libs/x/", ""]);
    const taken = new Set<string>();
    const distance = {
      renamed: random() / 3,
      dropped: random() / 3,
      added: random() / 3,
      name: pick(["same", "suffixed", "reworded", "other"] as const),
    };
    const records = readProtos(new Map([[path, text]])).records.filter(isTelling);
    const models = records.slice(0, 8).map((record) => mutate(record, distance, random, taken).text);
    if (models.length === 0 || random() < 0.5) continue;
    files[`${folder}${pick([serviceOf(path), "models", "schemas"])}.py`] = style(
      `from pydantic import BaseModel\n\n\n${models.join("\n\n")}`,
    );
  }
  if (random() < 0.8) for (const [path, text] of imported) files[`third_party/${path}`] = text;
  if (random() < 0.3) files["nx.json"] = "{}\n";
  if (random() < 0.2) files[`${root}buf.yaml`] = "version: v2\nmodules:\n  - path: .\n";
  if (random() < 0.3) files[`${root}broken.proto`] = 'syntax = "proto3";\nmessage {';
  return files;
}

describe("planInit", () => {
  it("leaves check answering, whatever it finds, and changes nothing the second time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.nat()), async (seed) => {
        const host = workspace(randomFiles(seed));
        if (seed % 2 === 0) execFileSync("git", ["init", "--quiet"], { cwd: host.root });
        const planned = await plan(host);
        expect(planned.checks.map(({ failure }) => failure?.message)).toEqual(planned.checks.map(() => undefined));
        expect(planned.refused).toEqual([]);
        await accept(host, planned);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
