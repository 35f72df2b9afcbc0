import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pythonEnvironment } from "../../../../../tools/python-env.mjs";
import { pydanticReader } from "../read.js";
import { dumpModels, measure, pythonSources, type Measure } from "./measure.js";

/** Import names, with further packages that models take types from. */
const PACKAGES: { readonly [name: string]: readonly string[] } = {
  anthropic: [],
  cohere: [],
  fastapi: [],
  groq: [],
  langchain_core: [],
  langsmith: [],
  mcp: ["mcp_types"],
  mcp_types: [],
  mistralai: [],
  openai: [],
  ory_client: [],
  pydantic: [],
  pydantic_settings: [],
  qdrant_client: [],
};

describe("the models of packages that nobody here wrote", () => {
  let python: string;
  let site: string;
  const measures = new Map<string, Measure>();

  beforeAll(() => {
    python = pythonEnvironment("pydantic-oracle", "packages/readers/src/pydantic/oracle/requirements.txt");
    site = execFileSync(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], {
      encoding: "utf8",
    }).trim();
  });

  test.each(Object.entries(PACKAGES))("%s: reading says what running says", async (name, others) => {
    const dump = dumpModels(python, name);
    const sources = [name, ...others].flatMap((folder) => pythonSources(site, folder));
    const result = pydanticReader.read(sources, { roots: ["."] });
    const found = measure(result, await dump, name);
    measures.set(name, found);
    expect(found.unexplained).toEqual([]);
    expect(result.diagnostics.filter(({ rule }) => rule === "read/syntax-error")).toEqual([]);
    expect(found.models).toBeGreaterThan(0);
  });

  test("at most one field in a hundred cannot be decided", () => {
    const all = [...measures.values()];
    const fields = all.reduce((sum, one) => sum + one.fields, 0);
    const reported = all.reduce((sum, one) => sum + one.reported.length, 0);
    expect(fields).toBeGreaterThan(30_000);
    expect(reported / fields).toBeLessThan(0.01);
  });
});

test("every feature of the catalogue reads as it runs", async () => {
  const python = pythonEnvironment("pydantic-oracle", "packages/readers/src/pydantic/oracle/requirements.txt");
  const folder = join(import.meta.dirname, "fixtures");
  const dump = await dumpModels(python, "catalogue", folder);
  expect(dump.errors).toEqual([]);
  expect(dump.incomplete).toEqual([]);
  const result = pydanticReader.read(pythonSources(folder, "catalogue"));
  const found = measure(result, dump, "catalogue");
  expect(found.unexplained).toEqual([]);
  expect(found.reported).toEqual([]);
});
