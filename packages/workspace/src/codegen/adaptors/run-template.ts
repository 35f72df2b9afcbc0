import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findBuf } from "../../lint/buf.js";
import { joinPath } from "../../path.js";
import { runTool } from "../run-tool.js";
import { filesBelow } from "../stage.js";
import type { Generated, Job } from "./adaptor.js";

/** A plugin of a `buf.gen.yaml` and the folder, relative to the workspace root, that its files belong to. */
export interface PlacedPlugin {
  readonly out: string;
  /** As the template has it, but for `out`. */
  readonly plugin: { readonly [key: string]: unknown };
}

/** Starts a plugin once for all protos, and not once a folder: starting takes longer than generating. */
export const ONCE = "all";

export interface TemplateOptions {
  readonly plugins: readonly PlacedPlugin[];
  /** What else stands in the template. */
  readonly rest: { readonly [key: string]: unknown };
  /** Absolute folder that relative paths in it start from. */
  readonly cwd: string;
  readonly name: string;
}

/**
 * Runs `buf generate` on the compiled protos, each folder of its plugins
 * replaced by one that is thrown away.
 *
 * @throws ContractsError `tool-missing` or `tool-failed`
 */
export async function runTemplate(job: Job, { plugins, rest, cwd, name }: TemplateOptions): Promise<Generated> {
  const { host, stage, protos, isWhole } = job;
  const folder = stage.folder();
  const places = [...new Set(plugins.map(({ out }) => out))];
  const placeOf = (out: string) => join(folder, String(places.indexOf(out)));
  const template = {
    version: "v2",
    ...rest,
    plugins: plugins.map(({ out, plugin }) => ({ ...plugin, out: placeOf(out) })),
  };
  const file = join(stage.folder(), "buf.gen.yaml");
  writeFileSync(file, JSON.stringify(template));
  const paths = isWhole ? [] : protos.flatMap((each) => ["--path", each]);
  // Plugins that npm installed are found by their names.
  const path = [join(host.root, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter);
  const missing = { message: "`buf` cannot be started.", next: "Run `npm install @bufbuild/buf`." };
  await runTool([findBuf(), "generate", stage.image, "--template", file, ...paths], {
    name,
    cwd,
    env: { PATH: path },
    missing,
  });
  const files = new Map<string, Uint8Array>();
  for (const out of places) {
    for (const [each, bytes] of filesBelow(placeOf(out))) files.set(joinPath(out, each), bytes);
  }
  return files;
}
