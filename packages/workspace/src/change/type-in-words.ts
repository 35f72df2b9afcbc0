import type { Side } from "@nx-contracts/engine/edit";
import type { ScalarType, TypeRef } from "@nx-contracts/ir";

/** A type in the words in which a person asks for one; absent where there are none. */
export function typeInWords(type: TypeRef, side: Side): string | undefined {
  const words = (part: TypeRef) => typeInWords(part, side);
  switch (type.kind) {
    case "scalar":
      return scalarInWords(type);
    case "nullable": {
      const of = words(type.of);
      return of === undefined ? undefined : `optional<${of}>`;
    }
    case "list": {
      const item = type.tuple ? undefined : words(type.item);
      return item === undefined ? undefined : `${type.unique ? "set" : "list"}<${item}>`;
    }
    case "map": {
      const [key, value] = [words(type.key), words(type.value)];
      return key === undefined || value === undefined ? undefined : `map<${key}, ${value}>`;
    }
    case "union": {
      const parts = type.of.map(words);
      return parts.includes(undefined) ? undefined : parts.join(" | ");
    }
    case "literal":
      return type.values.map((value) => JSON.stringify(value)).join(" | ");
    case "ref": {
      const definition = side.index.record(type.name) ?? side.index.enum(type.name);
      return definition && side.index.localName(definition);
    }
    case "unknown":
      return undefined;
  }
}

function scalarInWords({ family, bits, signed, encoding }: ScalarType): string {
  if (family === "float") return bits === 32 ? "float" : "double";
  if (family !== "int") return family;
  const width = bits === undefined ? "" : bits <= 32 ? "32" : "64";
  if (width === "") return "int";
  if (encoding === "zigzag") return `sint${width}`;
  if (encoding === "fixed") return `${signed === false ? "" : "s"}fixed${width}`;
  return `${signed === false ? "u" : ""}int${width}`;
}
