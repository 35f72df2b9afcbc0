import { toLowerSnake } from "@nx-contracts/ir";
import { goModuleIn, goPackageAt, goPackageBelow, goPackageIn } from "../../../layout/go.js";
import type { Host } from "../../../host.js";
import { below, foldersUp, isBelow, joinPath, nameOf } from "../../../path.js";
import { textAt } from "../../../read/text.js";
import { GO } from "../../../uses/spelling/go.js";
import { type ReleasedGo, releasedGo } from "./go-release.js";
import { listModule } from "../go-workspace.js";
import type { ConsumerLanguage, Stubs, Wanted } from "../language.js";
import { joinedName, plainName, refuseTaken } from "../names.js";
import { projectJson } from "../project-json.js";
import { relativePath } from "../relative-path.js";
import type { Sample } from "../samples.js";

const PLUGIN = "1.36.12";
/** What `go mod tidy` writes for a module that needs nothing but protobuf. */
const SUMS = `github.com/google/go-cmp v0.7.0 h1:wk8382ETsv4JYUZwIsn6YpYiWiBsYLSJiTsyBybVuN8=
github.com/google/go-cmp v0.7.0/go.mod h1:pXiqmnSA92OHEEa9HXL2W4E7lf9JzCmGVUdgjX3N/iU=
google.golang.org/protobuf v${PLUGIN} h1:pJOKDDOyeXErUroCihFAd5LQuwXBSpVnKGrj5o/fwxc=
google.golang.org/protobuf v${PLUGIN}/go.mod h1:HTf+CrKn2C3g5S8VImy6tdcUvCska2kB7j23XfzDpco=
`;
const KEYWORDS =
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var main";

/** A package over the stubs of protoc-gen-go: in a module of its own, or in the one that holds the stubs. */
export const go: ConsumerLanguage = {
  language: "go",
  refusal: (host, { out }, { folder }) =>
    moduleAround(host, out) === undefined && !isBelow(folder, out)
      ? "lies in no Go module, so no other one can import it"
      : undefined,
  entry(wanted) {
    const { config, folder, host, subject } = wanted;
    const out = `${folder}/gen`;
    const isTaken = config.generate.some(({ id }) => id === "protoc-gen-go");
    const mapped = goPackageIn(textAt(host, subject.path)) === undefined ? [] : mappings(wanted, out);
    return {
      ...(isTaken && { id: `protoc-gen-go-${plainName(wanted.name)}` }),
      tool: "protoc-gen-go",
      version: PLUGIN,
      out: relativePath(config.folder, out),
      ...(mapped.length > 0 && { options: ["paths=source_relative", ...mapped] }),
    };
  },
  ahead: (wanted) => new Map([[`${wanted.folder}/go.mod`, ownModule(wanted, [])]]),
  files(wanted, written) {
    const { host, name, folder, subject } = wanted;
    const own = joinedName(name);
    refuseTaken(own, KEYWORDS.split(" "), "a word of Go");
    const released = written.release === undefined ? undefined : releasedGo(wanted, written, modulePath(wanted));
    const stubs = released === undefined ? written : { ...written, module: released.module };
    const stubModule = released === undefined ? moduleAround(host, stubs.output.out) : undefined;
    const symbol = GO.record(subject.record).symbol;
    const file = toLowerSnake(subject.record.definition.name);
    const isShared = stubModule !== undefined && isBelow(stubModule, folder);
    const commands = { build: { command: "go build ./..." }, test: { command: "go test ./..." } };
    const texts = {
      "README.md": readme(wanted, stubs, symbol),
      "project.json": projectJson(wanted, stubs, commands, "go version"),
      [`${file}_wire.go`]: source(own, stubs.module, symbol),
      [`${file}_wire_test.go`]: test(wanted, stubs, own, symbol),
      ...(!isShared && (released ? releasedFiles(wanted, stubs, released) : moduleFiles(wanted, stubModule))),
    };
    return {
      files: new Map(Object.entries(texts).map(([path, text]) => [joinPath(folder, path), text])),
      edits: isShared ? new Map() : listModule(host, folder),
      left: [],
    };
  },
};

