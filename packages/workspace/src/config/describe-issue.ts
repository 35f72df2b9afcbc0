import { nearestName, type Problem } from "@nx-contracts/ir";
import type * as z from "zod/mini";
import type { YamlPlaces } from "./yaml-places.js";

type Issue = z.core.$ZodIssue;

/** One validation issue of `schema` as sentences for people, each at its place in the file. */
export function describeIssue(issue: Issue, places: YamlPlaces, schema: z.ZodMiniType): readonly Problem[] {
  const at = places.value(issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key): Problem => {
        const known = keysAt(schema, issue.path);
        const near = nearestName(key, known);
        return {
          message: `There is no key \`${key}\`${within(issue.path)}.`,
          at: places.key([...issue.path, key]),
          next: near ? `Did you mean \`${near}\`?` : `Known here: ${known.join(", ")}.`,
        };
      });
    case "invalid_value": {
      const known = issue.values.map(String);
      const near = typeof issue.input === "string" ? nearestName(issue.input, known) : undefined;
      return [
        {
          message: `${subject(issue.path)} must be one of ${known.join(", ")}.`,
          at,
          next: near ? `Did you mean \`${near}\`?` : "Take one of these words.",
        },
      ];
    }
    case "invalid_type": {
      const missing = issue.input === undefined;
      if (missing)
        return [
          {
            message: `The key \`${String(issue.path.at(-1) ?? "")}\` is missing${within(issue.path.slice(0, -1))}.`,
            at,
            next: "Add it.",
          },
        ];
      return [
        {
          message: `${subject(issue.path)} must be ${TYPES[issue.expected] ?? issue.expected}.`,
          at,
          next: "Change the value.",
        },
      ];
    }
    case "invalid_union":
      return [{ message: `${subject(issue.path)} must be text or a list of texts.`, at, next: "Change the value." }];
    case "invalid_key":
      return [
        {
          message: `\`${String(issue.path.at(-1) ?? "")}\` is no key that may stand${within(issue.path.slice(0, -1))}.`,
          at: places.key(issue.path),
          next: "Correct the key.",
        },
      ];
    case "too_small":
      return [{ message: `${subject(issue.path)} must not be empty.`, at, next: "Fill it in." }];
    case "invalid_format":
      return [
        {
          message: `${subject(issue.path)} may hold letters, digits, \`.\`, \`_\` and \`-\`, and starts with a letter or a digit.`,
          at,
          next: "Change the value.",
        },
      ];
    default:
      return [{ message: `${subject(issue.path)} is not valid: ${issue.message}.`, at, next: "Change the value." }];
  }
}

const TYPES: { readonly [type: string]: string } = {
  array: "a list",
  object: "a mapping of keys to values",
  record: "a mapping of keys to values",
  string: "text (put quotes around it)",
};

function subject(path: Issue["path"]): string {
  return path.length === 0 ? "The file" : `\`${path.map(String).join(".")}\``;
}

function within(path: Issue["path"]): string {
  return path.length === 0 ? "" : ` in \`${path.map(String).join(".")}\``;
}

/** Keys that the schema knows at a path, for the nearest valid word. */
function keysAt(root: z.ZodMiniType, path: Issue["path"]): readonly string[] {
  let schema: unknown = root;
  for (const step of path) {
    const bare = unwrap(schema);
    if (bare.def.type === "array") schema = bare.def.element;
    else if (bare.def.type === "object") schema = bare.def.shape?.[String(step)];
    if (schema === undefined) return [];
  }
  return Object.keys(unwrap(schema).def.shape ?? {}).filter((key) => key !== "$schema");
}

interface Definition {
  readonly def: {
    readonly type: string;
    readonly element?: unknown;
    readonly innerType?: unknown;
    readonly shape?: { readonly [key: string]: unknown };
  };
}

function unwrap(schema: unknown): Definition {
  let bare = schema as Definition;
  while (bare.def.innerType !== undefined) bare = bare.def.innerType as Definition;
  return bare;
}
