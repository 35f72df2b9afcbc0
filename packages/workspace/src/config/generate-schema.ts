import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));
const described = <T extends z.ZodMiniType>(type: T, description: string): T =>
  type.check(z.meta({ description })) as T;

/** Of every output. */
const common = {
  id: z.optional(described(text, "What the output is called in reports; default its tool.")),
  protos: z.optional(
    described(
      z.array(text).check(z.minLength(1)),
      "Globs of protos, relative to the folder that imports start from; default all of them.",
    ),
  ),
};

const out = described(text, "Folder that is written into, relative to this file. What else it holds is left alone.");
const checkedIn = described(
  z.boolean(),
  "Whether the result is committed: then it is compared with the protos. Default true.",
);
const version = described(
  z.string().check(z.regex(/^v?\d+\.\d+(?:\.\d+)?(?:[-+.][0-9A-Za-z.+-]+)?$/)),
  "Exact version of the tool.",
);
const options = described(z.array(text), "Options of the generator, such as `target=ts`.");

const grpcioTools = z.strictObject({
  tool: z.literal("grpcio-tools"),
  ...common,
  version,
  out,
  package: z.optional(
    described(
      text,
      "Python package that `out` is, for imports between stubs; default the packages that its folders form.",
    ),
  ),
  python: z.optional(
    described(text, "Interpreter that has grpcio-tools; default an environment of our own, made from PyPI."),
  ),
  grpc: z.optional(described(z.boolean(), "Also `_pb2_grpc.py`; default where a proto has services.")),
  checkedIn: z.optional(checkedIn),
});

const buf = z.strictObject({
  tool: z.literal("buf"),
  ...common,
  template: described(text, "A `buf.gen.yaml`, relative to this file, with local plugins."),
  checkedIn: z.optional(checkedIn),
});

const protobufEs = z.strictObject({
  tool: z.literal("protobuf-es"),
  ...common,
  out,
  options: z.optional(options),
  checkedIn: z.optional(checkedIn),
});

const descriptorSet = z.strictObject({
  tool: z.enum(["prost", "tonic"]),
  ...common,
  out: described(
    text,
    "The descriptor set that `build.rs` of a crate compiles from, relative to this file, such as `../libs/client/proto/contracts.binpb`.",
  ),
  checkedIn: z.optional(described(z.boolean(), "Whether the descriptor set is committed. Default false.")),
});

const go = z.strictObject({
  tool: z.enum(["protoc-gen-go", "protoc-gen-go-grpc"]),
  ...common,
  version,
  out,
  options: z.optional(options),
  checkedIn: z.optional(checkedIn),
});

/** One entry of `generate`. */
export const GENERATE_OUTPUT = z.discriminatedUnion("tool", [grpcioTools, buf, protobufEs, descriptorSet, go]);

export type GenerateEntry = z.infer<typeof GENERATE_OUTPUT>;
