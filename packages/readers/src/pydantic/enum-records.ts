import { NOTHING_RESERVED, type Enum, type EnumMember } from "@nx-contracts/ir";
import type { Diagnostics } from "./diagnostics.js";
import { docOf, isDeprecated } from "./docs.js";
import { readEnumMembers } from "./enums.js";
import type { Module } from "./module.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { AssignStatement } from "./syntax/tree.js";
import { evaluate, toJson } from "./value.js";

/** The enum of a class, with a report for every member whose value reading cannot tell. */
export function enumRecord(cls: ClassInfo, program: Program, diagnostics: Diagnostics): Enum {
  const { members, dynamic } = readEnumMembers(cls, program);
  for (const { name, statement, why } of dynamic) {
    const subject = `${cls.name}.${name}`;
    diagnostics.add(
      "read/dynamic-definition",
      subject,
      `The enum member "${subject}" ${why}.`,
      cls.module.spanOf(statement),
      "give it a constant value",
    );
  }
  const doc = docOf(cls);
  return {
    name: cls.name,
    qualifiedName: cls.qualifiedName,
    members,
    open: false,
    reserved: NOTHING_RESERVED,
    deprecated: isDeprecated(cls, program),
    ...(doc === undefined ? {} : { doc }),
    at: cls.module.spanOf(cls.statement),
  };
}

/** The enum of `Color = Enum("Color", "RED GREEN")`. @see https://docs.python.org/3/library/enum.html#functional-api */
export function enumFromCall(statement: AssignStatement, module: Module, program: Program): Enum | undefined {
  const call = statement.value;
  if (call?.kind !== "call") return undefined;
  const context = { module, owner: undefined, at: statement.from };
  const meaning = program.follow(program.resolve(call.of, context));
  if (meaning?.kind !== "known" || !/^enum\.(?:Enum|IntEnum|StrEnum)$/.test(meaning.name)) return undefined;
  const [name, second] = call.args;
  const names = second ?? call.keywords.find((keyword) => keyword.name === "names")?.value;
  if (name?.kind !== "string" || names === undefined) return undefined;
  const value = evaluate(names, program, context);
  const json = value === undefined ? undefined : toJson(value);
  const at = module.spanOf(statement);
  const number = meaning.name === "enum.IntEnum";
  const member = (memberName: unknown, memberValue: unknown): EnumMember[] =>
    typeof memberName === "string" &&
    (typeof memberValue === "string" || typeof memberValue === "number" || typeof memberValue === "boolean")
      ? [
          {
            name: memberName,
            value: memberValue,
            ...(number ? { number: Number(memberValue) } : {}),
            deprecated: false,
            at,
          },
        ]
      : [];
  const automatic = (text: string, index: number) => (meaning.name === "enum.StrEnum" ? text.toLowerCase() : index + 1);
  const list = typeof json === "string" ? json.split(/[\s,]+/).filter((word) => word !== "") : json;
  const members = Array.isArray(list)
    ? list.flatMap((item: unknown, index) =>
        Array.isArray(item)
          ? member(item[0], item[1])
          : typeof item === "string"
            ? member(item, automatic(item, index))
            : [],
      )
    : typeof list === "object" && list !== null
      ? Object.entries(list).flatMap(([key, one]) => member(key, one))
      : undefined;
  if (members === undefined) return undefined;
  const qualifiedName = module.name === "" ? name.value : `${module.name}.${name.value}`;
  return { name: name.value, qualifiedName, members, open: false, reserved: NOTHING_RESERVED, deprecated: false, at };
}
