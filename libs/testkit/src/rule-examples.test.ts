import { parityFindings, RULES } from "@nx-contracts/engine";
import { describe, expect, test } from "vitest";
import { readExample } from "./read-example.js";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, { examples }) => {
  test.each(examples.map((example) => [example.title, example] as const))("%s", (_title, { files, reports }) => {
    const contract = readExample(files);
    const said = [contract.source, ...contract.mirrors].flatMap(({ diagnostics }) => diagnostics);
    expect(said).toEqual([]);
    const found = parityFindings(contract, (path) => files[path]).filter(({ rule }) => rule === id);
    expect(found.map(({ subject }) => subject)).toEqual(reports);
  });
});
