import { ContractsError, type Problem, type Span } from "@nx-contracts/ir";
import { parseDocument } from "yaml";
import type * as z from "zod/mini";
import type { Host } from "../host.js";
import { decodeSource } from "../read/decode-source.js";
import { describeIssue } from "./describe-issue.js";
import { parsePlainYaml } from "./plain-yaml.js";
import { type YamlPlaces, yamlPlaces } from "./yaml-places.js";

export interface ReadYaml<Data> {
  readonly data: Data;
  readonly places: YamlPlaces;
}

/**
 * Reads and validates a YAML file of ours.
 *
 * @throws ContractsError `config-missing`, or `config-invalid` with every problem at its place
 */
export function readYaml<Schema extends z.ZodMiniType>(
  host: Host,
  path: string,
  schema: Schema,
): ReadYaml<z.output<Schema>> {
  const bytes = host.bytes(path);
  if (!bytes)
    throw new ContractsError("config-missing", {
      message: `\`${path}\` cannot be read.`,
      next: "Check its permissions.",
    });
  const { source, diagnostic } = decodeSource(path, bytes);
  if (!source)
    throw new ContractsError("config-invalid", {
      message: diagnostic.message,
      at: diagnostic.at,
      next: "Save the file as UTF-8.",
    });
  const plain = parsePlainYaml(source.text);
  const { content, places } =
    plain === undefined ? parse(path, source.text) : { content: plain, places: latePlaces(path, source.text) };
  const parsed = schema.safeParse(content, { reportInput: true });
  if (parsed.success) return { data: parsed.data, places };
  throw new ContractsError(
    "config-invalid",
    parsed.error.issues.flatMap((issue) => describeIssue(issue, places, schema)),
  );
}

function parse(path: string, text: string): { readonly content: unknown; readonly places: YamlPlaces } {
  const document = parseDocument(text, OPTIONS);
  const places = yamlPlaces(path, text, document);
  if (document.errors.length === 0) return { content: toPlain(document, places), places };
  throw new ContractsError(
    "config-invalid",
    document.errors.map((error): Problem => ({
      message: `This is not valid YAML: ${error.message.replace(/\s+/g, " ")}.`,
      at: places.range(...error.pos),
      next: "Mend the line.",
    })),
  );
}

const OPTIONS = { prettyErrors: false, uniqueKeys: true } as const;

/** Places are asked for where something is reported: only then the library reads the text. */
function latePlaces(path: string, text: string): YamlPlaces {
  let known: YamlPlaces | undefined;
  const places = () => (known ??= yamlPlaces(path, text, parseDocument(text, OPTIONS)));
  return {
    value: (at) => lateSpan(path, () => places().value(at)),
    key: (at) => lateSpan(path, () => places().key(at)),
    range: (start, end) => places().range(start, end),
  };
}

function lateSpan(file: string, find: () => Span): Span {
  let known: Span | undefined;
  const span = () => (known ??= find());
  return {
    file,
    get line() {
      return span().line;
    },
    get column() {
      return span().column;
    },
    get endLine() {
      return span().endLine ?? span().line;
    },
    get endColumn() {
      return span().endColumn ?? span().column;
    },
  };
}

/** A hostile file may expand aliases without end; the library stops it with an error of its own. */
function toPlain(document: ReturnType<typeof parseDocument>, places: YamlPlaces): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new ContractsError(
      "config-invalid",
      {
        message: `The YAML cannot be expanded: ${cause instanceof Error ? cause.message : String(cause)}.`,
        at: places.value([]),
        next: "Write aliases out.",
      },
      { cause },
    );
  }
}
