// Writes contracts of any size: Python models, their proto mirror and a contracts.yaml.
// One part is as large as the reference: 26 models with 200 fields, 9 enums with 77 members.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MODELS = [
  "Author",
  "Award",
  "Book",
  "Branch",
  "Chapter",
  "Collection",
  "Contributor",
  "Copy",
  "Cover",
  "Edition",
  "Event",
  "Fine",
  "Format",
  "Hold",
  "Imprint",
  "Library",
  "Loan",
  "Member",
  "Notice",
  "Publisher",
  "Review",
  "Series",
  "Shelf",
  "Subject",
  "Translation",
  "Work",
];
const ENUMS = ["Binding", "Channel", "Condition", "Grade", "Language", "Phase", "Rank", "Role", "Status"];
const MEMBERS = ["ACTIVE", "ARCHIVED", "CLOSED", "DRAFT", "LOST", "OPEN", "PENDING", "RESERVED", "RETIRED"];
/** The name of a generated model or enum. */
const DEFINITION = new RegExp(`\\b(?:${[...MODELS, ...ENUMS].join("|")})[A-Z][a-z]\\b`, "g");
const WITH_EIGHT_FIELDS = 18;
const WITH_NINE_MEMBERS = 5;

/** Kinds of fields, in turn: how Python and how proto write them. `other` and `choice` are names of the same part. */
const FIELDS = [
  { name: "title", python: () => "str", proto: () => "string" },
  { name: "pages", python: () => "int | None", proto: () => "optional int64" },
  { name: "tags", python: () => "list[str]", proto: () => "repeated string" },
  { name: "links", python: () => "dict[str, str]", proto: () => "map<string, string>" },
  { name: "state", python: ({ choice }) => choice, proto: ({ choice }) => choice },
  { name: "parts", python: ({ other }) => `list[${other}]`, proto: ({ other }) => `repeated ${other}` },
  { name: "seen_at", python: () => "datetime | None", proto: () => "optional google.protobuf.Timestamp" },
  { name: "score", python: () => "float | None", proto: () => "optional double" },
];

/**
 * @param {string} folder absolute, empty
 * @param {{ parts: number, oneFile?: boolean, drift?: boolean, renamed?: boolean }} shape `oneFile`: everything
 *   in one Python module and one proto instead of a file a part; `drift`: the mirror misses every tenth field;
 *   `renamed`: the mirror calls every message and enum by another name, and no mapping says so
 */
export function generateModels(folder, { parts, oneFile = false, drift = false, renamed = false }) {
  const python = (name, body) => write(join(folder, "models", `${name}.py`), body);
  const proto = (name, body) => write(join(folder, "protos/library/v1", `${name}.proto`), body);
  const names = Array.from({ length: parts }, (_, part) => suffix(part));
  const models = names.map((name, part) => pythonPart(name, names[part - 1]));
  const mirrors = names
    .map((name, part) => protoPart(name, names[part - 1], drift))
    .map((text) => (renamed ? text.replace(DEFINITION, "$&Dto") : text));
  if (oneFile) {
    python("library", pythonHead() + models.join(""));
    proto("library", protoHead() + mirrors.join(""));
  } else {
    for (const [part, name] of names.entries()) {
      const earlier = names[part - 1];
      python(moduleOf(name), pythonHead(earlier) + models[part]);
      proto(moduleOf(name), protoHead(earlier) + mirrors[part]);
    }
  }
  write(join(folder, "protos/buf.yaml"), "version: v2\nmodules:\n  - path: .\n");
  write(join(folder, "contracts.yaml"), CONFIG);
}

const CONFIG = `name: library-contracts
contracts:
  - id: library
    kind: event
    source: { reader: pydantic, files: ["models/*.py"] }
    mirrors: [{ reader: proto, files: ["protos/library/v1/*.proto"] }]
`;

