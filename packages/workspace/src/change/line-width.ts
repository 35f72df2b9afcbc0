import type { Language } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { foldersUp, joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";

interface Settings {
  /** In one folder, the first that says something counts. */
  readonly files: readonly string[];
  /** What says how wide lines are, in any of these files. */
  readonly pattern: RegExp;
}

/** Where formatters look for how wide lines may be. */
const SETTINGS = {
  pydantic: {
    files: ["ruff.toml", ".ruff.toml", "pyproject.toml"],
    pattern: /^[ \t]*line-length[ \t]*=[ \t]*(\d+)/m,
  },
  typescript: {
    files: (
      ".prettierrc .prettierrc.json .prettierrc.json5 .prettierrc.yaml .prettierrc.yml .prettierrc.toml .prettierrc.js " +
      ".prettierrc.cjs .prettierrc.mjs .prettierrc.ts prettier.config.js prettier.config.cjs prettier.config.mjs " +
      "prettier.config.ts biome.json biome.jsonc .oxfmtrc.json .oxfmtrc.jsonc package.json"
    ).split(" "),
    pattern: /["']?\b(?:printWidth|lineWidth)["']?\s*[:=]\s*(\d+)/,
  },
} as const satisfies { readonly [language in Language]?: Settings };

/** Columns that a line of a file may take, as the settings of its formatter say; `undefined` where none do. */
export function lineWidth(host: Host, path: string, language: Language): number | undefined {
  if (language === "proto") return undefined;
  const { files, pattern } = SETTINGS[language];
  for (const folder of foldersUp(parentOf(path))) {
    for (const name of files) {
      const file = joinPath(folder, name);
      const found = host.kind(file) === "file" ? pattern.exec(textAt(host, file))?.[1] : undefined;
      if (found !== undefined) return Number(found);
    }
  }
  return undefined;
}
