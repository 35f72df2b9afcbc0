import type {
  CodeLanguage,
  CodeMember,
  CodeService,
  CodeType,
  CompiledFile,
  Enum,
  Field,
  Schema,
  SchemaRecord,
  TypeRef,
  Vocabulary,
} from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { writesDescriptorSet } from "../layout/outputs.js";
import { modelModule } from "./model-module.js";
import { moduleNames, type Outputs } from "./stub-modules.js";
import { GO } from "./spelling/go.js";
import { PYTHON } from "./spelling/python.js";
import { RUST } from "./spelling/rust.js";
import { SERVICES } from "./spelling/services.js";
import type { Nested, Spelling } from "./spelling/spelling.js";
import { TYPESCRIPT } from "./spelling/typescript.js";

const SPELLINGS: Record<CodeLanguage, Spelling> = { python: PYTHON, typescript: TYPESCRIPT, rust: RUST, go: GO };

/**
 * How code names what schemas define: generated from protos as `generate` says, or written by hand.
 * A language in which nothing is named is left out.
 */
export function vocabularies(host: Host, config: Outputs, schemas: readonly Schema[]): readonly Vocabulary[] {
  const stubs = moduleNames(host, config);
  return (["python", "typescript", "rust", "go"] as const).flatMap((language): Vocabulary[] => {
    const types = schemas.flatMap((schema) => [
      ...(schema.language === "proto" ? protoTypes(schema, SPELLINGS[language], stubs[language]) : []),
      ...(schema.language === "pydantic" && language === "python" ? modelTypes(schema) : []),
      ...(schema.language === "typescript" && language === "typescript" ? modelTypes(schema) : []),
    ]);
    const services = schemas.flatMap((schema) =>
      schema.language === "proto" ? protoServices(schema, language, stubs[language]) : [],
    );
    if (types.length === 0 && services.length === 0) return [];
    const compiled = language === "rust" ? compiledFiles(config, schemas, stubs[language]) : [];
    return [{ language, types, services, ...(compiled.length > 0 && { compiled }) }];
  });
}

type ModulesOf = (path: string, packageName: string) => readonly string[];

function protoTypes(schema: Schema, spelling: Spelling, modulesOf: ModulesOf): readonly CodeType[] {
  const outer = outerRecords(schema);
  const types: CodeType[] = [];
  for (const definition of schema.records) {
    const nested = { definition, outer: outer(definition.qualifiedName) };
    const spelled = spelling.fields(nested);
    const members = definition.fields.map((field): CodeMember => {
      const { spellings = [], oneof } = spelled.get(field) ?? {};
      return { ...memberOf(field, spellings), ...(oneof !== undefined && { oneof }) };
    });
    for (const module of modulesOf(definition.at.file, packageOf(nested))) {
      types.push({ kind: "record", name: definition.qualifiedName, module, ...spelling.record(nested), members });
      for (const { symbol, fields } of spelling.wrappers?.(nested) ?? []) {
        const held = [...fields].map(([field, spellings]) => memberOf(field, spellings));
        types.push({ kind: "record", name: definition.qualifiedName, module, symbol, members: held });
      }
    }
  }
  for (const definition of schema.enums) {
    const nested = { definition, outer: outer(definition.qualifiedName) };
    const members = definition.members.map((member): CodeMember => ({
      name: member.name,
      spellings: spelling.member(member, nested),
      shape: "one",
    }));
    for (const module of modulesOf(definition.at.file, packageOf(nested)))
      types.push({ kind: "enum", name: definition.qualifiedName, module, ...spelling.enum(nested), members });
  }
  return types;
}

