import { ContractsError, type Schema } from "@nx-contracts/ir";
import type { Config, GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { ADAPTORS } from "./adaptors/catalogue.js";
import type { Adaptor, Generated, Job } from "./adaptors/adaptor.js";
import { isOutside } from "./check-places.js";
import { type ProtoSet, selectProtos } from "./discover.js";
import type { Stage } from "./stage.js";

export interface OutputsRequest {
  readonly host: Host;
  readonly config: Config;
  readonly outputs: readonly GenerateOutput[];
  readonly set: ProtoSet;
  readonly schema: Schema;
  readonly stage: Stage;
  readonly progress: (step: string) => void;
}

/** What one output consists of. */
export interface OutputFiles {
  readonly output: GenerateOutput;
  readonly files: Generated;
}

export function adaptorOf({ tool }: GenerateOutput): Adaptor {
  return ADAPTORS[tool];
}

/**
 * Generates outputs into memory, all at the same time.
 *
 * @throws ContractsError what the first output that fails throws, after all of them have ended; `config-invalid` for two
 *   outputs that write one file
 */
export async function runOutputs(request: OutputsRequest): Promise<readonly OutputFiles[]> {
  const { host, config, outputs, set, stage, progress } = request;
  const about = describeFiles(request);
  const selected = (output: GenerateOutput) => selectProtos(host, set, output);
  const jobs = outputs.map((output): Job => {
    const protos = selected(output);
    const isWhole = protos.length === set.files.size;
    return { host, config, output, stage, protos, isWhole, selected, progress, ...about };
  });
  const settled = await Promise.allSettled(jobs.map((job) => adaptorOf(job.output).generate(job)));
  const results = settled.map((each, i): OutputFiles => {
    if (each.status === "rejected") throw each.reason;
    const output = outputs[i];
    if (output === undefined) throw new RangeError("There are more results than outputs.");
    return { output, files: each.value };
  });
  checkTargets(host, results);
  return results;
}

/** What generators have to know of the protos beforehand. */
function describeFiles({ set, schema }: OutputsRequest): Pick<Job, "services" | "goPackages"> {
  const importPaths = new Map([...set.files].map(([importPath, path]) => [path, importPath]));
  const services = new Set(schema.services.flatMap(({ at }) => importPaths.get(at.file) ?? []));
  const goPackages = new Map<string, string | undefined>([...set.files.keys()].map((path) => [path, undefined]));
  const files = schema.options["files"];
  for (const file of Array.isArray(files) ? files : []) {
    const { path, options } = file as { readonly path: string; readonly options?: { readonly go_package?: unknown } };
    const importPath = importPaths.get(path);
    const name = options?.go_package;
    if (importPath !== undefined && typeof name === "string") goPackages.set(importPath, name);
  }
  return { services, goPackages };
}

/** Each file is written by one output, inside the workspace. */
function checkTargets(host: Host, results: readonly OutputFiles[]): void {
  const owners = new Map<string, GenerateOutput>();
  for (const { output, files } of results) {
    for (const [path, bytes] of files) {
      const other = owners.get(path);
      // Several outputs may make a package of one folder.
      if (other !== undefined && !(path.endsWith("/__init__.py") && bytes.length === 0)) {
        throw new ContractsError("config-invalid", {
          message: `\`${other.id}\` and \`${output.id}\` both write \`${path}\`.`,
          at: output.at,
          next: "Give one of them another `out`, or other `protos`.",
        });
      }
      owners.set(path, output);
      const reason = isOutside(host, path)
        ? "lies outside the workspace"
        : host.kind(path) === "folder" && "is a folder";
      if (reason === false) continue;
      throw new ContractsError("config-invalid", {
        message: `\`${path}\`, which \`${output.id}\` writes, ${reason}.`,
        at: output.at,
        next: "Move away what stands in its way, or name another place.",
      });
    }
  }
}
