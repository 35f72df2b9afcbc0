import { ContractsError } from "@nx-contracts/ir";
import { openHost } from "@nx-contracts/workspace";
import { compat as judgeCompat } from "../../../workspace/dist/commands/compat.js";
import { formatBufJson } from "../../../workspace/dist/compat/doors.js";
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
    format: { type: "string", short: "f", value: "NAME", help: "buf-json: the lines of buf breaking" },
  },
  async run(terminal, values, [head = "."]) {
    const against = textValue(values, "against");
    if (against === undefined) {
      throw new ContractsError("usage", {
        message: "`compat` needs an older version to compare with.",
        next: "For instance: nx-contracts compat protos --against ../main/protos",
      });
    }
    const policy = textValue(values, "policy") ?? "FILE";
    const { annotations } = judgeCompat(openHost({ cwd: terminal.cwd }), { head, against, policy });
    terminal.out(formatBufJson(annotations));
    return annotations.length > 0 ? 1 : 0;
  },
};
