import { NOTICES, RULES } from "@nx-contracts/engine";
import * as z from "zod/mini";
import { GENERATE_OUTPUT } from "./generate-schema.js";
import { RELEASE_SECTION } from "./release-schema.js";

const text = z.string().check(z.minLength(1));
const described = <T extends z.ZodMiniType>(type: T, description: string): T =>
  type.check(z.meta({ description })) as T;

const READERS = ["proto", "pydantic", "typescript"] as const;
const FAMILIES = [
  "bool",
  "int",
  "float",
  "string",
  "bytes",
  "timestamp",
  "date",
  "time",
  "duration",
  "uuid",
  "decimal",
  "json",
] as const;

const grade = z.enum(["error", "warning", "info", "off"]);
const oneOrMore = z.union([text, z.array(text).check(z.minLength(1))]);

/** Every configurable rule but the late ones (`lateRuleIds`); `lint/<BUF_ID>` may be named besides. */
export const CONFIGURABLE_RULES: readonly string[] = [
  ...RULES.map((rule) => rule.id),
  ...NOTICES.map((notice) => notice.id).filter((id) => !id.endsWith("*")),
];

const rules = described(
  z.record(text, grade),
  "Severity by rule id. `off` silences a rule; `lint/<BUF_ID>` names a rule of `buf lint`.",
);

const owner = described(
  z.strictObject({
    team: described(text, "Who it is."),
    contact: z.optional(described(text, "Where they are asked: a channel, an address.")),
  }),
  "Who answers for the contract.",
);

const side = {
  reader: described(z.enum(READERS), "The language of the files."),
  files: described(
    z.array(text).check(z.minLength(1)),
    "Paths or globs, relative to this file. What they import has to be listed too, except the imports of a proto.",
  ),
  roots: z.optional(
    described(z.array(text), "Folders that module names and imports start from, relative to this file."),
  ),
  also: z.optional(
    described(
      z.array(z.enum(["dataclass", "TypedDict", "NamedTuple"])),
      "Kinds of Python definitions to read besides Pydantic models.",
    ),
  ),
};

const mapping = described(
  z.strictObject({
    records: z.optional(described(z.record(text, text), "Source record or enum → mirror record or enum.")),
    fields: z.optional(described(z.record(text, text), "`Record.field` of the source → field of the mirror.")),
    members: z.optional(described(z.record(text, text), "`Enum.MEMBER` of the source → member of the mirror.")),
    stripSuffix: z.optional(described(oneOrMore, "Suffixes of the mirror's names, such as `Schema`.")),
    types: z.optional(
      described(
        z.partialRecord(z.enum(FAMILIES), z.enum(FAMILIES)),
        "Families that the mirror may hold in another one without a finding, such as `timestamp: string`.",
      ),
    ),
  }),
  "Names and types that matching by name cannot know.",
);

const mirror = z.strictObject({
  id: z.optional(described(text, "What the mirror is called in subjects and reports; default its reader.")),
  ...side,
  mapping: z.optional(mapping),
  only: z.optional(
    described(z.array(text), "The source's records and enums that this mirror carries; default all of them."),
  ),
});

const ignore = z.strictObject({
  subject: described(oneOrMore, "`Record`, `Record.field` or `Enum.MEMBER`; `*` stands for any characters."),
  rule: z.optional(described(text, "Only this rule; default every rule.")),
  reason: described(text, "Why the finding is no drift. Printed with `--verbose`."),
});

const contract = z.strictObject({
  id: described(
    z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)),
    "Name of the contract, the first part of every subject.",
  ),
  owner: z.optional(owner),
  kind: described(
    z.enum(["api", "event", "storage"]),
    "`api`: service calls; `event`: messages in flight; `storage`: persisted data.",
  ),
  description: z.optional(described(text, "What the contract is about.")),
  version: z.optional(
    described(
      z.string().check(z.regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/)),
      "Semantic version of the contract; a bump lower than what changed is an error.",
    ),
  ),
  source: described(z.strictObject(side), "The source of truth."),
  mirrors: z.optional(described(z.array(mirror), "What has to say the same as the source.")),
  ignore: z.optional(described(z.array(ignore), "Findings set aside, each with its reason.")),
  overrides: z.optional(
    described(
      z.array(z.strictObject({ ...ignore.shape, severity: described(grade, "What they weigh instead.") })),
      "Findings that weigh differently, each with its reason.",
    ),
  ),
  rules: z.optional(rules),
});

const count = z.int().check(z.gte(0));

const compat = described(
  z.strictObject({
    against: z.optional(
      described(
        z.union([text, z.array(text).check(z.minLength(1), z.maxLength(2))]),
        "The older version: `merge-base` (default), a git ref, `tag:PATTERN`, a folder, an image or a release bundle. Two of them tell new findings from known ones, the nearer one last.",
      ),
    ),
    policy: z.optional(
      described(
        oneOrMore,
        "`verdict` (default), a category of `buf breaking` (FILE, PACKAGE, WIRE_JSON, WIRE, CSR), `buf.yaml` for its `breaking` section, or a level such as `confluent:BACKWARD`.",
      ),
    ),
    mode: z.optional(
      described(
        z.enum(["wire", "json", "source"]),
        "What the verdict protects: the bytes, the JSON too, or code as well; default `json`.",
      ),
    ),
    direction: z.optional(
      described(
        z.enum(["backward", "forward", "full"]),
        "Whose data: new readers of old data, old readers of new data, or both; default `full`.",
      ),
    ),
    removal: z.optional(
      described(
        z.strictObject({
          days: z.optional(described(count, "Days that it has to stand deprecated; default 90.")),
          minors: z.optional(described(count, "Minor versions that it has to stand deprecated; default 3.")),
        }),
        "A field or enum member may be removed, its number and name reserved, when contracts.lock shows it deprecated for this long: days (default 90) or minor versions (default 3), whichever is first. A removal in time is a note, whatever the policy, and asks for a minor version; one too early is an error. Without this section any removal is judged by the policy alone.",
      ),
    ),
  }),
  "What may change between versions.",
);

const cochange = described(
  z.strictObject({
    level: z.optional(
      described(
        z.enum(["schema", "file"]),
        "`schema` (default): a change of what a source says asks for the same change of its mirrors. `file`: any change of a source's file asks for a change of a file of each mirror, and the other way round.",
      ),
    ),
  }),
  "What has to change together.",
);

/** `contracts.yaml`. The published JSON Schema is made from this. */
export const CONFIG_SCHEMA = z.strictObject({
  $schema: z.optional(text),
  name: described(text, "Name of the contract project."),
  contracts: described(z.array(contract).check(z.minLength(1)), "The contracts of this project."),
  compat: z.optional(compat),
  cochange: z.optional(cochange),
  generate: z.optional(
    described(z.array(GENERATE_OUTPUT), "What is generated from the protos, by which tool and where to."),
  ),
  release: z.optional(described(RELEASE_SECTION, "What a release is made of, and how it is called.")),
  rules: z.optional(rules),
});

export type ConfigFile = z.infer<typeof CONFIG_SCHEMA>;
export type ContractEntry = z.infer<typeof contract>;
export type SideEntry = ContractEntry["source"];
export type MirrorEntry = z.infer<typeof mirror>;
export type IgnoreEntry = z.infer<typeof ignore>;
