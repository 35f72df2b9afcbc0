/**
 * Sixteen hexadecimal digits made of a rule and a subject, so that moving a
 * file or a line does not bring an old finding back. FNV-1a, 64 bits, over the
 * UTF-16 code units: the engine runs where there is no crypto module.
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function fingerprint(rule: string, subject: string): string {
  const text = `${rule}\n${subject}`;
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    for (const byte of [code & 0xff, code >> 8]) {
      low = (low ^ byte) >>> 0;
      // Times 2^40 + 435, in halves of 32 bits.
      const product = low * 435;
      high = (Math.imul(high, 435) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
      low = product >>> 0;
    }
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
