import { endingsOf } from "@nx-contracts/readers/stubs/header";
import { MANIFEST_NAME } from "./manifest-name.js";
import type { Host } from "../host.js";
import { isCheckedIn } from "../layout/outputs.js";
import { PYTHON_ENDINGS } from "../layout/python.js";
import { readTemplate } from "../layout/templates.js";
import { SCRIPT_ENDINGS } from "../layout/typescript.js";
import { joinPath, nameOf, parentOf } from "../path.js";
import { list, objects, type Plain, textOf } from "./tolerant-yaml.js";

/** Folders of one kind of generated files, and how those end. */
interface StubPlace {
  readonly folder: string;
  readonly endings: readonly string[];
}

/** What judging generated files depends on besides the configuration and the protos: glob patterns relative to the workspace root. */
export interface StubFiles {
  readonly inputs: readonly string[];
  /** The generated files among them, as git understands patterns. */
  readonly pathspecs: readonly string[];
}

const GO = endingsOf("go");
const ALL = [...PYTHON_ENDINGS, ...SCRIPT_ENDINGS, ...GO];

/**
 * Derives the generated files that are checked in from the section `generate`
 * as it stands. Whatever is called like one of them counts, so that a file
 * without a proto does.
 *
 * @param under turns a folder and a pattern below it into a pattern
 * @returns `undefined` where nothing is checked in
 */
export function deriveStubs(
  host: Host,
  folder: string,
  section: unknown,
  under: (folder: string, pattern: string) => string,
): StubFiles | undefined {
  const entries = objects(list(section)).filter((entry) => isCheckedIn(entry["tool"], entry["checkedIn"]));
  if (entries.length === 0) return undefined;
  const places = entries.flatMap((entry) => placesOf(host, folder, entry));
  const templates = entries.flatMap((entry) => textOf(entry["template"]) ?? []).map((path) => joinPath(folder, path));
  return {
    inputs: [
      ...new Set([
        under(folder, MANIFEST_NAME),
        ...templates.map((path) => under(parentOf(path), nameOf(path))),
        ...places.flatMap((place) => place.endings.map((ending) => under(place.folder, patternOf(ending)))),
      ]),
    ],
    pathspecs: [
      ...new Set(places.flatMap((place) => place.endings.map((ending) => joinPath(place.folder, specOf(ending))))),
    ].sort(),
  };
}

/** An ending is a part of a name, or the name of one file. */
function patternOf(ending: string): string {
  return isEnding(ending) ? `**/*${ending}` : ending;
}

function specOf(ending: string): string {
  return isEnding(ending) ? `*${ending}` : ending;
}

function isEnding(ending: string): boolean {
  return ALL.includes(ending);
}

function placesOf(host: Host, folder: string, entry: Plain): readonly StubPlace[] {
  const out = joinPath(folder, textOf(entry["out"]) ?? ".");
  switch (textOf(entry["tool"])) {
    case "grpcio-tools":
      return [{ folder: out, endings: PYTHON_ENDINGS }];
    case "protobuf-es":
      return [{ folder: out, endings: SCRIPT_ENDINGS }];
    case "protoc-gen-go":
    case "protoc-gen-go-grpc":
      return [{ folder: out, endings: GO }];
    case "prost":
    case "tonic":
      return [{ folder: parentOf(out), endings: [nameOf(out)] }];
    case "buf":
      return templatePlaces(host, joinPath(folder, textOf(entry["template"]) ?? "."));
    default:
      return [];
  }
}

function templatePlaces(host: Host, template: string): readonly StubPlace[] {
  return readTemplate(host, template).plugins.map(({ out }) => ({ folder: out, endings: ALL }));
}
