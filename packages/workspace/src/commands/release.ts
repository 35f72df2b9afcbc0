import { readdirSync } from "node:fs";
import { relative } from "node:path";
import type { Report } from "@nx-contracts/engine";
import { findConfig } from "../config/find-config.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import type { GateFailure } from "../release/judge-release.js";
import { shellWord } from "../shell-word.js";

export interface ReleaseRequest {
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  /** Name of the tag, whatever characters it has. */
  readonly tag: string;
  /** Folder to write into, as typed; default what the configuration says. */
  readonly out?: string;
  /** Release what does not pass the gates as well, and say so in it. */
  readonly isUngated?: boolean;
  /** Make everything, and write nothing. */
  readonly isDry?: boolean;
  /** Who releases, for the metadata. */
  readonly origin?: { readonly repository?: string; readonly runId?: string; readonly runNumber?: string };
  /** `SOURCE_DATE_EPOCH`: seconds since 1970 that the files bear, instead of the commit's. */
  readonly epoch?: number;
  /** Version of nx-contracts. */
  readonly toolVersion: string;
  /** Is told what is being done. */
  readonly progress?: (step: string) => void;
}

/** What was released, or why nothing was. */
export type Release =
  | { readonly kind: "refused"; readonly failures: readonly GateFailure[]; readonly report: Report }
  | {
      readonly kind: "released";
      readonly sha: string;
      /** Folder of the assets, relative to the workspace root. */
      readonly out: string;
      /** Names of the assets, sorted. */
      readonly assets: readonly string[];
      /** Names of assets of another release that were there. */
      readonly removed: readonly string[];
      /** What is generated and comes in no bundle, with the reason. */
      readonly unbundled: readonly string[];
      /** What the gates that were left open would have said. */
      readonly failures: readonly GateFailure[];
    };

/**
 * Makes the assets of a release from the commit of a tag, and writes all of
 * them or none. The folder holds one release: assets of another one go.
 *
 * @throws ContractsError when it cannot
 */
export async function release(host: Host, request: ReleaseRequest): Promise<Release> {
  const { collectRelease, describeUnbundled, isAsset, makeAssets } = await import("../release/index.js");
  const { swap } = await import("../codegen/swap/swap.js");
  const config = await findConfig(host, request.cwd, request.config);
  const { tag, toolVersion, epoch, origin = {}, progress = () => {} } = request;
  const collected = await collectRelease(
    host,
    {
      config,
      tag,
      isGated: request.isUngated !== true,
      origin,
      toolVersion,
      suffix: suffixFor(host, request.cwd, config),
      progress,
      ...(epoch !== undefined && { epoch }),
    },
    async (content) => {
      progress("Packing");
      const unbundled = describeUnbundled(content.workspace, content.config);
      return { assets: await makeAssets(content, progress), content, unbundled };
    },
  );
  if ("refused" in collected) return { kind: "refused", ...collected.refused };
  const { assets, content, unbundled } = collected.made;
  const configured = collected.real.absolute(content.config.release.out);
  const out = host.relative(request.out ?? configured);
  const names = new Set(assets.map(({ name }) => name));
  const stale = () => listFolder(host.absolute(out)).filter((name) => isAsset(name) && !names.has(name));
  const removed = stale();
  if (request.isDry !== true) {
    await swap(host, out, () =>
      Promise.resolve({
        written: new Map(assets.map(({ name, bytes }) => [joinPath(out, name), bytes])),
        removed: stale().map((name) => joinPath(out, name)),
      }),
    );
  }
  return {
    kind: "released",
    sha: content.commit.sha,
    out,
    assets: [...names],
    removed,
    unbundled,
    failures: collected.failures,
  };
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What has to follow a command so that it is about this configuration, typed where this one was. */
function suffixFor(host: Host, cwd: string, config: string): string {
  if (host.relative(cwd) === parentOf(config)) return "";
  return ` --config ${shellWord(relative(cwd, host.absolute(config)))}`;
}
