import type { Diagnostic, Edit, JsonObject, RelatedPlace, Span } from "@nx-contracts/ir";
import type {
  ApprovedFinding,
  ContractAdvice,
  ContractSummary,
  IgnoredFinding,
  Matrix,
  MatrixRow,
  RegistryChange,
  Report,
  SideSummary,
  Summary,
} from "../report.js";

const TEXT = { type: "string", minLength: 1 } as const;
const COUNT = { type: "integer", minimum: 0 } as const;
const POSITION = { type: "integer", minimum: 1 } as const;
const LINES = { type: "array", items: { type: "string" } } as const;

type Definition =
  | "summary"
  | "contract"
  | "side"
  | "diagnostic"
  | "related"
  | "span"
  | "edit"
  | "ignored"
  | "approved"
  | "advice"
  | "matrix"
  | "row"
  | "change";

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
  summary: object<Summary>("Counts, and what was compared.", {
    error: COUNT,
    warning: COUNT,
    info: COUNT,
    ignored: COUNT,
    approved: COUNT,
    families: { ...list(TEXT), description: "Families of rules that were judged, in the order they ran." },
    contracts: list(ref("contract")),
  }),
  contract: object<ContractSummary>("One contract: its source of truth and the mirrors.", {
    id: TEXT,
    source: ref("side"),
    mirrors: list(ref("side")),
  }),
  side: object<SideSummary>("How much one side defines.", {
    id: TEXT,
    language: TEXT,
    files: list(TEXT),
    records: COUNT,
    fields: COUNT,
    enums: COUNT,
    members: COUNT,
  }),
  diagnostic: object<Diagnostic>(
    "One finding.",
    {
      rule: { type: "string", pattern: "^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$", description: "`<family>/<name>`" },
      severity: { enum: ["error", "warning", "info"] },
      subject: {
        ...TEXT,
        description: "`<contract>:<Record>.<field>` or what stands in their place; unique with `rule`.",
      },
      message: TEXT,
      at: ref("span"),
      related: list(ref("related")),
      data: { type: "object", description: "What the message is made of; its keys depend on the rule." },
      edits: { ...list(ref("edit")), description: "Hunks that together mend the finding." },
      help: { ...TEXT, description: "The next step in words." },
      fingerprint: { ...TEXT, description: "Made of `rule` and `subject` only." },
    },
    ["related", "edits", "help"],
  ),
  related: object<RelatedPlace>("Another place that takes part in the finding.", {
    message: { type: "string" },
    at: ref("span"),
  }),
  span: object<Span>(
    "A place in a source: lines and UTF-16 columns from 1, the end exclusive, the file relative to the workspace.",
    { file: TEXT, line: POSITION, column: POSITION, endLine: POSITION, endColumn: POSITION },
    ["endLine", "endColumn"],
  ),
  edit: object<Edit>(
    "The lines from `line` on that read `before` become `after`; an empty `before` inserts ahead of `line`.",
    {
      file: TEXT,
      line: POSITION,
      before: LINES,
      after: LINES,
    },
  ),
  ignored: object<IgnoredFinding>("A finding that the configuration sets aside.", {
    diagnostic: ref("diagnostic"),
    reason: { type: "string" },
  }),
  approved: object<ApprovedFinding>(
    "An intended break that somebody answers for.",
    {
      diagnostic: ref("diagnostic"),
      reason: TEXT,
      by: TEXT,
      until: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "Last day that the approval holds." },
    },
    ["until"],
  ),
  advice: object<ContractAdvice>(
    "What the changes ask of a version.",
    {
      contract: TEXT,
      bump: { enum: ["none", "patch", "minor", "major"] },
      reason: TEXT,
      declared: TEXT,
    },
    ["contract", "declared"],
  ),
  matrix: object<Matrix>("What several policies say of each change.", {
    policies: list(TEXT),
    rows: list(ref("row")),
  }),
  row: object<MatrixRow>("One change; the cells stand in the order of the policies.", {
    rule: TEXT,
    subject: TEXT,
    cells: LINES,
  }),
  change: object<RegistryChange>("A difference in the words of the Confluent Schema Registry.", {
    type: TEXT,
    path: TEXT,
    compatible: { type: "boolean" },
    direction: { enum: ["backward", "forward"] },
    against: TEXT,
  }),
};

/** JSON Schema (draft 2020-12) of what `--format json` prints. */
export const REPORT_SCHEMA: JsonObject = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "nx-contracts report, version 1",
  ...object<Report>(
    "What nx-contracts found.",
    {
      version: { const: 1 },
      summary: ref("summary"),
      diagnostics: { ...list(ref("diagnostic")), description: "Sorted by file, line, column, rule and subject." },
      ignored: list(ref("ignored")),
      approved: list(ref("approved")),
      advice: list(ref("advice")),
      matrix: ref("matrix"),
      compatible: { type: "boolean", description: "Only with a policy of the Confluent Schema Registry." },
      changes: list(ref("change")),
    },
    ["advice", "matrix", "compatible", "changes"],
  ),
  $defs: DEFINITIONS,
};
