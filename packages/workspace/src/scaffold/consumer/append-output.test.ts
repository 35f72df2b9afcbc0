import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { appendOutput } from "./append-output.js";

const ENTRY = { tool: "grpcio-tools", version: "1.85.1", out: "../py", options: ["a=b", "true"] } as const;
const WRITTEN = '{ tool: grpcio-tools, version: "1.85.1", out: ../py, options: [a=b, "true"] }';

/** What a text becomes, each with one line more or the entry in a line. */
const CASES: { readonly [name: string]: readonly [before: string, after: string] } = {
  "no section": ["name: a # one\n", `name: a # one\n\ngenerate:\n  - ${WRITTEN}\n`],
  "no section and no last line break": ["id: b\nname: a", `id: b\nname: a\n\ngenerate:\n  - ${WRITTEN}\n`],
  "a block of lines": [
    "generate:\n  # Python\n  - { tool: buf, template: a.yaml } # all\n\n# The end\nname: a\n",
    `generate:\n  # Python\n  - { tool: buf, template: a.yaml } # all\n  - ${WRITTEN}\n\n# The end\nname: a\n`,
  ],
  "a block of mappings": [
    "generate:\n- tool: tonic\n  out: a # here\n",
    `generate:\n- tool: tonic\n  out: a # here\n- ${WRITTEN}\n`,
  ],
  "a block of mappings, the last of which ends in a list": [
    "generate:\n    - tool: protobuf-es\n      options:\n        - target=ts\n      # Done\nname: a\n",
    `generate:\n    - tool: protobuf-es\n      options:\n        - target=ts\n    - ${WRITTEN}\n      # Done\nname: a\n`,
  ],
  "no last line break": [
    "generate:\n  - { tool: tonic, out: a }",
    `generate:\n  - { tool: tonic, out: a }\n  - ${WRITTEN}`,
  ],
  "a line": ["generate: [{ tool: tonic, out: a }] # x\n", `generate: [{ tool: tonic, out: a }, ${WRITTEN}] # x\n`],
  "several lines in brackets": [
    "generate: [\n  { tool: tonic, out: a }, # x\n]\nname: a\n",
    `generate: [\n  { tool: tonic, out: a }, ${WRITTEN}, # x\n]\nname: a\n`,
  ],
  "empty brackets": ["generate: []\nname: a\n", `generate: [${WRITTEN}]\nname: a\n`],
  nothing: ["generate:\nname: a\n", `generate:\n  - ${WRITTEN}\nname: a\n`],
  "nothing but a comment": ["generate: # later\nname: a\n", `generate: # later\n  - ${WRITTEN}\nname: a\n`],
};

describe("appendOutput", () => {
  it.each(Object.entries(CASES))("adds to %s, and keeps every other line", (_, [before, after]) => {
    expect(appendOutput("contracts.yaml", before, ENTRY)).toBe(after);
    const windows = before.replaceAll("\n", "\r\n");
    expect(appendOutput("contracts.yaml", windows, ENTRY)).toBe(after.replaceAll("\n", "\r\n"));
    expect(parse(after)).toEqual({ ...parse(before), generate: [...(parse(before).generate ?? []), { ...ENTRY }] });
  });

  test.each(["{ name: a }\n", "generate: a\n", "generate: *x\n", "a: [\n", "- a\n", ""])(
    "says what to add by hand where it cannot: %j",
    (text) => {
      expect(() => appendOutput("contracts.yaml", text, ENTRY)).toThrow(
        "`generate` of `contracts.yaml` is written in a way",
      );
    },
  );

  it("adds to what an alias names, or says what to add", () => {
    const text = "x: &all\n  - { tool: tonic, out: a }\ngenerate: *all\n";
    expect(() => appendOutput("contracts.yaml", text, ENTRY)).toThrow("nothing can be added to safely");
  });
});
