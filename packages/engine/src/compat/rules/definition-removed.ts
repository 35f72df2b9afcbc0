import type { RuleExample } from "../../rule.js";
import { block, proto2, proto3, versions } from "../example.js";
import type { DefinitionKind, RemovedDefinition } from "../fact.js";
import { type CompatFinding, type CompatRule, defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const KINDS = ["message", "enum", "extension", "service"] as const satisfies readonly DefinitionKind[];

const SERVICE_GONE: readonly Consequence[] = [
  { verdict: "break-wire", hurts: "old clients that call it get UNIMPLEMENTED" },
  { verdict: "break-source", hurts: "code that calls it no longer compiles" },
];

const PACKAGE_HELP = {
  message: "Code that names the message no longer compiles, and an `Any` that holds one can no longer be unpacked.",
  enum: "Code that names the enum no longer compiles.",
  extension: "Code that reads the extension no longer compiles, and data that carries it keeps it as an unknown field.",
  service: "Old clients that call the service get UNIMPLEMENTED, and code that calls it no longer compiles.",
} as const satisfies { readonly [what in DefinitionKind]: string };

const OPTION = "option deprecated = true;";
const SHOW = block("message Show", "string title = 1;");
const GET = "rpc GetShow(Show) returns (Show);";

/** What the examples lose, beside others of its kind that stay. */
const SAMPLES = {
  message: {
    name: "Studio",
    others: [SHOW],
    text: block("message Studio", "string name = 1;"),
    deprecated: block("message Studio", OPTION, "string name = 1;"),
  },
  enum: {
    name: "Season",
    others: [block("enum Status", "STATUS_UNSPECIFIED = 0;")],
    text: block("enum Season", "SEASON_UNSPECIFIED = 0;"),
    deprecated: block("enum Season", OPTION, "SEASON_UNSPECIFIED = 0;"),
  },
  extension: {
    name: "slogan",
    others: [block("message Show", "extensions 100 to 199;"), block("extend Show", "optional string teaser = 100;")],
    text: block("extend Show", "optional string slogan = 101;"),
    deprecated: block("extend Show", "optional string slogan = 101 [deprecated = true];"),
  },
  service: {
    name: "Archive",
    others: [SHOW, block("service Catalog", GET)],
    text: block("service Archive", GET),
    deprecated: block("service Archive", OPTION, GET),
  },
} as const satisfies { readonly [what in DefinitionKind]: Sample };

interface Sample {
  readonly name: string;
  readonly others: readonly string[];
  readonly text: string;
  readonly deprecated: string;
}

/** A file no longer defines what it did; moved elsewhere is removed too. */
export const removedFromFile: readonly CompatRule[] = KINDS.map((what) =>
  defineCompatRule({
    id: `compat/${what}-removed`,
    buf: `${what.toUpperCase()}_NO_DELETE`,
    summary: `A file no longer defines ${article(what)} that it did.`,
    help: `Whoever imports this file for the ${what} no longer finds it, even if another file has it now: much generated code is imported by file. Leave the ${what} where it is and mark it \`deprecated\`, or approve the move or the removal with \`nx-contracts approve\` when nobody needs it there.`,
    on: "removed-from-file",
    effect: [{ verdict: "break-source", hurts: `code that finds the ${what} in this file no longer compiles` }],
    check: (fact) => (fact.what === what ? at(fact, "file") : undefined),
    examples: [gone(what), moved(what, true), kept(what)],
  }),
);

/** A package no longer holds what it did; moved between its files is not removed. */
export const removedFromPackage: readonly CompatRule[] = KINDS.map((what) =>
  defineCompatRule({
    id: `compat/${what}-removed-from-package`,
    buf: `PACKAGE_${what.toUpperCase()}_NO_DELETE`,
    summary: `A package no longer holds ${article(what)} that it did.`,
    help: `${PACKAGE_HELP[what]} Mark the ${what} \`deprecated\` first, and approve its removal with \`nx-contracts approve\` when nobody uses it any more.`,
    on: "removed-from-package",
    effect:
      what === "service"
        ? SERVICE_GONE
        : [{ verdict: "break-source", hurts: `code that names the ${what} no longer compiles` }],
    check: (fact) => (fact.what === what ? at(fact, `package ${quote(fact.package)}`) : undefined),
    examples: [gone(what), moved(what, false)],
  }),
);

function at({ what, name, before, file, around }: RemovedDefinition, where: string): CompatFinding {
  const message = `Previously present ${what} ${quote(name)} was deleted from ${where}.`;
  if (around && what !== "service") return { message, file: around.file, at: around.message.at, against: before };
  return { message, ...(file && { file }), against: before };
}

function article(what: DefinitionKind): string {
  return `${what.startsWith("e") ? "an" : "a"} ${what}`;
}

function gone(what: DefinitionKind): RuleExample {
  const { name, others, text } = SAMPLES[what];
  return versions("It is gone", fileOf(what, ...others, text), fileOf(what, ...others), [name]);
}

function moved(what: DefinitionKind, isReported: boolean): RuleExample {
  const { name, others, text } = SAMPLES[what];
  const moving = what === "service" || what === "extension" ? ['import "catalog/v1/catalog.proto";', text] : [text];
  return {
    title: "It moved to another file of the package",
    files: {
      "before/catalog/v1/catalog.proto": fileOf(what, ...others, text),
      "after/catalog/v1/catalog.proto": fileOf(what, ...others),
      "after/catalog/v1/more.proto": fileOf(what, ...moving),
    },
    reports: isReported ? [name] : [],
  };
}

function kept(what: DefinitionKind): RuleExample {
  const { others, text, deprecated } = SAMPLES[what];
  const title = "It stays and says that it is on its way out";
  return versions(title, fileOf(what, ...others, text), fileOf(what, ...others, deprecated));
}

function fileOf(what: DefinitionKind, ...parts: readonly string[]): string {
  return what === "extension" ? proto2(...parts) : proto3(...parts);
}
