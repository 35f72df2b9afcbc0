import { ContractsError, type Problem } from "@nx-contracts/ir";
import { parse } from "yaml";
import type { GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import { isPlain, list } from "../../config/tolerant-yaml.js";
import { placePlugin, readTemplate } from "../../layout/templates.js";
import { isBelow } from "../../path.js";
import { decodeText } from "../../read/text.js";
import { type Adaptor, countProtos } from "./adaptor.js";
import { type PlacedPlugin, runTemplate } from "./run-template.js";

/** Any `buf.gen.yaml`, as long as its plugins are on this machine. */
export const buf: Adaptor = {
  generate(job) {
    const { host, output, protos, progress } = job;
    progress(`Generating ${output.id}: ${countProtos(protos)} by ${output.template ?? "buf"}`);
    const { plugins, rest } = checkTemplate(host, output);
    return runTemplate(job, { plugins, rest, cwd: host.absolute(output.out), name: "buf generate" });
  },
  owns(host, output, path) {
    return readTemplate(host, output.template ?? "").plugins.some(({ out }) => isBelow(out, path));
  },
};

/**
 * @throws ContractsError `config-invalid` for a template that is none, or has a plugin that runs elsewhere
 * @see https://buf.build/docs/configuration/v2/buf-gen-yaml/
 */
function checkTemplate(host: Host, { template = "", out, at }: GenerateOutput) {
  const invalid = (problem: Omit<Problem, "at">) => new ContractsError("config-invalid", { ...problem, at });
  const bytes = host.bytes(template);
  if (bytes === undefined) {
    throw invalid({ message: `\`${template}\` cannot be read.`, next: "Correct `template`, or write the file." });
  }
  const content = parseYaml(decodeText(bytes));
  const { plugins: listed, inputs: _inputs, clean: _clean, ...rest } = isPlain(content) ? content : {};
  if (list(listed).length === 0) {
    throw invalid({
      message: `\`${template}\` lists no plugins.`,
      next: "Write `plugins`; see https://buf.build/docs/configuration/v2/buf-gen-yaml/.",
    });
  }
  const plugins = list(listed).map((written): PlacedPlugin => {
    const plugin = isPlain(written) ? placePlugin(out, written) : undefined;
    if (plugin === undefined) {
      throw invalid({ message: `A plugin of \`${template}\` has no \`out\`.`, next: "Write where its files go." });
    }
    if (plugin.remote !== undefined) {
      throw invalid({
        message: `\`${template}\` names the remote plugin \`${plugin.remote}\`.`,
        next: "Install it, and name it as `local`: nothing is generated on other machines.",
      });
    }
    return { plugin: plugin.written, out: plugin.out };
  });
  return { plugins, rest };
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
