/** A basic string of TOML: what JSON writes, which is one but for DEL and halves of surrogate pairs. */
export function tomlString(text: string): string {
  return JSON.stringify(
    text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD"),
  ).replace(/\u007F/g, "\\u007F");
}

/** Lines of a table. Pairs without a value are left out. */
export function tomlPairs(pairs: { readonly [key: string]: string | readonly string[] | undefined }): string {
  return Object.entries(pairs)
    .flatMap(([key, value]) => {
      if (value === undefined) return [];
      const written = typeof value === "string" ? tomlString(value) : `[${value.map(tomlString).join(", ")}]`;
      return [`${key} = ${written}\n`];
    })
    .join("");
}
