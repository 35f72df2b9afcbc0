import type { ClassKind } from "./classes.js";
import type { Diagnostics } from "./diagnostics.js";
import type { Models } from "./models.js";
import type { Module } from "./module.js";
import { describeOutside } from "./obstacle.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import { dottedName, type Expression } from "./syntax/tree.js";

/** Reports what of a module cannot be read: its syntax, and models that come into being while it runs. */
export function checkModule(module: Module, program: Program, diagnostics: Diagnostics): void {
  if (module.problem !== undefined) {
    const at = module.spanOf({ from: module.problem.at, to: module.problem.at });
    diagnostics.add(
      "read/syntax-error",
      module.path,
      `${module.problem.message}.`,
      at,
      "mend the syntax so that the file can be read",
    );
    return;
  }
  if (module.text.trim() === "" || module.text.trim() === "\ufeff") {
    if (module.isPackage) return;
    const at = module.spanOf({ from: 0, to: 0 });
    diagnostics.add(
      "read/empty-source",
      module.path,
      `The file ${module.path} is empty.`,
      at,
      "define the models in it, or take it out of `files`",
    );
    return;
  }
  const context = { module, owner: undefined, at: Infinity };
  for (const { statement } of program.scope(module).placed) {
    const value = statement.kind === "expression" || statement.kind === "assign" ? statement.value : undefined;
    const at = module.spanOf(statement);
    if (value?.kind === "call") {
      const called = program.follow(program.resolve(value.of, context));
      if (called?.kind === "known" && called.name === "pydantic.create_model") {
        const [name] = value.args;
        const target = statement.kind === "assign" ? statement.targets[0] : undefined;
        const subject = name?.kind === "string" ? name.value : target?.kind === "name" ? target.id : module.name;
        diagnostics.add(
          "read/dynamic-definition",
          subject,
          `create_model() makes "${subject}" while the code runs.`,
          at,
          "write it as a class",
        );
      }
    }
    const targets =
      statement.kind === "assign" ? statement.targets : statement.kind === "delete" ? statement.targets : [];
    const changed = [
      ...targets,
      ...(value?.kind === "call" ? [value.of, ...(calls(value.of, "setattr") ? value.args.slice(0, 1) : [])] : []),
    ]
      .map((expression) => changedModel(expression, value?.kind === "call" && calls(value.of, "setattr")))
      .find((name) => name !== undefined);
    if (changed === undefined) continue;
    const meaning = program.follow(program.resolve(changed, context));
    if (meaning?.kind !== "class" || program.classes.kind(meaning.cls) !== "model") continue;
    const subject = meaning.cls.name;
    diagnostics.add(
      "read/dynamic-definition",
      subject,
      `The fields of "${subject}" are changed while the code runs.`,
      at,
      "write the fields in the class",
    );
  }
}

const calls = (expression: Expression, name: string) => dottedName(expression) === name;

/** The model whose table of fields an expression reaches into: `Anime` of `Anime.model_fields["id"]`. */
function changedModel(expression: Expression, whole: boolean): Expression | undefined {
  if (whole && expression.kind === "name" && expression.id !== "setattr") return expression;
  for (let inner = expression; ;) {
    if (inner.kind === "subscript" || inner.kind === "call") inner = inner.of;
    else if (inner.kind === "attribute") {
      if (/^(?:model_fields|__fields__|__pydantic_fields__|__annotations__)$/.test(inner.name)) return inner.of;
      inner = inner.of;
    } else return undefined;
  }
}

/**
 * What a class is, once nothing about it is in doubt; reports what is.
 * `undefined` for a class whose definition cannot be decided.
 */
export function checkClass(
  cls: ClassInfo,
  program: Program,
  models: Models,
  diagnostics: Diagnostics,
): ClassKind | undefined {
  const { classes } = program;
  const at = cls.module.spanOf(cls.statement);
  const kind = classes.kind(cls);
  for (const base of classes.bases(cls)) {
    if (base.kind === "external" && kind !== "enum") {
      const { reason, help } = describeOutside(base.meaning, program);
      const { module, at: from, from: to } = base.meaning.binding;
      const place = module.spanOf({ from, to });
      diagnostics.add(
        "read/unresolved-base",
        cls.name,
        `The base of "${cls.name}" is not known: ${reason}.`,
        place,
        help,
      );
    } else if (base.kind === "unresolved" && kind === "model") {
      const place = cls.module.spanOf(base.expression);
      diagnostics.add(
        "read/dynamic-definition",
        cls.name,
        `A base of "${cls.name}" is computed while the code runs.`,
        place,
        "name the base class",
      );
    }
  }
  if (!classes.isConsistent(cls)) {
    diagnostics.add(
      "read/invalid-definition",
      cls.name,
      `Python accepts no order of the bases of "${cls.name}".`,
      at,
      "change the order of the bases",
    );
  }
  if (kind === "legacy") {
    diagnostics.add(
      "read/unsupported",
      cls.name,
      `"${cls.name}" is a model of Pydantic 1, which is not read.`,
      at,
      "derive it from pydantic.BaseModel",
    );
  }
  if (kind !== "model" && kind !== "enum") return kind;
  if (cls.certainty === "typing") return undefined;
  if (cls.certainty !== "always") {
    diagnostics.add(
      "read/dynamic-definition",
      cls.name,
      `"${cls.name}" is defined under a condition that reading cannot decide.`,
      at,
      "define it without a condition",
    );
    return undefined;
  }
  if (kind === "enum") return kind;
  for (const { name, statement, decided } of models.annotations(cls)) {
    if (decided || name.startsWith("_")) continue;
    const place = cls.module.spanOf(statement);
    const subject = `${cls.name}.${name}`;
    diagnostics.add(
      "read/dynamic-definition",
      subject,
      `"${subject}" stands under a condition that reading cannot decide.`,
      place,
      "define it without a condition",
    );
  }
  for (const { name, expression } of models.configs.unread(cls)) {
    diagnostics.add(
      "read/dynamic-definition",
      cls.name,
      `"${name}" of "${cls.name}" is computed while the code runs.`,
      cls.module.spanOf(expression),
      "write it as a constant",
    );
  }
  const { aliases } = models.configs.read(cls);
  if (aliases?.kind === "dynamic" && aliases.context.owner === cls) {
    const place = cls.module.spanOf(aliases.expression);
    diagnostics.add(
      "read/dynamic-definition",
      cls.name,
      `The alias generator of "${cls.name}" is a function of its own.`,
      place,
      "use to_camel, to_pascal or to_snake of pydantic.alias_generators, or write the aliases out",
    );
  }
  return kind;
}
