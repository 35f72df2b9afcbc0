import type { CodeLanguage, CodeMember, CodeService, CodeType, CompiledFile, Vocabulary } from "@nx-contracts/ir";
import { serviceTypes } from "./services.js";
import type { Type } from "./type.js";

/** A record or an enum of the vocabulary, its members by their spellings. */
export interface VocabularyType {
  readonly type: CodeType;
  /** Stands for a part of a record, such as the wrappers of a oneof in Go: not the first of its name in its module. */
  readonly isPart: boolean;
  readonly members: ReadonlyMap<string, readonly VocabularyMember[]>;
  readonly oneofs: ReadonlyMap<string, readonly VocabularyMember[]>;
}

export interface VocabularyMember {
  readonly owner: VocabularyType;
  readonly member: CodeMember;
}

const SEPARATORS = { python: ".", typescript: "/", rust: "::", go: "/" } as const satisfies Record<
  CodeLanguage,
  string
>;

/** A vocabulary by what code says. */
export class VocabularyIndex {
  readonly language: CodeLanguage;
  readonly separator: string;
  readonly compiled: readonly CompiledFile[];
  readonly #modules = new Map<string, Map<string, VocabularyType>>();
  readonly #schemas = new Map<string, Map<string, VocabularyType>>();
  readonly #byName = new Map<string, VocabularyType>();
  /** All that names of modules start with, without what a module itself is. */
  readonly #packages = new Set<string>();
  readonly #scopes = new Set<string>();
  readonly #bySymbol = new Map<string, VocabularyType[]>();
  readonly #constants = new Map<string, Map<string, VocabularyMember>>();
  readonly #guesses = new Map<string, Map<string, VocabularyMember[]>>();

  /** What services of a module without types take and give. */
  readonly #behind = new Map<string, VocabularyType[]>();
  /** What modules export of services. */
  readonly #services = new Map<string, Map<string, Type>>();

  constructor({ language, types, services = [], compiled = [] }: Vocabulary) {
    this.language = language;
    this.separator = SEPARATORS[language];
    this.compiled = compiled;
    for (const type of types) this.#add(type);
    for (const service of services) this.#addService(service);
  }

