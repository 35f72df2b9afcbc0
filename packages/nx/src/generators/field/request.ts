import type { ChangeRequest, FieldAddition } from "@nx-contracts/workspace/change";

/** What the options of the generator `field` say besides where the contracts are. */
export interface FieldAsked extends Omit<FieldAddition, "kind" | "name" | "type"> {
  /** Absent where `record` says it as well: `Anime.native_title`; its type then, where that is absent. */
  readonly name?: string;
  /** Absent or empty where the field is there already. */
  readonly type?: string;
  readonly remove?: boolean;
  readonly deprecate?: boolean;
  /** The name that the field is to have. */
  readonly rename?: string;
}

/**
 * The change that the options ask for. A field is named in two words,
 * `Anime native_title`, or in one, `Anime.native_title`.
 *
 * @throws Error where they ask for two, or for none, or name no field
 */
export function fieldRequest({ remove, deprecate, rename, ...asked }: FieldAsked): ChangeRequest {
  const wanted = [
    ...(remove === true ? ["--remove"] : []),
    ...(deprecate === true ? ["--deprecate"] : []),
    ...(rename === undefined || rename === "" ? [] : ["--rename"]),
  ];
  const { record, name, type } = wordsOf(asked, wanted.length === 0);
  const named = { record, name, ...(asked.contract !== undefined && { contract: asked.contract }) };
  if (wanted.length > 1) throw new Error(`${wanted.join(" and ")} are two changes: ask for one after the other.`);
  if (wanted.length === 1 && type !== "")
    throw new Error(`\`${type}\` is not needed: ${wanted[0]} takes the field as it is. Leave the type out.`);
  if (remove === true) return { kind: "remove-field", ...named };
  if (deprecate === true) return { kind: "deprecate-field", ...named };
  if (wanted.length === 1) return { kind: "rename-field", ...named, to: rename ?? "" };
  if (type !== "") return { kind: "add-field", ...asked, record, name, type };
  throw new Error(
    `Name the type of \`${record}.${name}\`, such as \`string\` or \`list<string>\`; or take a field that is there away with --remove, or give it another name with --rename NAME.`,
  );
}

/** The words of a request: `Record field type`, `Record.field type`, and both without a type. */
function wordsOf(
  { record, name = "", type = "" }: FieldAsked,
  isTyped: boolean,
): Record<"record" | "name" | "type", string> {
  const [, owner, field] = /^(.+)\.([^.]+)$/.exec(record) ?? [];
  if (name !== "" && (type !== "" || !isTyped || owner === undefined)) return { record, name, type };
  if (owner === undefined || field === undefined) {
    throw new Error(
      `\`${record}\` names no field. Name it in two words or in one: \`Anime native_title string\`, \`Anime.native_title string\`.`,
    );
  }
  return { record: owner, name: field, type: name === "" ? type : name };
}
