const MARK = "\uFEFF";

/**
 * Edits a text file by its text, without the byte order mark that readers do
 * not see; it stays.
 *
 * @returns `undefined` where the edit does
 */
export function editBytes(bytes: Uint8Array, edit: (text: string) => string | undefined): Uint8Array | undefined {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const mark = text.startsWith(MARK) ? MARK : "";
  const after = edit(text.slice(mark.length));
  return after === undefined ? undefined : new TextEncoder().encode(mark + after);
}
