/** One entry of an archive that is made by hand. */
export interface HandMade {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  /** As the header has it; that of the content when absent. */
  readonly size?: string;
  readonly prefix?: string;
}

/** An archive with nothing checked, and its end. */
export function tarOf(...entries: readonly HandMade[]): Buffer {
  return Buffer.concat([...entries.map(entryOf), Buffer.alloc(1024)]);
}

/** A header and its content, up to the end of a block. */
export function entryOf({ name, content = "", type = "0", size, prefix = "" }: HandMade): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write("0000644\0", 100);
  header.write(size ?? bytes.length.toString(8).padStart(11, "0"), 124, 12, "latin1");
  header.write("        ", 148);
  header.write(type, 156);
  header.write("ustar\x0000", 257);
  header.write(prefix, 345, 155);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** One record of an extended header. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(rest);
  const digits = String(length + String(length + 1).length).length;
  return `${length + digits}${rest}`;
}
