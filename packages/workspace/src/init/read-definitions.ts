import type { Language, ReadDiagnostic } from "@nx-contracts/ir";
import { followImports } from "../config/follow-imports.js";
import type { Host } from "../host.js";
import { readFiles, SourceTexts } from "../read/read-side.js";
import { type Definition, definitionsOf } from "./definition.js";
import { likelyProtos, likelyScripts } from "./likely.js";
import { pythonRootsOf } from "./python-roots.js";
import type { ProtoPlace } from "./proto-places.js";
import type { Survey } from "./survey.js";

/** What the sources of a workspace define, as the readers say it. */
export interface Definitions {
  readonly pydantic: readonly Definition[];
  readonly proto: readonly Definition[];
  readonly typescript: readonly Definition[];
  /** Files that do not parse, with the reader's words. */
  readonly broken: readonly ReadDiagnostic[];
  /** Protos that import what is nowhere in the workspace; their records cannot be told. */
  readonly unresolved: readonly ReadDiagnostic[];
}

/** Reads what may be one half of a pair; what cannot be is not read. */
export async function readDefinitions(host: Host, survey: Survey, places: readonly ProtoPlace[]): Promise<Definitions> {
  const texts = new SourceTexts(host);
  const broken: ReadDiagnostic[] = [];
  const unresolved: ReadDiagnostic[] = [];
  const read = async (language: Language, files: readonly string[], roots: readonly string[]) => {
    if (files.length === 0) return [];
    const { schema, diagnostics } = await readFiles(host, texts, language, files, { roots, also: [] });
    const own = new Set(files);
    const ofOwn = diagnostics.filter(({ at }) => own.has(at.file));
    broken.push(...ofOwn.filter(({ rule }) => rule === "read/syntax-error"));
    if (language === "proto") unresolved.push(...ofOwn.filter(({ rule }) => rule === "read/unresolved-import"));
    return definitionsOf(schema);
  };
  const models = [...survey.models.keys()];
  const pydantic = await read("pydantic", models, pythonRootsOf(host, models, survey.modules));
  const proto: Definition[] = [];
  for (const { folder, roots = [folder], protos } of places)
    proto.push(...(await read("proto", likelyProtos(survey, protos, pydantic), roots)));
  const scripts = likelyScripts(survey, [...pydantic, ...proto]);
  const imported = followImports(host, "typescript", scripts, []);
  const beside = [...survey.scripts.keys()].filter((path) => imported.has(path));
  const typescript = await read("typescript", [...new Set([...scripts, ...beside])].sort(), []);
  return { pydantic, proto, typescript, broken, unresolved };
}
