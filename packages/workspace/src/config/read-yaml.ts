import { ContractsError, type Problem } from "@nx-contracts/ir";
import { parseDocument } from "yaml";
import type * as z from "zod/mini";
import type { Host } from "../host.js";
import { decodeSource } from "../read/decode-source.js";
import { describeIssue } from "./describe-issue.js";
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
  const document = parseDocument(source.text, { prettyErrors: false, uniqueKeys: true });
  const places = yamlPlaces(path, source.text, document);
  if (document.errors.length > 0) {
    throw new ContractsError(
      "config-invalid",
      document.errors.map((error): Problem => ({
        message: `This is not valid YAML: ${error.message.replace(/\s+/g, " ")}.`,
        at: places.range(...error.pos),
        next: "Mend the line.",
      })),
    );
  }
  const parsed = schema.safeParse(toPlain(document, places), { reportInput: true });
  if (parsed.success) return { data: parsed.data, places };
  throw new ContractsError(
    "config-invalid",
    parsed.error.issues.flatMap((issue) => describeIssue(issue, places, schema)),
  );
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
