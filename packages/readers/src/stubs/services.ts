import type { Outline, OutlineElement } from "@nx-contracts/ir";
import type { Companion } from "./companion.js";
import { PartialOutline } from "./partial-outline.js";

const PYTHON_METHOD =
  /channel\.(unary|stream)_(unary|stream)\(\s*'\/([\w.]+)\/(\w+)',\s*request_serializer=([\w.]+)\.SerializeToString,\s*response_deserializer=([\w.]+)\.FromString/g;

/** The methods that a `_pb2_grpc.py` calls, with their messages by their last name. */
export function pythonServices(text: string, proto: Outline): Companion {
  const stub = new PartialOutline(proto.path);
  for (const [, client, server, service = "", method = "", request = "", response = ""] of text.matchAll(PYTHON_METHOD))
    addMethod(stub, serviceName(service, proto), method, [
      ["request", streamed(client === "stream", request)],
      ["response", streamed(server === "stream", response)],
    ]);
  return {
    stub,
    proto: servicesOf(proto, ({ traits }) =>
      (["request", "response"] as const).map((trait) => {
        const value = traits.get(trait) ?? "";
        return [trait, streamed(value.startsWith("stream "), value)] as const;
      }),
    ),
  };
}

const GO_LINE =
  /^[ \t]*(ServiceName|MethodName|StreamName):[ \t]+"([\w.]+)"|^[ \t]*(ServerStreams|ClientStreams):[ \t]+true/gm;

/** The methods in the `ServiceDesc`s of a `_grpc.pb.go`, with what they stream. */
export function goServices(text: string, proto: Outline): Companion {
  const stub = new PartialOutline(proto.path);
  let service = "";
  let method = "";
  let streams: string[] = [];
  const finish = () => {
    if (method !== "") addMethod(stub, service, method, [["streams", streams.sort().join(", ")]]);
    method = "";
    streams = [];
  };
  for (const [, what, name = "", streaming] of text.matchAll(GO_LINE)) {
    if (streaming !== undefined) streams.push(streaming === "ServerStreams" ? "responses" : "requests");
    else {
      finish();
      if (what === "ServiceName") service = serviceName(name, proto);
      else method = name;
    }
  }
  finish();
  const streamsOf = ({ traits }: OutlineElement) => {
    const found = [
      ...(traits.get("request")?.startsWith("stream ") ? ["requests"] : []),
      ...(traits.get("response")?.startsWith("stream ") ? ["responses"] : []),
    ];
    return [["streams", found.join(", ")]] as const;
  };
  return { stub, proto: servicesOf(proto, streamsOf) };
}

function addMethod(stub: PartialOutline, service: string, method: string, traits: Iterable<readonly [string, string]>) {
  stub.add("service", service, []);
  stub.add("method", `${service}.${method}`, traits);
}

/** Services of a proto that have methods; the others leave no trace in generated code. */
function servicesOf(
  proto: Outline,
  traitsOf: (method: OutlineElement) => Iterable<readonly [string, string]>,
): PartialOutline {
  const services = new PartialOutline(proto.path);
  for (const element of proto.elements.values()) {
    if (element.kind !== "method") continue;
    const service = element.name.slice(0, element.name.lastIndexOf("."));
    services.add("service", service, [], proto.elements.get(`service ${service}`)?.at);
    services.add("method", element.name, traitsOf(element), element.at);
  }
  return services;
}

function serviceName(fullName: string, { path, elements }: Outline): string {
  const scope = elements.get(`file ${path}`)?.traits.get("package");
  return scope !== undefined && fullName.startsWith(`${scope}.`) ? fullName.slice(scope.length + 1) : fullName;
}

function streamed(isStream: boolean, name: string): string {
  return `${isStream ? "stream " : ""}${name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf(" ")) + 1)}`;
}
