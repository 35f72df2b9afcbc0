import type { EnumMember } from "@nx-contracts/ir";
import { checkKnownFeatures } from "./check-features.js";
import { checkVisibility } from "./check-file.js";
import { checkValueNames } from "./check-names.js";
import { HIGHEST_VALUE, checkEnumNumbers } from "./check-numbers.js";
import { checkStyle } from "./check-style.js";
import { nameAt } from "./context.js";
import type { Context } from "./context.js";
import { optionsIn, withFeatures } from "./features.js";
import type { Features } from "./features.js";
import { readOptions } from "./options.js";
import { compileReserved, without } from "./output.js";
import type { Output } from "./output.js";
import type { EnumNode, EnumValueNode } from "./syntax-tree.js";
import { join } from "./unit.js";

/** Adds an enum to the schema. */
export function compileEnum(
  context: Context,
  output: Output,
  scope: string,
  node: EnumNode,
  inherited: Features,
): void {
  const fullName = join(scope, node.name);
  const features = withFeatures(inherited, optionsIn(node.body));
  const values = node.body.filter((element) => element.kind === "value");
  const options = readOptions({ context, scope: fullName, subject: fullName }, optionsIn(node.body), "ENUM");
  checkVisibility(context, fullName, node);
  checkStyle(context, features, "enum", fullName, node.name, nameAt(node));
  for (const value of values) {
    checkStyle(
      context,
      withFeatures(features, value.options),
      "enum value",
      join(fullName, value.name),
      value.name,
      nameAt(value),
    );
  }
  checkKnownFeatures(context, fullName, optionsIn(node.body));
  checkEnumNumbers(context, fullName, node);
  checkValueNames(context, fullName, node, features);
  checkValues(context, fullName, node, values, features, options?.["allow_alias"] === true);
  const doc = output.doc(node.gap, node.open + 1);
  output.enums.push({
    name: node.name,
    qualifiedName: fullName,
    members: values.map((value) => compileValue(context, output, fullName, value)),
    open: features.enum_type === "OPEN",
    reserved: compileReserved(
      node.body.filter((element) => element.kind === "reserved"),
      HIGHEST_VALUE,
    ),
    deprecated: options?.["deprecated"] === true,
    ...(doc === undefined ? {} : { doc }),
    at: output.at(node),
    ...without(options, "deprecated"),
  });
}

function compileValue(context: Context, output: Output, fullName: string, value: EnumValueNode): EnumMember {
  const subject = join(fullName, value.name);
  const options = readOptions({ context, scope: fullName, subject }, value.options, "ENUM_ENTRY");
  const doc = output.doc(value.gap, value.end);
  return {
    name: value.name,
    value: value.name,
    number: value.number,
    deprecated: options?.["deprecated"] === true,
    ...(doc === undefined ? {} : { doc }),
    at: output.at(value),
  };
}

/** @see https://protobuf.dev/programming-guides/enum/ */
function checkValues(
  context: Context,
  fullName: string,
  node: EnumNode,
  values: readonly EnumValueNode[],
  features: Features,
  mayAlias: boolean,
): void {
  const [first] = values;
  if (first === undefined) {
    context.refuse(fullName, `The enum "${node.name}" has no values.`, "Add one, or remove the enum.", node);
    return;
  }
  if (first.number !== 0 && features.enum_type === "OPEN") {
    const at = { start: first.numberStart, end: first.numberEnd };
    context.refuse(
      `${fullName}.${first.name}`,
      "The first value of an open enum must be 0.",
      `Begin with a value like ${node.name.toUpperCase()}_UNSPECIFIED = 0.`,
      at,
    );
  }
  const used = new Map<number, EnumValueNode>();
  let aliases = false;
  for (const value of values) {
    const earlier = used.get(value.number);
    if (earlier === undefined) {
      used.set(value.number, value);
      continue;
    }
    aliases = true;
    if (mayAlias) continue;
    const at = { start: value.numberStart, end: value.numberEnd };
    const help = 'Give it another number, or write "option allow_alias = true;" in the enum.';
    context.refuse(
      `${fullName}.${value.name}`,
      `The number ${value.number} is already that of "${earlier.name}".`,
      help,
      at,
    );
  }
  if (!mayAlias || aliases) return;
  const option = optionsIn(node.body).find(({ name }) => name[0]?.name === "allow_alias") ?? node;
  context.refuse(
    fullName,
    `"allow_alias" is set, but no two values of "${node.name}" have one number.`,
    "Remove the option.",
    option,
  );
}
