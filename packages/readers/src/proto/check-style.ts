import type { Context } from "./context.js";
import type { Features } from "./features.js";
import type { Stretch } from "./syntax-tree.js";

const SNAKE = /^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/;
const SCREAMING = /^[A-Z][A-Z0-9]*(_[A-Z][A-Z0-9]*)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;

const STYLES = {
  package: { shape: SNAKE, name: "lower_snake_case" },
  field: { shape: SNAKE, name: "lower_snake_case" },
  oneof: { shape: SNAKE, name: "lower_snake_case" },
  "enum value": { shape: SCREAMING, name: "UPPER_SNAKE_CASE" },
  message: { shape: PASCAL, name: "PascalCase" },
  enum: { shape: PASCAL, name: "PascalCase" },
  service: { shape: PASCAL, name: "PascalCase" },
  method: { shape: PASCAL, name: "PascalCase" },
} as const;

/**
 * Names that editions since 2024 refuse.
 * @see https://protobuf.dev/editions/features/#enforce_naming
 */
export function checkStyle(
  context: Context,
  features: Features,
  what: keyof typeof STYLES,
  subject: string,
  name: string,
  at: Stretch,
): void {
  if (features.enforce_naming_style === "STYLE_LEGACY") return;
  const { shape, name: style } = STYLES[what];
  // A package is held against the style part by part.
  const parts = what === "package" ? name.split(".") : [name];
  if (parts.every((part) => shape.test(part))) return;
  const help = `Rename it, or set features.enforce_naming_style = STYLE_LEGACY.`;
  context.refuse(subject, `The name of the ${what} "${name}" is not in ${style}.`, help, at);
}
