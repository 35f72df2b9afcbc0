import type { Impact } from "./impact.js";

/** A sorted impact as JSON. */
export function formatImpactJson(impact: Impact): string {
  return `${JSON.stringify(impact, undefined, 2)}\n`;
}
