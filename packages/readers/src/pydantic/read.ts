import {
  type Enum,
  type Reader,
  type ReadOptions,
  type ReadResult,
  type SchemaRecord,
  type Source,
} from "@nx-contracts/ir";
import { endOfSources } from "../end-of-sources.js";
import { Diagnostics } from "./diagnostics.js";
import { checkClass, checkModule } from "./checks.js";
import { enumFromCall, enumRecord } from "./enum-records.js";
import { Models } from "./models.js";
import { Program } from "./program.js";
import { Records } from "./records.js";
import type { ClassInfo } from "./scope.js";

/** Reads Pydantic 2 models from their sources; nothing is imported or run. */
export const pydanticReader: Reader = {
  language: "pydantic",
  version: "1",
  read: readPydantic,
};

function readPydantic(sources: readonly Source[], options: ReadOptions = {}): ReadResult {
  const diagnostics = new Diagnostics();
  const program = new Program(sources, options);
  const models = new Models(program);
  const also = new Set(options.also ?? []);
  const records = new Records(program, models, diagnostics, also);
  const found: { readonly cls: ClassInfo; readonly list: SchemaRecord[] }[] = [];
  const enums: Enum[] = [];

  for (const module of program.given) {
    checkModule(module, program, diagnostics);
    const visit = (owner: ClassInfo | undefined): void => {
      const scope = owner === undefined ? program.scope(module) : owner.scope;
      for (const { statement } of scope.placed) {
        if (statement.kind === "assign" && owner === undefined) {
          const made = enumFromCall(statement, module, program);
          if (made !== undefined) enums.push(made);
        }
        if (statement.kind !== "class") continue;
        const bindings = scope.names.get(statement.name)?.filter((binding) => binding.kind === "class") ?? [];
        const binding = bindings.find((one) => one.cls.statement === statement);
        // Of two classes of one name, the last is what the module has in the end.
        if (binding === undefined || bindings.some((one) => one.from > binding.from && one.certainty === "always"))
          continue;
        const { cls } = binding;
        const kind = checkClass(cls, program, models, diagnostics);
        if (kind === "model" || (kind !== undefined && also.has(kind)))
          found.push({ cls, list: [records.record(cls)] });
        else if (kind === "enum") enums.push(enumRecord(cls, program, diagnostics));
        visit(cls);
      }
    };
    visit(undefined);
  }
  const byClass = new Map(found.map(({ cls, list }) => [cls, list]));
  for (const { cls, record } of records.takeInstances()) byClass.get(cls)?.push(record);

  const names = new Set(program.given.map((module) => module.name));
  const [only] = names;
  const all = found.flatMap(({ list }) => list);
  return {
    schema: {
      language: "pydantic",
      ...(names.size === 1 && only !== undefined && only !== "" ? { package: only } : {}),
      records: all,
      enums,
      services: [],
      ...endOfSources({ records: all, enums }, sources),
      options: {},
    },
    diagnostics: diagnostics.all,
    loaded: program.loaded,
  };
}
