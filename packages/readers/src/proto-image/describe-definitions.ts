import { isFieldSet } from "@bufbuild/protobuf";
import { FieldDescriptorProtoSchema, MethodOptionsSchema } from "@bufbuild/protobuf/wkt";
import type {
  DescriptorProto,
  EnumDescriptorProto,
  FieldDescriptorProto,
  MethodDescriptorProto,
  ServiceDescriptorProto,
} from "@bufbuild/protobuf/wkt";
import type { ProtoEnum, ProtoField, ProtoMessage, ProtoMethod, ProtoRange, ProtoService } from "@nx-contracts/ir";
import type { Features } from "../proto/features.js";
import { join } from "../proto/unit.js";
import { NOWHERE, describeField } from "./describe-field.js";
import type { FileSurroundings } from "./describe-field.js";
import { damaged } from "./failure.js";
import { checkedName, fullNameOf, nestedName } from "./names.js";
import { setOption, withFeatureSet } from "./options.js";

const { oneofIndex: ONEOF_INDEX } = FieldDescriptorProtoSchema.field;

/**
 * Describes a message and all that is nested in it.
 *
 * @throws ImageFailure
 */
export function describeMessage(
  file: FileSurroundings,
  scope: string,
  message: DescriptorProto,
  inherited: Features,
): ProtoMessage {
  const { options, nestedType: nested } = message;
  const features = withFeatureSet(inherited, options?.features);
  const name = checkedName(message.name, scope);
  const fullName = join(scope, name);
  const maps = mapFields(message, fullName);
  const fields = each(message.field, (field) => {
    const isMap = maps.has(field.typeName);
    return describeField(field, { file, scope: fullName, features, oneof: oneofOf(field, message), isMap });
  });
  return {
    name,
    nestedName: nestedName(file.package, fullName),
    fullName,
    at: NOWHERE,
    reservedRanges: each(message.reservedRange, endIncluded),
    reservedNames: each(message.reservedName, String),
    jsonFormat: features.json_format,
    isMapEntry: options?.mapEntry === true,
    isMessageSet: options?.messageSetWireFormat === true,
    ...(options?.noStandardDescriptorAccessor === true && { noDescriptorAccessorAt: NOWHERE }),
    fields,
    oneofs: writtenOneofs(message),
    extensionRanges: each(message.extensionRange, endIncluded),
    messages: each(nested, (inner) => {
      const map = maps.get(`.${fullName}.${inner.name}`);
      return map === undefined
        ? describeMessage(file, fullName, inner, features)
        : describeEntry(file, fullName, inner, map, features);
    }),
    enums: each(message.enumType, (inner) => describeEnum(file, fullName, inner, features)),
    extensions: describeExtensions(file, fullName, message.extension, features),
  };
}

const NONE: readonly never[] = [];

/** What `describe` makes of each; most lists in a descriptor are empty, and then it is always the same one. */
function each<Item, Result>(items: readonly Item[], describe: (item: Item) => Result): readonly Result[] {
  return items.length === 0 ? NONE : items.map((item) => describe(item));
}

const NO_MAPS: ReadonlyMap<string, FieldDescriptorProto> = new Map();

/** The map fields of a message by the name of their entry, as fields refer to it. */
function mapFields(
  { nestedType, field: fields }: DescriptorProto,
  fullName: string,
): ReadonlyMap<string, FieldDescriptorProto> {
  if (nestedType.length === 0) return NO_MAPS;
  const entries = nestedType.filter(({ options }) => options?.mapEntry === true);
  if (entries.length === 0) return NO_MAPS;
  const names = new Set(entries.map(({ name }) => `.${fullName}.${name}`));
  return new Map(fields.flatMap((field) => (names.has(field.typeName) ? [[field.typeName, field]] : [])));
}

/** A descriptor ends its ranges behind their last number. */
function endIncluded({ start, end }: { readonly start: number; readonly end: number }): ProtoRange {
  return [start, end - 1];
}

