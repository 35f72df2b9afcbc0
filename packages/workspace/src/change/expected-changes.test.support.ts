import type { ReadContract, Side } from "@nx-contracts/engine";
import {
  type EnumMember,
  type Field,
  foldName,
  type Language,
  type SchemaRecord,
  type TypeRef,
} from "@nx-contracts/ir";
import type { ChangeRequest } from "./request.js";

/**
 * What `compat` has to say of a sequence of changes, told from the requests:
 * who lost what, and who has to give what was not asked for before.
 *
 * @param start the contracts before all of them
 * @param end the contracts after them: only whether what was added has to be given is looked up there
 */
export function expectedChanges(
  start: readonly ReadContract[],
  end: readonly ReadContract[],
  requests: readonly ChangeRequest[],
): readonly string[] {
  const said = new Set<string>();
  for (const [position, contract] of start.entries()) {
    const after = end[position];
    if (!after) continue;
    for (const [i, side] of [contract.source, ...contract.mirrors].entries()) {
      const now = [after.source, ...after.mirrors][i];
      const about = new About({ contract, after }, side, now ?? side, i === 0 ? "" : `@${contract.mirrors[i - 1]?.id}`);
      for (const line of [...about.fields(requests), ...about.members(requests)]) said.add(line);
    }
  }
  return [...said].sort();
}

/** One side of a contract before and after. */
class About {
  readonly #contract: ReadContract;
  readonly #source: Side;
  readonly #side: Side;
  readonly #now: Side;
  readonly #suffix: string;

  constructor(versions: { contract: ReadContract; after: ReadContract }, side: Side, now: Side, suffix: string) {
    this.#contract = versions.contract;
    this.#source = versions.after.source;
    this.#side = side;
    this.#now = now;
    this.#suffix = suffix;
  }

  *fields(requests: readonly ChangeRequest[]): Generator<string> {
    for (const request of requests) {
      if (request.kind === "remove-field" && this.#isAbout(request.contract)) {
        const record = this.#record(this.#side, request.record);
        const field = record && fieldOf(record, request.name);
        if (field && record) yield* this.#lostField(record, field);
      }
      const added =
        request.kind === "add-field" ? request.name : request.kind === "rename-field" ? request.to : undefined;
      if (added === undefined || !("record" in request) || !this.#isAbout(request.contract)) continue;
      const before = this.#record(this.#side, request.record);
      const record = this.#record(this.#now, request.record);
      const field = record && fieldOf(record, added);
      if (!before || !field || this.#language === "proto" || field.presence !== "required") continue;
      // A mirror says what comes out of the source, which may fill it in.
      const given = this.#record(this.#source, request.record);
      if (given && fieldOf(given, added)?.presence !== "required") continue;
      yield this.#line("error", "compat/model-field-added-required", `${before.name}.${field.name}`);
    }
  }

  *members(requests: readonly ChangeRequest[]): Generator<string> {
    for (const request of requests) {
      if (request.kind !== "add-member" && request.kind !== "remove-member") continue;
      if (!this.#isAbout(request.contract)) continue;
      const before = this.#side.schema.enums.find(({ name }) => sameName(name, request.enum));
      const after = this.#now.schema.enums.find(({ name }) => sameName(name, request.enum));
      const side = request.kind === "add-member" ? after : before;
      const member = side?.members.find((each) => isMember(each, request.enum, request.name));
      if (!before || !member || !side) continue;
      if (request.kind === "add-member") {
        if (this.#language !== "proto" && after?.open !== true)
          yield this.#line("error", "compat/model-member-added", `${side.name}.${member.name}`);
      } else if (this.#language === "proto")
        yield this.#line("warning", "compat/enum-value-removed", `${side.name}.${member.name}`);
      else yield this.#line("error", "compat/model-member-removed", `${side.name}.${member.name}`);
    }
  }

  *#lostField(record: SchemaRecord, field: Field): Generator<string> {
    const subject = `${record.name}.${field.name}`;
    if (this.#language !== "proto") {
      const severity = field.presence === "required" ? "error" : "warning";
      yield this.#line(severity, "compat/model-field-removed", subject);
      return;
    }
    yield this.#line("warning", "compat/field-removed", subject);
    const now = this.#record(this.#now, record.name);
    if (field.oneof !== undefined && !now?.fields.some(({ oneof }) => oneof === field.oneof))
      yield this.#line("warning", "compat/oneof-removed", `${record.name}.${field.oneof}`);
    const wrapper = wrapperOf(field.type);
    if (!this.#side.schema.records.some(({ qualifiedName }) => qualifiedName === wrapper)) return;
    const left = this.#now.schema.records.some(({ qualifiedName }) => qualifiedName === wrapper);
    if (wrapper?.endsWith("List") && !left)
      yield this.#line("error", "compat/message-removed", wrapper.slice(wrapper.lastIndexOf(".") + 1));
  }

  get #language(): Language {
    return this.#side.schema.language;
  }

  #isAbout(contract: string | undefined): boolean {
    return contract === this.#contract.id;
  }

  #record({ schema }: Side, name: string): SchemaRecord | undefined {
    return schema.records.find((each) => sameName(each.name, name));
  }

  #line(severity: string, rule: string, subject: string): string {
    const suffix = this.#language === "proto" ? "" : this.#suffix;
    return `${severity} ${rule} ${this.#contract.id}:${subject}${suffix}`;
  }
}

function fieldOf({ fields }: SchemaRecord, name: string): Field | undefined {
  return fields.find((each) => foldName(each.name) === foldName(name));
}

function sameName(name: string, wanted: string): boolean {
  return name.replace(/(?<=.)Schema$/, "") === wanted.replace(/(?<=.)Schema$/, "");
}

function isMember({ name }: EnumMember, enumName: string, wanted: string): boolean {
  // Where values are listed by themselves they are the names: `ALTERNATIVE VERSION`.
  const fold = (text: string) => foldName(text.replaceAll(/\W/g, "_"));
  return [wanted, enumName + wanted].map(fold).includes(fold(name));
}

function wrapperOf(type: TypeRef): string | undefined {
  const inner = type.kind === "map" ? type.value : type.kind === "list" ? type.item : type;
  return inner.kind === "ref" ? inner.name : undefined;
}
