import { LANGUAGES, openHost, read as readFiles } from "@nx-contracts/workspace";
import { READ_RULES } from "@nx-contracts/ir";
import { jsonPieces } from "../json-pieces.js";
import { listValue, type Verb } from "../verb.js";

export const read: Verb = {
  summary: "Print the schema of files as JSON, without a configuration.",
  usage: `read <${LANGUAGES.join("|")}> FILE… [--root FOLDER]`,
  example: "nx-contracts read proto protos/shared_proto/v1/anime.proto",
  findings: "a file could not be read whole",
  options: {
    root: {
      type: "string",
      multiple: true,
      value: "FOLDER",
      help: "Where imports and module names start from; repeatable",
    },
    also: {
      type: "string",
      multiple: true,
      value: "KIND",
      help: "dataclass, TypedDict or NamedTuple, besides Pydantic models",
    },
  },
  async run(terminal, values, [language = "", ...files]) {
    const host = openHost({ cwd: terminal.cwd });
    const { schema, diagnostics } = await readFiles(host, {
      language,
      files,
      roots: listValue(values, "root"),
      also: listValue(values, "also"),
    });
    const said = diagnostics.map((each) => ({ severity: READ_RULES[each.rule], ...each }));
    for (const piece of jsonPieces({ schema, diagnostics: said }, 3)) terminal.out(piece);
    terminal.out("\n");
    return diagnostics.some(({ rule }) => READ_RULES[rule] === "error") ? 1 : 0;
  },
};
