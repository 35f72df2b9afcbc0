"""Speaks the contracts in Python: see ../README.md for the protocol and the notation."""

import base64
import importlib
import json
import math
import pkgutil
import struct
import sys
from typing import Any, BinaryIO

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

import shared_proto

FLOATS = {FieldDescriptor.TYPE_FLOAT: ">f", FieldDescriptor.TYPE_DOUBLE: ">d"}


def generated_messages() -> dict[str, type[Message]]:
    """Give the generated class of every top-level message, by its full name."""
    messages: dict[str, type[Message]] = {}
    for module in pkgutil.walk_packages(shared_proto.__path__, "shared_proto."):
        stub = importlib.import_module(module.name)
        if module.name.endswith("_pb2"):
            for name, descriptor in stub.DESCRIPTOR.message_types_by_name.items():
                messages[descriptor.full_name] = getattr(stub, name)
    return messages


# --- Notation to message -------------------------------------------------------------------------


def read_message(message: Message, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        field = message.DESCRIPTOR.fields_by_name.get(name)
        if field is None:
            raise ValueError(f"{message.DESCRIPTOR.full_name} has no field `{name}`")
        target = getattr(message, name)
        if is_map(field):
            read_map(target, field, value[""])
        elif field.is_repeated:
            for item in value:
                read_item(target, field, item)
        elif field.message_type is not None:
            target.SetInParent()
            read_message(target, value)
        else:
            setattr(message, name, read_scalar(field, value))


def read_map(target: Any, field: FieldDescriptor, entries: list[list[Any]]) -> None:
    key_field, value_field = (field.message_type.fields_by_name[name] for name in ("key", "value"))
    for key, value in entries:
        if value_field.message_type is not None:
            read_message(target[read_scalar(key_field, key)], value)
        else:
            target[read_scalar(key_field, key)] = read_scalar(value_field, value)


def read_item(target: Any, field: FieldDescriptor, item: Any) -> None:
    if field.message_type is not None:
        read_message(target.add(), item)
    else:
        target.append(read_scalar(field, item))


def read_scalar(field: FieldDescriptor, value: Any) -> Any:
    if field.enum_type is not None:
        return value if isinstance(value, int) else field.enum_type.values_by_name[value].number
    if field.type in FLOATS:
        if value == "NaN":
            return math.nan
        return struct.unpack(FLOATS[field.type], bytes.fromhex(value))[0]
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64decode(value)
    if field.type in (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BOOL):
        return value
    return int(value)


# --- Message to notation -------------------------------------------------------------------------


def write_message(message: Message) -> dict[str, Any]:
    return {field.name: write_field(field, value) for field, value in message.ListFields()}


def write_field(field: FieldDescriptor, value: Any) -> Any:
    if is_map(field):
        key_field, value_field = (
            field.message_type.fields_by_name[name] for name in ("key", "value")
        )
        return {
            "": [[write_item(key_field, key), write_item(value_field, value[key])] for key in value]
        }
    if field.is_repeated:
        return [write_item(field, item) for item in value]
    return write_item(field, value)


def write_item(field: FieldDescriptor, value: Any) -> Any:
    if field.message_type is not None:
        return write_message(value)
    if field.enum_type is not None:
        known = field.enum_type.values_by_number.get(value)
        return known.name if known else value
    if field.type in FLOATS:
        return "NaN" if math.isnan(value) else struct.pack(FLOATS[field.type], value).hex()
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64encode(value).decode()
    if field.type in (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BOOL):
        return value
    return str(value)


def is_map(field: FieldDescriptor) -> bool:
    return field.message_type is not None and field.message_type.GetOptions().map_entry


# --- Protocol ------------------------------------------------------------------------------------


def answer(messages: dict[str, type[Message]], request: dict[str, Any]) -> dict[str, Any]:
    if "type" not in request:
        return {"types": list(messages)}
    message_class = messages[request["type"]]
    if "values" in request:
        return {"messages": [encode(message_class(), fields) for fields in request["values"]]}
    parsed = [message_class.FromString(base64.b64decode(text)) for text in request["messages"]]
    return {
        "values": [write_message(message) for message in parsed],
        "messages": [base64.b64encode(message.SerializeToString()).decode() for message in parsed],
    }


def encode(message: Message, fields: dict[str, Any]) -> str:
    read_message(message, fields)
    return base64.b64encode(message.SerializeToString()).decode()


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    messages = generated_messages()
    while header := source.read(4):
        request = json.loads(source.read(struct.unpack(">I", header)[0]))
        try:
            response = answer(messages, request)
        except Exception as error:  # Whatever goes wrong with one request is its answer.
            response = {"error": f"{type(error).__name__}: {error}"}
        payload = json.dumps(response).encode()
        sink.write(struct.pack(">I", len(payload)) + payload)
        sink.flush()


serve(sys.stdin.buffer, sys.stdout.buffer)
