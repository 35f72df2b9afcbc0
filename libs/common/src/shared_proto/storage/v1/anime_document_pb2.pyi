import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PayloadCompression(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYLOAD_COMPRESSION_UNSPECIFIED: _ClassVar[PayloadCompression]
    PAYLOAD_COMPRESSION_NONE: _ClassVar[PayloadCompression]
    PAYLOAD_COMPRESSION_GZIP: _ClassVar[PayloadCompression]
    PAYLOAD_COMPRESSION_ZSTD: _ClassVar[PayloadCompression]
PAYLOAD_COMPRESSION_UNSPECIFIED: PayloadCompression
PAYLOAD_COMPRESSION_NONE: PayloadCompression
PAYLOAD_COMPRESSION_GZIP: PayloadCompression
PAYLOAD_COMPRESSION_ZSTD: PayloadCompression

class AnimeDocument(_message.Message):
    __slots__ = ("schema_version", "document_id", "revision", "title", "anime_type", "anime_status", "premiere_year", "genres", "sources", "mean_score", "payload_type", "payload", "payload_compression", "content_hash", "created_at", "updated_at", "deleted_at", "ingestion_run_id")
    SCHEMA_VERSION_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ANIME_TYPE_FIELD_NUMBER: _ClassVar[int]
    ANIME_STATUS_FIELD_NUMBER: _ClassVar[int]
    PREMIERE_YEAR_FIELD_NUMBER: _ClassVar[int]
    GENRES_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    MEAN_SCORE_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_TYPE_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_COMPRESSION_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HASH_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    INGESTION_RUN_ID_FIELD_NUMBER: _ClassVar[int]
    schema_version: int
    document_id: str
    revision: int
    title: str
    anime_type: str
    anime_status: str
    premiere_year: int
    genres: _containers.RepeatedScalarFieldContainer[str]
    sources: _containers.RepeatedScalarFieldContainer[str]
    mean_score: float
    payload_type: str
    payload: bytes
    payload_compression: PayloadCompression
    content_hash: bytes
    created_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    deleted_at: _timestamp_pb2.Timestamp
    ingestion_run_id: str
    def __init__(self, schema_version: _Optional[int] = ..., document_id: _Optional[str] = ..., revision: _Optional[int] = ..., title: _Optional[str] = ..., anime_type: _Optional[str] = ..., anime_status: _Optional[str] = ..., premiere_year: _Optional[int] = ..., genres: _Optional[_Iterable[str]] = ..., sources: _Optional[_Iterable[str]] = ..., mean_score: _Optional[float] = ..., payload_type: _Optional[str] = ..., payload: _Optional[bytes] = ..., payload_compression: _Optional[_Union[PayloadCompression, str]] = ..., content_hash: _Optional[bytes] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ingestion_run_id: _Optional[str] = ...) -> None: ...
