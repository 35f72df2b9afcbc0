// The reference contracts: every family, beside what a team has without us.
import { alternate, ratio } from "../measure.mjs";
import { findMutations } from "../mutations.mjs";
import { baseline, caches, contracts, copyReference, dropCache, lintAndImport } from "../reference.mjs";
import { withScratch } from "../places.mjs";

export const title = "Check of the reference contracts";
export const about = `26 models with 192 fields, 9 enums, a proto mirror and a TypeScript mirror, in a copy of their own.
*Warm* means that the TypeScript mirror is unchanged since the last run, as in most runs; *cold* that nothing was kept, of the mirror or of what V8 compiled.
The Python script compares names of messages, fields and enum members; its stubs are generated beforehand and not counted.`;

/** @param {{ command: string, runs: number }} options */
export function measure({ command, runs }) {
  return withScratch((folder) => {
    copyReference(folder);
    const check = contracts(command, folder, "check");
    const peers = [
      { name: "check, warm", commands: [check] },
      { name: "check, cold", commands: [{ ...check, env: caches(folder) }], before: () => dropCache(folder) },
      { name: "parity, warm", commands: [contracts(command, folder, "parity")] },
      { name: "Python script", commands: [baseline(folder)] },
      { name: "buf lint, then Python import", commands: lintAndImport(folder) },
      { name: "buf lint", commands: lintAndImport(folder).slice(0, 1) },
      { name: "Python import", commands: lintAndImport(folder).slice(1) },
      { name: "Node without a program", commands: [{ argv: [process.execPath, "-e", "0"], cwd: folder }] },
    ];
    // The cold run leaves the cache that the parity run finds; the next warm one too.
    const rows = alternate(peers, runs);
    return {
      rows,
      ratios: [
        ratio(rows, { of: "check, warm", to: "buf lint, then Python import", promise: "≤ 1, and under 300 ms" }),
        ratio(rows, { of: "check, warm", to: "buf lint, then Python import", by: "cpu" }),
        ratio(rows, { of: "check, warm", to: "Python script" }),
        ratio(rows, { of: "parity, warm", to: "Python script" }),
        ratio(rows, { of: "check, cold", to: "buf lint, then Python import" }),
        ratio(rows, { of: "check, warm", to: "buf lint, then Python import", by: "memory" }),
      ],
      mutations: findMutations(command, folder),
    };
  });
}
