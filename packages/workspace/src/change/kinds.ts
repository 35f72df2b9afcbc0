import { addField } from "./add-field.js";
import { addRecord } from "./add-record.js";
import { addMember } from "./add-member.js";
import { deprecateField } from "./deprecate-field.js";
import type { Draft } from "./draft.js";
import { removeContract } from "./remove-contract.js";
import { removeRecord } from "./remove-definition.js";
import { removeField } from "./remove-field.js";
import { removeMember } from "./remove-member.js";
import { renameField } from "./rename-field.js";
import type { ChangeRequest } from "./request.js";

/** Makes one kind of change in a draft, and says in it what was done and what is left. */
export type Perform<Request extends ChangeRequest> = (draft: Draft, request: Request) => Promise<void>;

type Kinds = {
  readonly [Kind in ChangeRequest["kind"]]: Perform<Extract<ChangeRequest, { readonly kind: Kind }>>;
};

const KINDS: Kinds = {
  "add-field": addField,
  "add-member": addMember,
  "remove-field": removeField,
  "rename-field": renameField,
  "deprecate-field": deprecateField,
  "remove-member": removeMember,
  "add-record": addRecord,
  "remove-record": removeRecord,
  "remove-contract": removeContract,
};

/** Makes the change that is asked for. */
export function perform<Kind extends ChangeRequest["kind"]>(
  draft: Draft,
  request: Extract<ChangeRequest, { readonly kind: Kind }> & { readonly kind: Kind },
): Promise<void> {
  const change: Perform<Extract<ChangeRequest, { readonly kind: Kind }>> = KINDS[request.kind];
  return change(draft, request);
}
