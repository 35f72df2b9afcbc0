import { TYPE_WORDS } from "@nx-contracts/engine/edit";
import type { ContractsError, Language, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { refused } from "./refused.js";

/** Why a language cannot hold a field, and what it can hold instead. */
export function unwritable(
  record: SchemaRecord,
  form: Language | "zod",
  asked: { readonly name: string; readonly type: string },
  type: TypeRef,
): ContractsError {
  const [reason, next] = whyNot(type, form) ?? [
    `the way in which \`${record.name}\` is written there leaves no place for it`,
    "Add it by hand, or take another name or type.",
  ];
  return refused(
    `\`${record.name}\` in ${record.at.file} cannot be given \`${asked.name}\` of the type \`${asked.type}\`: ${reason}.`,
    next,
    record.at,
  );
}

type Reason = readonly [reason: string, next: string];

function whyNot(type: TypeRef, form: Language | "zod"): Reason | undefined {
  switch (form) {
    case "proto":
      return whyNotProto(type, true);
    case "pydantic":
      return undefined;
    default:
      return hasBoolKeys(type)
        ? ["the keys of an object are text or numbers, never bools", "Take `map<string, …>`, or two fields."]
        : undefined;
  }
}

function whyNotProto(type: TypeRef, isOutermost: boolean): Reason | undefined {
  switch (type.kind) {
    case "union": {
      if (!isOutermost)
        return [
          "proto has alternatives (`oneof`) for a field only, not inside lists and maps",
          "Give the alternatives a record of their own, or take `json`.",
        ];
      const isPlural = type.of.some(({ kind }) => kind === "list" || kind === "map");
      if (isPlural) return ["a `oneof` holds neither lists nor maps", "Give the list a record of its own."];
      const isMixed = type.of.some(({ kind }) => kind === "literal");
      return isMixed
        ? [
            "a `oneof` has no literals",
            `Take \`string\`, an enum, or one of ${TYPE_WORDS.slice(0, 4).join(", ")} besides.`,
          ]
        : undefined;
    }
    case "nullable":
      return whyNotProto(type.of, isOutermost);
    case "literal":
      return new Set(type.values.map((value) => typeof value)).size > 1
        ? ["its values are of several kinds", "Take values of one kind, or `json`."]
        : undefined;
    case "list":
      if (type.item.kind === "map") return ["proto has no lists of maps", "Give the map a record of its own."];
      return whyNotProto(type.item, false);
    case "map":
      if (type.value.kind === "map") return ["proto has no maps of maps", "Give the inner map a record of its own."];
      if (type.key.kind === "scalar" && type.key.family === "float")
        return ["keys of maps are no fractions", "Take `map<string, …>`."];
      return whyNotProto(type.value, false);
    default:
      return undefined;
  }
}

function hasBoolKeys(type: TypeRef): boolean {
  if (type.kind === "map") return (type.key.kind === "scalar" && type.key.family === "bool") || hasBoolKeys(type.value);
  if (type.kind === "list") return hasBoolKeys(type.item);
  return type.kind === "nullable" && hasBoolKeys(type.of);
}
