import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { protoReader } from "@nx-contracts/readers/proto";
import type { Files } from "./cases.test.support.js";
import { type Parts, type Random, partsOf, pick, splice } from "./mutants.test.support.js";
import { MUTATIONS } from "./mutations.test.support.js";
import { SEEDS } from "./seeds.test.support.js";

const CORPUS = dirname(createRequire(import.meta.url).resolve("google-proto-files/package.json"));

/** Files that hang together: public imports in a row, enums that are defaults elsewhere, extensions of others' messages. */
const WEB: Files = new Map([
  [
    "shared/base.proto",
    `syntax = "proto2";
package shared;
enum Level { LEVEL_LOW = 1; LEVEL_HIGH = 2; }
message Base { enum Kind { KIND_A = 3; KIND_B = 0; } message Inner { optional int32 a = 1; } optional Inner inner = 1; extensions 100 to 199; }
message Date { optional int32 day = 1; }
`,
  ],
  [
    "shared/handed/on.proto",
    'syntax = "proto2";\npackage shared.handed;\nimport public "shared/base.proto";\nmessage On { optional shared.Base base = 1; }\n',
  ],
  [
    "shared/handed/further.proto",
    'syntax = "proto3";\npackage shared.handed;\nimport public "shared/handed/on.proto";\nimport "google/protobuf/any.proto";\nmessage Further { google.protobuf.Any any = 1; }\n',
  ],
  [
    "app/use.proto",
    `syntax = "proto2";
package app;
import "shared/handed/further.proto";
message Use {
  optional shared.Level level = 1;
  optional shared.Base base = 2;
  optional shared.Base.Kind kind = 3 [default = KIND_B];
  repeated shared.handed.Further further = 4;
  map<string, shared.Base.Inner> inner = 5;
  optional shared.Level other = 6 [default = LEVEL_HIGH];
}
extend shared.Base { optional Use used = 100; optional shared.Level level = 101; }
`,
  ],
  [
    "app/other.proto",
    `syntax = "proto3";
package app;
import "app/use.proto";
import "shared/handed/on.proto";
import "google/protobuf/timestamp.proto";
message Other { Use use = 1; google.protobuf.Timestamp at = 2; shared.Base.Inner inner = 3; }
service Others { rpc Get(Use) returns (Other); rpc Watch(Other) returns (stream Other); }
`,
  ],
  [
    "app/deep/er/alone.proto",
    'edition = "2023";\npackage app.deep;\nimport "shared/base.proto";\nmessage Alone { shared.Date date = 1 [features.message_encoding = DELIMITED]; int32 shared_level = 2; }\nenum Size { SIZE_UNKNOWN = 0; SIZE_S = 1; }\n',
  ],
]);

const REAL = [
  "google/type/date.proto",
  "google/type/money.proto",
  "google/rpc/status.proto",
  "google/rpc/code.proto",
  "google/api/http.proto",
  "google/api/annotations.proto",
  "google/api/launch_stage.proto",
];

/** What every history starts from. */
export const FIRST_FILES: Files = new Map([
  ...WEB,
  ...Object.entries(SEEDS),
  ...REAL.map((path): [string, string] => [path, readFileSync(join(CORPUS, path), "utf8")]),
]);

/** The same in two modules, each importing from the other. */
export const FIRST_MODULES: Files = new Map([
  ...[...WEB].map(([path, text]): [string, string] => [
    path.startsWith("shared/base") || path.startsWith("app/other") ? `one/${path}` : `two/${path}`,
    text,
  ]),
  ["one/library/v1/library.proto", SEEDS["library/v1/library.proto"] ?? ""],
  ["two/plain/plain.proto", SEEDS["plain/plain.proto"] ?? ""],
]);

