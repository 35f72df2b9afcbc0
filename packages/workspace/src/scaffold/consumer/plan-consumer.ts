import { type CodeLanguage, ContractsError } from "@nx-contracts/ir";
import type { ChangePlan } from "../../change/request.js";
import type { Host } from "../../host.js";
import { newFiles } from "../plan.js";
import { fromBundle } from "./from-bundle.js";
import { fromStubs } from "./from-stubs.js";
import type { ConsumerLanguage, Stubs, Wanted } from "./language.js";
import { go } from "./languages/go.js";
import { python } from "./languages/python.js";
import { rust } from "./languages/rust.js";
import { typescript } from "./languages/typescript.js";
import { freeName, placeConsumer } from "./place-consumer.js";

export interface ConsumerRequest {
  readonly language: CodeLanguage;
  readonly name: string;
  /** Folder of the project, relative to the workspace root; default beside the other projects. */
  readonly directory?: string;
  /** `contracts.yaml` to consume, relative to the workspace root; absent where a bundle is consumed. */
  readonly config?: string;
  /** Release bundle to consume, relative to the workspace root. */
  readonly bundle?: string;
  /** Record to read and write, by its name; default the one that holds the most. */
  readonly record?: string;
  /** Name of the contract project, and of its target that generates; absent where a bundle is consumed. */
  readonly contracts?: { readonly project: string; readonly generate: string };
  /** Projects of the workspace: name → root. */
  readonly projects: ReadonlyMap<string, string>;
  readonly progress?: (step: string) => void;
}

/** A request whose folder is found. */
export type FoundRequest = Pick<ConsumerRequest, "name" | "record" | "progress"> & {
  readonly folder: string;
  readonly contracts: NonNullable<ConsumerRequest["contracts"]>;
};

/** What a consumer is written over. */
export interface Found {
  readonly wanted: Wanted;
  readonly stubs: Stubs;
  /** Generated or unpacked files, and a `contracts.yaml` that says more than before. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the stubs are, in a sentence. */
  readonly over: string;
  readonly done: readonly string[];
}

const LANGUAGES: { readonly [language in CodeLanguage]: ConsumerLanguage } = { python, typescript, rust, go };
const WORDS: { readonly [language in CodeLanguage]: string } = {
  python: "Python",
  typescript: "TypeScript",
  rust: "Rust",
  go: "Go",
};

/**
 * Plans a project that reads and writes a record of a contract, over what is
 * generated from its protos or what a release holds. Writes nothing but the
 * cache.
 *
 * @throws ContractsError `usage` for a name or folder that is taken, or what the language cannot name; what generating
 *   throws, where something has to be generated
 */
export async function planConsumer(host: Host, request: ConsumerRequest): Promise<ChangePlan> {
  const { name, config, bundle, contracts = { project: "contracts", generate: "generate" } } = request;
  const language = LANGUAGES[request.language];
  const asked = { ...request, contracts, folder: placeConsumer(host, request) };
  const { wanted, stubs, files: made, over, done } = await find(host, language, asked, config, bundle);
  const { files, edits, left } = language.files(wanted, stubs);
  const next = `Take another name, such as \`--name ${freeName(request)}\`, or another \`--directory\`.`;
  const added = newFiles(host, files, next);
  const encoder = new TextEncoder();
  const edited = [...edits].map(([path, text]) => [path, encoder.encode(text)] as const);
  const all = new Map([...made, ...edited, ...added]);
  const isSame = (path: string, bytes: Uint8Array) => Buffer.compare(host.bytes(path) ?? new Uint8Array(), bytes) === 0;
  const changed = [...all].filter(([path, bytes]) => host.kind(path) === "missing" || !isSame(path, bytes));
  const record = wanted.subject.record.definition.qualifiedName;
  const sentences = [
    ...done,
    `Made the project \`${name}\` in \`${wanted.folder}\`: it reads and writes \`${record}\` in ${WORDS[request.language]}, over ${over}.`,
    `Run \`npx nx run ${name}:test\`.`,
  ];
  return { files: new Map(changed), done: changed.length > 0 ? sentences : [], left };
}

function find(
  host: Host,
  language: ConsumerLanguage,
  request: FoundRequest,
  config: string | undefined,
  bundle: string | undefined,
): Promise<Found> {
  if (bundle !== undefined) return fromBundle(host, language, request, bundle);
  if (config !== undefined) return fromStubs(host, language, request, config);
  throw new ContractsError("usage", {
    message: "Neither a contract project nor a bundle is named.",
    next: "Name one with `--contracts` or `--bundle`.",
  });
}
