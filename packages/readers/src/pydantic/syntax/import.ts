import type { TokenStream } from "./token-stream.js";
import type { ImportedName, ImportStatement } from "./tree.js";

/** Reads `import a.b as c, d` and `from ..a import (b as c, d)`. */
export function readImport(tokens: TokenStream): ImportStatement {
  const { from } = tokens.current;
  if (tokens.skip("import")) {
    const names = importedNames(tokens, () => dottedName(tokens));
    return { kind: "import", module: undefined, level: 0, names, from, to: tokens.end };
  }
  tokens.advance();
  let level = 0;
  while (tokens.at(".") || tokens.at("...")) {
    level += tokens.current.text.length;
    tokens.advance();
  }
  const module = level > 0 && tokens.at("import") ? "" : dottedName(tokens);
  tokens.expect("import");
  if (tokens.skip("*")) return { kind: "import", module, level, names: "*", from, to: tokens.end };
  const isList = tokens.skip("(");
  const names = importedNames(tokens, () => tokens.name());
  if (isList) tokens.expect(")");
  return { kind: "import", module, level, names, from, to: tokens.end };
}

function dottedName(tokens: TokenStream): string {
  let name = tokens.name();
  while (tokens.skip(".")) name += `.${tokens.name()}`;
  return name;
}

function importedNames(tokens: TokenStream, read: () => string): ImportedName[] {
  const names: ImportedName[] = [];
  do {
    if (names.length > 0 && tokens.at(")")) break;
    const name = read();
    names.push({ name, as: tokens.skip("as") ? tokens.name() : undefined });
  } while (tokens.skip(","));
  return names;
}
