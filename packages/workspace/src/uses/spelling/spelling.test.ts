import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CodeLanguage, CodeType } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHost } from "../../host.js";
import { vocabularies } from "../vocabulary.js";

// What the real generators make of names that they do not take over as they are. protoc-gen-es runs here;
// `spellings.pb.go.txt` was written by protoc-gen-go 1.36.12, `spellings.rs.txt` by prost-build 0.14.

const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url));
const text = readFileSync(join(fixtures, "spellings.proto"), "utf8");
const PROTO = "odd/names/v1/spellings.proto";
const require = createRequire(import.meta.url);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "spelling-"));
  mkdirSync(join(folder, dirname(PROTO)), { recursive: true });
  copyFileSync(join(fixtures, "spellings.proto"), join(folder, PROTO));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function typesOf(language: CodeLanguage): readonly CodeType[] {
  const { schema } = protoReader.read([{ path: PROTO, text }], {});
  const host = openHost({ cwd: folder, root: folder });
  const found = vocabularies(host, { folder: ".", contracts: [], generate: [] }, [schema]);
  return found.find((each) => each.language === language)?.types ?? [];
}

/** `symbol.spelling = name` of every field or member. */
function spelled(
  types: readonly CodeType[],
  isWanted: (spelling: string) => boolean = () => true,
): ReadonlySet<string> {
  return new Set(
    types.flatMap(({ symbol, members }) =>
      members.flatMap(({ name, spellings }) =>
        spellings.filter(isWanted).map((spelling) => `${symbol}.${spelling} = ${name}`),
      ),
    ),
  );
}

test("protoc-gen-es", () => {
  const buf = join(dirname(require.resolve("@bufbuild/buf/package.json")), "bin/buf");
  const plugin = join(dirname(require.resolve("@bufbuild/protoc-gen-es/package.json")), "bin/protoc-gen-es");
  const plugins = [{ local: ["node", plugin], out: "out", opt: "target=ts" }];
  writeFileSync(join(folder, "buf.gen.yaml"), JSON.stringify({ version: "v2", plugins }));
  writeFileSync(join(folder, "buf.yaml"), JSON.stringify({ version: "v2" }));
  execFileSync(process.execPath, [buf, "generate"], { cwd: folder });
  const made = readFileSync(join(folder, "out", PROTO.replace(".proto", "_pb.ts")), "utf8");
  const found = new Set<string>();
  for (const [, symbol, body = ""] of made.matchAll(/^export type ([\w$]+) = Message<[^{]*\{(.*?)^\};/gms))
    for (const [, name, variant, property] of body.matchAll(
      /from field: [^\n]*?(\w+) = \d+[^\n]*\n\s*\*\/\s*(?:value: [^\n]*\n\s*case: "(\w+)"|([\w$]+)\??:)/g,
    ))
      found.add(`${symbol}.${variant ?? property} = ${name}`);
  for (const [, symbol, body = ""] of made.matchAll(/^export enum ([\w$]+) \{(.*?)^\}/gms))
    for (const [, name, member] of body.matchAll(/enum value: (\w+) = \d+;\s*\*\/\s*([\w$]+) =/g))
      found.add(`${symbol}.${member} = ${name}`);
  expect(found.size).toBeGreaterThan(40);
  expect(spelled(typesOf("typescript"))).toEqual(found);
  const schemas = [...made.matchAll(/^export const ([\w$]+): Gen(?:Message|Enum)</gm)].map(([, name]) => name);
  expect(
    typesOf("typescript")
      .flatMap((type) => type.schemas ?? [])
      .sort(),
  ).toEqual(schemas.sort());
});

test("protoc-gen-go", () => {
  const made = readFileSync(join(fixtures, "spellings.pb.go.txt"), "utf8");
  const types = typesOf("go");
  const all = spelled(types);
  const fields = [...made.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)].flatMap(([, symbol, body = ""]) =>
    [...body.matchAll(/^\t(\w+) .*protobuf:"[^"]*name=(\w+)/gm)].map(
      ([, field, name]) => `${symbol}.${field} = ${name}`,
    ),
  );
  expect(fields.length).toBeGreaterThan(30);
  expect(fields.filter((field) => !all.has(field))).toEqual([]);
  const getters = [...made.matchAll(/^func \(x \*(\w+)\) (Get\w+)\(\)/gm)]
    .map(([, symbol, getter]) => `${symbol}.${getter}`)
    .filter((getter) => getter !== "Show.GetPayload");
  const known = [...spelled(types, (spelling) => spelling.startsWith("Get"))].map((each) => each.split(" ")[0] ?? "");
  // A field may be called like a getter; wrappers have none.
  expect(getters.filter((getter) => !known.includes(getter))).toEqual([]);
  expect(known.filter((getter) => !getters.includes(getter))).toEqual(["Show.GetTitle_"]);
  const members = [...made.matchAll(/^\t(\w+) +(\w+) = \d+$/gm)].map(([, constant, symbol]) => `${symbol}.${constant}`);
  const enums = [...spelled(types.filter(({ kind }) => kind === "enum"))].map((each) => each.split(" ")[0]);
  expect(enums.sort()).toEqual(members.sort());
});

test("prost", () => {
  const made = readFileSync(join(fixtures, "spellings.rs.txt"), "utf8");
  const numbers = new Map(
    [...text.matchAll(/(\w+) = (\d+);/g)].map(([, name = "", number = ""]) => [`${name} ${number}`, name]),
  );
  const all = spelled(typesOf("rust"));
  const names = new Set([...all].map((each) => each.replace(/^.*\./, "").replace(/ =.*$/, "")));
  const fields = [...made.matchAll(/tag = "(\d+)"\)\]\s*(?:pub ((?:r#)?\w+):|(\w+)\()/g)].map(
    ([, number, field, variant]) => ({ number, spelling: field ?? variant ?? "" }),
  );
  expect(fields.length).toBeGreaterThan(30);
  expect(fields.filter(({ spelling }) => !names.has(spelling))).toEqual([]);
  expect(numbers.size).toBeGreaterThan(40);
  const variants = [...made.matchAll(/pub enum (\w+) \{\n(.*?)\n {4}\}|pub enum (\w+) \{\n(.*?)\n\}/gs)].flatMap(
    ([, inner, innerBody, outer, outerBody]) =>
      [...(innerBody ?? outerBody ?? "").matchAll(/(\w+) = \d+,/g)].map(
        ([, variant]) => `${inner ?? outer}.${variant}`,
      ),
  );
  const enums = [...spelled(typesOf("rust").filter(({ kind }) => kind === "enum"))].map((each) =>
    (each.split(" ")[0] ?? "").replace(/^\w+\.(\w+\.\w+)$/, "$1"),
  );
  expect(enums.sort()).toEqual(variants.sort());
});
