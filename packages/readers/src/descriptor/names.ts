import { WireFailure } from "./wire.js";

const NAME = /^[A-Za-z_]\w*$/;
const REFERENCE = /^\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const LONGEST = 4096;

/** @throws WireFailure for what is no name of anything, which nobody should have to print */
export function checkedName(name: string): string {
  if (name.length <= LONGEST && NAME.test(name)) return name;
  throw new WireFailure(`something in it has the name ${shown(name)}`);
}

/** @throws WireFailure for what is no name with dots */
export function checkedReference(name: string): string {
  if (name.length <= LONGEST && REFERENCE.test(name)) return name;
  throw new WireFailure(`something in it refers to ${shown(name)}`);
}

/** A reference without the dot that a descriptor writes ahead of it; empty where there is none. */
export function plainReference(name: string): string {
  if (name === "") return name;
  return checkedReference(name).replace(/^\./, "");
}

/** @throws WireFailure for what is no path of a proto file */
export function checkedPath(path: string): string {
  // oxlint-disable-next-line no-control-regex
  if (path !== "" && path.length <= LONGEST && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(path)) return path;
  throw new WireFailure(`a file in it has the name ${shown(path)}`);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 40)).replace(/[\u007f-\u009f\u2028\u2029]/g, "?");
}
