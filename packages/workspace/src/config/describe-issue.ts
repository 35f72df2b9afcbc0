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
        const known = keysAt(schema, issue.path, issue.input);
        const near = nearestName(key, known);
        return {
          message: `There is no key \`${key}\`${within(issue.path)}.`,
          at: places.key([...issue.path, key]),
          next: near ? `Did you mean \`${near}\`?` : `Known here: ${known.join(", ")}.`,
        };
      });
    case "invalid_value":
      return [{ at, ...describeWord(issue.path, issue.input, issue.values.map(String)) }];
    case "invalid_type": {
      const missing = issue.input === undefined;
      if (missing) return [{ message: describeMissing(issue.path), at, next: "Add it." }];
      return [
        {
          message: `${subject(issue.path)} must be ${TYPES[issue.expected] ?? issue.expected}.`,
          at,
          next: "Change the value.",
        },
      ];
    }
    case "invalid_union":
      if ("options" in issue && Array.isArray(issue.options))
        return [{ at, ...describeVariant(issue, issue.options.map(String)) }];
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
      if (issue.path[0] === "generate" && issue.path.at(-1) === "version") {
        const message = `${subject(issue.path)} must be one exact version.`;
        return [{ message, at, next: "Write it out, such as `1.85.1`." }];
      }
      if (issue.path.join(".") === "release.tag") {
        const message = `${subject(issue.path)} must hold one \`*\`, which stands for the version.`;
        return [{ message, at, next: "Write a pattern, such as `proto-v*`." }];
      }
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

/** A text that is none of the words that may stand there. */
function describeWord(path: Issue["path"], given: unknown, known: readonly string[]): Omit<Problem, "at"> {
  const near = typeof given === "string" ? nearestName(given, known) : undefined;
  return {
    message: `${subject(path)} must be one of ${known.join(", ")}.`,
    next: near ? `Did you mean \`${near}\`?` : "Take one of these words.",
  };
}

function describeMissing(path: Issue["path"]): string {
  return `The key \`${String(path.at(-1) ?? "")}\` is missing${within(path.slice(0, -1))}.`;
}

/** A mapping that its key, such as `tool`, makes none of the kinds that may stand there. */
function describeVariant({ path, input }: Issue, known: readonly string[]): Omit<Problem, "at"> {
  const given = isObject(input) ? input[String(path.at(-1))] : undefined;
  if (given !== undefined) return describeWord(path, given, known);
  return { message: describeMissing(path), next: `Add it: one of ${known.join(", ")}.` };
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

/** Keys that the schema knows at a path, where `input` stands, for the nearest valid word. */
function keysAt(root: z.ZodMiniType, path: Issue["path"], input: unknown): readonly string[] {
  let schema: unknown = root;
  for (const step of path) {
    const bare = unwrap(schema);
    if (bare.def.type === "array") schema = bare.def.element;
    else if (bare.def.type === "object") schema = bare.def.shape?.[String(step)];
    if (schema === undefined) return [];
  }
  const { def } = unwrap(schema);
  const { shape = {} } = variantOf(def, input) ?? def;
  return Object.keys(shape).filter((key) => key !== "$schema");
}

/** Of kinds that a key tells apart, the one that `input` is. */
function variantOf({ options = [], discriminator }: Definition["def"], input: unknown): Definition["def"] | undefined {
  if (discriminator === undefined || !isObject(input)) return undefined;
  const given = input[discriminator];
  return options
    .map((option) => unwrap(option).def)
    .find(({ shape }) => {
      const { values = [], entries = {} } = unwrap(shape?.[discriminator]).def;
      return [...values, ...Object.values(entries)].includes(given);
    });
}

interface Definition {
  readonly def: {
    readonly type: string;
    readonly element?: unknown;
    readonly innerType?: unknown;
    readonly shape?: { readonly [key: string]: unknown };
    readonly options?: readonly unknown[];
    readonly discriminator?: string;
    /** Of a literal. */
    readonly values?: readonly unknown[];
    /** Of an enum. */
    readonly entries?: { readonly [key: string]: unknown };
  };
}

function unwrap(schema: unknown): Definition {
  let bare = schema as Definition;
  while (bare.def.innerType !== undefined) bare = bare.def.innerType as Definition;
  return bare;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
