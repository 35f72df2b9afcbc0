/** `class Anime(Base, Generic[T]):`, wherever it stands. */
const CLASS = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*\(([^)]*)\)/gm;
const MODEL_ROOTS: readonly string[] = ["BaseModel", "RootModel", "GenericModel"];
const ENUM_ROOTS: readonly string[] = ["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"];

/** A class as its first line says it. */
interface ClassHead {
  readonly name: string;
  /** Last names of what it derives from. */
  readonly bases: readonly string[];
}

/**
 * The Python files that define models of Pydantic, or enums that a model may
 * use, without parsing them: a class is a model when a class of that name,
 * wherever it stands, is one that it derives from. What is found too much,
 * the reader leaves out.
 */
export function findModelFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const heads = new Map([...files].map(([path, text]) => [path, headsOf(text)]));
  const models = new Set(MODEL_ROOTS);
  const usesPydantic = [...files.values()].filter((text) => text.includes("pydantic"));
  if (usesPydantic.length === 0) return new Map();
  for (const text of usesPydantic)
    for (const [, alias = ""] of text.matchAll(/\b(?:BaseModel|RootModel)[ \t]+as[ \t]+(\w+)/g)) models.add(alias);
  const all = [...heads.values()].flat();
  for (let known = -1; known !== models.size;) {
    known = models.size;
    for (const { name, bases } of all) if (bases.some((base) => models.has(base))) models.add(name);
  }
  const wanted = new Set([...models, ...ENUM_ROOTS]);
  return new Map(
    [...files].filter(
      ([path, text]) =>
        heads.get(path)?.some(({ bases }) => bases.some((base) => wanted.has(base))) ||
        // What does not parse may have no such line.
        (text.includes("BaseModel") && text.includes("pydantic")),
    ),
  );
}

/** The last names of all classes that classes of some files derive from. */
export function basesIn(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([...files.values()].flatMap((text) => headsOf(text).flatMap(({ bases }) => bases)));
}

function headsOf(text: string): readonly ClassHead[] {
  return [...text.matchAll(CLASS)].map(([, name = "", bases = ""]) => ({
    name,
    bases: bases
      .replace(/\[.*?\]/gs, "")
      .split(",")
      .map((base) => base.trim().split(".").at(-1) ?? ""),
  }));
}
