import type { ScalarType } from "@nx-contracts/ir";

const scalar = (family: ScalarType["family"], encoding?: string): ScalarType =>
  encoding === undefined ? { kind: "scalar", family } : { kind: "scalar", family, encoding };

const FLOAT: ScalarType = { kind: "scalar", family: "float", bits: 64 };
const URL = scalar("string", "url");

/** Types that hold a single value. */
export const KNOWN_SCALARS: ReadonlyMap<string, ScalarType> = new Map(
  Object.entries({
    "builtins.str": scalar("string"),
    "builtins.int": scalar("int"),
    "builtins.float": FLOAT,
    "builtins.bool": scalar("bool"),
    "builtins.bytes": scalar("bytes"),
    "builtins.bytearray": scalar("bytes"),
    "builtins.object": scalar("json"),
    "typing.Any": scalar("json"),
    "typing.Text": scalar("string"),
    "typing.AnyStr": scalar("string"),
    "typing.LiteralString": scalar("string"),
    "datetime.datetime": scalar("timestamp"),
    "datetime.date": scalar("date"),
    "datetime.time": scalar("time"),
    "datetime.timedelta": scalar("duration"),
    "uuid.UUID": scalar("uuid"),
    "decimal.Decimal": scalar("decimal"),
    "pathlib.Path": scalar("string", "path"),
    "pathlib.PurePath": scalar("string", "path"),
    "pathlib.PosixPath": scalar("string", "path"),
    "pathlib.PurePosixPath": scalar("string", "path"),
    "pathlib.WindowsPath": scalar("string", "path"),
    "pathlib.PureWindowsPath": scalar("string", "path"),
    "os.PathLike": scalar("string", "path"),
    "re.Pattern": scalar("string", "regex"),
    "typing.Pattern": scalar("string", "regex"),
    "ipaddress.IPv4Address": scalar("string", "ip"),
    "ipaddress.IPv6Address": scalar("string", "ip"),
    "ipaddress.IPv4Interface": scalar("string", "ip"),
    "ipaddress.IPv6Interface": scalar("string", "ip"),
    "ipaddress.IPv4Network": scalar("string", "ip"),
    "ipaddress.IPv6Network": scalar("string", "ip"),
    "pydantic.IPvAnyAddress": scalar("string", "ip"),
    "pydantic.IPvAnyInterface": scalar("string", "ip"),
    "pydantic.IPvAnyNetwork": scalar("string", "ip"),
    "pydantic.EmailStr": scalar("string", "email"),
    "pydantic.NameEmail": scalar("string", "name-email"),
    "pydantic.SecretStr": scalar("string", "secret"),
    "pydantic.SecretBytes": scalar("bytes", "secret"),
    "pydantic.Json": scalar("string", "json"),
    "pydantic.JsonValue": scalar("json"),
    "pydantic.ByteSize": scalar("int"),
    "pydantic.PaymentCardNumber": scalar("string"),
    "pydantic.ImportString": scalar("string", "import"),
    "pydantic.FilePath": scalar("string", "path"),
    "pydantic.DirectoryPath": scalar("string", "path"),
    "pydantic.NewPath": scalar("string", "path"),
    "pydantic.SocketPath": scalar("string", "path"),
    "pydantic.UUID1": scalar("uuid"),
    "pydantic.UUID3": scalar("uuid"),
    "pydantic.UUID4": scalar("uuid"),
    "pydantic.UUID5": scalar("uuid"),
    "pydantic.UUID6": scalar("uuid"),
    "pydantic.UUID7": scalar("uuid"),
    "pydantic.UUID8": scalar("uuid"),
    "pydantic.AwareDatetime": scalar("timestamp"),
    "pydantic.NaiveDatetime": scalar("timestamp"),
    "pydantic.PastDatetime": scalar("timestamp"),
    "pydantic.FutureDatetime": scalar("timestamp"),
    "pydantic.PastDate": scalar("date"),
    "pydantic.FutureDate": scalar("date"),
    "pydantic.StrictStr": scalar("string"),
    "pydantic.StrictInt": scalar("int"),
    "pydantic.StrictFloat": FLOAT,
    "pydantic.StrictBool": scalar("bool"),
    "pydantic.StrictBytes": scalar("bytes"),
    "pydantic.FiniteFloat": FLOAT,
    "pydantic.Base64Str": scalar("string"),
    "pydantic.Base64UrlStr": scalar("string"),
    "pydantic.Base64Bytes": scalar("bytes"),
    "pydantic.Base64UrlBytes": scalar("bytes"),
    ...Object.fromEntries(
      (
        "AnyUrl AnyHttpUrl HttpUrl FileUrl FtpUrl WebsocketUrl AnyWebsocketUrl PostgresDsn CockroachDsn AmqpDsn RedisDsn " +
        "MongoDsn KafkaDsn NatsDsn MySQLDsn MariaDBDsn ClickHouseDsn SnowflakeDsn"
      )
        .split(" ")
        .map((name) => [`pydantic.${name}`, URL]),
    ),
  }),
);

/** What a constraint is called in `annotated_types` and in `Field`. */
export type BoundName = "gt" | "ge" | "lt" | "le" | "multiple_of" | "min_length" | "max_length" | "pattern";
export type Bounds = { readonly [name in BoundName]?: number | string };

/** Scalars with bounds of their own. */
export const KNOWN_BOUNDS: ReadonlyMap<string, { readonly type: string; readonly bounds: Bounds }> = new Map(
  ["Int", "Float"].flatMap((suffix) => {
    const signs: { readonly [prefix: string]: Bounds } = {
      Positive: { gt: 0 },
      Negative: { lt: 0 },
      NonNegative: { ge: 0 },
      NonPositive: { le: 0 },
    };
    const type = `builtins.${suffix.toLowerCase()}`;
    return Object.entries(signs).map(([prefix, bounds]) => [`pydantic.${prefix}${suffix}`, { type, bounds }] as const);
  }),
);

/** Functions that make a constrained type, with the type they constrain. */
export const KNOWN_CONSTRUCTORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "pydantic.constr": "builtins.str",
    "pydantic.conint": "builtins.int",
    "pydantic.confloat": "builtins.float",
    "pydantic.conbytes": "builtins.bytes",
    "pydantic.condecimal": "decimal.Decimal",
    "pydantic.condate": "datetime.date",
    "pydantic.conlist": "typing.List",
    "pydantic.conset": "typing.Set",
    "pydantic.confrozenset": "typing.FrozenSet",
  }),
);

const names = (module: string, list: string) => list.split(" ").map((name) => `${module}.${name}`);

/** Generic collections of one type argument. */
export const KNOWN_LISTS: ReadonlyMap<string, { readonly unique: boolean }> = new Map<string, { unique: boolean }>([
  ...[
    "builtins.list",
    ...names(
      "typing",
      "List Sequence MutableSequence Iterable Collection Deque Iterator Reversible Container Generator",
    ),
  ].map((name) => [name, { unique: false }] as const),
  ...[...names("builtins", "set frozenset"), ...names("typing", "Set FrozenSet AbstractSet MutableSet")].map(
    (name) => [name, { unique: true }] as const,
  ),
]);

export const KNOWN_MAPS: ReadonlySet<string> = new Set([
  "builtins.dict",
  "typing.Dict",
  "typing.Mapping",
  "typing.MutableMapping",
  "typing.DefaultDict",
  "typing.OrderedDict",
]);
