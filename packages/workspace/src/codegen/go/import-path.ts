import { ContractsError } from "@nx-contracts/ir";
import type { GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import { joinPath, parentOf } from "../../path.js";

/**
 * The Go import path of a folder: the module of the `go.mod` in it or above,
 * and the way from there.
 *
 * @throws ContractsError `config-invalid` where no `go.mod` lies around it
 */
export function importPathOf(host: Host, { out, at, id }: GenerateOutput): string {
  for (let folder = out; !folder.startsWith(".."); folder = parentOf(folder)) {
    const bytes = host.bytes(joinPath(folder, "go.mod"));
    const module = bytes && /^module\s+"?([^\s"]+)/m.exec(new TextDecoder().decode(bytes))?.[1];
    if (module !== undefined) {
      const rest = folder === "." ? (out === "." ? "" : out) : out.slice(folder.length + 1);
      return rest === "" ? module : `${module}/${rest}`;
    }
    if (folder === ".") break;
  }
  throw new ContractsError("config-invalid", {
    message: `No go.mod lies in \`${out}\` or above it, and a proto of \`${id}\` has no \`go_package\`.`,
    at,
    next: "Write a go.mod there, or give every proto `option go_package`.",
  });
}
