import { ContractsError } from "@nx-contracts/ir";
import { parse } from "semver";
import type { ReleaseTag } from "../tag.js";

/** The version that a tag gives to packages, as each language writes it. */
export interface PackageVersion {
  /** Of npm and cargo, such as `7.0.0-rc.1`. */
  readonly semver: string;
  /** Of Go's modules, such as `v7.0.0-rc.1`. */
  readonly go: string;
  /** Decides the path of a module of Go. */
  readonly major: number;
  /** Of Python, such as `7.0.0rc1`; absent for a pre-release that PEP 440 has no word for. */
  readonly pep440?: string;
}

/**
 * Reads the version that a tag names: `proto-v7` is 7.0.0, `proto-v7-rc.1` is
 * 7.0.0-rc.1.
 *
 * @throws ContractsError `usage` for a tag that names none
 * @see https://semver.org
 */
export function packageVersion({ name, version }: ReleaseTag): PackageVersion {
  const parsed = version === undefined ? null : parse(version);
  if (parsed === null) {
    throw new ContractsError("usage", {
      message: `The tag \`${name}\` names no version that a package can have.`,
      next: "Tag the release with a semantic version, such as `proto-v7`, `proto-v1.4.2` or `proto-v2.0.0-rc.1`, or take `release.packages` out of the configuration.",
    });
  }
  const pep440 = pep440Of(`${parsed.major}.${parsed.minor}.${parsed.patch}`, parsed.prerelease.join("."));
  return {
    semver: parsed.version,
    go: `v${parsed.version}`,
    major: parsed.major,
    ...(pep440 !== undefined && { pep440 }),
  };
}

/** What pre-releases are called by custom → what PEP 440 calls them. */
const PHASES: { readonly [word: string]: string } = {
  a: "a",
  alpha: "a",
  b: "b",
  beta: "b",
  c: "rc",
  rc: "rc",
  pre: "rc",
  preview: "rc",
};

const PRE = /^(?:(a|alpha|b|beta|c|rc|pre|preview)[.-]?(\d*)(?:[.-](?=dev)|$))?(?:(dev)[.-]?(\d*))?$/i;

/** @see https://packaging.python.org/en/latest/specifications/version-specifiers/ */
function pep440Of(core: string, pre: string): string | undefined {
  const [whole, word, number, dev, devNumber] = PRE.exec(pre) ?? [];
  if (whole === undefined) return undefined;
  const phase = word === undefined ? "" : `${PHASES[word.toLowerCase()] ?? ""}${Number(number)}`;
  return `${core}${phase}${dev === undefined ? "" : `.dev${Number(devNumber)}`}`;
}
