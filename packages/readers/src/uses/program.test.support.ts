import type { Program } from "./program.js";

/** Every place of a program that does not hold the name that it is the place of. */
export function misplaced(program: Program, text: string): readonly string[] {
  const wrong: string[] = [];
  const open: unknown[] = [program];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const inside: readonly unknown[] = Object.values(value);
    open.push(...inside.filter((each) => typeof each === "object"));
    if (!("at" in value) || !isPlace(value.at)) continue;
    const [start, end] = value.at;
    const said = text.slice(start, end);
    const name = nameOf(value);
    if (start < 0 || end > text.length || start > end) wrong.push(`${name ?? "?"} at ${start}-${end}`);
    // What no code can be called has no place; `Self` and paths stand for longer names.
    else if (name !== undefined && start < end && said !== "Self" && !ends(said, name))
      wrong.push(`${name} at "${said}"`);
  }
  return wrong;
}

/** A module that several names lead to is called as a whole, wherever it is named by its end. */
function ends(said: string, name: string): boolean {
  const last = (path: string) => path.split("::").at(-1)?.replace(/^r#/, "").trim();
  const isAround = ["crate", "self", "super"].includes(last(said) ?? "") && name.startsWith("crate");
  return said === name || isAround || last(said) === last(name) || said.startsWith(name);
}

function nameOf(value: object): string | undefined {
  if ("name" in value && typeof value.name === "string") return value.name;
  return "text" in value && typeof value.text === "string" ? value.text : undefined;
}

function isPlace(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "number");
}
