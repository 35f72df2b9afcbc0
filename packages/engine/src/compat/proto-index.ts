import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoService } from "@nx-contracts/ir";

export interface MessageIn {
  readonly file: ProtoFile;
  readonly message: ProtoMessage;
}

export interface EnumIn {
  readonly file: ProtoFile;
  readonly enum: ProtoEnum;
}

export interface ServiceIn {
  readonly file: ProtoFile;
  readonly service: ProtoService;
}

export interface FieldIn {
  readonly file: ProtoFile;
  readonly field: ProtoField;
  /** The message it is a field of; none for an extension. */
  readonly message?: ProtoMessage;
  /** Where the enums of its side are. */
  readonly index: ProtoIndex;
}

/** What is looked up by its name within a file or a package. */
export interface Definitions {
  readonly messages: Map<string, MessageIn>;
  readonly enums: Map<string, EnumIn>;
  readonly extensions: Map<string, FieldIn>;
  readonly services: Map<string, ServiceIn>;
}

/** One side of a comparison: its files, and everything in them by name. */
export class ProtoIndex {
  readonly files: ReadonlyMap<string, ProtoFile>;
  readonly messages = new Map<string, MessageIn>();
  readonly enums = new Map<string, EnumIn>();
  readonly services = new Map<string, ServiceIn>();
  /** By the message they extend and their number. */
  readonly extensions = new Map<string, FieldIn>();
  readonly packages = new Map<string, Definitions>();
  readonly #definitions = new Map<ProtoFile, Definitions>();

  constructor(files: readonly ProtoFile[]) {
    this.files = new Map(files.map((file) => [file.path, file]));
    for (const file of this.files.values()) this.#add(file);
  }

  /** What one file defines, by name without the package. */
  definitionsIn(file: ProtoFile): Definitions {
    return this.#definitions.get(file) ?? NOTHING;
  }

  #add(file: ProtoFile): void {
    const own = emptyDefinitions();
    this.#definitions.set(file, own);
    const shared = this.packages.get(file.package) ?? emptyDefinitions();
    this.packages.set(file.package, shared);
    const scope: Scope = { file, targets: [own, shared] };
    this.#addNested(scope, file);
    for (const service of file.services) {
      const found = { file, service };
      this.services.set(service.fullName, found);
      for (const { services } of scope.targets) services.set(service.name, found);
    }
  }

  #addNested(scope: Scope, holder: Pick<ProtoFile, "messages" | "enums" | "extensions">): void {
    const { file, targets } = scope;
    for (const message of holder.messages) {
      const found = { file, message };
      this.messages.set(message.fullName, found);
      for (const { messages } of targets) messages.set(message.nestedName, found);
      this.#addNested(scope, message);
    }
    for (const each of holder.enums) {
      const found = { file, enum: each };
      this.enums.set(each.fullName, found);
      for (const { enums } of targets) enums.set(each.nestedName, found);
    }
    for (const field of holder.extensions) {
      const found = { file, field, index: this };
      const { extendee = "", nestedName = field.name } = field.extension ?? {};
      this.extensions.set(`${extendee} ${field.number}`, found);
      for (const { extensions } of targets) extensions.set(nestedName, found);
    }
  }
}

interface Scope {
  readonly file: ProtoFile;
  readonly targets: readonly Definitions[];
}

function emptyDefinitions(): Definitions {
  return { messages: new Map(), enums: new Map(), extensions: new Map(), services: new Map() };
}

const NOTHING = emptyDefinitions();
