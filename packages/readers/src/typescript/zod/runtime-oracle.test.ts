import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { typescriptReader } from "../read.js";
import type { JsonSchema } from "./json-schema.test.support.js";
import { shapeOfJsonSchema, shapeOfRecord } from "./json-schema.test.support.js";

type Module = Readonly<Record<string, unknown>>;

/** What zod says at run time of every exported object schema, beside what was read from its text. */
function compare(text: string, module: Module) {
  const { schema, diagnostics } = typescriptReader.read([{ path: "schemas.ts", text }]);
  const reported = new Set(diagnostics.map(({ subject }) => subject));
  const compared: string[] = [];
  const read: Record<string, unknown> = {};
  const run: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(module)) {
    if (!(value instanceof z.core.$ZodObject)) continue;
    if ([...reported].some((subject) => subject.startsWith(`${name}.`))) continue;
    const json = z.toJSONSchema(value, { io: "input", unrepresentable: "any" }) as JsonSchema;
    const record = schema.records.find((each) => each.name === name);
    const isSecondName = Object.entries(module).some(([other, same]) => other !== name && same === value);
    if (record === undefined && isSecondName) continue;
    compared.push(name);
    read[name] = record === undefined ? "not read" : shapeOfRecord(schema, record);
    run[name] = shapeOfJsonSchema(json);
  }
  return { read, run, compared, diagnostics };
}

describe("zod at run time", () => {
  it("agrees with what is read of every kind of schema", async () => {
    const text = readFileSync(fileURLToPath(new URL("./schemas.test.support.ts", import.meta.url)), "utf8");
    const { read, run, compared, diagnostics } = compare(text, await import("./schemas.test.support.js"));
    expect(diagnostics).toEqual([]);
    expect(read).toEqual(run);
    expect(compared).toHaveLength(21);
  });

  const sdk = resolveSdk();
  it("agrees on every schema of the Model Context Protocol", async () => {
    const { read, run, compared } = compare(readFileSync(sdk ?? "", "utf8"), await import(sdk ?? ""));
    expect(read).toEqual(run);
    expect(compared.length).toBeGreaterThan(120);
  });
});

function resolveSdk(): string | undefined {
  try {
    return createRequire(import.meta.url)
      .resolve("@modelcontextprotocol/sdk/types.js")
      .replace("/cjs/", "/esm/");
  } catch {
    return undefined;
  }
}
