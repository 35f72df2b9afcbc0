import { lex } from "../imports/lex.js";

/** An exported interface, object type or zod schema, as far as a glance tells. */
export interface ScriptRecord {
  readonly name: string;
  /** Names of what stands between its braces. */
  readonly fields: readonly string[];
}

const OPENING =
  /\bexport\s+(?:declare\s+)?(?:abstract\s+)?(?:(?:interface|class)\s+(\w+)[^{;]*|type\s+(\w+)[^={;]*=\s*(?:[\w<>,\s]*&\s*)?|const\s+(\w+)[^=;]*=\s*[^;{]*?\bobject\s*\(\s*)\{/g;
const KEY = /(?:^|[{;,\n])\s*(?:readonly\s+|public\s+)?([A-Za-z_$][\w$]*)[?!]?\s*:/g;

/**
 * Finds what a TypeScript file may define, without the compiler, which takes a
 * second to load: only files whose names say something are read in earnest.
 */
export function scanScript(text: string): readonly ScriptRecord[] {
  const { code } = lex(text, "typescript");
  return [...code.matchAll(OPENING)].flatMap((match): ScriptRecord[] => {
    const body = bodyAt(code, match.index + match[0].length);
    const fields = [...body.matchAll(KEY)].map(([, name = ""]) => name);
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    return fields.length === 0 ? [] : [{ name, fields: [...new Set(fields)] }];
  });
}

/** What stands in a pair of braces, without what stands in brackets within it. */
function bodyAt(code: string, start: number): string {
  let depth = 0;
  let body = "\n";
  for (let at = start; at < code.length; at++) {
    const char = code.charAt(at);
    if (depth === 0 && char === "}") break;
    if ("({[".includes(char)) depth++;
    if (depth === 0) body += char;
    if (")}]".includes(char)) depth--;
  }
  return body;
}
