// Ten drifts that a comparison of names lets through, and who notices each on the reference.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { baseline, contracts, generateStubs } from "./reference.mjs";

const MODEL = "libs/common/src/common/models/anime.py";
const PROTO = "protos/shared_proto/v1/anime.proto";

/** Each replaces the first text that `from` matches. */
export const MUTATIONS = [
  {
    what: "a type changed",
    file: PROTO,
    from: /(message RelatedAnime \{[^}]*?)optional int32 year/,
    to: "$1optional string year",
  },
  {
    what: "a number changed",
    file: PROTO,
    from: "message ThemeEntry {\n  string name = 1;",
    to: "message ThemeEntry {\n  string name = 3;",
  },
  { what: "`repeated` dropped", file: PROTO, from: "repeated string covers", to: "string covers" },
  {
    what: "a field made optional",
    file: PROTO,
    from: /(message ThemeSong \{\n  )string title/,
    to: "$1optional string title",
  },
  {
    what: "an enum renumbered",
    file: PROTO,
    from: "ENTITY_TYPE_ANIME = 1;\n  ENTITY_TYPE_CHARACTER = 2;",
    to: "ENTITY_TYPE_ANIME = 2;\n  ENTITY_TYPE_CHARACTER = 1;",
  },
  {
    what: "an alias added",
    file: MODEL,
    from: 'name: str = Field(description="Name of the theme.")',
    to: 'name: str = Field(alias="theme_name", description="Name of the theme.")',
  },
  { what: "an extra message", file: PROTO, from: /$/, to: "\nmessage Review {\n  string text = 1;\n}\n" },
  {
    what: "an extra enum",
    file: PROTO,
    from: /$/,
    to: "\nenum ReviewState {\n  REVIEW_STATE_UNSPECIFIED = 0;\n  REVIEW_STATE_DRAFT = 1;\n}\n",
  },
  {
    what: "a skipped model emptied",
    file: MODEL,
    from: /(class ProductionStaff\(BaseModel\):\n {4}"""[^"]*""")[\s\S]*?(?=\n\n\nclass )/,
    to: "$1",
  },
  { what: "an enum's string value changed", file: MODEL, from: 'KOMA_4 = "4-KOMA"', to: 'KOMA_4 = "4 KOMA"' },
];

/**
 * Applies each mutation alone to a copy of the reference and asks both sides.
 *
 * @param {string} command the command line under test
 * @param {string} folder a copy of the reference
 * @returns {{ what: string, file: string, baseline: boolean, found: string[] }[]} `found`: what is reported
 *   that was not before, as `severity rule`
 */
export function findMutations(command, folder) {
  const before = askContracts(command, folder);
  const passed = askBaseline(folder);
  return MUTATIONS.map(({ what, file, from, to }) => {
    const path = join(folder, file);
    const original = readFileSync(path, "utf8");
    const mutated = original.replace(from, to);
    if (mutated === original)
      throw new Error(`The mutation "${what}" matches nothing in ${file}; adapt tools/bench/mutations.mjs.`);
    try {
      writeFileSync(path, mutated);
      if (file === PROTO) generateStubs(folder);
      const found = [...askContracts(command, folder)].filter(([fingerprint]) => !before.has(fingerprint));
      return {
        what,
        file,
        baseline: askBaseline(folder) !== passed,
        found: [...new Set(found.map(([, label]) => label))].sort(),
      };
    } finally {
      writeFileSync(path, original);
      if (file === PROTO) generateStubs(folder);
    }
  });
}

/** Findings at warning or above, by fingerprint. */
function askContracts(command, folder) {
  const { diagnostics } = JSON.parse(ask(contracts(command, folder, "check", "--format", "json")));
  const counted = diagnostics.filter(({ severity }) => severity !== "info");
  return new Map(counted.map(({ fingerprint, severity, rule }) => [fingerprint, `${severity} ${rule}`]));
}

function askBaseline(folder) {
  return ask(baseline(folder));
}

function ask({ argv: [program, ...args], cwd, env = {}, accept }) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  if (!accept.includes(status)) throw new Error(`\`${[program, ...args].join(" ")}\` ended with ${status}:\n${stderr}`);
  return stdout;
}
