/**
 * Actions of GitHub by the commits of their releases: a tag can be moved, a
 * commit cannot.
 * @see https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions
 */
const PINS = {
  "actions/checkout": ["08c6903cd8c0fde910a37f88322edcfb5dd907a8", "v5.0.0"],
  "actions/setup-node": ["2028fbc5c25fe9cf00d9f06a71cc4710d4507903", "v6.0.0"],
  "actions/setup-python": ["e797f83bcb11b83ae66e0230d6156d7c80228e7c", "v6.0.0"],
  "actions/setup-go": ["44694675825211faa026b3c33043df3e48a5fa00", "v6.0.0"],
  "actions/cache": ["0057852bfaa89a56745cba8c7296529d2fc39830", "v4.3.0"],
  "actions/upload-artifact": ["ea165f8d65b6e75b540449e92b4886f43607fa02", "v4.6.2"],
  "actions/download-artifact": ["634f93cb2916e3fdff6788551b99b062d0335ce0", "v5.0.0"],
  "actions/attest-build-provenance": ["977bb373ede98d70efdf65b84cb5f73e068dcc2a", "v3.0.0"],
  "pnpm/action-setup": ["a7487c7e89a18df4991f7f222e4898a00d66ddda", "v4.1.0"],
  "oven-sh/setup-bun": ["735343b667d3e6f658f44d0eca948eb6282f2b76", "v2.0.2"],
} as const;

/** What stands after `uses:`. */
export function pinned(action: keyof typeof PINS): string {
  const [commit, version] = PINS[action];
  return `${action}@${commit} # ${version}`;
}
