import type { Format, FormatName } from "./format.js";
import { formatGithub } from "./github.js";
import { formatGitlab } from "./gitlab.js";
import { formatJson } from "./json.js";
import { formatJunit } from "./junit.js";
import { formatMarkdown } from "./markdown.js";
import { formatSarif } from "./sarif.js";
import { formatText } from "./text.js";

/** Every format by its name, in the order in which help lists them. */
export const FORMATS = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
  junit: formatJunit,
  gitlab: formatGitlab,
  markdown: formatMarkdown,
} as const satisfies Record<FormatName, Format>;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

/** Whether `name` is one of `FORMAT_NAMES`. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
