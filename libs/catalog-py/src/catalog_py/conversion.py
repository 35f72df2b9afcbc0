"""The hand-written models as messages, and messages as models.

Both directions follow the conventions of ``protos/shared_proto/v1/anime.proto``: a value that is
None is an absent field, an enum is named alike on both sides, a map of lists goes through a wrapper
with one field ``items``, and the open roles of ``ProductionStaff`` stand in a map.
"""

import math
import re
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

from google.protobuf.descriptor import EnumDescriptor, FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from pydantic import BaseModel

from common import models
from common.models import ProductionStaff

ModelT = TypeVar("ModelT", bound=BaseModel)
MessageT = TypeVar("MessageT", bound=Message)


class ConversionError(ValueError):
    """A value that the other side has no place for."""


def to_message(model: BaseModel, message_class: type[MessageT]) -> MessageT:
    """Write a model as a message of the class that mirrors it.

    Raises ConversionError when the message lacks a field or an enum value of the model, or when a
    number does not fit its field.
    """
    message = message_class()
    _fill(message, model)
    return message


def from_message(message: Message, model_class: type[ModelT]) -> ModelT:
    """Read a message into the model that it mirrors.

    An enum that is unspecified counts as absent. Raises ConversionError for an enum value that the
    model does not know, and pydantic.ValidationError when the model refuses the values.
    """
    return model_class.model_validate(_values(message))


# --- Model to message ----------------------------------------------------------------------------


def _fill(message: Message, model: BaseModel) -> None:
    if isinstance(model, ProductionStaff):
        _set(message, "roles", model.by_role())
        return
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is not None:
            _set(message, name, value)


def _set(message: Message, name: str, value: Any) -> None:
    field = message.DESCRIPTOR.fields_by_name.get(name)
    if field is None:
        owner = message.DESCRIPTOR.full_name
        raise ConversionError(f"{owner} has no field `{name}` for {value!r}.")
    target = getattr(message, name)
    try:
        if isinstance(value, Mapping):
            for key, item in value.items():
                _set_entry(target, field, key.value if isinstance(key, Enum) else key, item)
        elif isinstance(value, list):
            for item in value:
                _append(target, field, item)
        elif isinstance(value, BaseModel):
            target.SetInParent()
            _fill(target, value)
        elif isinstance(value, datetime):
            target.FromDatetime(value)
        else:
            setattr(message, name, _scalar(field, value))
    except (OverflowError, TypeError, ValueError) as error:
        if isinstance(error, ConversionError):
            raise
        raise ConversionError(f"{field.full_name} cannot hold {value!r}: {error}") from error


def _append(target: Any, field: FieldDescriptor, item: Any) -> None:
    if isinstance(item, BaseModel):
        _fill(target.add(), item)
    else:
        target.append(_scalar(field, item))


def _set_entry(target: Any, field: FieldDescriptor, key: str, item: Any) -> None:
    value_field = field.message_type.fields_by_name["value"]
    if isinstance(item, list):
        _set(target[key], "items", item)
    elif isinstance(item, BaseModel):
        _fill(target[key], item)
    else:
        target[key] = _scalar(value_field, item)


def _scalar(field: FieldDescriptor, value: Any) -> Any:
    if not isinstance(value, Enum):
        return value
    name = _prefix(field.enum_type) + value.name
    number = field.enum_type.values_by_name.get(name)
    if number is None:
        raise ConversionError(f"{field.enum_type.full_name} has no value `{name}`.")
    return number.number


# --- Message to model ----------------------------------------------------------------------------


def _values(message: Message) -> dict[str, Any]:
    fields = {field.name: getattr(message, field.name) for field in _given(message)}
    descriptors = message.DESCRIPTOR.fields_by_name
    values = {name: _value(descriptors[name], value) for name, value in fields.items()}
    if message.DESCRIPTOR.name == ProductionStaff.__name__:
        return values.get("roles", {})
    return {name: value for name, value in values.items() if value is not None}


def _given(message: Message) -> list[FieldDescriptor]:
    """Fields that say something: those that can be absent only where they are present."""
    return [
        field
        for field in message.DESCRIPTOR.fields
        if not field.has_presence or message.HasField(field.name)
    ]


def _value(field: FieldDescriptor, value: Any) -> Any:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        value_field = field.message_type.fields_by_name["value"]
        return {key: _item(value_field, value[key]) for key in value}
    if field.is_repeated:
        return [_item(field, item) for item in value]
    return _item(field, value)


def _item(field: FieldDescriptor, item: Any) -> Any:
    if field.enum_type is not None:
        return _member(field.enum_type, item)
    if isinstance(item, Timestamp):
        return item.ToDatetime(tzinfo=UTC)
    if isinstance(item, Message):
        values = _values(item)
        stands_for_a_record = hasattr(models, item.DESCRIPTOR.name)
        return values if stands_for_a_record else values["items"]
    return _shortest(item) if field.type == FieldDescriptor.TYPE_FLOAT else item


def _shortest(value: float) -> float:
    """The number with the fewest digits that is the same 32-bit float: 8.1, not 8.100000381."""
    if not math.isfinite(value):
        return value
    candidates = (float(f"{value:.{digits}g}") for digits in range(1, 9))
    bits = struct.pack("<f", value)
    return next((number for number in candidates if _bits(number) == bits), value)


def _bits(number: float) -> bytes | None:
    try:
        return struct.pack("<f", number)
    except OverflowError:
        return None


def _member(enum: EnumDescriptor, number: int) -> Enum | None:
    if number == 0:
        return None
    value = enum.values_by_number.get(number)
    name = value.name.removeprefix(_prefix(enum)) if value else str(number)
    try:
        return getattr(models, enum.name)[name]
    except KeyError:
        raise ConversionError(f"The model's {enum.name} does not know `{name}`.") from None


def _prefix(enum: EnumDescriptor) -> str:
    """``ANIME_STATUS_``, which begins every value of ``AnimeStatus``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", enum.name).upper() + "_"
