import type { Method } from "@nx-contracts/ir";
import { reportTwice } from "./check-names.js";
import { checkStyle } from "./check-style.js";
import { nameAt } from "./context.js";
import type { Context } from "./context.js";
import { optionsIn, withFeatures } from "./features.js";
import type { Features } from "./features.js";
import { readOptions } from "./options.js";
import type { Output } from "./output.js";
import { isMessage, resolveName } from "./resolve.js";
import type { MethodNode, ServiceNode, Stretch } from "./syntax-tree.js";
import { join } from "./unit.js";
import { checkExported } from "./visibility.js";

/** Adds a service to the schema. */
export function compileService(
  context: Context,
  output: Output,
  scope: string,
  node: ServiceNode,
  inherited: Features,
): void {
  const fullName = join(scope, node.name);
  const nodes = node.body.filter((element) => element.kind === "rpc");
  const features = withFeatures(inherited, optionsIn(node.body));
  const names = new Set<string>();
  checkStyle(context, features, "service", fullName, node.name, nameAt(node));
  for (const method of nodes) {
    if (names.has(method.name)) reportTwice(context, join(fullName, method.name), method.name, nameAt(method));
    names.add(method.name);
    checkStyle(
      context,
      withFeatures(features, method.options),
      "method",
      join(fullName, method.name),
      method.name,
      nameAt(method),
    );
  }
  const options = readOptions({ context, scope: fullName, subject: fullName }, optionsIn(node.body), "SERVICE");
  const doc = output.doc(node.gap, node.open + 1);
  output.services.push({
    name: node.name,
    qualifiedName: fullName,
    methods: nodes.map((method) => compileMethod(context, output, fullName, method, names)),
    deprecated: options?.["deprecated"] === true,
    ...(doc === undefined ? {} : { doc }),
    at: output.at(node),
  });
}

const IDEMPOTENCY: { readonly [level: string]: Method["idempotency"] } = {
  NO_SIDE_EFFECTS: "no-side-effects",
  IDEMPOTENT: "idempotent",
};

function compileMethod(
  context: Context,
  output: Output,
  service: string,
  node: MethodNode,
  siblings: ReadonlySet<string>,
): Method {
  const subject = join(service, node.name);
  const options = readOptions({ context, scope: subject, subject }, node.options, "METHOD");
  const doc = output.doc(node.gap, node.open === undefined ? node.end : node.open + 1);
  return {
    name: node.name,
    request: messageName(
      context,
      service,
      subject,
      node.request,
      { start: node.requestStart, end: node.requestEnd },
      siblings,
    ),
    response: messageName(
      context,
      service,
      subject,
      node.response,
      { start: node.responseStart, end: node.responseEnd },
      siblings,
    ),
    clientStreaming: node.clientStreaming,
    serverStreaming: node.serverStreaming,
    idempotency: IDEMPOTENCY[String(options?.["idempotency_level"])] ?? "unknown",
    deprecated: options?.["deprecated"] === true,
    ...(doc === undefined ? {} : { doc }),
    at: output.at(node),
  };
}

/** The full name of a method's request or response; a method of that name stands in its way. */
function messageName(
  context: Context,
  service: string,
  subject: string,
  name: string,
  at: Stretch,
  siblings: ReadonlySet<string>,
): string {
  if (siblings.has(name)) {
    context.report(
      "read/unresolved-type",
      subject,
      `"${name}" is a method of this service, where a message is needed.`,
      `Write the message's full name, with a dot ahead: ".${name}".`,
      at,
    );
    return name;
  }
  const found = resolveName(context.table, context.unit, service, name, isMessage);
  if (found.kind === "message") {
    checkExported(context, subject, found, at);
    return found.fullName;
  }
  context.reportUnresolved(service, name, "a message", isMessage, subject, at);
  return name;
}
