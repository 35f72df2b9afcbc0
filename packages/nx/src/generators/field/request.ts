import type { ChangeRequest, FieldAddition } from "@nx-contracts/workspace/change";

/** What the options of the generator `field` say besides where the contracts are. */
export interface FieldAsked extends Omit<FieldAddition, "kind" | "type"> {
  /** Absent or empty where the field is there already. */
  readonly type?: string;
  readonly remove?: boolean;
  readonly deprecate?: boolean;
  /** The name that the field is to have. */
  readonly rename?: string;
}

/**
 * The change that the options ask for.
 *
 * @throws Error where they ask for two, or for none
 */
export function fieldRequest({ remove, deprecate, rename, type = "", ...asked }: FieldAsked): ChangeRequest {
  const { record, name, contract } = asked;
  const named = { record, name, ...(contract !== undefined && { contract }) };
  const wanted = [
    ...(remove === true ? ["--remove"] : []),
    ...(deprecate === true ? ["--deprecate"] : []),
    ...(rename === undefined || rename === "" ? [] : ["--rename"]),
  ];
  if (wanted.length > 1) throw new Error(`${wanted.join(" and ")} are two changes: ask for one after the other.`);
  if (wanted.length === 1 && type !== "")
    throw new Error(`\`${type}\` is not needed: ${wanted[0]} takes the field as it is. Leave the type out.`);
  if (remove === true) return { kind: "remove-field", ...named };
  if (deprecate === true) return { kind: "deprecate-field", ...named };
  if (wanted.length === 1) return { kind: "rename-field", ...named, to: rename ?? "" };
  if (type !== "") return { kind: "add-field", ...asked, type };
  throw new Error(
    `Name the type of \`${record}.${name}\`, such as \`string\` or \`list<string>\`; or take a field that is there away with --remove, or give it another name with --rename NAME.`,
  );
}
