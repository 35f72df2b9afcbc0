import { visible } from "@nx-contracts/engine";
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
  findings: "something is not what it should be",
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

/** What an asset is not verified by: one that is not looked into is as good as its digest. */
const NOT_COMPARED = {
  bundle: "",
  folder: "",
  archive: "not compared with the protos",
  file: "by its digest alone",
} as const satisfies { readonly [kind in Verification["assets"][number]["kind"]]: string };

const NOTHING = {
  message: "Nothing is named that could be verified.",
  next: "Name assets or folders: `nx-contracts verify dist/contracts`.",
};

function toJson({ assets, findings }: Verification): string {
  return `${JSON.stringify({ version: 1, summary: { assets: assets.length, findings: findings.length }, assets, findings }, undefined, 2)}\n`;
}

function toText({ assets, findings }: Verification): string {
  const lines = assets.map(({ file, kind, files, integrity = "" }) => {
    const isWrong = findings.some((each) => isAbout(each.file, file));
    const what = kind === "file" ? [] : [`${kind}, ${files} files`];
    const left = kind === "archive" && files === 0 ? "" : NOT_COMPARED[kind];
    const said = [...what, left, integrity].filter((part) => part !== "").join(", ");
    return `${isWrong ? "FAILED" : "OK"} ${file}: ${said}`;
  });
  const said = findings.flatMap(({ file, problem, message, next }) => [
    `error ${problem} ${file}`,
    `  ${message}`,
    `  ${next}`,
  ]);
  const count = findings.length === 1 ? "1 error." : `${findings.length} errors.`;
  const all = [...lines, ...said, findings.length === 0 ? `${assets.length} verified.` : count];
  // What a file is called may hold what acts on a terminal.
  return all.map((line) => `${visible(line)}\n`).join("");
}

/** Whether what is wrong with a file is wrong with an asset: it, what it holds, or its digest. */
function isAbout(file: string, asset: string): boolean {
  return file === asset || file === `${asset}.sha256` || file.startsWith(`${asset}!/`) || file.startsWith(`${asset}/`);
}
