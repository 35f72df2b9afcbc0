import type { Meaning } from "./meaning.js";
import type { Program } from "./program.js";
import type { PyType } from "./type-model.js";

/** A type that the schema has no place for. */
export function unsupportedType(text: string, reason: string): PyType {
  const help = "use a type that the schema can express, or ignore the field with a reason";
  return { kind: "unknown", text, obstacle: { rule: "read/unsupported", reason, help, at: undefined } };
}

/** A type that only running the code would tell. */
export function dynamicType(text: string): PyType {
  const reason = "it is made while the code runs";
  const help = "write the type out in the annotation";
  return { kind: "unknown", text, obstacle: { rule: "read/dynamic-definition", reason, help, at: undefined } };
}

/** A name that nothing binds. */
export function missingName(text: string, name: string): PyType {
  const reason = `nothing in the module binds "${name}"`;
  const help = `import or define "${name}"`;
  return { kind: "unknown", text, obstacle: { rule: "read/unresolved-type", reason, help, at: undefined } };
}

/** A name imported from a module that was not handed in, or that lacks it. */
export function fromOutside(text: string, meaning: Extract<Meaning, { kind: "external" }>, program: Program): PyType {
  const { reason, help } = describeOutside(meaning, program);
  const { module, at, from } = meaning.binding;
  return {
    kind: "unknown",
    text,
    obstacle: { rule: "read/unresolved-type", reason, help, at: module.spanOf({ from: at, to: from }) },
  };
}

/** Why an imported name is not known, and which source would tell. */
export function describeOutside(
  meaning: Extract<Meaning, { kind: "external" }>,
  program: Program,
): { readonly reason: string; readonly help: string } {
  const there = program.module(meaning.module);
  if (there !== undefined) {
    return {
      reason: `"${meaning.name}" is imported from ${meaning.module}, which does not define it in a way that can be read`,
      help: `define "${meaning.name}" in ${there.path}`,
    };
  }
  return {
    reason: `"${meaning.name}" is imported from ${meaning.module}, which is not among the sources`,
    help: `add ${program.guessPath(meaning.module)} to \`files\``,
  };
}
