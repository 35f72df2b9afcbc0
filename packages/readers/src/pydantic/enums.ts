import type { EnumMember } from "@nx-contracts/ir";
import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { AssignStatement, Expression } from "./syntax/tree.js";
import { plain } from "./operators.js";
import { evaluate, toJson } from "./value.js";

export interface EnumReading {
  readonly members: readonly EnumMember[];
  /** Other names of members. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Definitions whose value only running would tell. */
  readonly dynamic: readonly { readonly name: string; readonly statement: AssignStatement; readonly why: string }[];
}

/** One member, with the class that defines it. */
export interface EnumMemberValue {
  readonly cls: ClassInfo;
  readonly member: string;
  readonly value: MemberValue;
}

type MemberValue = string | number | boolean;

/** The data type that members of an enum are instances of. */
function mixin(cls: ClassInfo, program: Program): "str" | "int" | "float" | "other" | undefined {
  for (const ancestor of program.classes.order(cls)) {
    if (ancestor === "builtins.str" || ancestor === "enum.StrEnum") return "str";
    if (ancestor === "builtins.int" || ancestor === "enum.IntEnum" || ancestor === "enum.IntFlag") return "int";
    if (ancestor === "builtins.float") return "float";
    if (typeof ancestor === "string" && /^(?:builtins|datetime|decimal|uuid)\./.test(ancestor)) return "other";
  }
  return undefined;
}

/** Whether a class or an ancestor among the sources defines a method. */
function defines(cls: ClassInfo, method: string, program: Program): boolean {
  return program.classes
    .order(cls)
    .some((ancestor) => typeof ancestor !== "string" && ancestor.scope.names.has(method));
}

/** Members of an enum class as Python makes them from its body. */
export function readEnumMembers(cls: ClassInfo, program: Program): EnumReading {
  const cached = program.enumReadings.get(cls);
  if (cached !== undefined) return cached;
  const reading = readBody(cls, program);
  program.enumReadings.set(cls, reading);
  return reading;
}

function readBody(cls: ClassInfo, program: Program): EnumReading {
  const members: EnumMember[] = [];
  const aliases = new Map<string, string>();
  const dynamic: { name: string; statement: AssignStatement; why: string }[] = [];
  const data = mixin(cls, program);
  const ownValue = defines(cls, "__new__", program);
  const ownNext = defines(cls, "_generate_next_value_", program);
  const flag = program.classes.order(cls).some((one) => one === "enum.Flag" || one === "enum.IntFlag");
  const ignored = ignoredNames(cls, program);
  const values: MemberValue[] = [];

  for (const { statement, certainty } of cls.scope.placed) {
    if (statement.kind !== "assign" || statement.value === undefined || certainty === "typing") continue;
    for (const { name, value: written } of assignments(statement.targets, statement.value)) {
      if (!isMemberName(name) || ignored.has(name)) continue;
      const context = { module: cls.module, owner: cls, at: statement.from };
      if (isDescriptor(written, program, context)) continue;
      const report = (why: string) => dynamic.push({ name, statement, why });
      if (certainty !== "always") {
        report("stands under a condition that reading cannot decide");
        continue;
      }
      if (ownValue) {
        report("gets its value from a method of the class");
        continue;
      }
      const automatic = isAutomatic(written, program, context);
      if (automatic && ownNext) {
        report("gets its value from _generate_next_value_()");
        continue;
      }
      const raw = automatic
        ? nextValue(name, values, { data, flag, cls, program })
        : memberValue(written, program, context);
      const value = raw === undefined ? undefined : convert(raw, data);
      if (value === undefined) {
        report("has a value that reading cannot tell");
        continue;
      }
      values.push(value);
      // Only single bits of a flag are members.
      if (flag && typeof value === "number" && (value <= 0 || !Number.isInteger(Math.log2(value)))) continue;
      // Python compares values by `==`, so True is an alias of 1.
      const same = members.find(
        (member) =>
          (Number(member.value) === Number(value) && typeof member.value !== "string" && typeof value !== "string") ||
          member.value === value,
      );
      if (same !== undefined) aliases.set(name, same.name);
      else {
        const number = data === "int" && typeof value === "number" ? { number: value } : {};
        members.push({ name, value, ...number, deprecated: false, at: cls.module.spanOf(statement) });
      }
    }
  }
  return { members, aliases, dynamic };
}

