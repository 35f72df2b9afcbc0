import type { RuntimeDifference } from "../verify-runtime/index.js";

interface KnownDifference {
  readonly reason: string;
  readonly matches: (difference: RuntimeDifference) => boolean;
}

/** Where reading and running rightly differ in the packages of the oracle. The list is complete: a difference that is not here fails. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason: "The package sets __module__ of its base class to its own name after the class is made.",
    matches: ({ record, aspect }) =>
      /^(?:openai|anthropic|groq)(?:\._models)?\.BaseModel$/.test(record) && /^(?:missing|extra)$/.test(aspect),
  },
  {
    reason: "The package's own @beta and @deprecated rewrite the docstring and mark the class while the module runs.",
    matches: ({ record, aspect }) => record.startsWith("langchain_core.") && /^(?:doc|deprecated)$/.test(aspect),
  },
];
