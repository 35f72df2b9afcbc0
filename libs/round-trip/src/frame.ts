/** A frame: the length of what follows as four bytes, the highest first, and JSON in UTF-8. */
export function writeFrame(content: object): Uint8Array {
  const payload = Buffer.from(JSON.stringify(content));
  const frame = Buffer.alloc(4 + payload.length);
  frame.writeUInt32BE(payload.length);
  payload.copy(frame, 4);
  return frame;
}

/** Takes a stream in whatever pieces it comes and hands on the content of every frame that is whole. */
export function takeFrames<T>(take: (content: T) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let length = 0;
  let wanted = 4;
  return (piece) => {
    pieces.push(piece);
    length += piece.length;
    // Joined only when a frame is whole: it may come in thousands of pieces.
    while (length >= wanted) {
      const all = Buffer.concat(pieces);
      wanted = 4 + all.readUInt32BE();
      pieces = [all];
      if (all.length < wanted) return;
      const content: T = JSON.parse(all.toString("utf8", 4, wanted));
      pieces = [all.subarray(wanted)];
      length -= wanted;
      wanted = 4;
      take(content);
    }
  };
}
