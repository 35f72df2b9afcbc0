import type { DefaultValue, Enum, Field, Schema, TypeRef } from "@nx-contracts/ir";
import { bareMemberName } from "../../facts/pair-members.js";
import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const defaultMismatch = defineRule({
  id: "parity/default-mismatch",
  summary: "A default that the mirror cannot express, or expresses differently.",
  help: "A field that is left out means one thing to the source and another to a reader of the mirror. In proto3 absence reads as zero, empty or the enum's first member: whoever writes the mirror must write the default out.",
  severity: { inexpressible: "info", differs: "warning" },
  on: "field-paired",
  messages: {
    inexpressible: (data: {
      subject: string;
      sourceDefault: string;
      source: string;
      mirror: string;
      mirrorDefault?: string;
    }) =>
      `\`${data.subject}\` is ${data.sourceDefault} by default in the ${data.source}; absence reads as the zero value in the ${data.mirror}.`,
    differs: (data: {
      subject: string;
      sourceDefault: string;
      source: string;
      mirror: string;
      mirrorDefault?: string;
    }) =>
      `\`${data.subject}\` is ${data.sourceDefault} by default in the ${data.source}, but ${data.mirrorDefault} in the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror }) => {
    const [from, to] = [textOf(source.field.default, source.schema), textOf(mirror.field.default, mirror.schema)];
    if (from === undefined) return undefined;
    const inexpressible =
      to === undefined && mirror.field.presence === "implicit" && !isZero(source.field, source.schema);
    if (!inexpressible && (to === undefined || to === from)) return undefined;
    return {
      message: inexpressible ? "inexpressible" : "differs",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: {
        subject,
        sourceDefault: from,
        source: LANGUAGE_WORDS[source.schema.language],
        mirror: LANGUAGE_WORDS[mirror.schema.language],
        ...(to !== undefined && { mirrorDefault: to }),
      },
    };
  },
  examples: [
    {
      title: "proto3 has no defaults of its own",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Episode(BaseModel):\n    season: int = 1\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Episode {\n  int64 season = 1;\n}\n',
      },
      reports: ["Episode.season"],
    },
    {
      title: "Another default in the mirror",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Episode(BaseModel):\n    season: int = 1\n",
        "mirror.ts": 'import { z } from "zod";\nexport const Episode = z.object({ season: z.int().default(2) });\n',
      },
      reports: ["Episode.season"],
    },
    {
      title: "The zero value is what absence reads as",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Episode(BaseModel):\n    season: int = 0\n    tags: list[str] = []\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Episode {\n  int64 season = 1;\n  repeated string tags = 2;\n}\n',
      },
      reports: [],
    },
  ],
});

/** A default as both sides would write it; nothing for none, null, or one that only run time knows. */
function textOf(value: DefaultValue | undefined, schema: Schema): string | undefined {
  switch (value?.kind) {
    case "value":
      return value.value === null ? undefined : isEmpty(value.value) ? "empty" : JSON.stringify(value.value);
    case "member": {
      const definition = enumOf(value.enum, schema);
      const member = definition?.members.find(({ name }) => name === value.member);
      return `\`${definition && member ? bareMemberName(member, definition.name) : value.member}\``;
    }
    case "empty":
      return "empty";
    default:
      return undefined;
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isZero({ default: value, type }: Field, schema: Schema): boolean {
  if (value?.kind === "empty") return true;
  if (value?.kind === "member") return numberOf(value.member, type, schema) === 0;
  return (
    value?.kind === "value" &&
    (value.value === 0 || value.value === "" || value.value === false || isEmpty(value.value))
  );
}

function numberOf(member: string, type: TypeRef, schema: Schema): number | undefined {
  return type.kind === "ref"
    ? enumOf(type.name, schema)?.members.find(({ name }) => name === member)?.number
    : undefined;
}

function enumOf(name: string, schema: Schema): Enum | undefined {
  return schema.enums.find(({ qualifiedName }) => qualifiedName === name);
}
