import type { ScalarFamily } from "@nx-contracts/ir";

/** What a team says about names and types that matching by name cannot know. */
export interface Mapping {
  /** Source record or enum → mirror record or enum; local names. */
  readonly records?: { readonly [source: string]: string };
  /** `Record.field` of the source → field of the mirror. */
  readonly fields?: { readonly [source: string]: string };
  /** `Enum.MEMBER` of the source → member of the mirror. */
  readonly members?: { readonly [source: string]: string };
  /** Suffixes that the mirror's names carry and the source's do not, such as `Schema`. */
  readonly stripSuffix?: readonly string[];
  /** Families that the mirror may hold in another one without a finding, such as `timestamp: string`. */
  readonly types?: { readonly [family in ScalarFamily]?: ScalarFamily };
  /** The source's records and enums that this mirror carries; absent: all of them. */
  readonly only?: readonly string[];
}
