/** The member of a closed union of facts that has this kind. */
export type OfKind<Fact extends { readonly kind: string }, Kind extends Fact["kind"]> = Extract<
  Fact,
  { readonly kind: Kind }
>;

/** Makes a check of some kinds of fact one of any fact: it answers for its own kinds only. */
export function onKinds<
  Fact extends { readonly kind: string },
  Kind extends Fact["kind"],
  Rest extends readonly unknown[],
  Answer,
>(
  kinds: readonly Kind[],
  check: (fact: OfKind<Fact, Kind>, ...rest: Rest) => Answer | undefined,
): (fact: Fact, ...rest: Rest) => Answer | undefined {
  const isOwn = (fact: Fact): fact is OfKind<Fact, Kind> => kinds.some((kind) => kind === fact.kind);
  return (fact, ...rest) => (isOwn(fact) ? check(fact, ...rest) : undefined);
}
