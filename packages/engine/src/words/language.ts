import type { Language } from "@nx-contracts/ir";

/** What people call the text of each language. */
export const LANGUAGE_WORDS = {
  pydantic: "model",
  proto: "proto",
  typescript: "TypeScript",
} as const satisfies Record<Language, string>;
