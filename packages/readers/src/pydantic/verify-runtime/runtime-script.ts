/**
 * Python program that prints, as one JSON text, what Pydantic knows of models
 * at run time: `python - MODULE…` with this text on standard input. It
 * imports the modules, so it runs their code. It shares nothing with the
 * reader: types are walked as `typing` objects, fields as `model_fields`.
 */
export const RUNTIME_SCRIPT = String.raw`"""Prints what Pydantic knows of the models of packages or modules at run time, as JSON.

Arguments: names of modules; a package stands for everything inside it.
"""
import collections
import collections.abc
import contextlib
import dataclasses
import datetime
import decimal
import enum
import importlib
import inspect
import io
import ipaddress
import json
import math
import os
import pathlib
import pkgutil
import re
import sys
import types
import typing
import uuid
import warnings

import annotated_types
import pydantic
import typing_extensions
from pydantic import AliasChoices, AliasPath, BaseModel, RootModel
from pydantic.fields import FieldInfo
from pydantic.networks import _BaseMultiHostUrl, _BaseUrl
from pydantic_core import PydanticUndefined

try:
    from pydantic._internal._type_refs import model_type_ref
except ImportError:
    from pydantic._internal._core_utils import get_type_ref as model_type_ref

BOUNDS = ("gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "pattern")
JSON = {"kind": "scalar", "family": "json"}


def scalar(family, encoding=None, **more):
    node = {"kind": "scalar", "family": family, **more}
    if encoding is not None:
        node["encoding"] = encoding
    return node


EXACT = {
    str: scalar("string"),
    int: scalar("int"),
    float: scalar("float", bits=64),
    bool: scalar("bool"),
    bytes: scalar("bytes"),
    bytearray: scalar("bytes"),
    object: JSON,
    typing.Any: JSON,
    typing_extensions.Any: JSON,
    typing.LiteralString: scalar("string"),
    datetime.datetime: scalar("timestamp"),
    pydantic.AwareDatetime: scalar("timestamp"),
    pydantic.NaiveDatetime: scalar("timestamp"),
    pydantic.PastDatetime: scalar("timestamp"),
    pydantic.FutureDatetime: scalar("timestamp"),
    datetime.date: scalar("date"),
    pydantic.PastDate: scalar("date"),
    pydantic.FutureDate: scalar("date"),
    datetime.time: scalar("time"),
    datetime.timedelta: scalar("duration"),
    decimal.Decimal: scalar("decimal"),
    uuid.UUID: scalar("uuid"),
    pydantic.EmailStr: scalar("string", "email"),
    pydantic.NameEmail: scalar("string", "name-email"),
    pydantic.SecretStr: scalar("string", "secret"),
    pydantic.SecretBytes: scalar("bytes", "secret"),
    pydantic.Json: scalar("string", "json"),
    pydantic.ByteSize: scalar("int"),
    pydantic.PaymentCardNumber: scalar("string"),
    pydantic.ImportString: scalar("string", "import"),
    pydantic.IPvAnyAddress: scalar("string", "ip"),
    pydantic.IPvAnyInterface: scalar("string", "ip"),
    pydantic.IPvAnyNetwork: scalar("string", "ip"),
    re.Pattern: scalar("string", "regex"),
    os.PathLike: scalar("string", "path"),
}
IP = (
    ipaddress.IPv4Address,
    ipaddress.IPv6Address,
    ipaddress.IPv4Interface,
    ipaddress.IPv6Interface,
    ipaddress.IPv4Network,
    ipaddress.IPv6Network,
)
SETS = (set, frozenset, collections.abc.Set, collections.abc.MutableSet)
LISTS = (
    list,
    collections.deque,
    collections.abc.Sequence,
    collections.abc.MutableSequence,
    collections.abc.Iterable,
    collections.abc.Iterator,
    collections.abc.Collection,
    collections.abc.Reversible,
    collections.abc.Container,
    collections.abc.Generator,
)
MAPS = (
    dict,
    collections.OrderedDict,
    collections.defaultdict,
    collections.abc.Mapping,
    collections.abc.MutableMapping,
)


class Parts(typing.NamedTuple):
    """What may stand in the place of an annotation: alternatives, null, and what narrows them."""

    alternatives: list
    nullable: bool = False
    discriminator: "str | None" = None
    bounds: dict = {}


def opaque(text):
    return {"kind": "unknown", "text": str(text)}


def qualified(cls):
    """Module and qualified name; of an instantiated generic, the module of the generic.

    Pydantic itself gives it the module that happened to instantiate it first.
    """
    origin = getattr(cls, "__pydantic_generic_metadata__", {}).get("origin")
    if origin is None:
        return f"{cls.__module__}.{cls.__qualname__}"
    return f"{qualified(origin)[: -len(origin.__name__)]}{cls.__name__}"


def number(value):
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, decimal.Decimal):
        digits = value.as_tuple().digits
        return float(value) if len(digits) <= 15 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, re.Pattern):
        return value.pattern
    return value if isinstance(value, str) else None


def bounds_of(metadata):
    found = {}
    for one in metadata:
        if isinstance(one, FieldInfo):
            found.update(bounds_of(one.metadata))
        elif isinstance(one, annotated_types.GroupedMetadata):
            found.update(bounds_of(list(one)))
        else:
            for name in BOUNDS:
                value = number(getattr(one, name, None))
                if value is not None:
                    found[name] = value
    return found


def discriminator_of(metadata):
    found = None
    for one in metadata:
        value = one.discriminator if isinstance(one, (FieldInfo, pydantic.Discriminator)) else None
        if isinstance(value, pydantic.Discriminator):
            value = value.discriminator
        if isinstance(value, str):
            found = value
    return found


def union(alternatives, discriminator=None):
    distinct = list({json.dumps(one, sort_keys=True): one for one in alternatives}.values())
    if not distinct:
        return {"kind": "literal", "values": []}
    if len(distinct) == 1:
        return distinct[0]
    node = {"kind": "union", "of": distinct}
    if discriminator is not None:
        node["discriminator"] = discriminator
    return node


def inner(annotation, active):
    found = parts(annotation, active)
    node = union(found.alternatives, found.discriminator)
    return {"kind": "nullable", "of": node} if found.nullable else node


def parts(annotation, active=()):
    if annotation is None or annotation is type(None):
        return Parts([], True)
    origin = typing_extensions.get_origin(annotation)
    args = typing_extensions.get_args(annotation)
    if origin in (typing.Annotated, typing_extensions.Annotated):
        found = parts(args[0], active)
        discriminator = discriminator_of(args[1:]) or found.discriminator
        return found._replace(discriminator=discriminator, bounds={**found.bounds, **bounds_of(args[1:])})
    if origin in (typing.Union, types.UnionType):
        each = [parts(arg, active) for arg in args]
        nullable = any(one.nullable for one in each)
        told = [one for one in each if one.alternatives]
        if len(told) == 1:
            return told[0]._replace(nullable=nullable)
        flat = []
        for one in told:
            if one.discriminator is not None and len(one.alternatives) > 1:
                flat.append(union(one.alternatives, one.discriminator))
            else:
                flat.extend(one.alternatives)
        return Parts(flat, nullable)
    if origin in (typing.Literal, typing_extensions.Literal):
        values = [value.value if isinstance(value, enum.Enum) else value for value in args]
        kept = [value for value in values if value is not None]
        if any(not isinstance(value, (str, int, bool)) for value in kept):
            return Parts([opaque(annotation)])
        return Parts([{"kind": "literal", "values": kept}] if kept else [], len(kept) < len(values))
    if isinstance(annotation, typing_extensions.TypeAliasType) or isinstance(origin, typing_extensions.TypeAliasType):
        alias = annotation if origin is None else origin
        if alias is pydantic.JsonValue:
            return Parts([JSON])
        if annotation in active:
            return Parts([opaque(alias)])
        value = alias.__value__
        return parts(value[args] if args else value, (*active, annotation))
    if isinstance(annotation, (str, typing.ForwardRef)) and active:
        # Aliases keep strings as they are; they mean what they mean in the module of the alias.
        text = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        alias = typing_extensions.get_origin(active[-1]) or active[-1]
        return parts(eval(text, vars(sys.modules[alias.__module__])), active)
    if type(annotation).__name__ == "PydanticRecursiveRef":
        # A generic that contains itself, seen while it was being made.
        for cls in subclasses(BaseModel, set()):
            generic = getattr(cls, "__pydantic_generic_metadata__", {"origin": None})
            if generic["origin"] and model_type_ref(generic["origin"], args_override=generic["args"]) == annotation.type_ref:
                return Parts([{"kind": "ref", "name": qualified(cls)}])
    if isinstance(annotation, typing.NewType):
        return parts(annotation.__supertype__, active)
    if isinstance(annotation, (typing.TypeVar, typing_extensions.TypeVar)):
        if getattr(annotation, "has_default", bool)():
            return parts(annotation.__default__, active)
        if annotation.__constraints__:
            return parts(typing.Union[annotation.__constraints__], active)
        if annotation.__bound__ is not None:
            return parts(annotation.__bound__, active)
        return Parts([JSON])
    return Parts([single(annotation, origin, args, active)])


def single(annotation, origin, args, active):
    exact = EXACT.get(annotation if origin is None else origin) if isinstance(annotation, collections.abc.Hashable) else None
    if exact is not None:
        return exact
    kind = annotation if origin is None else origin
    item = lambda index: inner(args[index], active) if index < len(args) else JSON
    if kind is tuple:
        if not args and annotation is not tuple and annotation is not typing.Tuple:
            return {"kind": "list", "item": JSON, "tuple": []}
        if not args or len(args) == 2 and args[1] is ...:
            return {"kind": "list", "item": item(0)}
        return {"kind": "list", "item": inner(typing.Union[args], active), "tuple": [inner(arg, active) for arg in args]}
    if kind is collections.Counter:
        return {"kind": "map", "key": item(0), "value": EXACT[int]}
    if kind in MAPS:
        return {"kind": "map", "key": item(0), "value": item(1)}
    if kind in SETS:
        return {"kind": "list", "item": item(0), "unique": True}
    if kind in LISTS:
        return {"kind": "list", "item": item(0)}
    if not isinstance(annotation, type):
        return opaque(annotation)
    if annotation is BaseModel:
        return JSON
    if issubclass(annotation, BaseModel):
        if annotation.__pydantic_generic_metadata__["origin"] is RootModel:
            return inner(annotation.model_fields["root"].annotation, active)
        return {"kind": "ref", "name": qualified(annotation)}
    if issubclass(annotation, enum.Enum):
        return {"kind": "ref", "name": qualified(annotation)}
    if issubclass(annotation, (_BaseUrl, _BaseMultiHostUrl)):
        return scalar("string", "url")
    if annotation in IP:
        return scalar("string", "ip")
    if annotation.__module__.startswith("pathlib") and issubclass(annotation, pathlib.PurePath):
        return scalar("string", "path")
    return opaque(annotation)


def constant(value):
    """A default as data; raises TypeError for what is none."""
    if isinstance(value, enum.Enum):
        return value.value
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) in (list, tuple, set, frozenset):
        items = [constant(one) for one in value]
        return sorted(items, key=json.dumps) if type(value) in (set, frozenset) else items
    if type(value) is dict and all(isinstance(key, str) for key in value):
        return {str(key.value if isinstance(key, enum.Enum) else key): constant(one) for key, one in value.items()}
    raise TypeError(type(value))


def default_of(field):
    factory = field.default_factory
    if factory is not None:
        factory = typing_extensions.get_origin(factory) or factory
        if factory in (list, set, frozenset, tuple, collections.deque):
            return {"kind": "empty", "of": "list"}
        if factory in (dict, collections.OrderedDict, collections.defaultdict, collections.Counter):
            return {"kind": "empty", "of": "map"}
        if isinstance(factory, type) and issubclass(factory, BaseModel):
            return {"kind": "empty", "of": "record"}
        return {"kind": "dynamic"}
    if field.default is PydanticUndefined:
        return None
    if isinstance(field.default, enum.Enum):
        return {"kind": "member", "enum": qualified(type(field.default)), "member": field.default.name}
    if type(field.default) in (list, tuple, set, frozenset) and not field.default:
        return {"kind": "empty", "of": "list"}
    if type(field.default) is dict and not field.default:
        return {"kind": "empty", "of": "map"}
    try:
        unordered = {"unordered": True} if type(field.default) in (set, frozenset) else {}
        return {"kind": "value", "value": constant(field.default), **unordered}
    except TypeError:
        return {"kind": "dynamic"}


def aliases(alias):
    if alias is None:
        return None
    if isinstance(alias, AliasChoices):
        return [name for choice in alias.choices for name in aliases(choice)]
    return [".".join(str(part) for part in alias.path)] if isinstance(alias, AliasPath) else [alias]


def describe_field(name, field):
    found = parts(field.annotation)
    bounds = {**found.bounds, **bounds_of(field.metadata)}
    # An Annotated[..., Discriminator(...)] stays in the metadata of the field.
    discriminator = field.discriminator
    if isinstance(discriminator, pydantic.Discriminator):
        discriminator = discriminator.discriminator
    if not isinstance(discriminator, str):
        discriminator = discriminator_of(field.metadata) or found.discriminator
    return {
        "name": name,
        "alias": field.alias,
        "validationAlias": aliases(field.validation_alias),
        "serializationAlias": field.serialization_alias,
        "required": field.is_required(),
        "default": default_of(field),
        "type": union(found.alternatives, discriminator),
        "nullable": found.nullable,
        "bounds": bounds,
        "description": field.description,
        "deprecated": bool(field.deprecated),
    }


def describe_computed(name, field):
    found = parts(field.return_type) if field.return_type is not PydanticUndefined else Parts([JSON])
    return {"name": name, "alias": field.alias, "type": union(found.alternatives, found.discriminator), "nullable": found.nullable}


def describe_model(cls):
    config = cls.model_config
    doc = cls.__dict__.get("__doc__")
    return {
        "name": qualified(cls),
        "generic": is_instance(cls),
        "root": issubclass(cls, RootModel),
        "extra": config.get("extra"),
        "byName": bool(config.get("validate_by_name") or config.get("populate_by_name")),
        "byAlias": config.get("validate_by_alias", True) is not False,
        "frozen": bool(config.get("frozen")),
        "doc": inspect.cleandoc(doc) if doc else None,
        "deprecated": "__deprecated__" in cls.__dict__,
        "fields": [describe_field(name, field) for name, field in cls.model_fields.items()],
        "computed": [describe_computed(name, field) for name, field in cls.model_computed_fields.items()],
    }


def describe_enum(cls):
    return {"name": qualified(cls), "members": [{"name": one.name, "value": one.value} for one in cls]}


def subclasses(cls, seen):
    for one in type.__subclasses__(cls):
        if one not in seen:
            seen.add(one)
            subclasses(one, seen)
    return seen


def is_instance(cls):
    """Whether the class is a generic with its arguments filled in."""
    return "[" in cls.__name__


def is_final(cls):
    """Whether the class is what its module has under its name in the end."""
    found = sys.modules.get(cls.__module__)
    for part in cls.__qualname__.split("."):
        found = getattr(found, part, None) if not isinstance(found, type) else found.__dict__.get(part)
    return found is cls


def load(name, errors):
    try:
        module = importlib.import_module(name)
    except BaseException as error:
        errors.append({"module": name, "error": f"{type(error).__name__}: {error}"})
        return
    folders = list(getattr(module, "__path__", None) or [])
    for inside in pkgutil.iter_modules(folders, f"{name}."):
        if not inside.name.endswith("__main__"):
            load(inside.name, errors)
    # Packages without an __init__.py.
    for folder in map(pathlib.Path, folders):
        for child in sorted(folder.iterdir()):
            if child.is_dir() and child.name.isidentifier() and not (child / "__init__.py").exists():
                if any(child.glob("*.py")) or any(child.glob("*/*.py")):
                    load(f"{name}.{child.name}", errors)


def main(names):
    errors, incomplete = [], []
    noise = io.StringIO()
    with contextlib.redirect_stdout(noise), contextlib.redirect_stderr(noise), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            load(name, errors)
        belongs = lambda cls: any(cls.__module__ == name or cls.__module__.startswith(f"{name}.") for name in names)
        wanted = lambda base: sorted(
            (cls for cls in subclasses(base, set()) if belongs(cls) and "<locals>" not in cls.__qualname__), key=qualified
        )
        models = []
        for cls in wanted(BaseModel):
            if not is_instance(cls) and not is_final(cls):
                continue
            try:
                complete = cls.__pydantic_fields_complete__ or (cls.model_rebuild(raise_errors=False), cls.__pydantic_fields_complete__)[1]
                if complete:
                    models.append(describe_model(cls))
                else:
                    incomplete.append({"name": qualified(cls), "error": "not fully defined"})
            except BaseException as error:
                incomplete.append({"name": qualified(cls), "error": f"{type(error).__name__}: {error}"})
        enums = []
        for cls in wanted(enum.Enum):
            if is_final(cls):
                try:
                    enums.append(json.loads(json.dumps(describe_enum(cls))))
                except (TypeError, ValueError):
                    enums.append({"name": qualified(cls), "members": None})
    version = {"python": sys.version.split()[0], "pydantic": pydantic.VERSION}
    json.dump({**version, "models": models, "enums": enums, "errors": errors, "incomplete": incomplete}, sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main(sys.argv[1:])
`;
