export type { Diagnostic, Edit, ReadDiagnostic, ReadRule, RelatedPlace, Severity } from "./diagnostic.js";
export { READ_RULES } from "./diagnostic.js";
export type { ErrorCode, Problem, ToolRun } from "./error.js";
export { ContractsError, ERROR_CODES } from "./error.js";
export { foldName, nearestName, splitWords, toJsonName, toLowerSnake, toUpperSnake } from "./name.js";
export type { Outline, OutlineElement, OutlineKind } from "./outline.js";
export type {
  ProtoCardinality,
  ProtoEnum,
  ProtoEnumValue,
  ProtoExtension,
  ProtoField,
  ProtoFieldOption,
  ProtoFile,
  ProtoFileOption,
  ProtoKind,
  ProtoMessage,
  ProtoMethod,
  ProtoPlace,
  ProtoRange,
  ProtoService,
  ProtoUtf8Validation,
} from "./proto-file.js";
export type { Reader, ReadOptions, ReadResult } from "./reader.js";
export type {
  Constraints,
  DefaultValue,
  Enum,
  EnumMember,
  Field,
  JsonObject,
  JsonValue,
  Language,
  Method,
  Presence,
  Reserved,
  Schema,
  SchemaRecord,
  Service,
} from "./schema.js";
export { NO_CONSTRAINTS, NOTHING_RESERVED } from "./schema.js";
export type { Source } from "./source.js";
export type { LineIndex, Span } from "./span.js";
export { compareSpans, indexLines } from "./span.js";
export type {
  ListType,
  LiteralType,
  MapType,
  NullableType,
  ReferenceType,
  ScalarFamily,
  ScalarType,
  TypeRef,
  UnionType,
  UnknownType,
} from "./type-ref.js";
export type {
  Certainty,
  CodeLanguage,
  CodeMember,
  CodeMethod,
  CodeService,
  CodeType,
  CompiledFile,
  Use,
  Vocabulary,
} from "./use.js";
