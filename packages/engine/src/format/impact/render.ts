import { formatImpactHtml } from "./html/page.js";
import { type Impact, sortImpact } from "./impact.js";
import { formatImpactJson } from "./json.js";
import { formatImpactMarkdown } from "./markdown.js";
import { formatImpactText, type ImpactTextOptions } from "./text.js";

export const IMPACT_FORMATS = ["text", "json", "markdown", "html"] as const;

export type ImpactFormat = (typeof IMPACT_FORMATS)[number];

const RENDERERS = {
  text: formatImpactText,
  json: formatImpactJson,
  markdown: formatImpactMarkdown,
  html: formatImpactHtml,
} as const satisfies Record<ImpactFormat, (impact: Impact, options: ImpactTextOptions) => string>;

/** Renders what a change reaches, as text that ends with a newline. */
export function renderImpact(impact: Impact, format: ImpactFormat, options: ImpactTextOptions = {}): string {
  return RENDERERS[format](sortImpact(impact), options);
}
