import * as z from "zod/mini";
import type { BundleKind } from "../../config/config.js";
import { schemaDigest } from "../metadata.js";
import type { BundleFinding } from "./judge-bundle.js";
import type { Files } from "./read-archive.js";
import { DOWNLOAD_AGAIN } from "./verification.js";

const NAME = "metadata.json";
const text = z.string();
const filled = text.check(z.minLength(1));

/** The keys that every bundle has, in their order, but for the command, whose name depends on the language. */
const METADATA = z.looseObject({
  generated_at_utc: text.check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)),
  artifact_kind: filled,
  repository: text,
  ref: filled,
  tag_name: filled,
  sha: text.check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
  run_id: text,
  run_number: text,
  source_proto_dir: filled,
  schema_digest: z.optional(text.check(z.regex(/^sha256:[0-9a-f]{64}$/))),
});

/** Judges `metadata.json`: its keys and their order, their types, and what they say of the bundle around them. */
export function judgeMetadata(files: Files, kind: BundleKind, asset: string | undefined): readonly BundleFinding[] {
  const bytes = files.get(NAME);
  if (bytes === undefined)
    return [{ file: NAME, problem: "missing", message: "The bundle has no `metadata.json`.", next: DOWNLOAD_AGAIN }];
  const problems = problemsOf(bytes, protosIn(files), kind, asset);
  return problems.map((reason) => ({
    file: NAME,
    problem: "malformed",
    message: `\`metadata.json\` is not as a release writes it: ${reason}.`,
    next: DOWNLOAD_AGAIN,
  }));
}

function problemsOf(bytes: Uint8Array, protos: Files, kind: BundleKind, asset: string | undefined): readonly string[] {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return ["it is no JSON"];
  }
  const { success, data, error } = METADATA.safeParse(content);
  if (!success) return error.issues.map(({ path }) => `\`${path.join(".")}\` is missing, or not what it should be`);
  const command = kind === "rust" ? "descriptor_command" : "generator_command";
  const wanted = [...Object.keys(METADATA.shape).filter((key) => key !== "schema_digest"), command];
  const problems: string[] = [];
  if (keysOf(content).slice(0, wanted.length).join() !== wanted.join())
    problems.push(`its first keys are not ${wanted.map((key) => `\`${key}\``).join(", ")}`);
  if (typeof data[command] !== "string") problems.push(`\`${command}\` is no text`);
  if (data.artifact_kind !== kind)
    problems.push(`it is about ${JSON.stringify(data.artifact_kind)}, in a bundle of ${kind}`);
  if (data.ref !== `refs/tags/${data.tag_name}`) problems.push("`ref` is not that of `tag_name`");
  if (asset !== undefined && asset !== `proto-${kind}-artifacts-${data.tag_name.replace(/[/ ]/g, "_")}.tar.gz`)
    problems.push(`it is about the tag ${JSON.stringify(data.tag_name)}, which the archive is not called by`);
  if (data.schema_digest !== undefined && data.schema_digest !== schemaDigest(protos))
    problems.push("`schema_digest` is not that of the protos");
  return problems;
}

/** Seconds since 1970 that the files of a bundle bear; `undefined` where its metadata does not say. */
export function timeOf(bytes: Uint8Array | undefined): number | undefined {
  try {
    const time =
      Date.parse(METADATA.parse(JSON.parse(Buffer.from(bytes ?? []).toString("utf8"))).generated_at_utc) / 1000;
    return Number.isSafeInteger(time) && time >= 0 ? time : undefined;
  } catch {
    return undefined;
  }
}

/** Keys as they are written: what is parsed has them in the order of its schema. */
function keysOf(content: unknown): readonly string[] {
  return typeof content === "object" && content !== null ? Object.keys(content) : [];
}

/** The protos of a bundle by import path. */
export function protosIn(files: Files): Files {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith("protos/") ? [[path.slice("protos/".length), bytes] as const] : [],
    ),
  );
}
