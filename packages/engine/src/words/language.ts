import type { Language } from "@nx-contracts/ir";

/** What people call the text of each language. */
export const LANGUAGE_WORDS = {
  pydantic: "Pydantic model",
  proto: "proto",
  typescript: "TypeScript type",
} as const satisfies Record<Language, string>;