/** Whether the files compile as one module; of two, the folders are looked through. */
export function compile(files: Files): boolean {
  const sources = [...files].flatMap(([path, text]) =>
    path.endsWith(".proto") ? [{ path: path.replace(/^(?:one|two)\//, ""), text }] : [],
  );
  if (new Set(sources.map(({ path }) => path)).size < sources.length) return false;
  return protoReader.read(sources).diagnostics.every(({ rule }) => rule === "read/empty-source");
}

export interface FileStep {
  readonly name: string;
  readonly next: Files;
}

type Change = (files: Files, path: string, text: string, parts: Parts, random: Random) => Files | undefined;

const CHANGES: { readonly [name: string]: Change } = {
  "delete a file": (files, path) => without(files, path),
  "rename a file": (files, path, text, _, random) =>
    moved(files, path, path.replace(/(\w+)\.proto$/, `$1_${random(9)}.proto`), text, random(3) > 0),
  "move a file to another folder": (files, path, text, _, random) => {
    const folder = dirname(pick([...files.keys()], random) ?? path);
    return moved(files, path, `${folder}/${path.split("/").at(-1)}`, text, random(3) > 0);
  },
  "copy a file into another package": (files, path, text, { file }, random) => {
    if (file.package === undefined) return undefined;
    const copy = splice(text, file.package.nameEnd, file.package.nameEnd, `.copy${random(99)}`);
    return new Map([...files, [path.replace(/(\w+)\.proto$/, `$1_copy${random(99)}.proto`), copy]]);
  },
  "add a file": (files, path, _, __, random) => {
    const other = pick([...files.keys()], random) ?? path;
    const text = `syntax = "proto3";\npackage app;\nimport ${random(3) === 0 ? "public " : ""}"${importOf(other)}";\nmessage New${random(5)} { int32 a = 1; enum Kind { KIND_ZERO = 0; } }\n`;
    return new Map([...files, [`${dirname(path)}/new_${random(9)}.proto`, text]]);
  },
  "move a definition to another file": (files, path, text, { file }, random) => {
    const definition = pick(
      file.body.filter(({ kind }) => kind === "message" || kind === "enum"),
      random,
    );
    const target = pick([...files.keys()], random);
    if (definition === undefined || target === undefined || target === path) return undefined;
    const holder = files.get(target) ?? "";
    const body = text.slice(definition.start, definition.end);
    return new Map([
      ...files,
      [path, splice(text, definition.start, definition.end, "")],
      [target, `${holder}\n${body}\n`],
    ]);
  },
  "import another file": (files, path, text, { file }, random) => {
    const after = file.package?.end ?? file.syntaxAt?.end ?? 0;
    const other = pick([...files.keys()], random) ?? path;
    const line = `\nimport ${random(3) === 0 ? "public " : ""}"${importOf(other)}";`;
    return new Map([...files, [path, splice(text, after, after, line)]]);
  },
  "hand an import on, or no longer": (files, path, text, { file }, random) => {
    const statement = pick(file.imports, random);
    if (statement === undefined) return undefined;
    const line = text.slice(statement.start, statement.end);
    const other = /import\s+public/.test(line)
      ? line.replace(/public\s+/, "")
      : line.replace(/import\s+/, "import public ");
    return new Map([...files, [path, splice(text, statement.start, statement.end, other)]]);
  },
  "make a message an enum": (files, path, text, { messages }, random) => {
    const message = pick(messages, random);
    if (message === undefined) return undefined;
    const by = `enum ${message.name} { ${message.name.toUpperCase()}_ZERO = 0; }`;
    return new Map([...files, [path, splice(text, message.start, message.end, by)]]);
  },
  "make an enum a message": (files, path, text, { enums }, random) => {
    const each = pick(enums, random);
    if (each === undefined) return undefined;
    return new Map([...files, [path, splice(text, each.start, each.end, `message ${each.name} {}`)]]);
  },
  "shadow a package": (files, path, text, _, random) => {
    const name = pick(["shared", "google", "Base", "Level", "Kind", "app", "handed"], random) ?? "";
    return new Map([...files, [path, `${text}\nmessage ${name} { message protobuf {} message Base {} }\n`]]);
  },
  "touch a comment": (files, path, text, _, random) =>
    new Map([...files, [path, `// ${['import "x.proto";', "package y;", "漢字", "plain"][random(4)]}\n${text}`]]),
  "write imports so that only a parser reads them": (files, path, text, { file }, random) => {
    const statement = pick(file.imports, random);
    if (statement === undefined) return undefined;
    const line = text.slice(statement.start, statement.end).replace(/^import/, "import /* ; */");
    return new Map([...files, [path, splice(text, statement.start, statement.end, line)]]);
  },
  "change the ends of lines": (files, path, text) =>
    new Map([...files, [path, text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", "\r\n")]]),
  "change white space": (files, path, text) => new Map([...files, [path, `\n\n${text}\n`]]),
};

/** Changes one random file; one change in seven may leave the files broken. */
export function changeFiles(files: Files, random: Random): FileStep | undefined {
  const path = pick(
    [...files.keys()].filter((each) => each.endsWith(".proto")),
    random,
  );
  const text = path === undefined ? undefined : files.get(path);
  const parts = text === undefined ? undefined : partsOf(text);
  if (path === undefined || text === undefined || parts === undefined) return undefined;
  const mayBreak = random(7) === 0;
  const isMutation = random(2) === 0;
  const name = pick(Object.keys(isMutation ? MUTATIONS : CHANGES), random) ?? "";
  const mutated = isMutation ? MUTATIONS[name]?.(text, parts, random) : undefined;
  const next = isMutation
    ? mutated !== undefined && new Map([...files, [path, mutated]])
    : CHANGES[name]?.(files, path, text, parts, random);
  if (!next) return undefined;
  return mayBreak || compile(next) ? { name: `${name} (${path})`, next } : undefined;
}

function importOf(path: string): string {
  return path.replace(/^(?:one|two)\//, "");
}

function without(files: Files, path: string): Files {
  return new Map([...files].filter(([each]) => each !== path));
}

/** Under another path; importers follow, or are left behind. */
function moved(files: Files, from: string, to: string, text: string, follow: boolean): Files | undefined {
  if (files.has(to)) return undefined;
  const rest = [...without(files, from)].map(
    ([path, each]) => [path, follow ? each.replaceAll(`"${importOf(from)}"`, `"${importOf(to)}"`) : each] as const,
  );
  return new Map([...rest, [to, text]]);
}
