import type { ProtoFile, ProtoMessage, ProtoPlace } from "@nx-contracts/ir";
import type { CompatFact, RemovedDefinition } from "./fact.js";
import type { EnumIn, FieldIn, MessageIn } from "./proto-index.js";

/** What a fact is about: its name, and where the older version has it. */
export interface About {
  /** Without the package: `Show.title`; a path for a file. */
  readonly name: string;
  /** With the package. */
  readonly fullName: string;
  /** Where it stood; absent for what is new or has no place of its own. */
  readonly was?: { readonly file: ProtoFile; readonly at: ProtoPlace };
  /** A file that it belongs to, of the newer version where that has one. */
  readonly file: ProtoFile;
}

/** Names what a fact is about, the same way however its place moves. */
export function about(fact: CompatFact): About {
  switch (fact.kind) {
    case "file-removed":
    case "package-removed":
      return aboutFile(fact.before, fact.kind === "package-removed" ? fact.package : fact.before.path);
    case "file-added":
      return aboutFile(fact.after, fact.after.path);
    case "file-paired":
      return aboutFile(fact.after, fact.after.path);
    case "removed-from-file":
    case "removed-from-package":
      return aboutRemoved(fact);
    case "definition-added":
      return named(fact.name, fact.file.package, fact.file);
    case "message-paired":
    case "enum-paired":
      return aboutOwner(fact, "");
    case "range-shrunk":
      return aboutOwner(fact, `.${fact.range.range[0]}`);
    case "oneof-removed":
      return aboutOwner(fact, `.${fact.oneof}`);
    case "oneof-added":
      return aboutOwner(fact, `.${fact.oneof}`);
    case "reserved-name-removed":
      return aboutOwner(fact, `.${fact.name}`);
    case "required-field-removed":
      return aboutOwner(fact, `.${nameOf(fact.before.message, fact.number)}`);
    case "field-removed":
      return aboutField(fact.field, fact.field, fact.after.file);
    case "required-field-added":
    case "field-added":
      return aboutField(fact.field, undefined, fact.after.file);
    case "field-paired":
      return aboutField(fact.after, fact.before, fact.after.file);
    case "enum-number-removed":
      return aboutOwner(fact, `.${fact.names[0] ?? fact.number}`);
    case "enum-value-paired":
    case "enum-value-added":
      return aboutOwner(fact, `.${fact.value.name}`);
    case "method-removed":
    case "method-added":
      return {
        ...named(`${fact.after.service.name}.${fact.method}`, fact.after.file.package, fact.after.file),
        was: { file: fact.before.file, at: fact.before.service.at },
      };
    case "method-paired":
      return {
        ...named(`${fact.after.service.name}.${fact.after.method.name}`, fact.after.file.package, fact.after.file),
        was: { file: fact.before.file, at: fact.before.method.at },
      };
  }
}

function named(name: string, packageName: string, file: ProtoFile): About {
  return { name, fullName: packageName === "" ? name : `${packageName}.${name}`, file };
}

function aboutFile(file: ProtoFile, name: string): About {
  return { name, fullName: name, file };
}

function aboutRemoved({ name, before, file }: RemovedDefinition): About {
  return named(name, before.package, file ?? before);
}

function aboutOwner(
  { before, after }: { readonly before: MessageIn | EnumIn; readonly after: MessageIn | EnumIn },
  suffix: string,
): About {
  const owner = "message" in after ? after.message : after.enum;
  const old = "message" in before ? before.message : before.enum;
  return {
    ...named(`${owner.nestedName}${suffix}`, after.file.package, after.file),
    was: { file: before.file, at: old.at },
  };
}

function aboutField(field: FieldIn, was: FieldIn | undefined, file: ProtoFile): About {
  const { extension, name } = field.field;
  const nested = extension ? extension.nestedName : `${field.message?.nestedName ?? ""}.${name}`;
  return {
    ...named(nested, field.file.package, file),
    ...(was && { was: { file: was.file, at: was.field.at } }),
  };
}

function nameOf({ fields }: ProtoMessage, number: number): string {
  return fields.find((field) => field.number === number)?.name ?? String(number);
}