  /** The module of the vocabulary that a name of a module means: the same, or one that ends in it. */
  findModule(path: string): string | undefined {
    if (this.#modules.has(path)) return path;
    for (let at = path.indexOf(this.separator); at >= 0; at = path.indexOf(this.separator, at + 1)) {
      const end = path.slice(at + this.separator.length);
      if (this.#modules.has(end)) return end;
    }
    return undefined;
  }

  /** The module and the scope inside it that a path means: `shared_proto::v1::outer` of `shared_proto::v1`. */
  findScope(path: string): { readonly module: string; readonly scope: string } | undefined {
    for (let end = path.length; end > 0; end = path.lastIndexOf(this.separator, end - 1)) {
      const module = this.findModule(path.slice(0, end));
      const scope = path.slice(end + this.separator.length).replaceAll(this.separator, ".");
      if (module !== undefined) return scope === "" || this.#hasScope(module, scope) ? { module, scope } : undefined;
      if (this.language !== "rust") return undefined;
    }
    return undefined;
  }

  /** Whether modules lie below a package. */
  isPackage(path: string): boolean {
    return this.#packages.has(path);
  }

  /** A type by the symbol that its module exports. */
  type(module: string, symbol: string): VocabularyType | undefined {
    return this.#modules.get(module)?.get(symbol);
  }

  /** A type by an export that stands for it. */
  schema(module: string, symbol: string): VocabularyType | undefined {
    return this.#schemas.get(module)?.get(symbol);
  }

  /** A client or a server of a service, or a function that makes one, by its symbol. */
  service(module: string, symbol: string): Type | undefined {
    return this.#services.get(module)?.get(symbol);
  }

  /** What a module exports, as far as it is of the vocabulary. */
  *names(module: string): Generator<readonly [string, Type]> {
    for (const [name, of] of this.#modules.get(module) ?? []) yield [name, { kind: "class", of }];
    for (const [name, of] of this.#schemas.get(module) ?? []) yield [name, { kind: "class", of, isSchema: true }];
  }

  /** A type inside another one, `Outer.Inner`. */
  inner(outer: VocabularyType, name: string): VocabularyType | undefined {
    return this.type(outer.type.module, `${outer.type.symbol}.${name}`);
  }

  /** A member of an enum that stands beside its enum: in a module, or in the record `scope`. */
  constant(module: string, name: string, scope = ""): VocabularyMember | undefined {
    return this.#constants.get(`${module}\n${scope}`)?.get(name);
  }

  /** By its qualified name in the schema, rather from the same module. */
  named(name: string, module: string): VocabularyType | undefined {
    return this.#byName.get(`${module}\n${name}`) ?? this.#byName.get(name);
  }

  /** Types that are called so, whatever their module; also schemas. */
  called(symbol: string): readonly VocabularyType[] {
    return this.#bySymbol.get(symbol) ?? [];
  }

  /** What the services of a module that holds nothing else take and give: Python. */
  onlyServices(module: string): readonly VocabularyType[] {
    return this.#behind.get(module) ?? [];
  }

  /** Types and all that code may come to from them by their fields. */
  reachedFrom(types: Iterable<VocabularyType>): ReadonlySet<VocabularyType> {
    const reached = new Set(types);
    for (const { type } of reached) {
      // Parts of a record stand for the whole of it.
      const whole = this.named(type.name, type.module);
      if (whole) reached.add(whole);
      for (const { type: held } of type.members) {
        const target = held === undefined ? undefined : this.named(held, type.module);
        if (target) reached.add(target);
      }
    }
    return reached;
  }

  /** Fields of records of a module that are spelled so. */
  spelled(module: string, spelling: string): readonly VocabularyMember[] {
    return this.#guesses.get(module)?.get(spelling) ?? [];
  }

  #add(type: CodeType): void {
    const members = new Map<string, VocabularyMember[]>();
    const oneofs = new Map<string, VocabularyMember[]>();
    const owner: VocabularyType = { type, isPart: this.#byName.has(`${type.module}\n${type.name}`), members, oneofs };
    for (const member of type.members) {
      const entry = { owner, member };
      for (const spelling of member.spellings) push(members, spelling, entry);
      if (member.oneof !== undefined) push(oneofs, member.oneof, entry);
      if (type.kind === "enum") this.#addConstant(type, entry);
      else {
        const guesses = this.#guesses.get(type.module) ?? new Map<string, VocabularyMember[]>();
        this.#guesses.set(type.module, guesses);
        for (const spelling of member.spellings) push(guesses, spelling, entry);
      }
    }
    insert(this.#modules, type.module, type.symbol, owner);
    for (const schema of type.schemas ?? []) {
      insert(this.#schemas, type.module, schema, owner);
      push(this.#bySymbol, schema, owner);
    }
    push(this.#bySymbol, type.symbol, owner);
    if (!owner.isPart) this.#byName.set(`${type.module}\n${type.name}`, owner);
    if (!this.#byName.has(type.name)) this.#byName.set(type.name, owner);
    this.#addScopes(type);
  }

  #addService(service: CodeService): void {
    const { module } = service;
    const records = new Set(
      service.methods.flatMap(({ request, response }) =>
        [request, response].flatMap(({ type }) => this.named(type, module) ?? []),
      ),
    );
    const held = this.#modules.get(module) ?? new Map<string, VocabularyType>();
    // It is a module of the contracts, also where it holds nothing else.
    this.#modules.set(module, held);
    if (held.size === 0) for (const each of records) push(this.#behind, module, each);
    this.#addScopes(service);
    for (const [symbol, type] of serviceTypes(service, [...records], this))
      insert(this.#services, module, symbol, type);
  }

  #addScopes({ module, symbol }: Pick<CodeType, "module" | "symbol">): void {
    for (let at = module.indexOf(this.separator); at >= 0; at = module.indexOf(this.separator, at + 1))
      this.#packages.add(module.slice(0, at));
    for (let at = symbol.indexOf("."); at >= 0; at = symbol.indexOf(".", at + 1))
      this.#scopes.add(`${module}\n${symbol.slice(0, at)}`);
  }

  #hasScope(module: string, scope: string): boolean {
    return this.#scopes.has(`${module}\n${scope}`);
  }

  /** Python's stubs and Go give the members of an enum the scope of the enum. */
  #addConstant({ module, symbol }: CodeType, entry: VocabularyMember): void {
    const isBeside = this.language === "go" || (this.language === "python" && module.endsWith("_pb2"));
    if (!isBeside) return;
    const scope = symbol.includes(".") ? symbol.slice(0, symbol.lastIndexOf(".")) : "";
    for (const spelling of entry.member.spellings) insert(this.#constants, `${module}\n${scope}`, spelling, entry);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function insert<V>(map: Map<string, Map<string, V>>, outer: string, inner: string, value: V): void {
  const known = map.get(outer) ?? new Map<string, V>();
  map.set(outer, known);
  if (!known.has(inner)) known.set(inner, value);
}
