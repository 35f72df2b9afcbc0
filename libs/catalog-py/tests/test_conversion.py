"""Models become messages and come back; what has no place on the other side is refused."""

import types
import typing
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from shared_proto.v1 import anime_pb2

from catalog_py import ConversionError, from_message, to_message
from common import models
from common.models import (
    Anime,
    AnimeRecord,
    Broadcast,
    Episode,
    EpisodeRange,
    ProductionStaff,
    ScoreCalculations,
    StaffMember,
    Statistics,
)

RECORDS = [
    cls
    for cls in (getattr(models, name) for name in models.__all__)
    if issubclass(cls, BaseModel)
]
ENUMS = [
    cls for cls in (getattr(models, name) for name in models.__all__) if issubclass(cls, Enum)
]
INSTANT = datetime(2024, 1, 6, 14, 30, 0, 123456, tzinfo=UTC)


def filled(annotation: Any, name: str) -> Any:
    """Make a value of a type in which everything that can be set is set."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return filled(next(part for part in arguments if part is not type(None)), name)
    if origin is list:
        return [filled(arguments[0], name)]
    if origin is dict:
        return {filled(arguments[0], name): filled(arguments[1], name)}
    if annotation is ProductionStaff:
        return ProductionStaff(Director=[filled(StaffMember, name)], Music=[])
    if annotation is EpisodeRange:
        return EpisodeRange(start=2, end=13)
    if issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return annotation(**{key: filled(field.annotation, key) for key, field in fields})
    if issubclass(annotation, Enum):
        return list(annotation)[-1]
    text = "anime-1" if name in ("id", "anime_id") else f"{name} \U0001f338"
    samples = {str: text, int: 42, float: 8.1, bool: True, datetime: INSTANT}
    return samples[annotation]


def anime(**fields: Any) -> Anime:
    return Anime.model_validate(
        {"title": "A Sample Title", "status": "FINISHED", "type": "TV", "sources": [], **fields}
    )


class TestRoundTrip:
    @pytest.mark.parametrize("record", RECORDS, ids=lambda cls: cls.__name__)
    def test_every_field_of_every_record_comes_back(self, record: type[BaseModel]) -> None:
        model = filled(record, "")
        message = to_message(model, getattr(anime_pb2, record.__name__))
        parsed = type(message).FromString(message.SerializeToString())
        assert from_message(parsed, record) == model
        expected = {"roles"} if record is ProductionStaff else set(record.model_fields)
        assert {field.name for field, _ in message.ListFields()} == expected

    @pytest.mark.parametrize("enum", ENUMS, ids=lambda cls: cls.__name__)
    def test_every_enum_member_has_a_number(self, enum: type[Enum]) -> None:
        wire = getattr(anime_pb2, enum.__name__)
        prefix = wire.Name(0).removesuffix("UNSPECIFIED")
        assert {prefix + member.name for member in enum} | {wire.Name(0)} == set(wire.keys())

    def test_what_is_not_known_is_absent(self) -> None:
        message = to_message(anime(), anime_pb2.Anime)
        present = {field.name for field, _ in message.ListFields()}
        assert present == {"title", "status", "type", "rating", "entity_type", "images"}
        assert from_message(message, Anime) == anime()

    def test_zero_and_empty_are_not_absent(self) -> None:
        empty = {"synopsis": "", "score": ScoreCalculations(), "broadcast": Broadcast()}
        model = anime(year=0, nsfw=False, **empty)
        message = to_message(model, anime_pb2.Anime)
        assert all(message.HasField(name) for name in ("year", "nsfw", *empty))
        assert message.HasField("score") and not message.score.HasField("median")
        assert from_message(message, Anime) == model

    def test_instants_are_utc(self) -> None:
        tokyo = datetime(2024, 1, 6, 23, 30, tzinfo=timezone(timedelta(hours=9)))
        episode = Episode(episode_number=1, title="The First", aired=tokyo)
        message = to_message(episode, anime_pb2.Episode)
        assert message.aired.seconds == int(tokyo.timestamp())
        assert from_message(message, Episode).aired == datetime(2024, 1, 6, 14, 30, tzinfo=UTC)

    def test_unknown_ranks_become_no_ranks(self) -> None:
        message = to_message(Statistics(contextual_ranks=None), anime_pb2.Statistics)
        assert from_message(message, Statistics).contextual_ranks == []

    @pytest.mark.parametrize("score", [0.0, 0.1, 8.1, 9.99, 10.0, 0.33333334, 3.4028235e38, 1e-45])
    def test_a_score_keeps_its_digits(self, score: float) -> None:
        message = to_message(Statistics(score=score), anime_pb2.Statistics)
        assert from_message(message, Statistics).score == score


class TestRefusal:
    def test_a_number_beyond_its_field(self) -> None:
        with pytest.raises(ConversionError, match=r"shared_proto\.v1\.Anime\.year cannot hold"):
            to_message(anime(year=2**31), anime_pb2.Anime)

    def test_a_field_that_the_message_lacks(self) -> None:
        with pytest.raises(ConversionError, match="Ography has no field `episode_number`"):
            to_message(Episode(episode_number=1, title="The First"), anime_pb2.Ography)

    def test_an_enum_value_of_a_later_contract(self) -> None:
        message = to_message(anime(), anime_pb2.Anime)
        message.status = 4711
        with pytest.raises(ConversionError, match="AnimeStatus does not know `4711`"):
            from_message(message, Anime)

    def test_a_message_that_lacks_what_the_model_requires(self) -> None:
        with pytest.raises(ValidationError, match="anime"):
            from_message(anime_pb2.AnimeRecord(), AnimeRecord)
