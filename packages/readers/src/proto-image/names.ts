import { damaged } from "./failure.js";

const NAME = /^[A-Za-z_]\w*$/;

/**
 * The name of a definition in `scope`.
 *
 * @throws ImageFailure where it is none
 */
export function checkedName(name: string, scope: string): string {
  if (NAME.test(name)) return name;
  throw damaged(`something in "${scope}" has the name ${JSON.stringify(name.slice(0, 40))}`);
}

/**
 * The package of a file, or `""`.
 *
 * @throws ImageFailure where it is none
 */
export function checkedPackage(name: string): string {
  if (name === "" || name.split(".").every((part) => NAME.test(part))) return name;
  throw damaged(`a file in it has the package ${JSON.stringify(name.slice(0, 40))}`);
}

/** A reference as a name; a compiled descriptor writes it with a dot ahead. */
export function fullNameOf(reference: string): string {
  return reference.startsWith(".") ? reference.slice(1) : reference;
}

/** A full name without the package that it is in. */
export function nestedName(inPackage: string, fullName: string): string {
  return inPackage === "" ? fullName : fullName.slice(inPackage.length + 1);
}
