import { type CodeLanguage, ContractsError } from "@nx-contracts/ir";
import { discoverProtos, type ProtoSet, selectProtos } from "../../codegen/discover.js";
import { planGeneration } from "../../commands/generate.js";
import type { Config, GenerateOutput } from "../../config/config.js";
import { loadConfig } from "../../config/load.js";
import type { ChangePlan } from "../../change/request.js";
import type { Host } from "../../host.js";
import { packageIn } from "../../layout/protos.js";
import { parentOf } from "../../path.js";
import { readFiles, SourceTexts } from "../../read/read-side.js";
import { textAt } from "../../read/text.js";
import { moduleNames } from "../../uses/stub-modules.js";
import { overlay } from "../../change/overlay.js";
import { newFiles } from "../plan.js";
import type { ConsumerLanguage, Stubs, Wanted } from "./language.js";
import { go } from "./languages/go.js";
import { python } from "./languages/python.js";
import { rust } from "./languages/rust.js";
import { typescript } from "./languages/typescript.js";
import { freeName, placeConsumer } from "./place-consumer.js";
import { chooseOutput, type ChosenOutput } from "./stub-output.js";
import { chooseSubject, type ReadProtos } from "./subject.js";

export interface ConsumerRequest {
  readonly language: CodeLanguage;
  readonly name: string;
  /** Folder of the project, relative to the workspace root; default beside the other projects. */
  readonly directory?: string;
  /** `contracts.yaml` to consume, relative to the workspace root. */
  readonly config: string;
  /** Record to read and write, by its name; default the one that holds the most. */
  readonly record?: string;
  /** Name of the contract project, and of its target that generates. */
  readonly contracts: { readonly project: string; readonly generate: string };
  /** Projects of the workspace: name → root. */
  readonly projects: ReadonlyMap<string, string>;
  readonly progress?: (step: string) => void;
}

const LANGUAGES: { readonly [language in CodeLanguage]: ConsumerLanguage } = { python, typescript, rust, go };

/**
 * Plans a project that reads and writes a record of a contract over what is
 * generated from its protos. Writes nothing but the cache.
 *
 * @throws ContractsError `usage` for a name or folder that is taken, or what the language cannot name; what generating
 *   throws, where something has to be generated
 */
export async function planConsumer(host: Host, request: ConsumerRequest): Promise<ChangePlan> {
  const language = LANGUAGES[request.language];
  const { name, contracts } = request;
  const folder = placeConsumer(host, request);
  const config = loadConfig(host, request.config);
  const set = discoverProtos(host, config);
  const protos = await readProtos(host, config, set);
  const subject = chooseSubject(protos, request.record);
  const wanted: Wanted = { host, name, folder, subject, config, contracts };
  const holds = (output: GenerateOutput) => selectProtos(host, set, output).includes(subject.importPath);
  const chosen = chooseOutput(language, wanted, holds);
  const generated = await generateMissing(language, wanted, chosen, request);
  const encoder = new TextEncoder();
  const ahead = new Map([...language.ahead(wanted)].map(([path, text]) => [path, encoder.encode(text)]));
  const layered = overlay(host, new Map([...(chosen.added ? ahead : []), ...generated]));
  const stubs = stubsOf(layered, request.language, chosen, subject, protos, set);
  const { files, edits, left } = language.files({ ...wanted, host: layered, config: chosen.config }, stubs);
  const next = `Take another name, such as \`--name ${freeName(request)}\`, or another \`--directory\`.`;
  const added = newFiles(host, files, next);
  const edited = [...edits].map(([path, text]) => [path, encoder.encode(text)] as const);
  const isNew = added.size > 0;
  return {
    files: new Map([...generated, ...edited, ...added]),
    done: isNew ? sentences(request, folder, wanted, chosen) : [],
    left,
  };
}

async function readProtos(host: Host, config: Config, set: ProtoSet): Promise<ReadProtos> {
  const texts = new SourceTexts(host);
  const { schema } = await readFiles(host, texts, "proto", [...set.files.values()], { roots: set.roots, also: [] });
  const sides = config.contracts.flatMap(({ source, mirrors }) => [source, ...mirrors]);
  return {
    schema,
    files: set.files,
    packageAt: (path) => packageIn(textAt(host, path)) ?? "",
    contracted: [...new Set(sides.flatMap(({ files }) => files.map(({ path }) => path)))],
  };
}

/** Generates the output where it is new, or where the stub that is checked in is not there. */
async function generateMissing(
  language: ConsumerLanguage,
  wanted: Wanted,
  { output, added, config }: ChosenOutput,
  { progress }: ConsumerRequest,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { host, subject } = wanted;
  const files = new Map<string, Uint8Array>();
  const encoder = new TextEncoder();
  if (added) files.set(added.path, encoder.encode(added.text));
  if (output.tool === "prost" || output.tool === "tonic") return files;
  const isThere = host.list(parentOf(`${output.out}/${subject.importPath}`)).length > 0;
  if (!added && isThere) return files;
  const ahead = added ? [...language.ahead(wanted)].map(([path, text]) => [path, encoder.encode(text)] as const) : [];
  const layered = overlay(host, [...files, ...ahead]);
  const plan = await planGeneration(layered, {
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
  return files;
}

function stubsOf(
  host: Host,
  language: CodeLanguage,
  { output, config }: ChosenOutput,
  subject: Wanted["subject"],
  { schema, packageAt }: ReadProtos,
  set: ProtoSet,
): Stubs {
  const modules = moduleNames(host, { ...config, generate: [output] });
  const [module = ""] = modules[language](subject.path, subject.packageName);
  const paths = selectProtos(host, set, output).flatMap((each) => set.files.get(each) ?? []);
  return {
    output,
    module,
    isMadeFirst: !output.isCheckedIn,
    packages: [...new Set(paths.map(packageAt))].sort(),
    hasServices: output.tool === "tonic" && schema.services.some(({ at }) => paths.includes(at.file)),
    isUnpacked: false,
  };
}

function sentences(
  { language, name, contracts }: ConsumerRequest,
  folder: string,
  { subject }: Wanted,
  { output, added, reason }: ChosenOutput,
): readonly string[] {
  const words = { python: "Python", typescript: "TypeScript", rust: "Rust", go: "Go" };
  const record = subject.record.definition.qualifiedName;
  return [
    ...(added
      ? [`Added the output \`${output.id}\` to \`${added.path}\`${reason === undefined ? "" : `, because ${reason}`}.`]
      : []),
    `Made the project \`${name}\` in \`${folder}\`: it reads and writes \`${record}\` in ${words[language]}, over what \`${output.id}\` of \`${contracts.project}\` generates.`,
    `Run \`npx nx run ${name}:test\`.`,
  ];
}
