import type { CodeLanguage } from "@nx-contracts/ir";
import type { GenerateOutput, GenerateTool } from "../../config/config.js";
import { loadConfig } from "../../config/load.js";
import type { Host } from "../../host.js";
import { readTemplate } from "../../layout/templates.js";
import { textAt } from "../../read/text.js";
import { overlay } from "../../change/overlay.js";
import { appendOutput } from "./append-output.js";
import type { ConsumerLanguage, Wanted } from "./language.js";

/** The output that a consumer reads. */
export interface ChosenOutput {
  readonly output: GenerateOutput;
  /** `contracts.yaml` with it, where it was added. */
  readonly config: Wanted["config"];
  readonly added?: { readonly path: string; readonly text: string };
  /** Why one that was there is not taken. */
  readonly reason?: string;
}

const TOOLS: { readonly [language in CodeLanguage]: readonly GenerateTool[] } = {
  python: ["grpcio-tools"],
  typescript: ["protobuf-es"],
  rust: ["prost", "tonic"],
  go: ["protoc-gen-go"],
};
/** Plugins of a template that write messages, and the tools that they stand for. */
const PLUGINS: { readonly [name: string]: GenerateTool | undefined } = {
  python: "grpcio-tools",
  es: "protobuf-es",
  go: "protoc-gen-go",
};

/**
 * Finds an output of the language that holds the subject, and adds one to
 * `generate` where there is none that can be read from where it lies.
 *
 * @throws ContractsError `config-invalid` for a `contracts.yaml` that nothing can be added to
 */
export function chooseOutput(language: ConsumerLanguage, wanted: Wanted, holds: Holds): ChosenOutput {
  const { host, config } = wanted;
  const candidates = config.generate.flatMap((output) => outputsOf(host, output, language.language));
  let reason: string | undefined;
  for (const output of candidates) {
    const refusal = holds(output) ? language.refusal(host, output, wanted) : "does not hold it";
    if (refusal === undefined) return { output, config };
    reason ??= `what \`${output.id}\` generates ${refusal}`;
  }
  const text = appendOutput(config.path, textAt(host, config.path), language.entry(wanted));
  const next = loadConfig(overlay(host, new Map([[config.path, new TextEncoder().encode(text)]])), config.path);
  const output = next.generate.at(-1);
  if (output === undefined) throw new RangeError("An output was added, and there is none.");
  return { output, config: next, added: { path: config.path, text }, ...(reason !== undefined && { reason }) };
}

/** Whether an output is made of the subject's proto. */
export type Holds = (output: GenerateOutput) => boolean;

function outputsOf(host: Host, output: GenerateOutput, language: CodeLanguage): readonly GenerateOutput[] {
  if (TOOLS[language].includes(output.tool)) return [output];
  if (output.tool !== "buf" || output.template === undefined) return [];
  return readTemplate(host, output.template).plugins.flatMap(({ name, out, options }) => {
    const tool = PLUGINS[name];
    return tool !== undefined && TOOLS[language].includes(tool) ? [{ ...output, tool, out, options }] : [];
  });
}
