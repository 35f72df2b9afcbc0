import { type CochangeFact, CODEOWNERS_PLACES, isTeam, parseCodeOwners } from "@nx-contracts/engine/cochange";
import type { ContractChange, ContractChanges } from "./contract-changes.js";
import { textAt } from "../read/text.js";

/** Whether the owner of a contract is asked about what changed in it; nothing where the repository has no code owners. */
export function ownerFacts(
  { departure: { git }, versions: { after } }: ContractChanges,
  { contract: { id, owner, at }, source, mirrors }: ContractChange,
): readonly CochangeFact[] {
  if (owner === undefined) return [];
  const places = CODEOWNERS_PLACES.map((place) => after.relative(`${git.root}/${place}`));
  const file = places.find((path) => after.kind(path) === "file");
  if (file === undefined) return [];
  const owners = parseCodeOwners(textAt(after, file));
  const changed = [source, ...mirrors].flatMap((side) => side.changed);
  const asked = [...new Set(changed.flatMap((path) => owners.ownersOf(git.relative(after.absolute(path)))))];
  if (asked.some((each) => isTeam(each, owner.team))) return [];
  return [
    {
      kind: "owner-not-asked",
      subject: id,
      team: owner.team,
      ...(owner.contact !== undefined && { contact: owner.contact }),
      asked,
      owners: { file, line: 1, column: 1 },
      at,
    },
  ];
}
