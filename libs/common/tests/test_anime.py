"""The models say what the contract says, and read what sources write."""

import inspect
import json
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import TypeVar

import pytest
from pydantic import BaseModel, ValidationError

from common import models
from common.models import (
    AiredDates,
    Anime,
    AnimeRating,
    AnimeRecord,
    AnimeRelationType,
    AnimeSeason,
    AnimeStatus,
    AnimeType,
    Broadcast,
    Character,
    CharacterRole,
    ContextualRank,
    EntityType,
    Episode,
    EpisodeCharacter,
    EpisodeRange,
    Ography,
    ProductionStaff,
    SourceMaterialRelationType,
    SourceMaterialType,
    StaffData,
    StaffMember,
    Statistics,
    ThemeSong,
)
from common.models import anime as anime_module

T = TypeVar("T")

PAGE = "https://example.org/anime/1"


def classes_of(kind: type[T]) -> list[type[T]]:
    """Give the classes of this kind that the module defines itself, not those it imports."""
    found = inspect.getmembers(anime_module, inspect.isclass)
    return [
        cls for _, cls in found if issubclass(cls, kind) and cls.__module__ == anime_module.__name__
    ]


def minimal_anime(**fields: object) -> Anime:
    return Anime.model_validate(
        {"title": "A Sample Title", "status": "FINISHED", "type": "TV", "sources": [PAGE], **fields}
    )


def full_record() -> AnimeRecord:
    """A record that uses every kind of field: nested, list, map, enum key, instant, open roles."""
    return AnimeRecord.model_validate(
        {
            "anime": {
                "id": "anime-1",
                "title": "A Sample Title",
                "status": "ONGOING",
                "type": "TV SHORT",
                "rating": "PG-13 - Teens 13 or older",
                "season": "FALL",
                "sources": [PAGE],
                "opening_themes": [{"title": "Opening", "episodes": [{"start": 1, "end": 12}]}],
                "related_anime": {"SIDE_STORY": [{"title": "Another Title", "type": "OVA"}]},
                "related_source_material": {"SOURCE": [{"title": "The Comic", "type": "4-KOMA"}]},
                "aired_dates": {"aired_from": "2024-01-06T23:30:00+09:00"},
                "broadcast": {"day": "Saturday", "sub_delay_days": 0},
                "staff_data": {
                    "production_staff": {
                        "Director": [
                            {"name": "Staff A", "role": "Director", "staff_ids": {"site": 2**40}}
                        ]
                    }
                },
                "statistics": {"site": {"score": 8.5, "contextual_ranks": []}},
            },
            "characters": [{"name": "Character A", "roles": ["MAIN"], "attributes": {"Age": "16"}}],
            "episodes": [
                {
                    "episode_number": 1,
                    "title": "The First",
                    "anime_id": "anime-1",
                    "characters": [
                        {
                            "name": "Character A",
                            "role": "MAIN",
                            "voice_actors": [{"name": "Voice A", "language": "Japanese"}],
                        }
                    ],
                }
            ],
        }
    )


class TestContract:
    def test_counts(self) -> None:
        records, enums = classes_of(BaseModel), classes_of(Enum)
        assert len(records) == 26
        assert sum(len(record.model_fields) for record in records) == 192
        assert len(enums) == 9
        assert sum(len(enum) for enum in enums) == 77

    def test_package_exports_every_record_and_enum(self) -> None:
        defined = {cls.__name__ for cls in [*classes_of(BaseModel), *classes_of(Enum)]}
        assert set(models.__all__) == defined

    @pytest.mark.parametrize(
        ("record", "count"),
        [(Anime, 43), (Episode, 21), (Character, 18), (StaffMember, 14), (ProductionStaff, 0)],
    )
    def test_fields_of_the_large_records(self, record: type[BaseModel], count: int) -> None:
        assert len(record.model_fields) == count

    @pytest.mark.parametrize(
        ("enum", "count"),
        [
            (AnimeStatus, 5),
            (EntityType, 3),
            (AnimeType, 11),
            (AnimeRating, 7),
            (AnimeSeason, 4),
            (CharacterRole, 4),
            (SourceMaterialType, 25),
            (SourceMaterialRelationType, 5),
            (AnimeRelationType, 13),
        ],
    )
    def test_enum_members(self, enum: type[Enum], count: int) -> None:
        assert len(enum) == count

    def test_required_fields_of_an_anime(self) -> None:
        required = {name for name, field in Anime.model_fields.items() if field.is_required()}
        assert required == {"status", "title", "type", "sources"}

    @pytest.mark.parametrize("record", classes_of(BaseModel), ids=lambda record: record.__name__)
    def test_every_field_is_described_and_has_no_alias(self, record: type[BaseModel]) -> None:
        for name, field in record.model_fields.items():
            assert field.description, f"{record.__name__}.{name} has no description"
            assert field.alias is None
            assert field.serialization_alias is None
            assert not field.metadata, f"{record.__name__}.{name} is constrained"

    @pytest.mark.parametrize(
        ("entity", "entity_type"),
        [
            (minimal_anime(), EntityType.ANIME),
            (Character(name="Character A"), EntityType.CHARACTER),
            (Episode(episode_number=1, title="The First"), EntityType.EPISODE),
        ],
    )
    def test_entities_know_their_type(self, entity: BaseModel, entity_type: EntityType) -> None:
        assert entity.model_dump()["entity_type"] is entity_type


