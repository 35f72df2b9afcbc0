/** What can be wrong with an asset. */
export const PROBLEMS = [
  /** It is no archive, cut off, or damaged. */
  "damaged",
  /** It means to do something else than hold files. */
  "hostile",
  "digest-missing",
  "digest-wrong",
  /** The file beside it, `checksums.txt` or `metadata.json` is not as a release writes it. */
  "malformed",
  "changed",
  "missing",
  "unexpected",
  /** What is generated does not say what the protos say. */
  "stub",
] as const;
export type VerifyProblem = (typeof PROBLEMS)[number];

export interface VerifyFinding {
  /** The asset, and after `!/` the file in it. */
  readonly file: string;
  readonly problem: VerifyProblem;
  /** A sentence. */
  readonly message: string;
  readonly next: string;
}

export interface VerifiedAsset {
  readonly file: string;
  readonly kind: "bundle" | "folder" | "archive" | "file";
  /** How many files it holds. */
  readonly files: number;
  /** As npm and browsers write it; of one file. */
  readonly integrity?: string;
}

/** The outcome for everything that was looked at, in the order of its names. */
export interface Verification {
  readonly assets: readonly VerifiedAsset[];
  readonly findings: readonly VerifyFinding[];
}

export const DOWNLOAD_AGAIN = "Download it again from where it was released; do not use this one.";
