/** A text as a value in YAML: bare where that is safe, else in quotes. */
export function yamlText(text: string): string {
  const isBare =
    /^[A-Za-z0-9_./](?:[\w./@+-]|:(?=\S)| (?=[\w]))*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|[-+.\d_e]+|0[xo].*)$/i.test(text);
  return isBare ? text : JSON.stringify(text);
}

/** Lines moved to the right. */
export function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by));
}
