import { lockStale } from "../rules/lifecycle/lock-stale.js";
import { nameReused } from "../rules/lifecycle/name-reused.js";
import { numberNotReserved } from "../rules/lifecycle/number-not-reserved.js";
import { numberReused } from "../rules/lifecycle/number-reused.js";
import { removedTooEarly } from "../rules/lifecycle/removed-too-early.js";
import { reservationRemoved } from "../rules/lifecycle/reservation-removed.js";
import type { LifecycleRule } from "./rule.js";

/** Every rule about the lock, in the order of the documentation. One rule is its file and its line here. */
export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  numberReused,
  nameReused,
  numberNotReserved,
  reservationRemoved,
  removedTooEarly,
  lockStale,
];
