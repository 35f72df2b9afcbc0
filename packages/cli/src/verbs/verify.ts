import { ContractsError } from "@nx-contracts/ir";
import { type Verification, verify as verifyPaths } from "@nx-contracts/workspace";
import { choose } from "../choose.js";
import { textValue, type Verb } from "../verb.js";

const FORMATS = ["text", "json"] as const;

export const verify: Verb = {
  summary:
    "Verify assets of a release, or an unpacked bundle: digests, metadata, and that generated code is what the protos say.",
  usage: "verify FILE|FOLDER…",
  example: "nx-contracts verify dist/contracts",
  options: {
    format: { type: "string", short: "f", value: "NAME", help: `One of ${FORMATS.join(", ")} (default text)` },
  },
  async run(terminal, values, paths) {
    const format = choose("format", textValue(values, "format") ?? "text", FORMATS);
    if (paths.length === 0) throw new ContractsError("usage", NOTHING);
    const verification = await verifyPaths({ cwd: terminal.cwd, paths });
    terminal.out(format === "json" ? toJson(verification) : toText(verification));
    return verification.findings.length === 0 ? 0 : 1;
  },
};

const NOTHING = {
  message: "Nothing is named that could be verified.",
  next: "Name assets or folders: `nx-contracts verify dist/contracts`.",
};

function toJson({ assets, findings }: Verification): string {
  return `${JSON.stringify({ version: 1, summary: { assets: assets.length, findings: findings.length }, assets, findings }, undefined, 2)}\n`;
}

function toText({ assets, findings }: Verification): string {
  const wrong = (file: string) =>
    findings.some(
      (each) =>
        each.file === file ||
        each.file.startsWith(`${file}!/`) ||
        each.file.startsWith(`${file}/`) ||
        each.file === `${file}.sha256`,
    );
  const lines = assets.map(
    ({ file, kind, files, integrity = "" }) =>
      `${wrong(file) ? "FAILED" : "OK"} ${file}: ${kind === "file" ? "" : `${kind}, ${files} files`}${kind === "file" || integrity === "" ? "" : ", "}${integrity}\n`,
  );
  const said = findings.map(
    ({ file, problem, message, next }) => `error ${problem} ${file}\n  ${message}\n  ${next}\n`,
  );
  const count = findings.length === 1 ? "1 error" : `${findings.length} errors`;
  return `${lines.join("")}${said.join("")}${findings.length === 0 ? `${assets.length} verified.` : `${count}.`}\n`;
}
