// What a save costs: one file edited before every run.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate, ratio } from "../measure.mjs";
import { contracts, copyReference, lintAndImport } from "../reference.mjs";
import { withScratch } from "../places.mjs";

export const title = "Check after an edit";
export const about = `The reference again; before every run a field that was never there before is added to one file.
After an edit of the model the TypeScript mirror comes from the cache; after an edit of the mirror it is read anew.`;

const MODEL = {
  path: "libs/common/src/common/models/anime.py",
  field: (run) => `    field_${run}: int | None = None\n`,
  before: "    context: str = Field(description='What is ranked",
};
const MIRROR = {
  path: "libs/catalog-web/src/anime.ts",
  field: (run) => `  readonly field_${run}: number | null;\n`,
  before: "  /** What is ranked",
};

/** @param {{ command: string, runs: number }} options */
export function measure({ command, runs }) {
  return withScratch((folder) => {
    copyReference(folder);
    const check = contracts(command, folder, "check");
    const model = editor(folder, MODEL);
    const mirror = editor(folder, MIRROR);
    const peers = [
      { name: "nothing edited", commands: [check], before: () => [model.restore(), mirror.restore()] },
      { name: "a field added to the model", commands: [check], before: (run) => model.edit(run) },
      {
        name: "buf lint, then Python import, after the same edit",
        commands: lintAndImport(folder),
        before: (run) => model.edit(`peer_${run}`),
      },
      {
        name: "a field added to the TypeScript mirror",
        commands: [check],
        before: (run) => [model.restore(), mirror.edit(run)],
      },
    ];
    const rows = alternate(peers, runs);
    return {
      rows,
      ratios: [
        ratio(rows, { of: "a field added to the model", to: "nothing edited" }),
        ratio(rows, { of: "a field added to the model", to: "buf lint, then Python import, after the same edit" }),
        ratio(rows, { of: "a field added to the TypeScript mirror", to: "nothing edited" }),
      ],
    };
  });
}

/** Adds a field named after the run ahead of a known line, and takes it out again. */
function editor(folder, { path, field, before }) {
  const file = join(folder, path);
  const original = readFileSync(file, "utf8");
  if (!original.includes(before))
    throw new Error(`${path} has no line \`${before.trim()}\`; adapt tools/bench/benches/edit.mjs.`);
  return {
    edit: (run) =>
      writeFileSync(file, original.replace(before, `${field(String(run).replace("-", "before_"))}${before}`)),
    restore: () => writeFileSync(file, original),
  };
}
