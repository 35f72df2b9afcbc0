import type { JsonObject } from "@nx-contracts/ir";
import { checkFileOptions, checkImports } from "./check-file.js";
import { reportTwice } from "./check-names.js";
import { checkStyle } from "./check-style.js";
import { compileEnum } from "./compile-enum.js";
import { compileExtensions, compileMessage } from "./compile-message.js";
import { compileService } from "./compile-service.js";
import { nameAt } from "./context.js";
import type { Context } from "./context.js";
import { fileFeatures, optionsIn } from "./features.js";
import { readOptions } from "./options.js";
import type { Output } from "./output.js";
import { fieldName } from "./symbols.js";
import { join, packageOf } from "./unit.js";
import type { Definition } from "./unit.js";

/** What a file is, beside its definitions. */
export interface FileSettings {
  readonly path: string;
  readonly syntax: string;
  readonly package?: string;
  readonly options?: JsonObject;
}

/** Checks one file and turns it into its part of the schema; what is wrong goes to its unit's problems. */
export function compileFile(context: Context, output: Output): FileSettings {
  const { file } = context.unit;
  const scope = packageOf(file);
  const features = fileFeatures(file);
  checkTopLevelNames(context);
  const options = readOptions({ context, scope, subject: file.path }, optionsIn(file.body), "FILE");
  checkImports(context, options);
  checkFileOptions(context, features, options);
  if (file.package)
    checkStyle(context, features, "package", scope, scope, {
      start: file.package.nameStart,
      end: file.package.nameEnd,
    });
  for (const declaration of file.body) {
    if (declaration.kind === "message") compileMessage(context, output, scope, declaration, features, 0);
    else if (declaration.kind === "enum") compileEnum(context, output, scope, declaration, features);
    else if (declaration.kind === "service") compileService(context, output, scope, declaration, features);
    else if (declaration.kind === "extend") compileExtensions(context, output, scope, declaration, features, 0);
  }
  return {
    path: file.path,
    syntax: file.edition ?? file.syntax,
    ...(scope === "" ? {} : { package: scope }),
    ...(options === undefined ? {} : { options }),
  };
}

/** Names at the top level of the file that something else it is compiled with bears already. */
function checkTopLevelNames(context: Context): void {
  const { table, unit } = context;
  const scope = packageOf(unit.file);
  const check = (node: { readonly name: string; readonly nameStart: number }, name = node.name) => {
    const fullName = join(scope, name);
    let earlier: Definition | undefined;
    // In the order of files and texts, so that the first one decides.
    for (const other of table.all(fullName)) {
      const isOwn = other.unit === unit && other.node.nameStart === node.nameStart;
      if (!isOwn && (other.unit === unit || precedes(context, other))) earlier = other;
      if (isOwn || earlier !== undefined) break;
    }
    const where = earlier === undefined || earlier.unit === unit ? "in this file" : `in ${earlier.unit.file.path}`;
    if (earlier !== undefined) reportTwice(context, fullName, name, nameAt(node), where);
    else if (table.packagesFrom(unit).has(fullName)) reportTwice(context, fullName, name, nameAt(node), "as a package");
  };
  for (const declaration of unit.file.body) {
    if (declaration.kind === "option") continue;
    if (declaration.kind === "extend") {
      for (const field of declaration.body) {
        check(field, fieldName(field));
        if (field.group) check(field);
      }
      continue;
    }
    check(declaration);
    if (declaration.kind !== "enum") continue;
    for (const value of declaration.body) if (value.kind === "value") check(value);
  }
}

/** Whether `other`, in another file, comes first and is compiled together with this one. */
function precedes({ table, unit }: Context, other: Definition): boolean {
  if (other.unit.isSource) return other.unit.order < unit.order;
  return table.visibleFrom(unit).has(other.unit);
}