/** Letters, because a digit would be a word of its own to some naming styles and not to others: 0 → Aa, 27 → Bb. */
function suffix(part) {
  const letter = (number) => String.fromCharCode(97 + number);
  return letter(Math.floor(part / 26)).toUpperCase() + letter(part % 26);
}

const moduleOf = (name) => `library_${name.toLowerCase()}`;

function pythonHead(earlier) {
  const link = earlier === undefined ? "" : `\nfrom .${moduleOf(earlier)} import Author${earlier}\n`;
  return `"""Models of a library."""\n\nfrom datetime import datetime\nfrom enum import Enum\n\nfrom pydantic import BaseModel, Field\n${link}`;
}

function protoHead(earlier) {
  const link = earlier === undefined ? "" : `import "library/v1/${moduleOf(earlier)}.proto";\n`;
  return `syntax = "proto3";\n\npackage library.v1;\n\nimport "google/protobuf/timestamp.proto";\n${link}`;
}

function pythonPart(name, earlier) {
  const enums = ENUMS.map((base, index) => {
    const members = membersOf(index).map((member) => `    ${member} = "${member}"\n`);
    return `\n\nclass ${base}${name}(str, Enum):\n    """One ${base.toLowerCase()} of many."""\n\n${members.join("")}`;
  });
  const models = MODELS.map((base, index) => {
    const fields = fieldsOf(name, index, earlier).map(
      ({ name: field, python, doc }) => `    ${field}: ${python} = Field(${defaultOf(python)}description="${doc}")\n`,
    );
    return `\n\nclass ${base}${name}(BaseModel):\n    """A record of the library."""\n\n${fields.join("")}`;
  });
  return [...enums, ...models].join("");
}

function protoPart(name, earlier, drift) {
  const enums = ENUMS.map((base, index) => {
    const prefix = `${base}_${name}`.toUpperCase();
    const members = ["UNSPECIFIED", ...membersOf(index)].map(
      (member, number) => `  ${prefix}_${member} = ${number};\n`,
    );
    return `\n// One ${base.toLowerCase()} of many.\nenum ${base}${name} {\n${members.join("")}}\n`;
  });
  const messages = MODELS.map((base, index) => {
    const fields = fieldsOf(name, index, earlier).map(({ name: field, proto, doc }, position) => {
      const isMissing = drift && (fieldsBefore(index) + position) % 10 === 9;
      return isMissing ? "" : `  // ${doc}\n  ${proto} ${field} = ${position + 1};\n`;
    });
    return `\n// A record of the library.\nmessage ${base}${name} {\n${fields.join("")}}\n`;
  });
  return [...enums, ...messages].join("");
}

/** The fields of one model; the first model of a part is used by the last one of the next. */
function fieldsOf(name, index, earlier) {
  const isLast = index === MODELS.length - 1;
  const other = isLast && earlier !== undefined ? `Author${earlier}` : `${MODELS[(index + 1) % MODELS.length]}${name}`;
  const names = {
    other: isLast && earlier === undefined ? `Author${name}` : other,
    choice: `${ENUMS[index % ENUMS.length]}${name}`,
  };
  return FIELDS.slice(0, fieldsBefore(index + 1) - fieldsBefore(index)).map((field) => ({
    name: field.name,
    python: field.name === "parts" ? field.python({ ...names, other: `"${names.other}"` }) : field.python(names),
    proto: field.proto(names),
    doc: `The ${field.name.replace("_", " ")} of the ${MODELS[index].toLowerCase()}.`,
  }));
}

/** Number of fields in the models of a part ahead of one. */
function fieldsBefore(index) {
  return index * 7 + Math.min(index, WITH_EIGHT_FIELDS);
}

const membersOf = (index) => MEMBERS.slice(0, index < WITH_NINE_MEMBERS ? 9 : 8);

function defaultOf(python) {
  if (python.endsWith("| None")) return "default=None, ";
  if (python.startsWith("list")) return "default_factory=list, ";
  return python.startsWith("dict") ? "default_factory=dict, " : "";
}

function write(path, text) {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
