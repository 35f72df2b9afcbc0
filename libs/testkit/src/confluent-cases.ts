import { DEFINITIONS } from "./confluent-cases/definitions.js";
import { EDITION_2023 } from "./confluent-cases/edition-2023.js";
import { FIELDS } from "./confluent-cases/fields.js";
import { IMPORTS } from "./confluent-cases/imports.js";
import { ONEOFS } from "./confluent-cases/oneofs.js";
import { PROTO2 } from "./confluent-cases/proto2.js";

/** Two versions of a schema and every difference between them, in order. */
export interface ConfluentCase {
  readonly name: string;
  /** Texts by path; the schema is `main.proto`. */
  readonly before: { readonly [path: string]: string };
  readonly after: { readonly [path: string]: string };
  /** `TYPE path`, as the registry prints them. */
  readonly differences: readonly string[];
}

export const CONFLUENT_CASES: readonly ConfluentCase[] = [
  ...read(DEFINITIONS, 'syntax = "proto3";'),
  ...read(FIELDS, 'syntax = "proto3";'),
  ...read(ONEOFS, 'syntax = "proto3";'),
  ...read(IMPORTS, 'syntax = "proto3";'),
  ...read(PROTO2, 'syntax = "proto2";'),
  ...read(EDITION_2023, 'edition = "2023";'),
];

/** Cases as these files write them: a name after `#`, what was before an arrow, what is after it, then the differences. */
function read(text: string, header: string): readonly ConfluentCase[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((section) => {
      const [, name, before, after, differences] = /^(.*)\n([^]*)\n->\n([^]*)\n=\n([^]*)$/.exec(section) ?? [];
      if (name === undefined || before === undefined || after === undefined || differences === undefined)
        throw new Error(`This is no case: ${section}`);
      return {
        name,
        before: files(before, header),
        after: files(after, header),
        differences: differences.split("\n").filter((line) => line !== ""),
      };
    });
}

/** The first line is the schema, each further one a path and its text, which the schema imports. */
function files(text: string, header: string): { readonly [path: string]: string } {
  const [main = "", ...imported] = text.split("\n");
  const others = imported.map((line): [string, string] => {
    const [, path = "", content = ""] = /^ {2}(\S+) (.*)$/.exec(line) ?? [];
    return [path, `${header} ${content}`];
  });
  const imports = others.map(([path]) => `import "${path}";`).join(" ");
  return { "main.proto": `${header} ${imports} ${main}`, ...Object.fromEntries(others) };
}
