/** Bytes that are no message of protobuf; never leaves this folder. */
export class WireFailure extends Error {}

export const VARINT = 0;
export const BIT64 = 1;
export const BYTES = 2;
export const START_GROUP = 3;
export const END_GROUP = 4;
export const BIT32 = 5;

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch (cause) {
    throw new WireFailure("a text in it is no UTF-8", { cause });
  }
}

/**
 * Reads the records of one message: `next` steps to a record, and one of the
 * others reads its value, or `skip` passes it over.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export class WireReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;
  /** Of the record. */
  number = 0;
  wire = VARINT;
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get hasMore(): boolean {
    return this.#at < this.#end;
  }

  /** Steps to the next record; says no at the end. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    this.#varint();
    this.number = ((this.#low >>> 3) | (this.#high << 29)) >>> 0;
    this.wire = this.#low & 7;
    if (this.number === 0 || this.wire > BIT32) throw new WireFailure("a record has a number or a type that none has");
    return true;
  }

  int32(): number {
    this.#need(VARINT);
    this.#varint();
    return this.#low | 0;
  }

  /** Of the next 64 bits. */
  varint64(): bigint {
    this.#varint();
    return (BigInt(this.#high >>> 0) << 32n) | BigInt(this.#low >>> 0);
  }

  bytes(): Uint8Array {
    this.#need(BYTES);
    const start = this.#length();
    return this.#bytes.subarray(start, this.#at);
  }

  /** The message in the record, to be read by itself. */
  message(): WireReader {
    this.#need(BYTES);
    const start = this.#length();
    return new WireReader(this.#bytes, start, this.#at);
  }

  text(): string {
    return decode(this.bytes());
  }

  /** All that is left to read, as text. */
  rest(): string {
    return decode(this.#bytes.subarray(this.#at, this.#end));
  }

  /** The bytes of a value of a fixed size. */
  fixed(size: 4 | 8): DataView {
    const start = this.#at;
    this.#step(size);
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset + start, size);
  }

  /** The records between the beginning of a group, where the reader stands, and its end. */
  group(depth: number): WireReader {
    const { number } = this;
    const start = this.#at;
    let end = start;
    for (; ; end = this.#at) {
      if (!this.next()) throw new WireFailure("a group has no end");
      if (this.wire === END_GROUP) break;
      this.skip(depth + 1);
    }
    if (this.number !== number) throw new WireFailure("a group ends that did not begin");
    return new WireReader(this.#bytes, start, end);
  }

  skip(depth = 0): void {
    switch (this.wire) {
      case VARINT:
        return this.#varint();
      case BIT64:
        return this.#step(8);
      case BYTES:
        this.#length();
        return undefined;
      case START_GROUP:
        if (depth > DEEPEST) throw new WireFailure("groups are nested too deep");
        this.group(depth);
        return undefined;
      case BIT32:
        return this.#step(4);
      default:
        throw new WireFailure("a group ends that did not begin");
    }
  }

  #need(wire: number): void {
    if (this.wire !== wire) throw new WireFailure(`the record ${this.number} is of another type`);
  }

  #length(): number {
    this.#varint();
    if (this.#high !== 0) throw new WireFailure("it is cut off");
    const start = this.#at;
    this.#step(this.#low >>> 0);
    return start;
  }

  #step(size: number): void {
    if (size > this.#end - this.#at) throw new WireFailure("it is cut off");
    this.#at += size;
  }

  #varint(): void {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#at < this.#end ? (this.#bytes[this.#at] ?? 0) : -1;
      if (byte < 0) throw new WireFailure("it is cut off");
      this.#at++;
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 128) {
        this.#low = low;
        this.#high = high;
        return;
      }
    }
    throw new WireFailure("a number in it has no end");
  }
}

/** Groups and messages do not nest deeper than this in anything that compiles. */
export const DEEPEST = 100;
