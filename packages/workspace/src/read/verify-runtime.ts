import type { RawFinding, Side } from "@nx-contracts/engine";
import { ContractsError, type Schema, type Span } from "@nx-contracts/ir";
import type { RuntimeDifference, RuntimeDump } from "@nx-contracts/readers/pydantic/verify-runtime";
import type { Host } from "../host.js";
import { type Finished, lastLines, run } from "../process.js";

/** A module of a source set, and the folder that its name starts from. */
interface PythonModule {
  readonly name: string;
  readonly root: string;
  readonly file: string;
}

/**
 * Imports the modules of a Pydantic side with the user's own interpreter and
 * reports where Pydantic says something else than what was read. This is the
 * one place that runs user code, and only when asked to.
 *
 * @param python interpreter that has Pydantic and whatever the models import
 * @throws ContractsError `tool-missing` or `tool-failed`
 */
export async function verifyRuntime(host: Host, side: Side, python: string): Promise<readonly RawFinding[]> {
  const { compareWithRuntime, RUNTIME_SCRIPT } = await import("@nx-contracts/readers/pydantic/verify-runtime");
  const modules = modulesOf(side.schema);
  if (modules.length === 0) return [];
  const names = modules.map(({ name }) => name);
  const roots = [...new Set(modules.map(({ root }) => host.absolute(root)))];
  const dump = JSON.parse(await runPython(host, python, names, roots, RUNTIME_SCRIPT)) as RuntimeDump;
  for (const { module, error } of dump.errors) {
    throw new ContractsError("tool-failed", {
      message: `Python cannot import \`${module}\`: ${error}.`,
      next: "Name an interpreter that has everything the models import with `--python PATH`.",
    });
  }
  const isHere = (name: string) =>
    names.some((module) => name.startsWith(`${module}.`) && !isDeeper(name, module, names));
  const own: RuntimeDump = {
    ...dump,
    models: dump.models.filter(({ name }) => isHere(name)),
    enums: dump.enums.filter(({ name }) => isHere(name)),
  };
  const spans = new Map<string, Span>(
    [...side.schema.records, ...side.schema.enums].map(({ qualifiedName, at }) => [qualifiedName, at]),
  );
  return compareWithRuntime(side.schema, own).map((difference) => toFinding(difference, modules, spans));
}

/** `a.b.C` belongs to `a.b`, not to `a`, when both are modules of the set. */
function isDeeper(name: string, module: string, modules: readonly string[]): boolean {
  return modules.some(
    (other) => other.length > module.length && other.startsWith(`${module}.`) && name.startsWith(`${other}.`),
  );
}

function modulesOf({ records, enums }: Schema): readonly PythonModule[] {
  const modules = new Map<string, PythonModule>();
  for (const { qualifiedName, at } of [...records, ...enums]) {
    const path = at.file.replace(/(?:\/__init__)?\.py$/, "").split("/");
    // The longest prefix of the qualified name that the path ends with is the module.
    for (let parts = qualifiedName.split(".").slice(0, -1); parts.length > 0; parts = parts.slice(0, -1)) {
      if (path.slice(-parts.length).join(".") !== parts.join(".")) continue;
      modules.set(at.file, {
        name: parts.join("."),
        root: path.slice(0, -parts.length).join("/") || ".",
        file: at.file,
      });
      break;
    }
  }
  return [...modules.values()];
}

async function runPython(
  host: Host,
  python: string,
  names: readonly string[],
  roots: readonly string[],
  script: string,
): Promise<string> {
  let finished: Finished;
  try {
    finished = await run([python, "-", ...names], {
      cwd: host.root,
      input: script,
      env: { PYTHONPATH: roots.join(process.platform === "win32" ? ";" : ":"), PYTHONDONTWRITEBYTECODE: "1" },
    });
  } catch (cause) {
    throw new ContractsError(
      "tool-missing",
      { message: `\`${python}\` cannot be started.`, next: "Name a Python interpreter with `--python PATH`." },
      { cause },
    );
  }
  if (finished.status === 0) return finished.stdout;
  throw new ContractsError(
    "tool-failed",
    {
      message: "The models cannot be inspected at run time.",
      next: "Name an interpreter that has Pydantic 2 with `--python PATH`.",
    },
    { tool: { argv: [python, "-", ...names], status: finished.status, output: lastLines(finished.stderr) } },
  );
}

function toFinding(
  difference: RuntimeDifference,
  modules: readonly PythonModule[],
  spans: ReadonlyMap<string, Span>,
): RawFinding {
  const { record, field, aspect, read, run: atRunTime } = difference;
  const module = modules
    .filter(({ name }) => record.startsWith(`${name}.`))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  const local = module ? record.slice(module.name.length + 1) : record;
  const subject = field === undefined ? local : `${local}.${field}`;
  const at = spans.get(record) ?? { file: module?.file ?? "", line: 1, column: 1 };
  return {
    rule: "read/runtime-mismatch",
    severity: "error",
    subject: `${subject}:${aspect}`,
    message: describe(subject, difference),
    at: { file: at.file, line: at.line, column: at.column },
    data: { aspect, read: show(read), run: show(atRunTime) },
  };
}

function describe(subject: string, { aspect, read, run: atRunTime }: RuntimeDifference): string {
  if (aspect === "missing") return `\`${subject}\` exists at run time, but was not read.`;
  if (aspect === "extra") return `\`${subject}\` was read, but does not exist at run time.`;
  return `The ${aspect} of \`${subject}\` was read as ${show(read)}; at run time it is ${show(atRunTime)}.`;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : `\`${JSON.stringify(value)}\``;
}
