"""Check that the protobuf mirror still has every name of the Pydantic models.

Run by CI with the models and the generated stubs on PYTHONPATH. Exits with 1 and prints one line
per difference when a message, a field or an enum member is missing on either side.
"""

import inspect
import re
import sys
from collections.abc import Iterator
from enum import Enum
from types import ModuleType

from pydantic import BaseModel

from common.models import anime as models
from shared_proto.v1 import anime_pb2 as stubs

# Models without a message of the same shape, and why.
SKIPPED_MODELS = {
    "ProductionStaff",  # dynamic roles: the message keeps them in a map
}

# Enums that never travel as protobuf.
SKIPPED_ENUMS: set[str] = set()

# Fields that exist on one side only, by message.
SKIPPED_FIELDS: dict[str, set[str]] = {}

# Every proto3 enum begins with this member; the models have no use for it.
ZERO_MEMBER = "UNSPECIFIED"


def defined_in(module: ModuleType, base: type) -> Iterator[type]:
    """Give the classes that the module itself defines below a base class."""
    for _, cls in inspect.getmembers(module, inspect.isclass):
        if issubclass(cls, base) and cls is not base and cls.__module__ == module.__name__:
            yield cls


def upper_snake(name: str) -> str:
    """Turn AnimeStatus into ANIME_STATUS, as enum members are prefixed in protobuf."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", spaced).upper()


def model_fields(model: type[BaseModel]) -> set[str]:
    """Names of the fields of a model, without those that are skipped."""
    return set(model.model_fields) - SKIPPED_FIELDS.get(model.__name__, set())


def message_fields(name: str) -> set[str]:
    """Names of the fields of a message, without those that are skipped."""
    descriptor = stubs.DESCRIPTOR.message_types_by_name[name]
    return {field.name for field in descriptor.fields} - SKIPPED_FIELDS.get(name, set())


def model_members(enum: type[Enum]) -> set[str]:
    """Names of the members of a Python enum."""
    return {member.name for member in enum}


def message_members(name: str) -> set[str]:
    """Names of the members of a protobuf enum, without their prefix and without the zero member."""
    prefix = f"{upper_snake(name)}_"
    values = stubs.DESCRIPTOR.enum_types_by_name[name].values
    return {value.name.removeprefix(prefix) for value in values} - {ZERO_MEMBER}


def compare_names(owner: str, kind: str, in_model: set[str], in_proto: set[str]) -> Iterator[str]:
    """Say which names stand on one side only."""
    for name in sorted(in_model - in_proto):
        yield f"{owner}: {kind} {name!r} is missing in the proto"
    for name in sorted(in_proto - in_model):
        yield f"{owner}: {kind} {name!r} is missing in the model"


def check_models() -> Iterator[str]:
    """Compare every model with the message of the same name."""
    messages = stubs.DESCRIPTOR.message_types_by_name
    for model in defined_in(models, BaseModel):
        name = model.__name__
        if name in SKIPPED_MODELS:
            continue
        if name not in messages:
            yield f"{name}: there is no message for this model"
            continue
        yield from compare_names(name, "field", model_fields(model), message_fields(name))


def check_enums() -> Iterator[str]:
    """Compare every enum with the protobuf enum of the same name."""
    enums = stubs.DESCRIPTOR.enum_types_by_name
    for enum in defined_in(models, Enum):
        name = enum.__name__
        if name in SKIPPED_ENUMS:
            continue
        if name not in enums:
            yield f"{name}: there is no protobuf enum for this enum"
            continue
        yield from compare_names(name, "member", model_members(enum), message_members(name))


def check_skip_lists() -> Iterator[str]:
    """A skipped name that exists nowhere any more hides nothing, and should go."""
    known_models = {model.__name__ for model in defined_in(models, BaseModel)}
    known_enums = {enum.__name__ for enum in defined_in(models, Enum)}
    for name in sorted(SKIPPED_MODELS - known_models):
        yield f"SKIPPED_MODELS: {name!r} is no model"
    for name in sorted(SKIPPED_ENUMS - known_enums):
        yield f"SKIPPED_ENUMS: {name!r} is no enum"
    for name in sorted(set(SKIPPED_FIELDS) - known_models):
        yield f"SKIPPED_FIELDS: {name!r} is no model"


def count_compared() -> tuple[int, int]:
    """Number of models and of enums that are compared."""
    compared_models = [
        model for model in defined_in(models, BaseModel) if model.__name__ not in SKIPPED_MODELS
    ]
    compared_enums = [
        enum for enum in defined_in(models, Enum) if enum.__name__ not in SKIPPED_ENUMS
    ]
    return len(compared_models), len(compared_enums)


def main() -> int:
    """Print the differences and give the exit status."""
    differences = [*check_models(), *check_enums(), *check_skip_lists()]
    for difference in differences:
        print(f"error: {difference}")
    model_count, enum_count = count_compared()
    print(
        f"{model_count} models and {enum_count} enums compared, "
        f"{len(differences)} difference{'' if len(differences) == 1 else 's'}"
    )
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
