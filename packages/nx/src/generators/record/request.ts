import type { ChangeRequest } from "@nx-contracts/workspace/change";

/** What the options of the generator `record` say besides where the contracts are. */
export interface RecordAsked {
  readonly name: string;
  /** `name:type`, between commas. */
  readonly fields?: string;
  readonly enum?: boolean;
  /** `NAME` or `NAME=value`, between commas. */
  readonly members?: string;
  readonly contract?: string;
  readonly beside?: string;
}

/**
 * The change that the options ask for.
 *
 * @throws Error where they ask for a record and an enum, or for an enum without members
 */
export async function recordRequest(asked: RecordAsked): Promise<ChangeRequest> {
  const { name, fields = "", members = "", contract, beside } = asked;
  const { listInWords } = await import("@nx-contracts/workspace/change");
  const isEnum = asked.enum === true || members !== "";
  if (isEnum && fields !== "")
    throw new Error(`\`${name}\` is to be an enum, which has no fields: name its --members.`);
  if (isEnum && members === "") throw new Error(`Name the members of \`${name}\`: --members=SPRING,SUMMER.`);
  return {
    kind: "add-record",
    name,
    ...(isEnum ? { members: listInWords(members) } : { fields: listInWords(fields) }),
    ...(contract !== undefined && { contract }),
    ...(beside !== undefined && { beside }),
  };
}