/** The message behind a map field: takes its features from the field. */
function describeEntry(
  file: FileSurroundings,
  scope: string,
  entry: DescriptorProto,
  { options }: FieldDescriptorProto,
  features: Features,
): ProtoMessage {
  const name = checkedName(entry.name, scope);
  const fullName = join(scope, name);
  return {
    name,
    nestedName: nestedName(file.package, fullName),
    fullName,
    at: NOWHERE,
    reservedRanges: NONE,
    reservedNames: NONE,
    jsonFormat: features.json_format,
    isMapEntry: true,
    isMessageSet: false,
    fields: entry.field.map((field) => describeField(field, { file, scope: fullName, features, map: { options } })),
    oneofs: NONE,
    extensionRanges: NONE,
    messages: NONE,
    enums: NONE,
    extensions: NONE,
  };
}

/** Describes what `extend` blocks in one scope declare. */
export function describeExtensions(
  file: FileSurroundings,
  scope: string,
  extensions: readonly FieldDescriptorProto[],
  features: Features,
): readonly ProtoField[] {
  return each(extensions, (field) => describeField(field, { file, scope, features }));
}

function oneofOf(field: FieldDescriptorProto, message: DescriptorProto): string | undefined {
  if (field.proto3Optional || !isFieldSet(field, ONEOF_INDEX)) return undefined;
  const oneof = message.oneofDecl[field.oneofIndex];
  if (oneof === undefined) throw damaged(`the field "${message.name}.${field.name}" is in a oneof that is missing`);
  return oneof.name;
}

/** Without those that the compiler made for `optional` in proto3. */
function writtenOneofs({ field: fields, oneofDecl }: DescriptorProto): readonly string[] {
  if (oneofDecl.length === 0) return NONE;
  const made = new Set(fields.filter((field) => field.proto3Optional).map((field) => field.oneofIndex));
  return oneofDecl.filter((_, index) => !made.has(index)).map(({ name }) => name);
}

/**
 * @throws ImageFailure
 */
export function describeEnum(
  file: FileSurroundings,
  scope: string,
  node: EnumDescriptorProto,
  inherited: Features,
): ProtoEnum {
  const features = withFeatureSet(inherited, node.options?.features);
  const name = checkedName(node.name, scope);
  const fullName = join(scope, name);
  return {
    name,
    nestedName: nestedName(file.package, fullName),
    fullName,
    at: NOWHERE,
    reservedRanges: node.reservedRange.map(({ start, end }) => [start, end]),
    reservedNames: each(node.reservedName, String),
    jsonFormat: features.json_format,
    isClosed: features.enum_type === "CLOSED",
    values: node.value.map((value) => ({
      name: checkedName(value.name, fullName),
      number: value.number,
      numberAt: NOWHERE,
    })),
  };
}

/**
 * @throws ImageFailure
 */
export function describeService(scope: string, service: ServiceDescriptorProto): ProtoService {
  const name = checkedName(service.name, scope);
  const fullName = join(scope, name);
  return { name, fullName, at: NOWHERE, methods: service.method.map((method) => describeMethod(fullName, method)) };
}

function describeMethod(scope: string, method: MethodDescriptorProto): ProtoMethod {
  const idempotency = setOption(MethodOptionsSchema, method.options, MethodOptionsSchema.field.idempotencyLevel);
  return {
    name: checkedName(method.name, scope),
    at: NOWHERE,
    request: fullNameOf(method.inputType),
    requestAt: NOWHERE,
    clientStreaming: method.clientStreaming,
    response: fullNameOf(method.outputType),
    responseAt: NOWHERE,
    serverStreaming: method.serverStreaming,
    idempotency: idempotency ?? "IDEMPOTENCY_UNKNOWN",
    ...(idempotency !== undefined && { idempotencyAt: NOWHERE }),
  };
}
