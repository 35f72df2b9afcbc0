import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeFrames, writeFrame } from "./frame.js";

describe("takeFrames", () => {
  it("gives what was written, however it is cut", () => {
    const contents = fc.array(fc.record({ text: fc.string({ unit: "binary" }) }), { maxLength: 5 });
    fc.assert(
      fc.property(contents, fc.integer({ min: 1, max: 40 }), (contents, size) => {
        const stream = Buffer.concat(contents.map(writeFrame));
        const taken: object[] = [];
        const take = takeFrames((content: object) => taken.push(content));
        for (let at = 0; at < stream.length; at += size) take(stream.subarray(at, at + size));
        expect(taken).toEqual(contents);
      }),
    );
  });
});
