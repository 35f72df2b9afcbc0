import type { Edit, Reserved, Span } from "@nx-contracts/ir";
import { lineAt, openSheet, type Sheet, stretchOf, type TextOf } from "../edit/page.js";
import { reserveOn } from "../edit/reserve.js";
import { suggestEdits } from "../edit/suggest.js";
import type { Fact } from "../facts/fact.js";
import type { CochangeFact } from "./fact.js";

/** The edit that is missing: on the side that has not followed, as parity would write it. */
export function missingEdits(fact: CochangeFact, textOf: TextOf): readonly Edit[] {
  if (fact.kind !== "mirror-behind" && fact.kind !== "source-behind") return [];
  if (fact.level === "file" || fact.change.kind === "apart") return [];
  const { parity } = fact;
  if (fact.change.kind === "removed") return removal(parity.fact, textOf);
  const isTurned = fact.change.kind === "changed" && fact.kind === "source-behind";
  return suggestEdits(isTurned ? turned(parity.fact) : parity.fact, parity.rule, textOf);
}

/** The same fact with the mirror in the place of the source: edits are written where the mirror is. */
function turned(fact: Fact): Fact {
  switch (fact.kind) {
    case "type-differs":
      return { ...fact, source: fact.mirror, mirror: fact.source };
    case "presence-differs":
    case "field-paired":
      return { ...fact, source: fact.mirror, mirror: fact.source };
    case "member-paired":
      return {
        ...fact,
        source: fact.mirror,
        sourceMember: fact.mirrorMember,
        mirror: fact.source,
        mirrorMember: fact.sourceMember,
      };
    default:
      return fact;
  }
}

/** Takes away what one side still has; of a proto its number and name stay reserved. */
function removal(fact: Fact, textOf: TextOf): readonly Edit[] {
  switch (fact.kind) {
    case "field-missing":
    case "field-extra": {
      const { record, field, schema } = fact.kind === "field-missing" ? fact.source : fact.mirror;
      const isProto = schema.language === "proto";
      return remove(textOf, field.at, isProto ? { at: record.at, what: "message", ...reservedOf(field) } : undefined);
    }
    case "member-missing":
    case "member-extra": {
      const { member } = fact;
      const set = fact.kind === "member-missing" ? fact.source : fact.mirror;
      if (!set.enum) return [];
      const isProto = set.schema.language === "proto";
      return remove(textOf, member.at, isProto ? { at: set.enum.at, what: "enum", ...reservedOf(member) } : undefined);
    }
    default:
      return [];
  }
}

interface Reservation extends Reserved {
  readonly at: Span;
  readonly what: "message" | "enum";
}

function reservedOf({ name, number }: { readonly name: string; readonly number?: number }): Reserved {
  return { numbers: number === undefined ? [] : [{ from: number, to: number }], names: [name] };
}

function remove(textOf: TextOf, at: Span, reservation: Reservation | undefined): readonly Edit[] {
  const text = textOf(at.file);
  const sheet = text === undefined ? undefined : openSheet(at.file, text);
  const gone = sheet && withoutLines(sheet, at);
  if (!sheet || !gone) return [];
  return [gone, ...(reservation ? reserveOn(sheet, reservation.at, reservation, reservation.what) : [])];
}

/** Takes whole lines away; nothing where something else stands on them. */
function withoutLines(sheet: Sheet, at: Span): Edit | undefined {
  const stretch = stretchOf(sheet, at);
  if (!stretch) return undefined;
  const [first, last] = [lineAt(sheet, stretch.start), lineAt(sheet, stretch.end)];
  const start = sheet.lines.offset(first, 1);
  const end = sheet.text.indexOf("\n", stretch.end);
  const [ahead, behind] = [
    sheet.text.slice(start, stretch.start),
    sheet.text.slice(stretch.end, end < 0 ? undefined : end),
  ];
  if (ahead.trim() !== "" || !/^\s*[,;]?\s*(?:(?:\/\/|#).*)?$/.test(behind)) return undefined;
  const before = sheet.text.slice(start, end < 0 ? undefined : end).split("\n");
  return { file: sheet.file, line: first, before: before.slice(0, last - first + 1), after: [] };
}
