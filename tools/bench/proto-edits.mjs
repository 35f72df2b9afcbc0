// Edits that a reviewer would call a break, made by text in protos of any origin, so that they still compile.

/** What every compiler carries, and options that other files set. */
const LEFT_ALONE = /^google\/(?:protobuf|api|rpc)\//;

/** A field of a message at the top, on one line, in no oneof, without options. */
const FIELD = /^ {2}(optional |repeated |)(string|int32|int64|bool) [a-z]\w* = \d+;$/;

const RETYPED = { string: "bytes", int32: "int64", int64: "string", bool: "string" };

/** Whether a file has a field that an edit can break. */
export function isBreakable(path, text) {
  return !LEFT_ALONE.test(path) && findField(text.split("\n")) >= 0;
}

/**
 * Takes the first such field away or gives it another type, in turn.
 *
 * @param {string} text of a file that is breakable
 * @param {number} turn
 */
export function breakField(text, turn) {
  const lines = text.split("\n");
  const at = findField(lines);
  const retype = (line) =>
    line.replace(FIELD, (field, label, type) => field.replace(label + type, label + RETYPED[type]));
  return lines.flatMap((line, index) => (index !== at ? line : turn % 2 === 0 ? [] : retype(line))).join("\n");
}

/** Says nothing new, and yet the file is another one. */
export function addComment(text) {
  return `${text}\n// Reviewed once more.\n`;
}

function findField(lines) {
  let isInMessage = false;
  return lines.findIndex((line) => {
    if (/^[a-z}]/.test(line)) isInMessage = line.startsWith("message ");
    return isInMessage && FIELD.test(line);
  });
}
