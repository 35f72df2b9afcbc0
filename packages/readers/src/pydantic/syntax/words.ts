/** Operators from loose to tight; comparisons are one level. */
export const OPERATOR_LEVELS: { readonly [operator: string]: number } = {
  or: 1,
  and: 2,
  in: 4,
  "not in": 4,
  is: 4,
  "is not": 4,
  "<": 4,
  ">": 4,
  "==": 4,
  ">=": 4,
  "<=": 4,
  "!=": 4,
  "|": 5,
  "^": 6,
  "&": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "//": 10,
  "%": 10,
  "@": 10,
};
/** Words that name nothing. */
export const KEYWORDS = new Set(
  (
    "and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);
