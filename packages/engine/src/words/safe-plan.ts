/** How something gets another name while others still read and write it. */
export const RENAME_PLAN =
  "A safe rename takes several releases: add the new one beside the old one, mark the old one deprecated, write both, move the readers, then remove the old one and reserve its number and name. In a proto, `json_name` keeps the bytes and the JSON under the old key, not the code that uses the old name.";

/** How something goes while others still read it. */
export const REMOVAL_PLAN =
  "A safe removal takes several releases: mark it deprecated, move the readers, stop writing it, then remove it and reserve its number and name.";
