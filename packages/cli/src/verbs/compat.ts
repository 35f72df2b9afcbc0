import { ContractsError } from "@nx-contracts/ir";
import { openHost } from "@nx-contracts/workspace";
import { compat as judgeCompat } from "@nx-contracts/workspace/compat";
import { type BufAnnotation, formatBufJson } from "@nx-contracts/engine/compat";
import { textValue, type Verb } from "../verb.js";

export const compat: Verb = {
  summary: "Judge what changed between two versions of proto files.",
  usage: "compat [FOLDER] --against FOLDER [--policy NAME]",
  example: "nx-contracts compat protos --against ../main/protos --policy WIRE_JSON",
  options: {
    against: { type: "string", value: "FOLDER", help: "The older version" },
    policy: {
      type: "string",
      value: "NAME",
      help: "FILE (default), PACKAGE, WIRE_JSON, WIRE, CSR, or buf.yaml for what the one in FOLDER says",
    },
    format: {
      type: "string",
      short: "f",
      value: "NAME",
      help: "text (default), or buf-json for the lines of buf breaking",
    },
  },
  async run(terminal, values, [head = "."]) {
    const against = textValue(values, "against");
    if (against === undefined) {
      throw new ContractsError("usage", {
        message: "`compat` needs an older version to compare with.",
        next: "For instance: nx-contracts compat protos --against ../main/protos",
      });
    }
    const format = textValue(values, "format") ?? "text";
    if (format !== "text" && format !== "buf-json") {
      throw new ContractsError("usage", {
        message: `\`--format ${format}\` is not possible.`,
        next: "Known: text, buf-json.",
      });
    }
    const policy = textValue(values, "policy") ?? "FILE";
    const { annotations } = judgeCompat(openHost({ cwd: terminal.cwd }), { head, against, policy });
    terminal.out(format === "buf-json" ? formatBufJson(annotations) : annotations.map(textLine).join(""));
    return annotations.length > 0 ? 1 : 0;
  },
};

function textLine({ path, start_line, start_column, type, message }: BufAnnotation): string {
  return `${path === undefined ? "" : `${path}:${start_line}:${start_column}: `}${message} (${type})\n`;
}
