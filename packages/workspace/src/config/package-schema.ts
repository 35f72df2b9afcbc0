import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));
const described = <T extends z.ZodMiniType>(type: T, description: string): T =>
  type.check(z.meta({ description })) as T;

/** Of every package. */
const common = {
  description: z.optional(described(text, "What the package is, in one line.")),
  license: z.optional(described(text, "SPDX expression, such as `MIT` or `Apache-2.0 OR MIT`.")),
  licenseFile: z.optional(described(text, "Text of the licence, relative to this file.")),
  repository: z.optional(described(text, "Address of the sources, such as `https://github.com/acme/contracts`.")),
  homepage: z.optional(described(text, "Address of a page about the contracts.")),
  authors: z.optional(
    described(z.array(text).check(z.minLength(1)), "Who answers for it: `Name` or `Name <address>`."),
  ),
};

const name = described(text, "Name of the package; default that of the contract project with `-types` behind it.");
const dependencies = (description: string) => z.optional(described(z.array(text).check(z.minLength(1)), description));

const python = z.strictObject({
  language: z.literal("python"),
  name: z.optional(name),
  package: z.optional(
    described(
      text,
      "Python package that the stubs lie in, such as `contracts_types`; default none: `shared/v1/book.proto` is imported as `shared.v1.book_pb2`.",
    ),
  ),
  requiresPython: z.optional(described(text, "Versions of Python, such as `>=3.11`; default `>=3.10`.")),
  dependencies: dependencies("Packages that the protos' imports come from, such as `protovalidate>=1,<2`."),
  ...common,
});

const rust = z.strictObject({ language: z.literal("rust"), name: z.optional(name), ...common });

const typescript = z.strictObject({
  language: z.literal("typescript"),
  name: z.optional(described(text, "Name of the npm package, with its scope: `@acme/contracts-types`.")),
  dependencies: dependencies("Packages that the protos' imports come from, such as `@buf/acme_types@^1.0.0`."),
  ...common,
});

const go = z.strictObject({
  language: z.literal("go"),
  module: described(
    text,
    "Path of the module without its major version, such as `example.org/contracts-types`; `/v7` is added where the version asks for it.",
  ),
  dependencies: dependencies(
    "Modules with their versions that the protos' imports come from, or that have to be newer than the generated code asks for, such as `google.golang.org/grpc v1.85.0`.",
  ),
  ...common,
});

/** One entry of `release.packages`. */
export const RELEASE_PACKAGE = z.discriminatedUnion("language", [python, rust, typescript, go]);

export type PackageEntry = z.infer<typeof RELEASE_PACKAGE>;
