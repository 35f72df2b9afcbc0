import { toLowerSnake } from "@nx-contracts/ir";
import type { GenerateOutput } from "../../../config/config.js";
import type { Host } from "../../../host.js";
import { foldersUp, isBelow, joinPath } from "../../../path.js";
import { textAt } from "../../../read/text.js";
import { TYPESCRIPT } from "../../../uses/spelling/typescript.js";
import { jsonText } from "../json-text.js";
import type { ConsumerLanguage, Stubs, Wanted } from "../language.js";
import { plainName } from "../names.js";
import { consumerInputs, madeFirst, projectJson, type Target } from "../project-json.js";
import { relativePath } from "../relative-path.js";
import type { Sample } from "../samples.js";
import type { Subject } from "../subject.js";
import { listPackage, listReference } from "../typescript-workspace.js";

const TYPESCRIPT_VERSION = "5.9.3";
const NODE_TYPES = "20.19.0";
const WIDTH = 80;

/** A package over what protoc-gen-es writes, built by `tsc` and tested by Node's own runner. */
export const typescript: ConsumerLanguage = {
  language: "typescript",
  refusal(_host, { options }) {
    const target = options.findLast((option) => option.startsWith("target="));
    if (target !== "target=ts") return "is no TypeScript that can be compiled with other sources (`target=ts`)";
    const isEnded = options.some((option) => option === "import_extension=js");
    return isEnded ? undefined : "imports its own files without the ending that Node needs (`import_extension=js`)";
  },
  entry: ({ config, folder, name }) => ({
    ...(config.generate.some(({ id }) => id === "protobuf-es") && { id: `protobuf-es-${plainName(name)}` }),
    tool: "protobuf-es",
    out: relativePath(config.folder, `${folder}/src/gen`),
    options: ["target=ts", "import_extension=js"],
  }),
  ahead: () => new Map(),
  files(wanted, stubs) {
    const { host, folder, subject } = wanted;
    const place = placeOf(folder, stubs.output);
    const { symbol, schemas: [schema = ""] = [] } = TYPESCRIPT.record(subject.record);
    const names = {
      symbol,
      schema,
      // Longer ones do not fit the lines.
      ...(symbol.length > 30 ? { type: "Message", value: "schema" } : { type: symbol, value: schema }),
      file: toLowerSnake(subject.record.definition.name).replaceAll("_", "-"),
      stub: `${relativeModule(`${folder}/src`, stubs.module)}.js`,
    };
    const listed = listPackage(host, folder);
    const commands = {
      build: { command: "tsc --build", outputs: ["dist"] },
      test: { command: `tsc --build && node --test ${place.built}/${names.file}.test.js` },
    };
    const files = new Map(
      Object.entries({
        "README.md": readme(wanted, stubs, names),
        "package.json": manifest(wanted, stubs, `${place.built}/index`, commands, listed.isPackage),
        ...(!listed.isPackage && { "project.json": projectJson(wanted, stubs, commands, "node --version") }),
        "tsconfig.json": configuration(place),
        ".gitignore": "/dist/\n",
        "src/index.ts": `${statement("export", ["decode", "encode"], `./${names.file}.js`)}\n`,
        [`src/${names.file}.ts`]: source(names),
        [`src/${names.file}.test.ts`]: test(names, subject),
      }).map(([path, text]) => [joinPath(folder, path), text]),
    );
    return {
      files,
      edits: new Map([...listed.edits, ...listReference(host, folder)]),
      left: listed.left,
    };
  },
};

interface Names {
  readonly symbol: string;
  readonly schema: string;
  /** What they are called where they are used. */
  readonly type: string;
  readonly value: string;
  readonly file: string;
  readonly stub: string;
}

interface Place {
  /** What is compiled lies below it, relative to the project. */
  readonly root: string;
  /** Generated sources, where they lie elsewhere. */
  readonly generated?: string;
  /** Where the build of the project's own sources lies, relative to the project. */
  readonly built: string;
}

/** The generated sources are compiled with the project's own, wherever they lie. */
function placeOf(folder: string, { out }: GenerateOutput): Place {
  const own = `${folder}/src`;
  if (isBelow(own, out)) return { root: "src", built: "dist" };
  const around = [...foldersUp(folder)].find((each) => isBelow(each, out)) ?? ".";
  return {
    root: relativePath(folder, around),
    generated: relativePath(folder, out),
    built: `dist/${relativePath(around, own)}`,
  };
}

function relativeModule(folder: string, path: string): string {
  const relative = relativePath(folder, path);
  return relative.startsWith(".") ? relative : `./${relative}`;
}

/** The version of the root's manifest, so that a workspace has one of it. */
function versionOf(host: Host, name: string, otherwise: string): string {
  const version = new RegExp(`"${name}"\\s*:\\s*"([^"]+)"`).exec(textAt(host, "package.json"))?.[1];
  return version ?? otherwise;
}

