import type { ScalarType, TypeRef } from "@nx-contracts/ir";

/**
 * A type as protobuf writes it, in one word: `sint32`, `repeated<string>`,
 * `map<string,catalog.v1.Anime>`. Two types have one word exactly when their
 * fields hold and encode the same.
 */
export function typeToken(type: TypeRef): string {
  switch (type.kind) {
    case "scalar":
      return scalarToken(type);
    case "list":
      return isBareJson(type.item) ? "google.protobuf.ListValue" : `repeated<${typeToken(type.item)}>`;
    case "map":
      return isBareJson(type.value) ? "google.protobuf.Struct" : `map<${typeToken(type.key)},${typeToken(type.value)}>`;
    case "ref":
      return type.name;
    case "nullable":
      return typeToken(type.of);
    case "union":
      return type.of.map(typeToken).join("|");
    case "literal":
      return type.values.map((value) => JSON.stringify(value).replaceAll(/\s/g, "_")).join("|");
    case "unknown":
      return type.text.replaceAll(/\s/g, "_") || "unknown";
  }
}

function scalarToken({ family, bits, signed, encoding }: ScalarType): string {
  if (encoding?.includes(".")) return encoding;
  if (family === "float") return bits === 32 ? "float" : "double";
  if (family !== "int") return family;
  const width = bits ?? "";
  if (encoding === "fixed") return `${signed === false ? "" : "s"}fixed${width}`;
  if (encoding === "zigzag") return `sint${width}`;
  return `${signed === false ? "u" : ""}int${width}`;
}

/** A `Value` written out may be null; one that is not belongs to `Struct` or `ListValue`. */
function isBareJson(type: TypeRef): boolean {
  return type.kind === "scalar" && type.family === "json";
}
