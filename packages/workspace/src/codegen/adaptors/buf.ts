import { ContractsError, type Problem } from "@nx-contracts/ir";
import { parse } from "yaml";
import type { GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import { joinPath } from "../../path.js";
import { type Adaptor, isBelow, countProtos } from "./adaptor.js";
import { type PlacedPlugin, runTemplate } from "./run-template.js";

/** Any `buf.gen.yaml`, as long as its plugins are on this machine. */
export const buf: Adaptor = {
  generate(job) {
    const { host, output, protos, progress } = job;
    progress(`Generating ${output.id}: ${countProtos(protos)} by ${output.template ?? "buf"}`);
    const { plugins, rest } = readTemplate(host, output);
    return runTemplate(job, { plugins, rest, cwd: host.absolute(output.out), name: "buf generate" });
  },
  owns(host, output, path) {
    try {
      return readTemplate(host, output).plugins.some(({ out }) => isBelow(out, path));
    } catch {
      // Generating says what is wrong with it.
      return false;
    }
  },
};

/**
 * @throws ContractsError `config-invalid` for a template that is none, or has a plugin that runs elsewhere
 * @see https://buf.build/docs/configuration/v2/buf-gen-yaml/
 */
function readTemplate(host: Host, { template = "", out, at }: GenerateOutput) {
  const invalid = (problem: Omit<Problem, "at">) => new ContractsError("config-invalid", { ...problem, at });
  const bytes = host.bytes(template);
  if (bytes === undefined) {
    throw invalid({ message: `\`${template}\` cannot be read.`, next: "Correct `template`, or write the file." });
  }
  const content = parseYaml(new TextDecoder().decode(bytes));
  const { plugins: listed, inputs: _inputs, clean: _clean, ...rest } = isObject(content) ? content : {};
  if (!Array.isArray(listed) || listed.length === 0) {
    throw invalid({
      message: `\`${template}\` lists no plugins.`,
      next: "Write `plugins`; see https://buf.build/docs/configuration/v2/buf-gen-yaml/.",
    });
  }
  const plugins = listed.map((plugin: unknown): PlacedPlugin => {
    if (!isObject(plugin) || typeof plugin["out"] !== "string") {
      throw invalid({ message: `A plugin of \`${template}\` has no \`out\`.`, next: "Write where its files go." });
    }
    const name = plugin["remote"] ?? plugin["plugin"] ?? plugin["name"];
    if (plugin["remote"] !== undefined || (typeof name === "string" && name.split("/").length > 2)) {
      throw invalid({
        message: `\`${template}\` names the remote plugin \`${String(name)}\`.`,
        next: "Install it, and name it as `local`: nothing is generated on other machines.",
      });
    }
    return { plugin, out: joinPath(out, plugin["out"]) };
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

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