/** A module that holds the code of a release, or one within it that is called what the code calls itself. */
function releasedFiles(wanted: Wanted, { output }: Stubs, { prefix, runtime, hasServices }: ReleasedGo) {
  const needed = { path: RUNTIME, version: runtime ?? `v${PLUGIN}`, isIndirect: false };
  // What services need besides is for `go mod tidy` to find.
  const sums = needed.version === `v${PLUGIN}` && !hasServices ? { "go.sum": SUMS } : {};
  const generated = below(wanted.folder, output.out) ?? ".";
  if (prefix === undefined) return { "go.mod": ownModule(wanted, [needed]), ...sums };
  const replaced = `\nreplace ${prefix} => ./${generated}\n`;
  return {
    "go.mod": ownModule(wanted, [{ path: prefix, version: "v0.0.0", isIndirect: false }, needed], GO_VERSION, replaced),
    [`${generated}/go.mod`]: `module ${prefix}\n\ngo ${GO_VERSION}\n\nrequire ${RUNTIME} ${needed.version}\n`,
    ...sums,
  };
}

/** The folder of the nearest `go.mod` above. */
function moduleAround(host: Host, folder: string): string | undefined {
  return [...foldersUp(folder)].find((at) => host.kind(joinPath(at, "go.mod")) === "file");
}

/** What the modules of the workspace have in common, or what stands for it. */
function modulePath({ host, name, folder, config }: Wanted): string {
  const known = [...config.generate.map(({ out }) => out), folder].flatMap((each) => {
    const around = each === folder ? undefined : moduleAround(host, each);
    return around === undefined ? [] : (goModuleIn(textAt(host, joinPath(around, "go.mod"))) ?? []);
  });
  const [first = "example.org/contracts/stubs"] = known;
  return `${first.includes("/") ? first.slice(0, first.lastIndexOf("/")) : first}/${plainName(name)}`;
}

/** A Go package of a proto counts elsewhere: here it is the folder that the stub lies in. */
function mappings(wanted: Wanted, out: string): readonly string[] {
  const { host, config } = wanted;
  const sides = config.contracts.flatMap(({ source, mirrors }) => [source, ...mirrors]);
  const files = sides.flatMap(({ reader, files: each }) => (reader === "proto" ? each.map(({ path }) => path) : []));
  const prefix = goPackageBelow(modulePath(wanted), below(wanted.folder, out) ?? ".");
  return [...new Set(files)].flatMap((path) => {
    if (goPackageIn(textAt(host, path)) === undefined) return [];
    const importPath = wanted.subject.path === path ? wanted.subject.importPath : (below(config.folder, path) ?? path);
    const folder = importPath.includes("/") ? importPath.slice(0, importPath.lastIndexOf("/")) : ".";
    return [`M${importPath}=${goPackageBelow(prefix, folder)}`];
  });
}

interface Requirement {
  readonly path: string;
  readonly version: string;
  readonly isIndirect: boolean;
}

function ownModule(wanted: Wanted, extra: readonly Requirement[], version = GO_VERSION, replaced = ""): string {
  const all = extra.some(({ path }) => path === RUNTIME)
    ? extra
    : [...extra, { path: RUNTIME, version: `v${PLUGIN}`, isIndirect: false }];
  const direct = all.filter(({ isIndirect }) => !isIndirect);
  const indirect = all.filter(({ isIndirect }) => isIndirect);
  const block = (list: readonly Requirement[], end: string) => {
    const lines = list.map(({ path, version: each }) => `${path} ${each}${end}`).sort();
    if (lines.length === 1) return `\nrequire ${lines[0]}\n`;
    return lines.length === 0 ? "" : `\nrequire (\n${lines.map((line) => `\t${line}\n`).join("")})\n`;
  };
  const module = modulePath(wanted);
  return `module ${module}\n\ngo ${version}\n${block(direct, "")}${block(indirect, " // indirect")}${replaced}`;
}

const GO_VERSION = "1.24.0";
const RUNTIME = "google.golang.org/protobuf";