class TestJson:
    def test_round_trip(self) -> None:
        record = full_record()
        assert AnimeRecord.model_validate_json(record.model_dump_json()) == record

    def test_nulls_are_written_and_collections_are_never_null(self) -> None:
        dumped = minimal_anime().model_dump(mode="json")
        assert list(dumped) == list(Anime.model_fields)
        assert dumped["synopsis"] is None
        assert dumped["genres"] == []
        assert dumped["statistics"] == {}
        assert dumped["images"] == {"covers": [], "posters": [], "banners": []}

    def test_enums_are_written_by_value(self) -> None:
        dumped = full_record().model_dump(mode="json")["anime"]
        assert dumped["rating"] == "PG-13 - Teens 13 or older"
        assert dumped["type"] == "TV SHORT"
        assert list(dumped["related_anime"]) == ["SIDE_STORY"]
        assert dumped["related_source_material"]["SOURCE"][0]["type"] == "4-KOMA"

    def test_instants_are_written_in_utc(self) -> None:
        dumped = full_record().model_dump(mode="json")["anime"]
        assert dumped["aired_dates"] == {"aired_from": "2024-01-06T14:30:00Z", "aired_to": None}

    def test_json_schema_can_be_made(self) -> None:
        schema = AnimeRecord.model_json_schema()
        # Everything else is reachable from the record.
        assert len(schema["$defs"]) == 26 + 9 - 1
        json.dumps(schema)

    def test_defaults_are_not_shared(self) -> None:
        first, second = minimal_anime(), minimal_anime()
        first.genres.append("Drama")
        first.images.covers.append("https://example.org/cover.png")
        assert second.genres == []
        assert second.images.covers == []


class TestProductionStaff:
    def test_any_role_is_kept_as_a_list_of_people(self) -> None:
        staff = ProductionStaff.model_validate(
            {"Key Animation": [{"name": "Staff A", "role": "Key Animation"}]}
        )
        assert staff.by_role() == {
            "Key Animation": [StaffMember(name="Staff A", role="Key Animation")]
        }
        assert staff.model_dump(mode="json")["Key Animation"][0]["staff_ids"] == {}

    def test_a_role_that_is_not_a_list_of_people_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            ProductionStaff.model_validate({"Director": "Staff A"})

    def test_is_empty_by_default(self) -> None:
        assert StaffData().production_staff.by_role() == {}


class TestValidators:
    def test_an_instant_without_an_offset_is_read_as_utc(self) -> None:
        # A naive value on purpose: this is how some sources write it.
        aired_dates = AiredDates.model_validate({"aired_from": "2024-01-06T12:00:00"})
        assert aired_dates.aired_from == datetime(2024, 1, 6, 12, tzinfo=UTC)

    def test_an_instant_with_an_offset_is_moved_to_utc(self) -> None:
        at = datetime(2024, 1, 6, 23, 30, tzinfo=timezone(timedelta(hours=9)))
        premiere = Broadcast(premiere_jp=at).premiere_jp
        assert premiere == at
        assert premiere is not None
        assert premiere.utcoffset() == timedelta(0)

    def test_a_run_cannot_end_before_it_begins(self) -> None:
        with pytest.raises(ValidationError, match="lies before aired_from"):
            AiredDates.model_validate(
                {"aired_from": "2024-03-01T00:00:00Z", "aired_to": "2024-01-01T00:00:00"}
            )

    @pytest.mark.parametrize(
        ("written", "day"),
        [("Mondays", "Monday"), (" Monday", "Monday"), ("Irregular", "Irregular"), (None, None)],
    )
    def test_broadcast_day(self, written: str | None, day: str | None) -> None:
        assert Broadcast(day=written).day == day

    @pytest.mark.parametrize(
        ("written", "start", "end"), [("1-12", 1, 12), ("13-", 13, None), (" 7 ", 7, 7)]
    )
    def test_episode_ranges_are_read_from_text(
        self, written: str, start: int, end: int | None
    ) -> None:
        song = ThemeSong.model_validate({"title": "Opening", "episodes": [written]})
        assert song.episodes == [EpisodeRange(start=start, end=end)]

    @pytest.mark.parametrize("written", ["", "-", "first", "12-1", "1-2-3", {"start": 3, "end": 2}])
    def test_episode_ranges_that_make_no_sense_are_refused(self, written: object) -> None:
        with pytest.raises(ValidationError):
            EpisodeRange.model_validate(written)

    def test_episode_range_contains_both_ends(self) -> None:
        assert [n for n in range(5) if n in EpisodeRange(start=1, end=3)] == [1, 2, 3]
        assert 1000 in EpisodeRange(start=1)

    def test_blank_and_repeated_entries_are_dropped_in_order(self) -> None:
        anime = minimal_anime(sources=[PAGE, f" {PAGE}", ""], synonyms=["B", "A", "B"])
        assert anime.sources == [PAGE]
        assert anime.synonyms == ["B", "A"]
        assert Character(name="Character A", nicknames=["X", "X"]).nicknames == ["X"]

    def test_a_record_refuses_episodes_of_another_anime(self) -> None:
        with pytest.raises(ValidationError, match="has episodes of anime-2"):
            AnimeRecord(
                anime=minimal_anime(id="anime-1"),
                episodes=[Episode(episode_number=1, title="The First", anime_id="anime-2")],
            )


