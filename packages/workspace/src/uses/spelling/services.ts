import type { CodeLanguage, CodeService, Method, Service } from "@nx-contracts/ir";
import { goCamelCase } from "./go.js";
import { snakeCase, upperCamel } from "./rust.js";
import { safeIdentifier } from "./typescript.js";

/** What generated code offers of a service, without where it lies. */
export type SpelledService = Omit<CodeService, "module">;

/** How the generator of each language spells a service and what stands for it. */
export const SERVICES: Record<CodeLanguage, (service: Service) => readonly SpelledService[]> = {
  python: (service) =>
    ["Stub", "AsyncStub", "Servicer", ""].map((ending) => spelled(service, `${service.name}${ending}`)),
  typescript: (service) => [
    spelled(service, safeIdentifier(service.name), {
      spell: (name) => name.charAt(0).toLowerCase() + name.slice(1),
    }),
  ],
  rust: (service) => {
    const name = upperCamel(service.name);
    // Before every capital, other than in what prost spells.
    const scope = name.replaceAll(/(?<!^)\p{Lu}/gu, "_$&").toLowerCase();
    return [
      spelled(service, `${scope}_client.${name}Client`, {
        spell: snakeCase,
        constructors: RUST_CONSTRUCTORS,
      }),
    ];
  },
  go: (service) => {
    const name = goCamelCase(service.name);
    const sides = [
      { symbol: `${name}Client`, makers: [`New${name}Client`], hasStreams: true },
      { symbol: `${name}Server`, makers: [], hasStreams: false },
      { symbol: `Unimplemented${name}Server`, makers: [], hasStreams: false },
    ];
    return sides.map(({ symbol, makers, hasStreams }) =>
      spelled(service, symbol, {
        spell: goCamelCase,
        makers,
        ...(hasStreams && { streams: (method) => goStreams(name, method) }),
      }),
    );
  },
};

/** Functions that every client of tonic has, and those of a client that give it back. */
const RUST_CONSTRUCTORS = (
  "new connect with_interceptor with_origin send_compressed accept_compressed max_decoding_message_size " +
  "max_encoding_message_size"
).split(" ");

interface Options {
  readonly spell?: (name: string) => string;
  readonly makers?: readonly string[];
  readonly constructors?: readonly string[];
  readonly streams?: (method: Method) => CodeService["methods"][number]["streams"];
}

function spelled(
  { qualifiedName, methods }: Service,
  symbol: string,
  { spell = (name) => name, makers = [], constructors = [], streams = () => [] }: Options = {},
): SpelledService {
  return {
    name: qualifiedName,
    symbol,
    makers,
    constructors,
    methods: methods.map((method) => ({
      name: method.name,
      spelling: spell(method.name),
      request: { type: method.request, isStream: method.clientStreaming },
      response: { type: method.response, isStream: method.serverStreaming },
      streams: streams(method),
    })),
  };
}

/** `CatalogService_SearchAnimeClient` is what the client reads from. */
function goStreams(service: string, method: Method): CodeService["methods"][number]["streams"] {
  const start = `${service}_${goCamelCase(method.name)}`;
  if (!method.clientStreaming && !method.serverStreaming) return [];
  return [
    { symbol: `${start}Client`, of: "response" },
    { symbol: `${start}Server`, of: "request" },
  ];
}
