import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { Statement } from "./syntax/tree.js";

/** A docstring as `inspect.cleandoc` gives it. @see https://docs.python.org/3/library/inspect.html#inspect.cleandoc */
export function cleanDoc(text: string): string {
  const lines = text.replaceAll("\t", "        ").split("\n");
  const margins = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : [line.length - line.trimStart().length]));
  const margin = Math.min(...margins);
  const clean = lines.map((line, index) =>
    index === 0 ? line.trimStart() : Number.isFinite(margin) ? line.slice(margin) : line,
  );
  while (clean.length > 0 && clean.at(-1)?.trim() === "") clean.pop();
  while (clean.length > 0 && clean[0]?.trim() === "") clean.shift();
  return clean.join("\n");
}

/** The docstring of a class, cleaned. */
export function docOf(cls: ClassInfo): string | undefined {
  const [first] = cls.statement.body;
  if (first?.kind !== "expression" || first.value.kind !== "string") return undefined;
  const text = cleanDoc(first.value.value);
  return text === "" ? undefined : text;
}

/** Strings that stand right below annotated names, by name (`use_attribute_docstrings`). */
export function attributeDocs(cls: ClassInfo): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  let previous: Statement | undefined;
  for (const statement of cls.statement.body) {
    const target = previous?.kind === "assign" && previous.annotation !== undefined ? previous.targets[0] : undefined;
    if (target?.kind === "name" && statement.kind === "expression" && statement.value.kind === "string") {
      docs.set(target.id, cleanDoc(statement.value.value));
    }
    previous = statement;
  }
  return docs;
}

/** Whether a class is marked with `@deprecated`. */
export function isDeprecated(cls: ClassInfo, program: Program): boolean {
  return program.classes.hasDecorator(cls, /^(?:typing|warnings)\.deprecated$/);
}
