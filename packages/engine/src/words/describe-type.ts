import type { ScalarType, TypeRef } from "@nx-contracts/ir";

/** A type in a person's words, the same for every language: `list of string`. */
export function describeType(type: TypeRef): string {
  switch (type.kind) {
    case "scalar":
      return describeScalar(type);
    case "list":
      return `list of ${describeType(type.item)}`;
    case "map":
      return `map from ${describeType(type.key)} to ${describeType(type.value)}`;
    case "ref":
      return type.name.slice(type.name.lastIndexOf(".") + 1);
    case "union":
      return type.of.map(describeType).join(" or ");
    case "literal":
      return `one of ${type.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "nullable":
      return `${describeType(type.of)} or null`;
    case "unknown":
      return type.text;
  }
}

function describeScalar({ family, bits, signed, encoding }: ScalarType): string {
  if (family === "float") return encoding === "number" ? "number" : `${bits ?? 64}-bit float`;
  if (family === "json") return "any JSON value";
  if (family !== "int") return family;
  if (bits === undefined) return "integer";
  return `${bits}-bit ${signed === false ? "unsigned " : ""}integer`;
}
