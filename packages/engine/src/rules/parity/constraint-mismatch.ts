import type { Constraints, SchemaRecord } from "@nx-contracts/ir";
import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const constraintMismatch = defineRule({
  id: "parity/constraint-mismatch",
  summary: "Bounds, lengths or patterns differ where both sides can state them.",
  help: "One side accepts values that the other refuses. Only sides that can state bounds are compared: a plain proto or an interface cannot, protovalidate and zod can.",
  severity: "warning",
  on: "field-paired",
  messages: {
    differs: (data: { subject: string; sourceBounds: string; source: string; mirrorBounds: string; mirror: string }) =>
      `\`${data.subject}\` is bound by ${data.sourceBounds} in the ${data.source}, but by ${data.mirrorBounds} in the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror }) => {
    if (!statesBounds(source.record) || !statesBounds(mirror.record)) return undefined;
    const [sourceBounds, mirrorBounds] = [describe(source.field.constraints), describe(mirror.field.constraints)];
    if (sourceBounds === mirrorBounds) return undefined;
    return {
      message: "differs",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: {
        subject,
        sourceBounds,
        source: LANGUAGE_WORDS[source.schema.language],
        mirrorBounds,
        mirror: LANGUAGE_WORDS[mirror.schema.language],
      },
    };
  },
  examples: [
    {
      title: "A maximum that differs",
      files: {
        "models.py":
          "from pydantic import BaseModel, Field\n\nclass Episode(BaseModel):\n    score: float = Field(ge=0, le=10)\n",
        "mirror.ts":
          'import { z } from "zod";\nexport const Episode = z.object({ score: z.number().min(0).max(100) });\n',
      },
      reports: ["Episode.score"],
    },
    {
      title: "A proto cannot state bounds",
      files: {
        "models.py":
          "from pydantic import BaseModel, Field\n\nclass Episode(BaseModel):\n    score: float = Field(ge=0, le=10)\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Episode {\n  double score = 1;\n}\n',
      },
      reports: [],
    },
  ],
});

/** A record states bounds when one of its fields does; languages without them never do. */
function statesBounds(record: SchemaRecord): boolean {
  return record.fields.some(({ constraints }) => Object.keys(constraints).length > 0);
}

function describe(constraints: Constraints): string {
  const bounds = Object.entries(constraints).sort(([a], [b]) => (a < b ? -1 : 1));
  return bounds.map(([keyword, bound]) => `${keyword} ${bound}`).join(", ") || "nothing";
}
