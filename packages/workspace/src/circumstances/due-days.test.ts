import { describe, expect, it } from "vitest";
import { dayOf, dueDays } from "./due-days.js";

const lock = `# numbers
acme.v1.Order field 3 old_note string deprecated=1.4.0/2026-09-28
`;
const approvals = `approvals:
  - { fingerprint: "00", rule: compat/x, subject: A.b, reason: "Till 2025-01-01", by: ines, until: 2026-10-31 }
  - { fingerprint: "01", rule: compat/x, subject: A.c, reason: y, by: ines }
`;

describe("dueDays", () => {
  it.each([
    ["2026-10-31", ""],
    ["2026-11-01", "2026-10-31"],
    ["2026-11-30", "2026-10-31"],
  ])("says on %s which approvals have ended: %s", (today, days) => {
    expect(dueDays({ compat: undefined, lock, approvals }, today).join()).toBe(days);
  });

  it.each([
    [{ removal: { days: 30 } }, "2026-10-27", ""],
    [{ removal: { days: 30 } }, "2026-10-28", "2026-10-28"],
    [{ removal: {} }, "2026-12-26", ""],
    [{ removal: {} }, "2026-12-27", "2026-12-27"],
    [{}, "2026-12-27", ""],
    [undefined, "2026-12-27", ""],
  ])("counts the window of %j: on %s, %s", (compat, today, days) => {
    expect(dueDays({ compat, lock, approvals: "" }, today).join()).toBe(days);
  });

  it.each([
    ["an open bracket", "approvals: [", "<<<<<<< HEAD"],
    ["other types", "approvals: { until: 2020-01-01 }", "field"],
    ["a list of texts", "approvals: [2020-01-01]", ""],
  ])("takes nothing from %s", (_, brokenApprovals, brokenLock) => {
    const texts = { compat: { removal: { days: "30" } }, lock: brokenLock, approvals: brokenApprovals };
    expect(dueDays(texts, "2026-12-27")).toEqual([]);
  });
});

it("counts days in UTC", () => {
  expect(dayOf(new Date("2026-12-31T23:59:59.999Z"))).toBe("2026-12-31");
  expect(dayOf(new Date("2027-01-01T01:00:00+02:00"))).toBe("2026-12-31");
});
