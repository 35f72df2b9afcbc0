import {
  ENUM_STATEMENTS,
  FIELD_OPTIONS,
  FILE_OPTIONS,
  MESSAGE_STATEMENTS,
  NAMES,
  SCALARS,
  SPACES,
} from "./words.test.support.js";
import { type Mutation, type Random, on, partsOf, pick, splice } from "./mutants.test.support.js";

const remove = (text: string, { start, end }: { readonly start: number; readonly end: number }) =>
  splice(text, start, end, "");

function typesIn(text: string): readonly string[] {
  const parts = partsOf(text);
  return [...(parts?.messages ?? []), ...(parts?.enums ?? [])].map(({ name }) => name);
}

function aType(text: string, random: Random): string {
  return (random(3) === 0 ? pick(typesIn(text), random) : undefined) ?? pick(SCALARS, random) ?? "int32";
}

function withOption(text: string, end: number, options: readonly { readonly start: number }[], option: string): string {
  const [first] = options;
  return first === undefined
    ? splice(text, end, end, ` [${option}]`)
    : splice(text, first.start, first.start, `${option}, `);
}

/** What may happen to a file, by name; most leave it compiling. */
export const MUTATIONS: { readonly [name: string]: Mutation } = {
  "remove a field": on("fields", remove),
  "remove a message": on("messages", remove),
  "remove an enum": on("enums", remove),
  "remove an enum value": on("values", remove),
  "remove a oneof": on("oneofs", remove),
  "remove a service": on("services", remove),
  "remove a method": on("methods", remove),
  "remove an extend block": on("extends", remove),
  "remove a reservation": on("reserved", remove),
  "rename a field": on("fields", (text, { name, nameStart }, random) =>
    splice(text, nameStart, nameStart + name.length, pick(NAMES, random) ?? name),
  ),
  "rename an enum value": on("values", (text, { name, nameStart }, random) =>
    splice(text, nameStart, nameStart + name.length, `${name}_${random(3)}`),
  ),
  "rename a message": on("messages", (text, { name }) => text.replace(new RegExp(`\\b${name}\\b`, "g"), `${name}Two`)),
  "rename an enum": on("enums", (text, { name }) => text.replace(new RegExp(`\\b${name}\\b`, "g"), `${name}Two`)),
  "rename a oneof": on("oneofs", (text, { name, nameStart }) =>
    splice(text, nameStart, nameStart + name.length, `${name}_two`),
  ),
  "rename a method": on("methods", (text, { name, nameStart }) =>
    splice(text, nameStart, nameStart + name.length, `${name}Two`),
  ),
  "rename a service": on("services", (text, { name, nameStart }) =>
    splice(text, nameStart, nameStart + name.length, `${name}Two`),
  ),
  "renumber a field": on("fields", (text, { numberStart, numberEnd }, random) =>
    splice(text, numberStart, numberEnd, String(pick([1, 2, 3, 7, 15, 600, 0x20, 100, 101], random))),
  ),
  "renumber an enum value": on("values", (text, { numberStart, numberEnd }, random) =>
    splice(text, numberStart, numberEnd, String(pick([0, 1, 2, 3, 99, -3], random))),
  ),
  "retype a field": on("fields", (text, { typeStart, typeEnd, group }, random) =>
    group ? text : splice(text, typeStart, typeEnd, aType(text, random)),
  ),
  "retype a field by a scalar": on("fields", (text, { typeStart, typeEnd, group, map }, random) =>
    group || map ? text : splice(text, typeStart, typeEnd, pick(SCALARS, random) ?? ""),
  ),
  "make a field a map": on("fields", (text, { start, typeStart, typeEnd, group, map }, random) =>
    group || map
      ? text
      : splice(
          text,
          start,
          typeEnd,
          `map<${pick(["string", "int32", "bool"], random)}, ${text.slice(typeStart, typeEnd)}>`,
        ),
  ),
  "make a map repeated": on("fields", (text, { typeStart, typeEnd, map }, random) =>
    map ? splice(text, typeStart, typeEnd, `repeated ${aType(text, random)}`) : text,
  ),
  "label a field": on("fields", (text, { start, typeStart, map }, random) =>
    map ? text : splice(text, start, typeStart, pick(["", "optional ", "repeated ", "required "], random) ?? ""),
  ),
  "give a field an option": on("fields", (text, { numberEnd, options }, random) =>
    withOption(text, numberEnd, options, pick(FIELD_OPTIONS, random) ?? ""),
  ),
  "give a text an option": (text, parts, random) => {
    const field = pick(
      parts.fields.filter(({ type, map }) => map || type === "string" || type === "bytes"),
      random,
    );
    return field ? withOption(text, field.numberEnd, field.options, pick(FIELD_OPTIONS, random) ?? "") : text;
  },
  "take an option off a field": on("fields", (text, { options }, random) => {
    const option = pick(options, random);
    if (option === undefined) return text;
    return options.length === 1
      ? splice(text, text.lastIndexOf("[", option.start), text.indexOf("]", option.end) + 1, "")
      : text;
  }),
  "make an enum its first value": on("enums", (text, { body }) => {
    const values = body.filter((each) => each.kind === "value");
    const [first, second] = values;
    if (first === undefined || second === undefined) return text;
    return (
      text.slice(0, first.start) +
      text.slice(second.start, second.end) +
      text.slice(first.end, second.start) +
      text.slice(first.start, first.end) +
      text.slice(second.end)
    );
  }),
  "alias an enum value": on("enums", (text, { open, body }, random) => {
    const value = pick(
      body.filter((each) => each.kind === "value"),
      random,
    );
    if (value === undefined) return text;
    const alias = `${value.name}_ALIAS = ${text.slice(value.numberStart, value.numberEnd)};`;
    return splice(splice(text, value.end, value.end, ` ${alias}`), open + 1, open + 1, " option allow_alias = true;");
  }),
  "write into a message": on("messages", (text, { open }, random) =>
    splice(text, open + 1, open + 1, ` ${pick(MESSAGE_STATEMENTS, random)}`),
  ),
  "write into an enum": on("enums", (text, { end }, random) =>
    splice(text, end - 1, end - 1, ` ${pick(ENUM_STATEMENTS, random)} `),
  ),
  "narrow a reservation": on("reserved", (text, { start, end }, random) =>
    splice(text, start, end, text.slice(start, end).replace(/\d+/, String(1 + random(1200)))),
  ),
  "move a field into a oneof": on("fields", (text, { start, end, label, typeStart, map }, random) =>
    map || label === "repeated" || label === "required"
      ? text
      : splice(text, start, end, `oneof ${pick(["kind_of", "choice"], random)} { ${text.slice(typeStart, end)} }`),
  ),
  "dissolve a oneof": on("oneofs", (text, { start, open, end }) =>
    splice(splice(text, end - 1, end, ""), start, open + 1, ""),
  ),
  "set a file option": (text, { file }, random) => {
    const after = file.package?.end ?? file.syntaxAt?.end ?? 0;
    return splice(text, after, after, `\noption ${pick(FILE_OPTIONS, random)};`);
  },
  "remove a file option": (text, { file }, random) => {
    const option = pick(
      file.body.filter((each) => each.kind === "option"),
      random,
    );
    return option ? remove(text, option) : text;
  },
  "change the syntax": (text, { file }, random) => {
    const line = pick(['syntax = "proto2";', 'syntax = "proto3";', 'edition = "2023";', ""], random) ?? "";
    return file.syntaxAt ? splice(text, file.syntaxAt.start, file.syntaxAt.end, line) : `${line}\n${text}`;
  },
  "change the package": (text, { file }) =>
    file.package ? splice(text, file.package.nameEnd, file.package.nameEnd, ".v2beta1") : text,
  "remove an import": (text, { file }, random) => {
    const statement = pick(file.imports, random);
    return statement ? remove(text, statement) : text;
  },
  "import something": (text, { file }, random) => {
    const after = file.package?.end ?? file.syntaxAt?.end ?? 0;
    const name = pick(["any", "timestamp", "type", "api", "cpp_features", "java_features"], random) ?? "";
    return splice(text, after, after, `\nimport "google/protobuf/${name}.proto";`);
  },
  "change a method": on("methods", (text, method, random, parts) => {
    const { requestStart, requestEnd, responseStart, responseEnd, options, end, open } = method;
    const type = pick(parts.messages, random)?.name ?? "";
    switch (random(5)) {
      case 0:
        return splice(text, requestStart, requestEnd, method.clientStreaming ? type : `stream ${type}`);
      case 1:
        return splice(text, requestStart, requestEnd, type);
      case 2:
        return splice(text, responseStart, responseEnd, method.serverStreaming ? type : `stream ${type}`);
      case 3:
        return splice(text, responseStart, responseEnd, type);
      default: {
        const level = `option idempotency_level = ${pick(["IDEMPOTENT", "NO_SIDE_EFFECTS", "IDEMPOTENCY_UNKNOWN"], random)};`;
        if (open === undefined) return splice(text, end - 1, end, ` { ${level} }`);
        return options.length === 0
          ? splice(text, open + 1, open + 1, ` ${level} `)
          : splice(text, open + 1, open + 1, level);
      }
    }
  }),
  "write spaces": (text, parts, random) => {
    const at = pick([...parts.fields, ...parts.values, ...parts.messages, ...parts.methods], random)?.start;
    return at === undefined ? text : splice(text, at, at, pick(SPACES, random) ?? "");
  },
  "write spaces inside": on("fields", (text, { nameStart }, random) =>
    splice(text, nameStart, nameStart, pick(SPACES, random) ?? ""),
  ),
  "extend a message": (text, parts, random) => {
    const message = pick(
      parts.messages.filter(({ body }) => body.some((each) => each.kind === "extensions")),
      random,
    );
    const number = pick([100, 101, 1000, 1001, 3000], random);
    const name = pick(["ext_a", "ext_b"], random);
    return message
      ? `${text}\nextend ${message.name} { optional ${pick(SCALARS, random)} ${name} = ${number}; }\n`
      : text;
  },
};
