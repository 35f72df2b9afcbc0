/** Ids of the rules that are loaded only where they are needed. */
export async function lateRuleIds(): Promise<readonly string[]> {
  const [{ COMPAT_RULES }, { MODEL_RULES }, { LIFECYCLE_RULES }] = await Promise.all([
    import("@nx-contracts/engine/compat"),
    import("@nx-contracts/engine/compat/model"),
    import("@nx-contracts/engine/lifecycle"),
  ]);
  return [...COMPAT_RULES, ...MODEL_RULES, ...LIFECYCLE_RULES].map(({ id }) => id);
}