type Commands = { readonly [target in "build" | "test"]: Target };

/** @param isPackage Nx finds the project by its manifest, which says then how its targets are cached */
function manifest(wanted: Wanted, stubs: Stubs, entry: string, commands: Commands, isPackage: boolean): string {
  const { host, name, subject } = wanted;
  const made = textAt(host, `${stubs.module}.ts`);
  const runtime = /^\/\/ @generated by protoc-gen-es v([\w.+-]+)/m.exec(made)?.[1] ?? "^2.0.0";
  const first = madeFirst(wanted, stubs);
  const cached = {
    ...(first.length > 0 && { dependsOn: first }),
    cache: true,
    inputs: consumerInputs(wanted, stubs),
  };
  const content = {
    name,
    version: "0.1.0",
    private: true,
    description: `Reads and writes ${subject.record.definition.name} of the contracts.`,
    type: "module",
    exports: { ".": { types: `./${entry}.d.ts`, default: `./${entry}.js` } },
    scripts: { build: commands.build.command, test: commands.test.command },
    dependencies: { "@bufbuild/protobuf": runtime },
    devDependencies: {
      "@types/node": versionOf(host, "@types/node", NODE_TYPES),
      typescript: versionOf(host, "typescript", TYPESCRIPT_VERSION),
    },
    ...(isPackage && {
      nx: { targets: { build: { ...cached, outputs: ["{projectRoot}/dist"] }, test: { ...cached, outputs: [] } } },
    }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function configuration({ root, generated }: Place): string {
  const content = {
    compilerOptions: {
      target: "es2022",
      lib: ["es2023"],
      module: "esnext",
      moduleResolution: "bundler",
      types: ["node"],
      strict: true,
      composite: true,
      skipLibCheck: true,
      rootDir: root,
      outDir: "dist",
      tsBuildInfoFile: "dist/tsconfig.tsbuildinfo",
    },
    include: ["src", ...(generated === undefined ? [] : [generated])],
  };
  return jsonText(content);
}

function source({ symbol, schema, type, value, stub }: Names): string {
  return `import { fromBinary, toBinary } from "@bufbuild/protobuf";
${statement("import", [`type ${renamed(symbol, type)}`, renamed(schema, value)], stub)}

/** Writes a message as bytes, as they are sent and stored. */
export function encode(message: ${type}): Uint8Array {
  return toBinary(${value}, message);
}

/**
 * Reads what \`encode\` wrote, here or in another language.
 *
 * @throws for bytes that are no message
 */
export function decode(bytes: Uint8Array): ${type} {
  return fromBinary(${value}, bytes);
}
`;
}

function renamed(name: string, as: string): string {
  return name === as ? name : `${name} as ${as}`;
}

/** As prettier breaks it: one name alone stays on its line, however long that is. */
function statement(word: "import" | "export", names: readonly string[], from: string): string {
  const line = `${word} { ${names.join(", ")} } from "${from}";`;
  if (line.length <= WIDTH || names.length === 1) return line;
  return `${word} {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";`;
}

function test({ schema, value: local, file, stub }: Names, { record, samples }: Subject): string {
  const spelled = TYPESCRIPT.fields(record);
  const fields = samples.map((sample) => ({
    name: spelled.get(sample.field)?.spellings[0] ?? sample.field.name,
    value: literal(sample),
  }));
  return `import assert from "node:assert/strict";
import { test } from "node:test";
import { create, equals } from "@bufbuild/protobuf";
${statement("import", ["decode", "encode"], `./${file}.js`)}
${statement("import", [renamed(schema, local)], stub)}

test("reads what was written", () => {
  const message = create(${local});
${fields.map(({ name, value }) => `  message.${name} = ${value};\n`).join("")}  const read = decode(encode(message));
  assert.ok(equals(${local}, read, message));
${fields.map(({ name, value }) => `  assert.deepEqual(read.${name}, ${value});\n`).join("")}});
`;
}

/** Values that every width holds exactly. */
function literal({ kind, bits, text }: Sample): string {
  switch (kind) {
    case "string":
      return JSON.stringify(text);
    case "int":
      return bits === 64 ? "7n" : "7";
    case "float":
      return "7.5";
    case "bool":
      return "true";
    case "bytes":
      return "new Uint8Array([0, 255])";
  }
}

function readme({ name }: Wanted, { origin }: Stubs, { symbol }: Names): string {
  return `# ${name}

Reads and writes \`${symbol}\` of the contracts in TypeScript, over the stubs ${origin}.

\`\`\`ts
import { decode, encode } from "${name}";
\`\`\`

\`\`\`sh
nx run ${name}:test # or: npm test
\`\`\`
`;
}
