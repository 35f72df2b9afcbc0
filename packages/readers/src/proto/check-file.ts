import type { JsonObject } from "@nx-contracts/ir";
import type { Context } from "./context.js";
import type { Features } from "./features.js";
import { optionsIn } from "./features.js";
import type { Stretch } from "./syntax-tree.js";

/** Whether the file is written in an edition of 2024 or later. */
export function isSince2024({ unit }: Context): boolean {
  return unit.file.edition !== undefined && unit.file.edition >= "2024";
}

/**
 * Imports that this version of the language does not know, or that do not go together.
 * @see https://protobuf.dev/editions/overview/
 */
export function checkImports(context: Context, options: JsonObject | undefined): void {
  const { unit } = context;
  let afterOption = false;
  for (const [index, statement] of unit.file.imports.entries()) {
    const { modifier, path } = statement;
    if (modifier === "option" && !isSince2024(context)) {
      context.refuse(path, '"import option" exists since edition 2024.', 'Remove the word "option".', statement);
    } else if (modifier === "weak" && isSince2024(context)) {
      context.refuse(path, '"import weak" does not exist since edition 2024.', 'Remove the word "weak".', statement);
    } else if (modifier !== "option" && afterOption) {
      context.refuse(path, 'An import stands after an "import option".', "Move it ahead of those.", statement);
    }
    afterOption ||= modifier === "option";
    const target = unit.imports[index];
    if (target !== undefined && isLite(target.file.body) && options?.["optimize_for"] !== "LITE_RUNTIME") {
      context.refuse(
        path,
        `"${path}" is optimised for LITE_RUNTIME, this file is not.`,
        "Set the same optimize_for in both.",
        statement,
      );
    }
  }
}

function isLite(body: Parameters<typeof optionsIn>[0]): boolean {
  return optionsIn(body).some(
    ({ name, value }) => name[0]?.name === "optimize_for" && value.kind === "word" && value.word === "LITE_RUNTIME",
  );
}

/** File options that editions have no place for. */
export function checkFileOptions(context: Context, features: Features, options: JsonObject | undefined): void {
  const { file } = context.unit;
  const at = (name: string): Stretch =>
    optionsIn(file.body).find((option) => option.name.some((part) => part.name === name)) ?? { start: 0, end: 0 };
  if (file.syntax !== "editions") return;
  if (options?.["java_string_check_utf8"] !== undefined) {
    const help = "Set features.(pb.java).utf8_validation instead.";
    context.refuse(
      file.path,
      '"java_string_check_utf8" is not an option of editions.',
      help,
      at("java_string_check_utf8"),
    );
  }
  if (features.field_presence === "LEGACY_REQUIRED") {
    context.refuse(
      file.path,
      "Fields cannot be required for a whole file.",
      "Set LEGACY_REQUIRED on single fields.",
      at("field_presence"),
    );
  }
}

/** Refuses `export` and `local` where the language does not know them. */
export function checkVisibility(
  context: Context,
  subject: string,
  node: { readonly visibility: string; readonly start: number },
): void {
  if (node.visibility === "" || isSince2024(context)) return;
  const at = { start: node.start, end: node.start + node.visibility.length };
  context.refuse(subject, `"${node.visibility}" exists since edition 2024.`, "Remove the word.", at);
}
