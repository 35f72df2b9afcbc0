import type { Verb } from "../verb.js";

/** Every verb: a line for the list of verbs, and its module, loaded only when used. */
export const VERBS = {
  check: {
    summary: "Judge every contract by every family of rules",
    load: async () => (await import("./check.js")).check,
  },
  parity: { summary: "Compare every source with its mirrors", load: async () => (await import("./parity.js")).parity },
  lint: { summary: "Run buf lint as diagnostics", load: async () => (await import("./lint.js")).lint },
  compat: {
    summary: "Judge what changed between two versions of protos",
    load: async () => (await import("./compat.js")).compat,
  },
  cochange: {
    summary: "Judge what has to change together",
    load: async () => (await import("./cochange.js")).cochange,
  },
  diff: {
    summary: "Say what changed between two versions of a schema",
    load: async () => (await import("./diff.js")).diff,
  },
  impact: {
    summary: "Say which projects a change reaches, field by field",
    load: async () => (await import("./impact.js")).impact,
  },
  lock: {
    summary: "Write every number and name that is used into contracts.lock",
    load: async () => (await import("./lock.js")).lock,
  },
  approve: {
    summary: "Write down that a break is intended, by whom and until when",
    load: async () => (await import("./approve.js")).approve,
  },
  generate: {
    summary: "Generate code from the protos",
    load: async () => (await import("./generate.js")).generate,
  },
  stubs: {
    summary: "Judge whether generated files are what the protos say",
    load: async () => (await import("./stubs.js")).stubs,
  },
  release: {
    summary: "Make the assets of a release from the commit of a tag",
    load: async () => (await import("./release.js")).release,
  },
  verify: {
    summary: "Verify assets of a release, or an unpacked bundle",
    load: async () => (await import("./verify.js")).verify,
  },
  read: { summary: "Print the schema of files as JSON", load: async () => (await import("./read.js")).read },
  init: {
    summary: "Put a repository under contract: propose pairs of models and protos",
    load: async () => (await import("./init.js")).init,
  },
  explain: { summary: "Explain a rule, or list every rule", load: async () => (await import("./explain.js")).explain },
} as const satisfies { readonly [verb: string]: { readonly summary: string; readonly load: () => Promise<Verb> } };
