import { type CodeLanguage, ContractsError } from "@nx-contracts/ir";
import { overlay } from "../../change/overlay.js";
import { discoverProtos, selectProtos } from "../../codegen/discover.js";
import { planGeneration } from "../../commands/generate.js";
import { loadConfig } from "../../config/load.js";
import type { GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import { parentOf } from "../../path.js";
import { textAt } from "../../read/text.js";
import { moduleNames } from "../../uses/stub-modules.js";
import type { ConsumerLanguage, Wanted } from "./language.js";
import type { Found, FoundRequest } from "./plan-consumer.js";
import { readProtos } from "./read-protos.js";
import { chooseOutput, type ChosenOutput } from "./stub-output.js";
import { chooseSubject } from "./subject.js";

/**
 * Finds what a consumer reads in what the workspace generates: an output that
 * is there, else one that is added.
 *
 * @throws ContractsError what generating throws, where something has to be generated
 */
export async function fromStubs(
  host: Host,
  language: ConsumerLanguage,
  request: FoundRequest,
  config: string,
): Promise<Found> {
  const { name, folder, record, contracts, progress } = request;
  const loaded = loadConfig(host, config);
  const set = discoverProtos(host, loaded);
  const sides = loaded.contracts.flatMap(({ source, mirrors }) => [source, ...mirrors]);
  const contracted = sides.flatMap(({ files }) => files.map(({ path }) => path));
  const protos = await readProtos(host, set, contracted);
  const subject = chooseSubject(protos, record);
  const wanted: Wanted = { host, name, folder, subject, config: loaded, contracts };
  const protosOf = (output: GenerateOutput) => selectProtos(host, set, output);
  const chosen = chooseOutput(language, wanted, (output) => protosOf(output).includes(subject.importPath));
  const files = await generateMissing(language, wanted, chosen, progress);
  const { output, added, reason } = chosen;
  const layered = overlay(host, files);
  const module = moduleOf(layered, language.language, chosen, wanted);
  const paths = protosOf(output).flatMap((each) => set.files.get(each) ?? []);
  const services = protos.schema.services.filter(({ at }) => paths.includes(at.file));
  const generate = `nx run ${contracts.project}:${contracts.generate}`;
  const because = reason === undefined ? "" : `, because ${reason}`;
  return {
    wanted: { ...wanted, host: layered, config: chosen.config },
    files,
    stubs: {
      output,
      module,
      isMadeFirst: !output.isCheckedIn,
      packages: [...new Set(paths.map(protos.packageAt))].sort(),
      hasServices: output.tool === "tonic" && services.length > 0,
      origin: `that \`${generate}\` writes`,
      remedy: `is what \`${generate}\` writes`,
    },
    over: `what \`${output.id}\` of \`${contracts.project}\` generates`,
    done: added ? [`Added the output \`${output.id}\` to \`${added.path}\`${because}.`] : [],
  };
}

function moduleOf(host: Host, language: CodeLanguage, { output, config }: ChosenOutput, { subject }: Wanted): string {
  const modules = moduleNames(host, { ...config, generate: [output] });
  return modules[language](subject.path, subject.packageName)[0] ?? "";
}

/** Generates the output where it is new, or where the stub that is checked in is not there. */
async function generateMissing(
  language: ConsumerLanguage,
  wanted: Wanted,
  { output, added, config }: ChosenOutput,
  progress: ((step: string) => void) | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { host, subject } = wanted;
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  const ahead = new Map<string, Uint8Array>();
  if (added) {
    files.set(added.path, encoder.encode(added.text));
    for (const [path, text] of language.ahead(wanted)) ahead.set(path, encoder.encode(text));
  }
  const isThere = host.list(parentOf(`${output.out}/${subject.importPath}`)).length > 0;
  if (output.tool === "prost" || output.tool === "tonic" || (!added && isThere)) return files;
  const plan = await planGeneration(overlay(host, [...files, ...ahead]), {
    cwd: host.root,
    config: host.absolute(config.path),
    only: [output.id],
    ...(progress && { progress }),
  });
  if (plan.refusal) {
    const problems = plan.refusal.diagnostics.map(({ message, at }) => ({ message, at }));
    throw new ContractsError("source-unreadable", problems);
  }
  for (const path of plan.written) {
    const bytes = plan.files.get(path) ?? plan.records.get(path);
    if (bytes) files.set(path, bytes);
  }
  for (const [path, bytes] of ahead) if (textAt(host, path) === "") files.set(path, bytes);
  return files;
}
