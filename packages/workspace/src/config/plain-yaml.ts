/** A value of the plain part of YAML. */
export type PlainYaml = string | number | boolean | null | readonly PlainYaml[] | { readonly [key: string]: PlainYaml };

/** Line breaks, and what is printed; no tabulators, no controls, no separators that look like line breaks. */
const UNUSUAL = /[^\n\x20-\x7E\u00A0-\u2027\u202A-\uD7FF]/;
const KEY = /^(?:"([^"\\]{1,200})"|'([^']{1,200})'|([A-Za-z_$][\w.$/-]{0,200})):(?= |$) */;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')(?= *$| +#)/;
const PLAIN = /^(?:[\w./$(~]|-(?=[^ -]))/;
/** In brackets; what ends it is looked at by who reads it. */
const FLOW_SCALAR = / *(?:"([^"\\]*)"|'([^']*)'|((?:[\w./$(~]|-(?=[\w./]))[^,[\]{}#:"'&!|>%`]*?))(?= *(?:[,\]}]|: ))/y;
/** Everything that is a number or nothing in the core schema, however it is written. */
const NO_TEXT =
  /^(?:~|null|true|false|[-+]?\.inf|\.nan|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)$/i;
const DEEPEST = 40;

/**
 * What a YAML text holds, where it is written plainly: mappings and lists by indentation or on one line, texts of one
 * line, without anchors, tags, escapes and several documents. That is how configurations are written, and it takes a
 * tenth of the time of the library.
 *
 * @returns `undefined` for every other text, right or wrong: the library decides
 */
export function parsePlainYaml(text: string): PlainYaml | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const reader = new Reader(text);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class NotPlain extends Error {}

interface Line {
  readonly indent: number;
  readonly text: string;
}

class Reader {
  readonly #lines: Line[] = [];
  #at = 0;

  constructor(text: string) {
    for (const line of text.split("\n")) {
      const content = line.trimStart();
      if (content !== "" && !content.startsWith("#"))
        this.#lines.push({ indent: line.length - content.length, text: content });
    }
  }

  document(): PlainYaml {
    const value = this.#block(0, 0);
    if (this.#at < this.#lines.length) throw new NotPlain();
    return value;
  }

  get #line(): Line | undefined {
    return this.#lines[this.#at];
  }

  #block(indent: number, depth: number): PlainYaml {
    if (depth > DEEPEST || this.#line?.indent !== indent) throw new NotPlain();
    return isItem(this.#line) ? this.#list(indent, depth) : this.#mapping(indent, depth);
  }

  #list(indent: number, depth: number): readonly PlainYaml[] {
    const items: PlainYaml[] = [];
    for (let line = this.#line; line?.indent === indent && isItem(line); line = this.#line) {
      const content = line.text.slice(1).trimStart();
      const column = indent + line.text.length - content.length;
      if (KEY.test(content)) {
        this.#lines[this.#at] = { indent: column, text: content };
        items.push(this.#mapping(column, depth + 1));
      } else {
        if (content === "" || content.startsWith("#") || isItem({ indent, text: content })) throw new NotPlain();
        this.#at++;
        items.push(this.#inline(content, indent));
      }
    }
    return items;
  }

  #mapping(indent: number, depth: number): PlainYaml {
    const values: { [key: string]: PlainYaml } = {};
    for (let line = this.#line; line?.indent === indent && !isItem(line); line = this.#line) {
      const found = KEY.exec(line.text);
      if (!found) throw new NotPlain();
      const rest = line.text.slice(found[0].length);
      this.#at++;
      const value = rest === "" || rest.startsWith("#") ? this.#below(indent, depth) : this.#inline(rest, indent);
      set(values, found[1] ?? found[2], found[3], value);
    }
    return values;
  }

  /** What stands under a key: a block of its own, or nothing. */
  #below(indent: number, depth: number): PlainYaml {
    const next = this.#line;
    if (next === undefined || next.indent < indent) return null;
    if (next.indent === indent) return isItem(next) ? this.#list(indent, depth + 1) : null;
    return this.#block(next.indent, depth + 1);
  }

  /** What stands on one line; a deeper line after it would be more of it. */
  #inline(text: string, indent: number): PlainYaml {
    if ((this.#line?.indent ?? 0) > indent) throw new NotPlain();
    const quoted = QUOTED.exec(text);
    if (quoted) return quoted[1] ?? quoted[2] ?? "";
    if (/^[[{]/.test(text)) {
      const flow = new Flow(text);
      const value = flow.value(0);
      if (!/^ *(?:$| #)/.test(text.slice(flow.at))) throw new NotPlain();
      return value;
    }
    const bare = text.replace(/ +#.*$/, "").trimEnd();
    if (!PLAIN.test(bare) || /:(?: |$)/.test(bare)) throw new NotPlain();
    return scalar(bare);
  }
}

/** Brackets on one line. */
class Flow {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): PlainYaml {
    if (depth > DEEPEST) throw new NotPlain();
    this.#skip();
    const open = this.#text[this.at];
    if (open === "[") return this.#list(depth);
    if (open === "{") return this.#mapping(depth);
    const [quoted, plain] = this.#scalar();
    return quoted ?? scalar(plain ?? "");
  }

  #list(depth: number): PlainYaml {
    const items: PlainYaml[] = [];
    this.at++;
    if (this.#takes("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.#takes(","));
    if (!this.#takes("]")) throw new NotPlain();
    return items;
  }

  #mapping(depth: number): PlainYaml {
    const values: { [key: string]: PlainYaml } = {};
    this.at++;
    if (this.#takes("}")) return values;
    do {
      const [quoted, plain] = this.#scalar();
      if (!this.#text.startsWith(": ", this.at)) throw new NotPlain();
      this.at++;
      set(values, quoted, plain, this.value(depth + 1));
    } while (this.#takes(","));
    if (!this.#takes("}")) throw new NotPlain();
    return values;
  }

  #scalar(): readonly [quoted: string | undefined, plain: string | undefined] {
    FLOW_SCALAR.lastIndex = this.at;
    const found = FLOW_SCALAR.exec(this.#text);
    if (!found) throw new NotPlain();
    this.at += found[0].length;
    return [found[1] ?? found[2], found[3]];
  }

  #takes(mark: string): boolean {
    this.#skip();
    if (this.#text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  #skip(): void {
    while (this.#text[this.at] === " ") this.at++;
  }
}

function isItem({ text }: Line): boolean {
  return text === "-" || text.startsWith("- ");
}

function set(
  values: { [key: string]: PlainYaml },
  quoted: string | undefined,
  plain: string | undefined,
  value: PlainYaml,
): void {
  const key = quoted ?? plain;
  if (key === undefined || key.length > 200 || key === "__proto__" || Object.hasOwn(values, key)) throw new NotPlain();
  if (quoted === undefined && (NO_TEXT.test(key) || !/^[\w.$/-]+$/.test(key))) throw new NotPlain();
  values[key] = value;
}

function scalar(text: string): PlainYaml {
  if (!NO_TEXT.test(text)) return text;
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  throw new NotPlain();
}
