import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadDiagnostic, ReadResult, Source } from "@nx-contracts/ir";
import {
  compareWithRuntime,
  RUNTIME_SCRIPT,
  type RuntimeDifference,
  type RuntimeDump,
} from "../verify-runtime/index.js";
import { KNOWN_DIFFERENCES } from "./known-differences.js";

/** What Pydantic says of the models of a package. */
export function dumpModels(python: string, packageName: string, path?: string): Promise<RuntimeDump> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...(path === undefined ? {} : { PYTHONPATH: path }) };
    const options = { maxBuffer: 1 << 28, env };
    const child = execFile(python, ["-", packageName], options, (error, stdout) => {
      if (error === null) resolve(JSON.parse(stdout) as RuntimeDump);
      else reject(error);
    });
    child.stdin?.end(RUNTIME_SCRIPT);
  });
}

/** All Python files below a folder as sources, with paths relative to `root`. */
export function pythonSources(root: string, folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py"))
    .sort()
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), "utf8") }));
}

export interface Measure {
  readonly models: number;
  readonly fields: number;
  /** Fields in which nothing differs. */
  readonly equal: number;
  /** Differences that a diagnostic announced. */
  readonly reported: readonly RuntimeDifference[];
  readonly unexplained: readonly RuntimeDifference[];
}

/** Holds what was read of one package against what ran. */
export function measure(result: ReadResult, dump: RuntimeDump, packageName: string): Measure {
  const isInside = ({ qualifiedName }: { readonly qualifiedName: string }) =>
    qualifiedName.startsWith(`${packageName}.`);
  const { records, enums } = result.schema;
  const schema = { ...result.schema, records: records.filter(isInside), enums: enums.filter(isInside) };
  const differences = compareWithRuntime(schema, dump).filter(
    (difference) => !KNOWN_DIFFERENCES.some((known) => known.matches(difference)),
  );
  const isReported = (difference: RuntimeDifference) => result.diagnostics.some((one) => announces(one, difference));
  const fields = dump.models.reduce((sum, model) => sum + model.fields.length, 0);
  const wrong = new Set(differences.map(({ record, field }) => `${record} ${field}`));
  return {
    models: dump.models.length,
    fields,
    equal: fields - wrong.size,
    reported: differences.filter(isReported),
    unexplained: differences.filter((difference) => !isReported(difference)),
  };
}

function announces(diagnostic: ReadDiagnostic, { record, field, aspect }: RuntimeDifference): boolean {
  const name = record.slice(record.lastIndexOf(".") + 1);
  if (aspect === "members") return diagnostic.subject.startsWith(`${name}.`);
  return diagnostic.subject === name || diagnostic.subject === `${name}.${field}`;
}
