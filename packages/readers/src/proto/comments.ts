/** Comments around a place between two tokens, markers removed. */
export interface Comments {
  /** Belongs to what stands before. */
  readonly trailing?: string;
  /** Belongs to what follows. */
  readonly leading?: string;
}

const NONE: Comments = {};

/**
 * Assigns the comments from `from` to the next token as protoc does: one that
 * begins on the line of the token before, or touches it and is followed by a
 * blank line, trails it; the last one leads the next token unless a blank line
 * or the end of a scope is between.
 * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/io/tokenizer.h (NextWithComments)
 */
export function commentsAfter(text: string, from: number): Comments {
  const scan = new Scan(text, from);
  return scan.run(from === 0 || (from === 1 && text.charCodeAt(0) === 0xfeff));
}

class Scan {
  readonly #text: string;
  #at: number;
  #buffer: string[] | undefined;
  #bufferIsLines = false;
  #mayTrail = true;
  #trailing: string | undefined;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
  }

  run(atFileStart: boolean): Comments {
    if (atFileStart) {
      this.#mayTrail = false;
    } else if (!this.#restOfLine()) {
      return this.#trailing === undefined ? NONE : { trailing: this.#trailing };
    }
    for (;;) {
      this.#skipBlanks();
      if (this.#startsWith("//")) this.#lineComment();
      else if (this.#startsWith("/*")) {
        this.#blockComment();
        this.#skipBlanks();
        this.#newline();
      } else if (this.#newline()) {
        this.#flush();
        this.#mayTrail = false;
      } else break;
    }
    const next = this.#text.charAt(this.#at);
    if (next === "" || next === "}" || next === "]" || next === ")") this.#flush();
    const leading = this.#buffer?.join("\n");
    return {
      ...(this.#trailing === undefined ? {} : { trailing: this.#trailing }),
      ...(leading === undefined ? {} : { leading }),
    };
  }

  /** What stands on the line of the token before; whether that line ends ahead of the next token. */
  #restOfLine(): boolean {
    this.#skipBlanks();
    if (this.#startsWith("//")) {
      this.#lineComment();
      this.#flush();
      return true;
    }
    if (this.#startsWith("/*")) {
      this.#blockComment();
      this.#skipBlanks();
      // Between two tokens of one line nobody can say whose comment it is.
      if (!this.#newline()) return false;
      this.#flush();
      return true;
    }
    return this.#newline();
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 32 || code === 9 || code === 11 || code === 12 || code === 13) this.#at++;
      else return;
    }
  }

  #startsWith(marker: string): boolean {
    return this.#text.startsWith(marker, this.#at);
  }

  #newline(): boolean {
    if (this.#text.charCodeAt(this.#at) !== 10) return false;
    this.#at++;
    return true;
  }

  #lineComment(): void {
    const stop = this.#text.indexOf("\n", this.#at);
    const end = stop < 0 ? this.#text.length : stop;
    if (this.#buffer !== undefined && !this.#bufferIsLines) this.#flush();
    this.#buffer ??= [];
    this.#bufferIsLines = true;
    this.#buffer.push(this.#text.slice(this.#at + 2, end).trimEnd());
    this.#at = stop < 0 ? end : end + 1;
  }

  #blockComment(): void {
    const stop = this.#text.indexOf("*/", this.#at + 2);
    const end = stop < 0 ? this.#text.length : stop;
    this.#flush();
    const [first = "", ...rest] = this.#text.slice(this.#at + 2, end).split("\n");
    this.#buffer = [first.trimEnd(), ...rest.map((line) => line.trim().replace(/^\*/, ""))];
    this.#bufferIsLines = false;
    this.#at = stop < 0 ? end : end + 2;
  }

  #flush(): void {
    if (this.#buffer !== undefined && this.#mayTrail) {
      this.#trailing = this.#buffer.join("\n");
      this.#mayTrail = false;
    }
    this.#buffer = undefined;
  }
}

/** The comment as prose: the space after the markers and empty lines around are taken off. */
export function toDoc(comment: string): string | undefined {
  const lines = comment.split("\n").map((line) => line.replace(/^ /, "").trimEnd());
  const doc = lines.join("\n").replace(/^\n+|\n+$/g, "");
  return doc === "" ? undefined : doc;
}

/** The doc of a declaration that begins after `gap` and whose own line ends at `end`: `;` or `{` included. */
export function docOf(text: string, gap: number, end: number): string | undefined {
  const { leading } = commentsAfter(text, gap);
  const doc = leading === undefined ? undefined : toDoc(leading);
  if (doc !== undefined) return doc;
  const { trailing } = commentsAfter(text, end);
  return trailing === undefined ? undefined : toDoc(trailing);
}
