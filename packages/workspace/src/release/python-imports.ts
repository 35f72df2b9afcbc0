import { statements, type Token } from "../codegen/python/tokens.js";

/** What a folder `google` needs, so that it does not hide the package of that name that protobuf brings. */
export const NAMESPACE = '__path__ = __import__("pkgutil").extend_path(__path__, __name__)\n';

/**
 * Makes the imports of a generated Python file relative, where they are within
 * the same top folder: then the code works from the folder that holds it as
 * well as from those around, whichever is on the path.
 *
 * @param text of `_pb2.py`, `_pb2_grpc.py` or `_pb2.pyi`
 * @param path of the file, below the folder that imports start from
 * @param modules names of all modules that are generated
 */
export function relativeImports(text: string, path: string, modules: ReadonlySet<string>): string {
  const own = path.split("/").slice(0, -1);
  const replacements: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  for (const statement of statements(text)) {
    const [first] = statement;
    const at = first?.text === "from" ? statement.findIndex((token) => token.text === "import") : -1;
    const [start, end, name] = [statement[1], statement[at - 1], statement[at + 1]];
    if (at > 1 && start && end && name) {
      const from = statement
        .slice(1, at)
        .map((token) => token.text)
        .join("");
      const isModule = modules.has(from);
      const way = isModule || modules.has(`${from}.${name.text}`) ? wayTo(own, from.split(".")) : undefined;
      if (way !== undefined) replacements.push({ start: start.start, end: end.end, text: way });
    }
    for (const token of loadedBy(statement)) {
      const module = token.text.slice(1, -1);
      const way = modules.has(module) ? wayTo(own, module.split(".")) : undefined;
      if (way !== undefined) replacements.push({ start: token.start, end: token.end, text: `'${way}', __package__` });
    }
  }
  let result = "";
  let last = 0;
  for (const { start, end, text: by } of replacements) {
    result += text.slice(last, start) + by;
    last = end;
  }
  return result + text.slice(last);
}

/** The strings that `importlib.import_module` is given alone. */
function loadedBy(statement: readonly Token[]): readonly Token[] {
  return statement.filter(
    ({ kind }, i) =>
      kind === "string" &&
      statement[i - 1]?.text === "(" &&
      statement[i - 2]?.text === "import_module" &&
      statement[i + 1]?.text === ")",
  );
}

/** From a package to a module or package below the same top folder; `undefined` where that is another one. */
function wayTo(own: readonly string[], other: readonly string[]): string | undefined {
  if (own[0] === undefined || own[0] !== other[0]) return undefined;
  let shared = 0;
  while (shared < own.length && own[shared] === other[shared]) shared++;
  return `${".".repeat(own.length - shared + 1)}${other.slice(shared).join(".")}`;
}

/** The same of every file of a folder of generated code; every folder in it becomes a package. */
export function finishPython(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()];
  const modules = new Set(
    [...files.keys()]
      .filter((path) => path.endsWith(".py"))
      .map((path) => path.slice(0, -".py".length).replaceAll("/", ".")),
  );
  const packages = [...files.keys()].flatMap((path) => foldersOf(path).map((folder) => `${folder}/__init__.py`));
  const all = new Map([...packages.map((path) => [path, new Uint8Array()] as const), ...files]);
  return new Map(
    [...all].map(([path, bytes]) => {
      if (path === "google/__init__.py") return [path, encoder.encode(NAMESPACE)];
      return /_pb2(?:_grpc)?\.pyi?$/.test(path)
        ? [path, encoder.encode(relativeImports(decoder.decode(bytes), path, modules))]
        : [path, bytes];
    }),
  );
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}
