import { ts } from "ts-morph";

export interface Documentation {
  readonly doc?: string;
  readonly deprecated: boolean;
}

/** What the JSDoc of a declaration says; of several blocks the last counts, as in the compiler. */
export function documentationOf(nodes: readonly ts.Node[]): Documentation {
  let doc: string | undefined;
  let deprecated = false;
  for (const node of nodes) {
    const block = ts.getJSDocCommentsAndTags(node).findLast(ts.isJSDoc);
    const text = ts.getTextOfJSDocComment(block?.comment)?.replaceAll("\r\n", "\n").trim();
    if (text !== undefined && text !== "") doc ??= text;
    deprecated ||= ts.getJSDocDeprecatedTag(node) !== undefined;
  }
  return { ...(doc === undefined ? {} : { doc }), deprecated };
}
