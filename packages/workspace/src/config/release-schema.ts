import * as z from "zod/mini";
import { RELEASE_PACKAGE } from "./package-schema.js";

const text = z.string().check(z.minLength(1));
const described = <T extends z.ZodMiniType>(type: T, description: string): T =>
  type.check(z.meta({ description })) as T;

/** Languages that a release has bundles for, in the order in which they are made. */
export const BUNDLES = ["python", "rust", "typescript", "go"] as const;

/** The section `release`. */
export const RELEASE_SECTION = z.strictObject({
  bundles: z.optional(
    described(
      z.array(z.enum(BUNDLES)).check(z.minLength(1)),
      "Languages to make a bundle for; default those that `generate` has a tool for.",
    ),
  ),
  repository: z.optional(
    described(text, "Who releases, such as `acme/contracts`; default what the CI run says, else nothing."),
  ),
  out: z.optional(
    described(
      text,
      "Folder that the assets of one release are written into, relative to this file; default `dist/contracts` of the workspace.",
    ),
  ),
  tag: z.optional(
    described(
      z.string().check(z.regex(/^[^*\\]*\*[^*\\]*$/)),
      "Pattern of the tags of releases, in which `*` stands for the version; default `proto-v*`.",
    ),
  ),
  packages: z.optional(
    described(z.array(RELEASE_PACKAGE), "Installable packages to make, each by its language's own tool."),
  ),
  builder: z.optional(
    described(
      text,
      "URI of what builds releases, for the provenance, such as `https://github.com/actions/runner/github-hosted`.",
    ),
  ),
  sign: z.optional(
    described(
      z.array(text).check(z.minLength(1)),
      "Program and arguments that sign the assets when all are made; `{file}` stands for one of them, else all follow. Files that it writes beside them are part of the release.",
    ),
  ),
  sources: z.optional(
    described(
      z.array(text).check(z.minLength(1)),
      "Globs of the protos to release, relative to the folder that imports start from; default all of them.",
    ),
  ),
});

export type ReleaseEntry = z.infer<typeof RELEASE_SECTION>;
