import type { RelatedPlace, Span } from "@nx-contracts/ir";
import type { FactOf } from "../facts/fact.js";
import { describeType } from "../words/describe-type.js";
import { LANGUAGE_WORDS } from "../words/language.js";
import { placeIn } from "../words/place.js";

/** What the messages about differing types are made of. */
export type TypeWords = {
  readonly subject: string;
  readonly sourceType: string;
  readonly source: string;
  readonly mirrorType: string;
  readonly mirror: string;
};

/** Places and data that every rule about differing types reports. */
export function typeDifference({ subject, source, mirror }: FactOf<"type-differs">): {
  readonly at: Span;
  readonly related: readonly RelatedPlace[];
  readonly data: TypeWords;
} {
  return {
    at: mirror.field.at,
    related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
    data: {
      subject,
      sourceType: describeType(source.type),
      source: LANGUAGE_WORDS[source.schema.language],
      mirrorType: describeType(mirror.type),
      mirror: LANGUAGE_WORDS[mirror.schema.language],
    },
  };
}
