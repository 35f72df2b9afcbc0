import type { Method, Service } from "@nx-contracts/ir";
import { definitionFacts } from "./definition.js";
import type { DiffFact, MethodIn } from "./fact.js";
import { type Key, mergeOrder, pairByKeys } from "./merge-order.js";
import type { Versions } from "./pair-versions.js";
import { type Both, changed, type Names } from "./piece.js";

const byName: Key<Method> = ({ name }) => name;

/** How one service and its methods changed. */
export function* serviceFacts(versions: Versions, from: Service, to: Service): Generator<DiffFact> {
  const within = versions.after.nameOf(to);
  const before = { schema: versions.before.schema, service: from, at: from.at };
  const after = { schema: versions.after.schema, service: to, at: to.at };
  yield* definitionFacts({ within, subject: within }, { before, after }, from, to);
  for (const pair of mergeOrder(from.methods, to.methods, pairByKeys(from.methods, to.methods, [byName]))) {
    const names = { within, subject: `${within}.${(pair.after ?? pair.before).name}` };
    const older = pair.before && { ...before, method: pair.before, at: pair.before.at };
    const newer = pair.after && { ...after, method: pair.after, at: pair.after.at };
    if (older && newer) yield* methodFacts(names, { before: older, after: newer }, versions);
    else if (newer) yield { kind: "method-added", ...names, owner: before, after: { ...newer, value: newer.method } };
    else if (older) yield { kind: "method-removed", ...names, owner: after, before: { ...older, value: older.method } };
  }
}

function* methodFacts(names: Names, both: Both<MethodIn>, { sameName }: Versions): Generator<DiffFact> {
  const [from, to] = [both.before.method, both.after.method];
  if (!sameName(from.request, to.request)) {
    yield { kind: "request-changed", ...names, ...changed(both, from.request, to.request) };
  }
  if (!sameName(from.response, to.response)) {
    yield { kind: "response-changed", ...names, ...changed(both, from.response, to.response) };
  }
  if (from.clientStreaming !== to.clientStreaming) {
    yield { kind: "client-streaming-changed", ...names, ...changed(both, from.clientStreaming, to.clientStreaming) };
  }
  if (from.serverStreaming !== to.serverStreaming) {
    yield { kind: "server-streaming-changed", ...names, ...changed(both, from.serverStreaming, to.serverStreaming) };
  }
  if (from.idempotency !== to.idempotency) {
    yield { kind: "idempotency-changed", ...names, ...changed(both, from.idempotency, to.idempotency) };
  }
  yield* definitionFacts(names, both, from, to);
}
