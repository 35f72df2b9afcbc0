import type { JsonObject } from "@nx-contracts/ir";
import type {
  Impact,
  ImpactChange,
  ImpactContract,
  ImpactMessage,
  ImpactPlace,
  ImpactProject,
  ImpactSubject,
  ImpactUse,
} from "./impact.js";

const TEXT = { type: "string", minLength: 1 } as const;
const COUNT = { type: "integer", minimum: 1 } as const;

type Definition = "contract" | "subject" | "change" | "project" | "use" | "message" | "place";

const ref = (name: Definition): JsonObject => ({ $ref: `#/$defs/${name}` });
const list = (items: JsonObject): JsonObject => ({ type: "array", items });

/** An object with no other keys than those of `T`, so that the build names a key that is missing here. */
function object<T>(
  description: string,
  properties: Record<keyof T & string, JsonObject>,
  optional: readonly (keyof T)[] = [],
): JsonObject {
  const required = Object.keys(properties).filter((key) => !optional.some((other) => other === key));
  return { description, type: "object", properties, required, additionalProperties: false };
}

const DEFINITIONS: Record<Definition, JsonObject> = {
  contract: object<ImpactContract>(
    "A contract of which something changed.",
    {
      id: TEXT,
      kind: { enum: ["api", "event", "storage"] },
      owner: object<NonNullable<ImpactContract["owner"]>>("Who answers for it.", { team: TEXT, contact: TEXT }, [
        "contact",
      ]),
    },
    ["owner"],
  ),
  subject: object<ImpactSubject>("What changed, whatever languages write it.", {
    subject: { ...TEXT, description: "`<contract>:<Record>.<field>`; unique." },
    contract: TEXT,
    name: { ...TEXT, description: "Without the contract." },
    kind: { enum: ["record", "field", "enum", "member", "service", "method", "file"] },
    happening: {
      enum: ["added", "removed", "renamed", "changed", "asked"],
      description: "`asked`: nothing is known to have changed; somebody wants to know what it would reach.",
    },
    changes: list(ref("change")),
  }),
  change: object<ImpactChange>(
    "What is so in one language.",
    {
      kind: { type: "string", pattern: "^[a-z]+(-[a-z]+)*$" },
      language: TEXT,
      what: { type: "string", description: "Empty where the whole thing came or went." },
      before: { type: "string", description: "The older version in words." },
      after: { type: "string", description: "The newer version in words." },
      at: ref("place"),
    },
    ["before", "after"],
  ),
  project: object<ImpactProject>("A project that depends on a changed contract.", {
    name: TEXT,
    root: TEXT,
    owners: list(TEXT),
    reach: {
      enum: ["certain", "likely", "message", "package"],
      description:
        "`certain` and `likely`: it names something that changed. `message`: it uses a record or enum of which something else changed. `package`: it depends on what holds the contract only.",
    },
    contracts: list(TEXT),
    uses: { ...list(ref("use")), description: "Places that name what changed." },
    messages: { ...list(ref("message")), description: "Records and enums it uses of which something changed." },
  }),
  use: object<ImpactUse>("A place in code.", {
    subject: TEXT,
    access: { enum: ["read", "write", "name"] },
    certainty: { enum: ["certain", "likely"] },
    at: ref("place"),
  }),
  message: object<ImpactMessage>("A record or enum that code uses.", {
    message: { ...TEXT, description: "`<contract>:<Record>`." },
    places: { ...COUNT, description: "How many places use it, in any way." },
    at: ref("place"),
  }),
  place: object<ImpactPlace>("Lines and UTF-16 columns from 1, the file relative to the workspace.", {
    file: TEXT,
    line: COUNT,
    column: COUNT,
  }),
};

/** JSON Schema (draft 2020-12) of what `impact --format json` prints. */
export const IMPACT_SCHEMA: JsonObject = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "nx-contracts impact, version 1",
  ...object<Impact>(
    "What a change reaches: message by message, field by field, project by project.",
    {
      version: { const: 1 },
      compared: object<NonNullable<Impact["compared"]>>("The versions that were compared.", { base: TEXT, head: TEXT }),
      contracts: list(ref("contract")),
      subjects: {
        ...list(ref("subject")),
        description: "Removed, renamed, changed, asked for, added; then by contract and name.",
      },
      projects: { ...list(ref("project")), description: "The hardest hit first, then by name." },
      unsearched: { ...list(TEXT), description: "Files that may use it and are too long to be searched." },
    },
    ["compared", "unsearched"],
  ),
  $defs: DEFINITIONS,
};
