import { type AskedType, neutralName, readTypeWords, type Side } from "@nx-contracts/engine/edit";
import { foldName } from "@nx-contracts/ir";
import { refused } from "./refused.js";

/**
 * The type that a person asks for, its names those of a side.
 *
 * @throws ContractsError `change-refused` for words that are no type there
 */
export function askedType(text: string, side: Side): AskedType {
  const { schema, index } = side;
  const definitions = [...schema.records, ...schema.enums].filter((each) => !("template" in each && each.template));
  const resolve = (name: string) => {
    const exact = definitions.filter((each) => index.localName(each) === name || each.qualifiedName === name);
    const found =
      exact.length > 0 ? exact : definitions.filter((each) => foldName(neutralName(index, each)) === foldName(name));
    return found[0]?.qualifiedName;
  };
  const read = readTypeWords(
    text,
    resolve,
    definitions.map((each) => index.localName(each)),
  );
  if ("problem" in read) throw refused(read.problem, read.next);
  return read;
}
