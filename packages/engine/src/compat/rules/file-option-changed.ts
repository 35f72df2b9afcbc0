import { block, proto2, versions } from "../example.js";
import { type CompatRule, defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

interface FileOption {
  /** What holds where it is not set. */
  readonly standard: string;
  /** What it decides, after its name. */
  readonly decides: string;
  /** Two values as they stand in a file. */
  readonly sample: readonly [before: string, after: string];
}

const SERVICES = "is whether the compiler itself generates abstract services, without a gRPC plugin,";

/** Options of a file that generated code depends on. */
const OPTIONS = {
  cc_enable_arenas: {
    standard: "true",
    decides: "is whether messages can be allocated on an arena in C++",
    sample: ["true", "false"],
  },
  cc_generic_services: { standard: "false", decides: `${SERVICES} for C++`, sample: ["true", "false"] },
  csharp_namespace: {
    standard: "",
    decides: "is the namespace of the generated C# types",
    sample: ['"Anime.Catalog.V1"', '"Catalog.V1"'],
  },
  go_package: {
    standard: "",
    decides: "is the import path, and the name, of the generated Go package",
    sample: ['"example.com/anime/catalog/v1;catalogv1"', '"example.com/catalog/v1;catalogv1"'],
  },
  java_generic_services: { standard: "false", decides: `${SERVICES} for Java`, sample: ["true", "false"] },
  java_multiple_files: {
    standard: "false",
    decides: "is whether Java types stand by themselves or inside one outer class",
    sample: ["true", "false"],
  },
  java_outer_classname: {
    standard: "",
    decides: "is the Java class that holds what belongs to the file as a whole",
    sample: ['"CatalogProto"', '"CatalogFile"'],
  },
  java_package: {
    standard: "",
    decides: "is the package of the generated Java classes",
    sample: ['"org.example.anime.v1"', '"org.example.catalog.v1"'],
  },
  objc_class_prefix: {
    standard: "",
    decides: "is what the names of generated Objective-C classes begin with",
    sample: ['"ANI"', '"CAT"'],
  },
  optimize_for: {
    standard: "SPEED",
    decides: "is how generated C++ and Java code works; LITE_RUNTIME leaves out descriptors and reflection",
    sample: ["SPEED", "LITE_RUNTIME"],
  },
  php_class_prefix: {
    standard: "",
    decides: "is what the names of generated PHP classes begin with",
    sample: ['"Anime"', '"Catalog"'],
  },
  php_metadata_namespace: {
    standard: "",
    decides: "is the namespace of the generated PHP metadata classes",
    sample: [String.raw`"Anime\\Catalog\\Metadata"`, String.raw`"Catalog\\Metadata"`],
  },
  php_namespace: {
    standard: "",
    decides: "is the namespace of the generated PHP classes",
    sample: [String.raw`"Anime\\Catalog"`, '"Catalog"'],
  },
  py_generic_services: { standard: "false", decides: `${SERVICES} for Python`, sample: ["true", "false"] },
  ruby_package: {
    standard: "",
    decides: "is the module of the generated Ruby classes",
    sample: ['"Anime::Catalog::V1"', '"Catalog::V1"'],
  },
  swift_prefix: {
    standard: "",
    decides: "is what the names of generated Swift types begin with",
    sample: ['"Anime"', '"Catalog"'],
  },
} as const satisfies { readonly [name: string]: FileOption };

/** One rule an option: they differ in nothing but its name. */
export const fileOptionChanged: readonly CompatRule[] = Object.entries(OPTIONS).map(
  ([name, { standard, decides, sample }]) =>
    defineCompatRule({
      id: `compat/${name.replaceAll("_", "-")}-changed`,
      buf: `FILE_SAME_${name.toUpperCase()}`,
      summary: `The file option ${name} changed.`,
      help: `\`${name}\` ${decides}. The data stays the same, but whoever uses that code has to change theirs when they generate it anew. Put the old value back, or approve the change with \`nx-contracts approve\` when nobody is left who does.`,
      on: "file-paired",
      effect: [{ verdict: "break-source", hurts: `code that was generated with another ${name} no longer compiles` }],
      check({ before, after }) {
        const was = before.options[name];
        const is = after.options[name];
        const from = was?.value ?? standard;
        const to = is?.value ?? standard;
        if (from === to) return undefined;
        return {
          message: `File option "${name}" changed from ${quote(from)} to ${quote(to)}.`,
          file: after,
          ...(is && { at: is.at }),
          ...(was && { against: before }),
        };
      },
      examples: examplesOf(name, standard, sample),
    }),
);

function examplesOf(name: string, standard: string, [from, to]: FileOption["sample"]): CompatRule["examples"] {
  const show = block("message Show", "optional string title = 1;");
  const set = (value: string) => proto2(`option ${name} = ${value};`, show);
  const said = standard === "" ? '""' : standard;
  return [
    versions("Another value", set(from), set(to), ["catalog/v1/catalog.proto"]),
    versions("What holds without it is said", proto2(show), set(said)),
  ];
}
