import { KNOWN_BOUNDS, KNOWN_CONSTRUCTORS, KNOWN_LISTS, KNOWN_MAPS, KNOWN_SCALARS } from "./known-types.js";

/**
 * What is known without reading it: the standard library, `typing_extensions`,
 * Pydantic and its companions. Names are written as their canonical module has
 * them, so that every way of importing them gives one name.
 */

/** Versions that conditions in sources are decided for. */
export const READ_AS = { python: [3, 11, 0], pydantic: "2.14.0", platform: "linux" } as const;

const STANDARD_LIBRARY = new Set(
  (
    "abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 " +
    "cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent " +
    "configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis " +
    "distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib " +
    "functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib " +
    "imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap " +
    "marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers " +
    "opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix " +
    "posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource " +
    "rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket " +
    "socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog " +
    "tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace " +
    "traceback tracemalloc tty turtle types typing unicodedata unittest urllib uu uuid venv warnings wave weakref " +
    "webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
);

const COMPANIONS = new Set([
  "typing_extensions",
  "annotated_types",
  "pydantic",
  "pydantic_core",
  "pydantic_settings",
  "__future__",
]);

/** Whether a module needs no source: what it defines is known, or known to be no model. */
export function isKnownModule(module: string): boolean {
  const [head = ""] = module.split(".");
  return STANDARD_LIBRARY.has(head) || COMPANIONS.has(head);
}

const COLLECTIONS: { readonly [name: string]: string } = {
  deque: "Deque",
  defaultdict: "DefaultDict",
  OrderedDict: "OrderedDict",
  Counter: "Counter",
  ChainMap: "ChainMap",
};

/** One name for everything that several modules export. */
export function canonicalName(name: string): string {
  if (name.startsWith("typing_extensions.")) return `typing.${name.slice(18)}`;
  if (name.startsWith("collections.abc."))
    return name === "collections.abc.Set" ? "typing.AbstractSet" : `typing.${name.slice(16)}`;
  if (name.startsWith("collections.")) {
    const member = COLLECTIONS[name.slice(12)];
    return member === undefined ? name : `typing.${member}`;
  }
  if (name.startsWith("pydantic.v1.")) return name;
  if (name.startsWith("pydantic.")) {
    const match =
      /^pydantic\.(?:types|networks|fields|main|root_model|config|aliases|functional_validators|functional_serializers|version|json_schema|alias_generators|generics|dataclasses)\.(\w+)$/.exec(
        name,
      );
    return match === null ? name : `pydantic.${match[1]}`;
  }
  if (name.startsWith("pydantic_settings.")) return `pydantic_settings.${name.slice(name.lastIndexOf(".") + 1)}`;
  return name;
}

/** Classes whose subclasses are models. */
export const MODEL_ROOTS: ReadonlySet<string> = new Set([
  "pydantic.BaseModel",
  "pydantic.RootModel",
  "pydantic_settings.BaseSettings",
]);

export const ENUM_ROOTS: ReadonlySet<string> = new Set([
  "enum.Enum",
  "enum.IntEnum",
  "enum.StrEnum",
  "enum.Flag",
  "enum.IntFlag",
  "enum.ReprEnum",
]);

const BUILTINS = new Set(
  (
    "str int float bool bytes bytearray object list dict set frozenset tuple type complex range slice memoryview property " +
    "classmethod staticmethod super Exception BaseException ValueError TypeError KeyError RuntimeError LookupError " +
    "AttributeError NotImplementedError OSError IOError ImportError StopIteration Warning UserWarning DeprecationWarning " +
    "isinstance issubclass len getattr setattr hasattr print sorted min max sum any all zip map filter enumerate repr " +
    "callable hash id iter next open vars dir round abs"
  ).split(" "),
);

export const isBuiltin = (name: string): boolean =>
  BUILTINS.has(name) || /^[A-Z]\w*(?:Error|Exception|Warning)$/.test(name);

const RECOGNISED = new Set(
  (
    "Field ConfigDict AliasChoices AliasPath AliasGenerator Discriminator StringConstraints Strict PrivateAttr " +
    "computed_field create_model Tag Extra VERSION Secret"
  )
    .split(" ")
    .map((name) => `pydantic.${name}`),
);

const SPECIAL_FORMS = new Set(
  (
    "Any Optional Union Annotated Literal ClassVar Final Required NotRequired ReadOnly Tuple Type Generic Protocol TypeVar " +
    "TypeAlias TypeAliasType NewType NamedTuple TypedDict TYPE_CHECKING Counter ChainMap Callable Self Never NoReturn deprecated"
  )
    .split(" ")
    .map((name) => `typing.${name}`),
);

/** Whether a canonical name has a meaning of its own here. */
export function isRecognised(name: string): boolean {
  return (
    KNOWN_SCALARS.has(name) ||
    KNOWN_BOUNDS.has(name) ||
    KNOWN_CONSTRUCTORS.has(name) ||
    KNOWN_LISTS.has(name) ||
    KNOWN_MAPS.has(name) ||
    MODEL_ROOTS.has(name) ||
    ENUM_ROOTS.has(name) ||
    RECOGNISED.has(name) ||
    SPECIAL_FORMS.has(name)
  );
}