/** The manifest of a module of its own, and the sums of what it needs: what the module of the stubs needs. */
function moduleFiles(wanted: Wanted, stubModule: string | undefined): { readonly [path: string]: string } {
  const { host, folder } = wanted;
  if (stubModule === undefined || stubModule === folder) return { "go.mod": ownModule(wanted, []), "go.sum": SUMS };
  const text = textAt(host, joinPath(stubModule, "go.mod"));
  const name = goModuleIn(text) ?? "";
  const requirements = [...text.matchAll(/^(?:require\s+|\t)([^\s()]+)\s+(v[^\s/]+)(?:\s*\/\/.*)?$/gm)].map(
    ([, path = "", version = ""]): Requirement => ({ path, version, isIndirect: path !== RUNTIME }),
  );
  const replaced = `\nreplace ${name} => ${relativePath(folder, stubModule)}\n`;
  const own = { path: name, version: "v0.0.0", isIndirect: false };
  const version = /^go\s+(\S+)/m.exec(text)?.[1];
  const sums = textAt(host, joinPath(stubModule, "go.sum"));
  return {
    "go.mod": ownModule(wanted, [own, ...requirements], version, replaced),
    ...(sums !== "" && { "go.sum": sums }),
  };
}

function source(own: string, module: string, symbol: string): string {
  return `// Package ${own} reads and writes ${symbol} of the contracts.
package ${own}

import (
${imports(module, [`"${RUNTIME}/proto"`])})

// Encode writes a message as bytes, as they are sent and stored; equal ones are written alike.
func Encode(message *contracts.${symbol}) ([]byte, error) {
	return proto.MarshalOptions{Deterministic: true}.Marshal(message)
}

// Decode reads what Encode wrote, here or in another language.
func Decode(data []byte) (*contracts.${symbol}, error) {
	message := &contracts.${symbol}{}
	if err := proto.Unmarshal(data, message); err != nil {
		return nil, err
	}
	return message, nil
}
`;
}

/** Sorted by path, as gofmt does. */
function imports(module: string, others: readonly string[]): string {
  const lines = [`contracts "${module}"`, ...others];
  lines.sort((a, b) => (pathIn(a) < pathIn(b) ? -1 : 1));
  return lines.map((line) => `\t${line}\n`).join("");
}

function pathIn(line: string): string {
  return line.slice(line.indexOf('"'));
}

function test(wanted: Wanted, { module }: Stubs, own: string, symbol: string): string {
  const { record, samples } = wanted.subject;
  const spelled = GO.fields(record);
  const fields = samples.map((sample) => {
    const name = spelled.get(sample.field)?.spellings[0] ?? sample.field.name;
    return { name, value: sample.presence === "implicit" ? literal(sample) : pointer(sample) };
  });
  const isOwn = `${goPackageAt(wanted.host, wanted.folder) ?? modulePath(wanted)}`;
  return `package ${own}_test

import (
	"testing"

${imports(module, [`${nameOf(isOwn) === own ? "" : `${own} `}"${isOwn}"`, `"${RUNTIME}/proto"`])})

func TestReadsWhatWasWritten(t *testing.T) {
	message := &contracts.${symbol}{}
${fields.map(({ name, value }) => `\tmessage.${name} = ${value}\n`).join("")}	data, err := ${own}.Encode(message)
	if err != nil {
		t.Fatal(err)
	}
	read, err := ${own}.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !proto.Equal(read, message) {
		t.Errorf("read %v, want %v", read, message)
	}
}
`;
}

/** Values that every width holds exactly. */
function literal({ kind, text }: Sample): string {
  switch (kind) {
    case "string":
      return JSON.stringify(text);
    case "int":
      return "7";
    case "float":
      return "7.5";
    case "bool":
      return "true";
    case "bytes":
      return "[]byte{0, 255}";
  }
}

function pointer(sample: Sample): string {
  const { kind, bits, isSigned } = sample;
  if (kind === "bytes") return literal(sample);
  const types = { string: "String", bool: "Bool", float: `Float${bits}`, int: `${isSigned ? "Int" : "Uint"}${bits}` };
  return `proto.${types[kind]}(${literal(sample)})`;
}

function readme({ name }: Wanted, { module, origin }: Stubs, symbol: string): string {
  return `# ${name}

Reads and writes \`${symbol}\` of the contracts in Go, over the package \`${module}\`
${origin}.

\`\`\`sh
nx run ${name}:test # or: go test ./...
\`\`\`
`;
}
