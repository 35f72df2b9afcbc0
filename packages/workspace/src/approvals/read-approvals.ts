import type { Approval } from "@nx-contracts/engine";
import * as z from "zod/mini";
import { readYaml } from "../config/read-yaml.js";
import type { Host } from "../host.js";
import { once } from "../once.js";
import { joinPath } from "../path.js";

export const APPROVALS_NAME = "contracts.approvals.yaml";

/** A day of the calendar, as `2026-12-31`. */
export const openDay = once(() =>
  z.string().check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/),
    z.refine((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)),
  ),
);

/** `contracts.approvals.yaml`, written by `nx-contracts approve`; put together where there is one. */
const openSchema = once(() => {
  const text = z.string().check(z.minLength(1));
  const approval = z.strictObject({
    fingerprint: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    rule: text,
    subject: text,
    reason: text,
    by: text,
    until: z.optional(openDay()),
  });
  return z.strictObject({ $schema: z.optional(text), approvals: z.array(approval) });
});

/**
 * The approvals beside a configuration; none where the file is missing.
 *
 * @param folder of the configuration
 * @throws ContractsError `config-invalid`
 */
export function readApprovals(host: Host, folder: string): readonly Approval[] {
  const path = joinPath(folder, APPROVALS_NAME);
  if (host.kind(path) === "missing") return [];
  const { data, places } = readYaml(host, path, openSchema());
  return data.approvals.map(({ fingerprint, rule, subject, reason, by, until }, i) => ({
    fingerprint,
    rule,
    subject,
    reason,
    by,
    ...(until !== undefined && { until }),
    at: places.value(["approvals", i]),
  }));
}