/** What build scripts of Rust may compile: protos, and sets of their descriptors. */
function compiledFiles(
  { generate }: Outputs,
  schemas: readonly Schema[],
  modulesOf: ModulesOf,
): readonly CompiledFile[] {
  const modules = new Map<string, Set<string>>();
  for (const schema of schemas.filter(({ language }) => language === "proto")) {
    const outer = outerRecords(schema);
    for (const definition of [...schema.records, ...schema.enums, ...schema.services]) {
      const packageName = packageOf({ definition, outer: outer(definition.qualifiedName) });
      const known = modules.get(definition.at.file) ?? new Set<string>();
      modules.set(definition.at.file, known);
      for (const module of modulesOf(definition.at.file, packageName)) known.add(module);
    }
  }
  const protos = [...modules].flatMap(([path, made]) => [...made].map((module) => ({ path, module })));
  const all = new Set(protos.map(({ module }) => module));
  const sets = generate.filter(({ tool }) => writesDescriptorSet(tool));
  return [...protos, ...sets.flatMap(({ out }) => [...all].map((module) => ({ path: out, module })))];
}

function protoServices(schema: Schema, language: CodeLanguage, modulesOf: ModulesOf): readonly CodeService[] {
  return schema.services.flatMap((service) => {
    const modules = modulesOf(service.at.file, packageOf({ definition: service, outer: [] }));
    return SERVICES[language](service).flatMap((spelled) =>
      modules.map((module): CodeService => ({
        ...spelled,
        module: language === "python" ? `${module}_grpc` : module,
      })),
    );
  });
}

/** Models written by hand are named as they are. */
function modelTypes(schema: Schema): readonly CodeType[] {
  const outer = outerRecords(schema);
  const typeOf = (
    kind: CodeType["kind"],
    definition: SchemaRecord | Enum,
    members: readonly CodeMember[],
  ): CodeType => {
    const names = [...outer(definition.qualifiedName).map(({ name }) => name), definition.name];
    const module = modelModule(schema.language, definition);
    return { kind, name: definition.qualifiedName, module, symbol: names.join("."), members };
  };
  return [
    ...schema.records.map((record) => {
      const fields = [...record.fields, ...(record.computed ?? [])];
      return typeOf(
        "record",
        record,
        fields.map((field) => memberOf(field, namesOf(field))),
      );
    }),
    ...schema.enums.map((each) => {
      const members = each.members.map(({ name }): CodeMember => ({ name, spellings: [name], shape: "one" }));
      return typeOf("enum", each, members);
    }),
  ];
}

/** Aliases are what an object has as its key. */
function namesOf({ name, wireName, readNames = [] }: Field): readonly string[] {
  return [...new Set([name, ...(wireName === undefined ? [] : [wireName]), ...readNames])];
}

function memberOf(field: Field, spellings: readonly string[]): CodeMember {
  const { shape, name } = held(field.type);
  return { name: field.name, spellings, ...(name !== undefined && { type: name }), shape };
}

/** What a field holds, as far as code can take it from there. */
export function held(type: TypeRef): { readonly shape: CodeMember["shape"]; readonly name?: string } {
  switch (type.kind) {
    case "list":
      return { ...held(type.item), shape: "list" };
    case "map":
      return { ...held(type.value), shape: "map" };
    case "nullable":
      return held(type.of);
    case "union": {
      const names = type.of.flatMap((each) => (each.kind === "ref" ? [each.name] : []));
      return { shape: "one", ...(names.length === 1 && names[0] !== undefined && { name: names[0] }) };
    }
    case "ref":
      return { shape: "one", name: type.name };
    default:
      return { shape: "one" };
  }
}

/** Records that a definition stands in, outermost first. */
function outerRecords({ records }: Schema): (name: string) => readonly SchemaRecord[] {
  const byName = new Map(records.map((record) => [record.qualifiedName, record]));
  return (name) => {
    const outer: SchemaRecord[] = [];
    for (let at = name.lastIndexOf("."); at > 0; at = name.lastIndexOf(".", at - 1)) {
      const record = byName.get(name.slice(0, at));
      if (!record) break;
      outer.unshift(record);
    }
    return outer;
  };
}

type Named = Pick<SchemaRecord, "name" | "qualifiedName">;

function packageOf({ definition, outer }: Nested<Named>): string {
  const { qualifiedName, name } = outer[0] ?? definition;
  return qualifiedName.slice(0, Math.max(0, qualifiedName.length - name.length - 1));
}
