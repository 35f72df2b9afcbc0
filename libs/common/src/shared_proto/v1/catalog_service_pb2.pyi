from shared_proto.v1 import anime_pb2 as _anime_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetAnimeRequest(_message.Message):
    __slots__ = ("anime_id", "source", "include_characters")
    ANIME_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_CHARACTERS_FIELD_NUMBER: _ClassVar[int]
    anime_id: str
    source: str
    include_characters: bool
    def __init__(self, anime_id: _Optional[str] = ..., source: _Optional[str] = ..., include_characters: _Optional[bool] = ...) -> None: ...

class GetAnimeResponse(_message.Message):
    __slots__ = ("anime", "characters")
    ANIME_FIELD_NUMBER: _ClassVar[int]
    CHARACTERS_FIELD_NUMBER: _ClassVar[int]
    anime: _anime_pb2.Anime
    characters: _containers.RepeatedCompositeFieldContainer[_anime_pb2.Character]
    def __init__(self, anime: _Optional[_Union[_anime_pb2.Anime, _Mapping]] = ..., characters: _Optional[_Iterable[_Union[_anime_pb2.Character, _Mapping]]] = ...) -> None: ...

class SearchAnimeRequest(_message.Message):
    __slots__ = ("query", "types", "statuses", "season", "year", "genres", "include_nsfw", "limit")
    QUERY_FIELD_NUMBER: _ClassVar[int]
    TYPES_FIELD_NUMBER: _ClassVar[int]
    STATUSES_FIELD_NUMBER: _ClassVar[int]
    SEASON_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    GENRES_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_NSFW_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    query: str
    types: _containers.RepeatedScalarFieldContainer[_anime_pb2.AnimeType]
    statuses: _containers.RepeatedScalarFieldContainer[_anime_pb2.AnimeStatus]
    season: _anime_pb2.AnimeSeason
    year: int
    genres: _containers.RepeatedScalarFieldContainer[str]
    include_nsfw: bool
    limit: int
    def __init__(self, query: _Optional[str] = ..., types: _Optional[_Iterable[_Union[_anime_pb2.AnimeType, str]]] = ..., statuses: _Optional[_Iterable[_Union[_anime_pb2.AnimeStatus, str]]] = ..., season: _Optional[_Union[_anime_pb2.AnimeSeason, str]] = ..., year: _Optional[int] = ..., genres: _Optional[_Iterable[str]] = ..., include_nsfw: _Optional[bool] = ..., limit: _Optional[int] = ...) -> None: ...

class SearchAnimeResponse(_message.Message):
    __slots__ = ("anime", "position")
    ANIME_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    anime: _anime_pb2.Anime
    position: int
    def __init__(self, anime: _Optional[_Union[_anime_pb2.Anime, _Mapping]] = ..., position: _Optional[int] = ...) -> None: ...

class ListEpisodesRequest(_message.Message):
    __slots__ = ("anime_id", "season_number", "page_size", "page_token")
    ANIME_ID_FIELD_NUMBER: _ClassVar[int]
    SEASON_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    anime_id: str
    season_number: int
    page_size: int
    page_token: str
    def __init__(self, anime_id: _Optional[str] = ..., season_number: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEpisodesResponse(_message.Message):
    __slots__ = ("episodes", "next_page_token")
    EPISODES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    episodes: _containers.RepeatedCompositeFieldContainer[_anime_pb2.Episode]
    next_page_token: str
    def __init__(self, episodes: _Optional[_Iterable[_Union[_anime_pb2.Episode, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