/** Names and what each gets: `a = b = 1` and `a, b = 1, 2`. */
function assignments(
  targets: readonly Expression[],
  value: Expression,
): { readonly name: string; readonly value: Expression }[] {
  return targets.flatMap((target) => {
    if (target.kind === "name") return [{ name: target.id, value }];
    if (target.kind !== "tuple" || value.kind !== "tuple") return [];
    return target.items.flatMap((item, index) => {
      const part = value.items[index];
      return item.kind === "name" && part !== undefined ? [{ name: item.id, value: part }] : [];
    });
  });
}

const isMemberName = (name: string) => !name.startsWith("__") && !/^_[^_].*[^_]_$|^_[^_]_$/.test(name);

function ignoredNames(cls: ClassInfo, program: Program): ReadonlySet<string> {
  const binding = cls.scope.names.get("_ignore_")?.[0];
  if (binding?.kind !== "variable" || binding.value === undefined) return new Set();
  const value = evaluate(binding.value, program, { module: cls.module, owner: cls, at: binding.from });
  const json = value === undefined ? undefined : toJson(value);
  const names = typeof json === "string" ? json.split(/[\s,]+/) : Array.isArray(json) ? json.map(String) : [];
  return new Set(names);
}

/** Functions and the like stay attributes. */
function isDescriptor(value: Expression, program: Program, context: Context): boolean {
  if (value.kind === "lambda") return true;
  if (value.kind !== "call") return false;
  const meaning = program.resolve(value.of, context);
  return (
    meaning?.kind === "known" &&
    /^(?:enum\.(?:nonmember|property)|builtins\.(?:property|classmethod|staticmethod))$/.test(meaning.name)
  );
}

function isAutomatic(value: Expression, program: Program, context: Context): boolean {
  if (value.kind !== "call") return false;
  const meaning = program.resolve(value.of, context);
  return meaning?.kind === "known" && meaning.name === "enum.auto";
}

function memberValue(value: Expression, program: Program, context: Context): MemberValue | undefined {
  if (value.kind === "call") {
    const meaning = program.resolve(value.of, context);
    const [inner] = value.args;
    if (meaning?.kind === "known" && meaning.name === "enum.member" && inner !== undefined) {
      return memberValue(inner, program, context);
    }
  }
  const found = evaluate(value, program, context);
  // In the body of the class, the name of a member is still its value.
  const inner = found?.kind === "member" ? found.value : plain(found);
  return inner === null || inner === undefined ? undefined : typeof inner === "bigint" ? Number(inner) : inner;
}

/** What `auto()` gives. @see https://docs.python.org/3.11/library/enum.html#enum.auto */
function nextValue(
  name: string,
  values: readonly MemberValue[],
  { data, flag, cls, program }: { data: ReturnType<typeof mixin>; flag: boolean; cls: ClassInfo; program: Program },
): MemberValue | undefined {
  if (program.classes.order(cls).includes("enum.StrEnum")) return name.toLowerCase();
  const numbers = values.filter((value) => typeof value === "number");
  if (flag) {
    const highest = Math.max(0, ...numbers);
    return highest === 0 ? 1 : 2 ** (Math.floor(Math.log2(highest)) + 1);
  }
  const last = numbers.at(-1);
  if (data === "str" && values.length > 0) return undefined;
  return last === undefined ? 1 : last + 1;
}

/** The data type of the enum makes its own of what is written. */
function convert(value: MemberValue, data: ReturnType<typeof mixin>): MemberValue | undefined {
  switch (data) {
    case "str":
      if (typeof value === "string") return value;
      return typeof value === "boolean"
        ? value
          ? "True"
          : "False"
        : Number.isInteger(value)
          ? String(value)
          : undefined;
    case "int":
      if (typeof value === "string") return /^\s*[-+]?\d{1,15}\s*$/.test(value) ? Number(value) : undefined;
      return Math.trunc(Number(value));
    case "float":
      return typeof value === "string" ? undefined : Number(value);
    case "other":
      return undefined;
    case undefined:
      return value;
  }
}

/** The member that `Class.MEMBER` names, when it names one. */
export function enumMember(
  expression: Extract<Expression, { kind: "attribute" }>,
  program: Program,
  context: Context,
): EnumMemberValue | undefined {
  const of = program.follow(program.resolve(expression.of, context));
  if (of?.kind !== "class" || program.classes.kind(of.cls) !== "enum") return undefined;
  const { members, aliases } = readEnumMembers(of.cls, program);
  const name = aliases.get(expression.name) ?? expression.name;
  const found = members.find((member) => member.name === name);
  return found === undefined ? undefined : { cls: of.cls, member: found.name, value: found.value };
}
