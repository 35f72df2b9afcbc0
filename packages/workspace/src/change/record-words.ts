import type { Side, WantedEnum, WantedField, WantedRecord } from "@nx-contracts/engine/edit";
import { foldName } from "@nx-contracts/ir";
import { askedType } from "./asked-type.js";
import { refused } from "./refused.js";

/**
 * A record as it is asked for, its types those of a side.
 *
 * @throws ContractsError `change-refused` for words that are no field
 */
export function recordInWords(name: string, fields: readonly string[], side: Side): WantedRecord {
  const parts = fields.map((text) => partsOf(text));
  const names = parts.map((part) => foldName(part.name));
  const twice = parts.find((part, i) => names.indexOf(foldName(part.name)) < i);
  if (twice) throw refused(`\`${name}\` is asked to have \`${twice.name}\` twice.`, "Name each field once.");
  return {
    name,
    open: false,
    fields: parts.map(({ name: field, type: words }): WantedField => {
      const { type, optional } = askedType(words, side);
      return { name: field, keys: [field], type, absent: optional, deprecated: false, ahead: 0 };
    }),
  };
}

/** Parts between commas, those inside brackets and quotes aside: `a:map<string, bool>, b:string`. */
export function listInWords(text: string): readonly string[] {
  const parts: string[] = [];
  let [depth, quote, from] = [0, "", 0];
  for (const [at, char] of [...text].entries()) {
    if (quote !== "") quote = char === quote ? "" : quote;
    else if ("\"'".includes(char)) quote = char;
    else if ("<[({".includes(char)) depth++;
    else if (">])}".includes(char)) depth--;
    else if (char === "," && depth <= 0) {
      parts.push([...text].slice(from, at).join(""));
      from = at + 1;
    }
  }
  return [...parts, [...text].slice(from).join("")].map((part) => part.trim()).filter((part) => part !== "");
}

/** `title:string` in its parts. */
export function partsOf(text: string): { readonly name: string; readonly type: string } {
  const [, name, type = ""] = /^\s*([^:]*?)\s*:\s*(.*?)\s*$/s.exec(text) ?? [];
  if (name !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && type !== "") return { name, type };
  throw refused(
    `\`${text}\` is no field.`,
    "Write its name, a colon and its type: `title:string`, `scores:list<double>`, `founded:int32?`.",
  );
}

/**
 * An enum as it is asked for.
 *
 * @throws ContractsError `change-refused` for words that are no member
 */
export function enumInWords(name: string, members: readonly string[]): WantedEnum {
  const parts = members.map(
    (text) => /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:=\s*(.+?)\s*)?$/s.exec(text) ?? noMember(text),
  );
  const names = parts.map(([, member = ""]) => foldName(member));
  const twice = names.findIndex((each, i) => names.indexOf(each) < i);
  if (twice >= 0) throw refused(`\`${name}\` is asked to have \`${members[twice]}\` twice.`, "Name each member once.");
  if (parts.length === 0) throw refused(`\`${name}\` has no members.`, "Name them: `--members=SPRING,SUMMER`.");
  return {
    name,
    members: parts.map(([, member = "", value]) => ({ name: member, ahead: 0, ...(value !== undefined && { value }) })),
  };
}

function noMember(text: string): never {
  throw refused(
    `\`${text}\` is no member.`,
    "Write its name, and what stands for it in JSON if that is another word: `TV_SHORT=tv short`.",
  );
}

const RESERVED_WORDS = new Set(
  "False None True and any as assert async await bool break case catch class const continue debugger def default del delete do elif else enum except export extends false finally float for from function global if implements import in int instanceof interface is lambda let list map message never new nonlocal not null number object oneof option or package pass private protected public raise reserved return service set static str string super switch symbol syntax this throw true try type typeof undefined unknown var void while with yield".split(
    " ",
  ),
);

/**
 * Holds the name of a new definition against what every language takes.
 *
 * @throws ContractsError `change-refused`
 */
export function checkName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/.test(name)) {
    throw refused(
      `\`${name}\` is no name for a record or an enum.`,
      "Use letters and digits, with a capital at the beginning: `StudioVisit`.",
    );
  }
  if (RESERVED_WORDS.has(name))
    throw refused(`\`${name}\` is a word of a language that has to say it.`, "Take another name.");
}
