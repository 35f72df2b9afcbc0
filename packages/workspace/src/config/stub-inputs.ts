import { parseTolerantly, list, objects, type Plain, textOf, texts } from "./tolerant-yaml.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";

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

const PYTHON = ["_pb2.py", "_pb2.pyi", "_pb2_grpc.py"];
const ES = ["_pb.ts", "_pb.js", "_pb.d.ts"];
const GO = [".pb.go"];

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
  const entries = objects(list(section)).filter(isCheckedIn);
  if (entries.length === 0) return undefined;
  const places = entries.flatMap((entry) => placesOf(host, folder, entry));
  const templates = entries.flatMap((entry) => textOf(entry["template"]) ?? []).map((path) => joinPath(folder, path));
  return {
    inputs: [
      ...new Set([
        under(folder, "contracts.stubs"),
        ...templates.map((path) => under(parentOf(path), nameOf(path))),
        ...places.flatMap((place) => place.endings.map((ending) => under(place.folder, patternOf(ending)))),
      ]),
    ],
    pathspecs: [
      ...new Set(places.flatMap((place) => place.endings.map((ending) => joinPath(place.folder, specOf(ending))))),
    ].sort(),
  };
}

/** As `config/outputs.ts` has it. */
function isCheckedIn(entry: Plain): boolean {
  return entry["checkedIn"] === undefined
    ? !/^(?:prost|tonic)$/.test(textOf(entry["tool"]) ?? "")
    : entry["checkedIn"] === true;
}

/** An ending is a part of a name, or the name of one file. */
function patternOf(ending: string): string {
  return isEnding(ending) ? `**/*${ending}` : ending;
}

function specOf(ending: string): string {
  return isEnding(ending) ? `*${ending}` : ending;
}

function isEnding(ending: string): boolean {
  return [...PYTHON, ...ES, ...GO].includes(ending);
}

function placesOf(host: Host, folder: string, entry: Plain): readonly StubPlace[] {
  const out = joinPath(folder, textOf(entry["out"]) ?? ".");
  switch (textOf(entry["tool"])) {
    case "grpcio-tools":
      return [{ folder: out, endings: PYTHON }];
    case "protobuf-es":
      return [{ folder: out, endings: ES }];
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
  const plugins = objects(parseTolerantly(new TextDecoder().decode(host.bytes(template)))["plugins"]);
  return texts(plugins.map(({ out }) => out)).map((out) => ({
    folder: joinPath(parentOf(template), out),
    endings: [...PYTHON, ...ES, ...GO],
  }));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