class TestMissing:
    @pytest.mark.parametrize(
        ("enum", "written", "member"),
        [
            (AnimeStatus, "Finished Airing", AnimeStatus.FINISHED),
            (AnimeStatus, "NOT_YET_RELEASED", AnimeStatus.UPCOMING),
            (AnimeStatus, "ongoing", AnimeStatus.ONGOING),
            (AnimeType, "tv_short", AnimeType.TV_SHORT),
            (AnimeType, "Tv Special", AnimeType.TV_SPECIAL),
            (AnimeRating, "PG-13", AnimeRating.PG13),
            (AnimeRating, "R+", AnimeRating.RPLUS),
            (AnimeRating, "R - 17+", AnimeRating.R),
            (AnimeSeason, "autumn", AnimeSeason.FALL),
            (CharacterRole, "Main", CharacterRole.MAIN),
            (CharacterRole, "Cameo", CharacterRole.UNKNOWN),
            (SourceMaterialType, "4-koma manga", SourceMaterialType.KOMA_4),
            (SourceMaterialType, "Light_Novel", SourceMaterialType.LIGHT_NOVEL),
            (SourceMaterialRelationType, "Spin-off", SourceMaterialRelationType.SPIN_OFF),
            (AnimeRelationType, "Side story", AnimeRelationType.SIDE_STORY),
            (AnimeRelationType, "ALTERNATIVE_VERSION", AnimeRelationType.ALTERNATIVE_VERSION),
            (AnimeRelationType, "Parent", AnimeRelationType.PARENT_STORY),
        ],
    )
    def test_what_sources_write(self, enum: type[Enum], written: str, member: Enum) -> None:
        assert enum(written) is member

    @pytest.mark.parametrize("enum", classes_of(Enum), ids=lambda enum: enum.__name__)
    def test_every_value_and_name_gives_its_member(self, enum: type[Enum]) -> None:
        for member in enum:
            assert enum(member.value) is member
            if "_missing_" in vars(enum):
                assert enum(member.name) is member

    @pytest.mark.parametrize("enum", classes_of(Enum), ids=lambda enum: enum.__name__)
    @pytest.mark.parametrize("value", [None, 7])
    def test_what_is_not_text_is_refused(self, enum: type[Enum], value: object) -> None:
        with pytest.raises(ValueError, match="is not a valid"):
            enum(value)

    def test_models_use_the_hooks_in_values_and_in_keys(self) -> None:
        anime = minimal_anime(
            status="Currently Airing",
            related_anime={"Side story": [{"title": "Another Title", "type": "ova"}]},
        )
        assert anime.status is AnimeStatus.ONGOING
        assert [entry.type for entry in anime.related(AnimeRelationType.SIDE_STORY)] == [
            AnimeType.OVA
        ]
        assert anime.related(AnimeRelationType.SEQUEL) == []

    def test_a_value_that_nobody_knows_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="type"):
            minimal_anime(type="PODCAST")


class TestBehaviour:
    def test_display_title(self) -> None:
        assert minimal_anime().display_title == "A Sample Title"
        assert minimal_anime(title_english="In English").display_title == "In English"

    def test_is_main(self) -> None:
        assert Character(name="A", roles=[CharacterRole.SUPPORTING, CharacterRole.MAIN]).is_main
        assert not Character(name="A").is_main
        assert Ography(title="A Sample Title").role is CharacterRole.UNKNOWN

    def test_is_skippable(self) -> None:
        assert Episode(episode_number=1, title="Recap", recap=True).is_skippable
        assert not Episode(episode_number=1, title="The First").is_skippable

    def test_best_contextual_rank(self) -> None:
        ranks = [ContextualRank(context="most popular", rank=rank) for rank in (12, 3)]
        assert Statistics(contextual_ranks=ranks).best_contextual_rank() is ranks[1]
        assert Statistics().best_contextual_rank() is None

    def test_episode_by_number_and_season(self) -> None:
        episodes = [
            Episode(episode_number=1, season_number=season, title=f"Season {season}")
            for season in (1, 2)
        ]
        record = AnimeRecord(anime=minimal_anime(), episodes=episodes)
        assert record.episode(1) == episodes[0]
        assert record.episode(1, season=2) == episodes[1]
        assert record.episode(2) is None

    def test_forward_reference_is_resolved(self) -> None:
        cast = EpisodeCharacter.model_validate(
            {"name": "Character A", "role": "MAIN", "voice_actors": [{"name": "Voice A"}]}
        )
        assert cast.voice_actors[0].name == "Voice A"
