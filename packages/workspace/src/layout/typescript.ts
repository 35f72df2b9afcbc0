import { endingsOf } from "@nx-contracts/readers/stubs/header";

/** The module that protoc-gen-es writes for a proto, without ending: `a/b.proto` becomes `a/b_pb`. */
export function moduleOf(importPath: string): string {
  return `${importPath.replace(/\.proto$/, "")}_pb`;
}

/**
 * How the files of protoc-gen-es end. Of several options `target` the last one
 * counts.
 * @see https://github.com/bufbuild/protobuf-es/tree/main/packages/protoc-gen-es#target
 */
export function scriptEndings(options: readonly string[]): readonly string[] {
  const target = options.findLast((option) => option.startsWith(TARGET))?.slice(TARGET.length) ?? "js+dts";
  const wanted = new Set(target.split("+").map((each) => `_pb.${each === "dts" ? "d.ts" : each}`));
  return SCRIPT_ENDINGS.filter((ending) => wanted.has(ending));
}

const TARGET = "target=";

/** With every target. */
export const SCRIPT_ENDINGS: readonly string[] = [...endingsOf("es"), ...endingsOf("es-types")];
