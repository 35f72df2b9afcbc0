import { compareEnum } from "./compare-enum.js";
import { compareMessage } from "./compare-message.js";
import type { CompatFact, DefinitionKind, RemovedDefinition } from "./fact.js";
import { ProtoIndex } from "./proto-index.js";
import type { Definitions, MessageIn } from "./proto-index.js";
import type { ProtoFile } from "@nx-contracts/ir";

/**
 * What is so between two versions of a set of files. Files are paired by path,
 * messages, enums and services by full name wherever they stand, fields and
 * enum values by number, extensions by extendee and number. A file that both
 * sides share as one object is the same on both and not looked into.
 */
export function* compareProto(before: readonly ProtoFile[], after: readonly ProtoFile[]): Generator<CompatFact> {
  const old = new ProtoIndex(before);
  const now = new ProtoIndex(after);
  for (const [path, file] of old.files) {
    const successor = now.files.get(path);
    if (successor === undefined) yield { kind: "file-removed", before: file };
    else if (successor !== file) yield* compareFile(file, successor, old, now);
  }
  for (const [path, file] of now.files) if (!old.files.has(path)) yield { kind: "file-added", after: file };
  yield* comparePackages(old, now);
  yield* addedDefinitions(old, now);
  for (const [name, message] of old.messages) {
    const successor = now.messages.get(name);
    if (successor && successor.message !== message.message) yield* compareMessage(message, successor, old, now);
  }
  for (const [key, field] of old.extensions) {
    const successor = now.extensions.get(key);
    if (successor && successor.field !== field.field) yield { kind: "field-paired", before: field, after: successor };
  }
  for (const [name, each] of old.enums) {
    const successor = now.enums.get(name);
    if (successor && successor.enum !== each.enum) yield* compareEnum(each, successor);
  }
  yield* compareServices(old, now);
}

const KINDS = ["message", "enum", "extension", "service"] as const;

function* compareFile(before: ProtoFile, after: ProtoFile, old: ProtoIndex, now: ProtoIndex): Generator<CompatFact> {
  yield { kind: "file-paired", before, after };
  const here = now.definitionsIn(after);
  const gone = old.definitionsIn(before);
  for (const what of KINDS) {
    for (const name of gone[`${what}s`].keys()) {
      if (here[`${what}s`].has(name)) continue;
      yield { kind: "removed-from-file", what, name, before, file: after, ...innermost(here.messages, name) };
    }
  }
}

function* comparePackages(old: ProtoIndex, now: ProtoIndex): Generator<CompatFact> {
  for (const [name, gone] of old.packages) {
    const here = now.packages.get(name);
    if (here === undefined) {
      const paths = [...old.files.values()].filter((file) => file.package === name).map(({ path }) => path);
      const first = old.files.get(paths.sort()[0] ?? "");
      if (first) yield { kind: "package-removed", package: name, before: first };
      continue;
    }
    for (const what of KINDS) {
      // A package without any enum, say, is not known to be one that lost its enums.
      if (what !== "service" && here[`${what}s`].size === 0) continue;
      yield* removedFromPackage(name, what, gone, here, now);
    }
  }
}

function* removedFromPackage(
  name: string,
  what: RemovedDefinition["what"],
  gone: Definitions,
  here: Definitions,
  now: ProtoIndex,
): Generator<CompatFact> {
  for (const [nested, { file: before }] of gone[`${what}s`]) {
    if (here[`${what}s`].has(nested)) continue;
    const file = now.files.get(before.path);
    // A message is sought around in the whole package, the others in their file.
    const around = file && innermost((what === "message" ? here : now.definitionsIn(file)).messages, nested);
    yield { kind: "removed-from-package", package: name, what, name: nested, before, ...(file && { file }), ...around };
  }
}

function* addedDefinitions(old: ProtoIndex, now: ProtoIndex): Generator<CompatFact> {
  const added = (what: DefinitionKind, name: string, file: ProtoFile): CompatFact => ({
    kind: "definition-added",
    what,
    name,
    file,
  });
  for (const [name, { file, message }] of now.messages) {
    if (!old.messages.has(name) && !message.isMapEntry) yield added("message", message.nestedName, file);
  }
  for (const [name, each] of now.enums) {
    if (!old.enums.has(name)) yield added("enum", each.enum.nestedName, each.file);
  }
  for (const [key, { file, field }] of now.extensions) {
    if (!old.extensions.has(key)) yield added("extension", field.extension?.nestedName ?? field.name, file);
  }
  for (const [name, { file, service }] of now.services) {
    if (!old.services.has(name)) yield added("service", service.name, file);
  }
}

/** Of the messages around `name` the innermost that `messages` has. */
function innermost(messages: ReadonlyMap<string, MessageIn>, name: string): { readonly around?: MessageIn } {
  for (let end = name.lastIndexOf("."); end > 0; end = name.lastIndexOf(".", end - 1)) {
    const around = messages.get(name.slice(0, end));
    if (around) return { around };
  }
  return {};
}

function* compareServices(old: ProtoIndex, now: ProtoIndex): Generator<CompatFact> {
  for (const [name, before] of old.services) {
    const after = now.services.get(name);
    if (after === undefined || after.service === before.service) continue;
    const methods = new Map(after.service.methods.map((method) => [method.name, method]));
    for (const method of before.service.methods) {
      const successor = methods.get(method.name);
      if (successor === undefined) yield { kind: "method-removed", method: method.name, before, after };
      else yield { kind: "method-paired", before: { ...before, method }, after: { ...after, method: successor } };
      methods.delete(method.name);
    }
    for (const method of methods.keys()) yield { kind: "method-added", method, before, after };
  }
}
