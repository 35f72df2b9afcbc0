"""The anime catalogue: what an ingestion run gathers and every consumer reads.

This module is the source of truth. ``protos/shared_proto/v1/anime.proto`` mirrors it for
everything that travels as protobuf, and ``libs/catalog-web`` mirrors the JSON that
``model_dump(mode="json")`` gives. Change this file first, then its mirrors.

Conventions:

* ``X | None`` means that no source knew the value. Lists and maps are empty rather than null;
  ``Statistics.contextual_ranks`` alone tells "no ranks" from "the platform does not rank".
* ``sources`` are addresses of the pages that a record was gathered from.
* Instants are UTC; a date and time without an offset is read as UTC.
"""

from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

EnumT = TypeVar("EnumT", bound=Enum)


def _fold(text: str) -> str:
    """Reduce a label to its letters and digits: ``"tv short"`` and ``TV_SHORT`` become one."""
    return "".join(char for char in text.upper() if char.isalnum())


def _member_like(enum: type[EnumT], value: object) -> EnumT | None:
    """Find the member whose name reads like ``value``, or None when there is none."""
    if not isinstance(value, str):
        return None
    folded = _fold(value)
    return next((member for member in enum if _fold(member.name) == folded), None)


def _as_utc(value: datetime | None) -> datetime | None:
    """Express an instant in UTC: the mirrors carry an instant and have no place for an offset."""
    if value is None:
        return None
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value.astimezone(UTC)


def _unique(values: list[str]) -> list[str]:
    """Drop blank and repeated entries and keep the order of the first ones."""
    stripped = (value.strip() for value in values)
    return list(dict.fromkeys(value for value in stripped if value))


# --- Enums ---------------------------------------------------------------------------------------


class AnimeStatus(str, Enum):
    """Where an anime, or the work that it is made from, stands in its release."""

    CANCELLED = "CANCELLED"
    FINISHED = "FINISHED"
    ONGOING = "ONGOING"
    UNKNOWN = "UNKNOWN"
    UPCOMING = "UPCOMING"

    @classmethod
    def _missing_(cls, value: object) -> "AnimeStatus | None":
        spoken = {
            "FINISHEDAIRING": cls.FINISHED,
            "COMPLETED": cls.FINISHED,
            "CURRENTLYAIRING": cls.ONGOING,
            "RELEASING": cls.ONGOING,
            "NOTYETAIRED": cls.UPCOMING,
            "NOTYETRELEASED": cls.UPCOMING,
            "CANCELED": cls.CANCELLED,
        }
        if isinstance(value, str) and _fold(value) in spoken:
            return spoken[_fold(value)]
        return _member_like(cls, value)


class EntityType(str, Enum):
    """The kind of a catalogue entity; tells documents of one search index apart."""

    ANIME = "anime"
    CHARACTER = "character"
    EPISODE = "episode"


class AnimeType(str, Enum):
    """The format in which an anime was released."""

    CM = "CM"
    MOVIE = "MOVIE"
    MUSIC = "MUSIC"
    ONA = "ONA"
    OVA = "OVA"
    PV = "PV"
    SPECIAL = "SPECIAL"
    TV = "TV"
    TV_SHORT = "TV SHORT"
    TV_SPECIAL = "TV SPECIAL"
    UNKNOWN = "UNKNOWN"

    @classmethod
    def _missing_(cls, value: object) -> "AnimeType | None":
        return _member_like(cls, value)


class AnimeRating(str, Enum):
    """The age rating, worded as the rating board words it."""

    G = "G - All Ages"
    PG = "PG - Children"
    PG13 = "PG-13 - Teens 13 or older"
    R = "R - 17+ (violence & profanity)"
    RPLUS = "R+ - Mild Nudity"
    RX = "Rx - Hentai"
    UNKNOWN = "UNKNOWN"

    @classmethod
    def _missing_(cls, value: object) -> "AnimeRating | None":
        # Sources shorten the label to its code ("PG-13") or word the rest of it differently.
        if not isinstance(value, str):
            return None
        code, _, _ = value.partition(" - ")
        return _member_like(cls, code.replace("+", "PLUS"))


class AnimeSeason(StrEnum):
    """The broadcast season of the premiere."""

    SPRING = "SPRING"
    SUMMER = "SUMMER"
    FALL = "FALL"
    WINTER = "WINTER"

    @classmethod
    def _missing_(cls, value: object) -> "AnimeSeason | None":
        if isinstance(value, str) and _fold(value) == "AUTUMN":
            return cls.FALL
        return _member_like(cls, value)


class CharacterRole(str, Enum):
    """How important a character is to the work."""

    BACKGROUND = "BACKGROUND"
    MAIN = "MAIN"
    SUPPORTING = "SUPPORTING"
    UNKNOWN = "UNKNOWN"

    @classmethod
    def _missing_(cls, value: object) -> "CharacterRole | None":
        # Role labels are free text on most sources: an unfamiliar one must not lose a character.
        if not isinstance(value, str):
            return None
        return _member_like(cls, value) or cls.UNKNOWN


class SourceMaterialType(str, Enum):
    """The medium of the work that an anime adapts."""

    BOOK = "BOOK"
    CARD_GAME = "CARD GAME"
    DOUJINSHI = "DOUJINSHI"
    KOMA_4 = "4-KOMA"
    GAME = "GAME"
    LIGHT_NOVEL = "LIGHT NOVEL"
    MANGA = "MANGA"
    MANHUA = "MANHUA"
    MANHWA = "MANHWA"
    MIXED_MEDIA = "MIXED MEDIA"
    MUSIC = "MUSIC"
    NOVEL = "NOVEL"
    ONE_SHOT = "ONE SHOT"
    ORIGINAL = "ORIGINAL"
    OTHER = "OTHER"
    PICTURE_BOOK = "PICTURE BOOK"
    RADIO = "RADIO"
    UNKNOWN = "UNKNOWN"
    VISUAL_NOVEL = "VISUAL NOVEL"
    WEB_MANGA = "WEB MANGA"
    WEB_NOVEL = "WEB NOVEL"
    COMIC = "COMIC"
    LIVE_ACTION = "LIVE ACTION"
    ILLUSTRATION = "ILLUSTRATION"
    WESTERN_MEDIA = "WESTERN MEDIA"

    @classmethod
    def _missing_(cls, value: object) -> "SourceMaterialType | None":
        # A Python name cannot begin with a digit, so this label never reads like its member.
        if isinstance(value, str) and _fold(value) in {"4KOMA", "4KOMAMANGA", "YONKOMA"}:
            return cls.KOMA_4
        return _member_like(cls, value)


class SourceMaterialRelationType(StrEnum):
    """How a work that is not an anime relates to one."""

    ADAPTATION = "ADAPTATION"
    SOURCE = "SOURCE"
    ALTERNATIVE = "ALTERNATIVE"
    SPIN_OFF = "SPIN_OFF"
    OTHER = "OTHER"

    @classmethod
    def _missing_(cls, value: object) -> "SourceMaterialRelationType | None":
        return _member_like(cls, value)


class AnimeRelationType(str, Enum):
    """How one anime relates to another."""

    ADAPTATION = "ADAPTATION"
    ALTERNATIVE_VERSION = "ALTERNATIVE VERSION"
    ALTERNATIVE_SETTING = "ALTERNATIVE SETTING"
    CHARACTER = "CHARACTER"
    CROSSOVER = "CROSSOVER"
    FULL_STORY = "FULL_STORY"
    OTHER = "OTHER"
    PARENT_STORY = "PARENT_STORY"
    PREQUEL = "PREQUEL"
    SEQUEL = "SEQUEL"
    SIDE_STORY = "SIDE_STORY"
    SPIN_OFF = "SPIN_OFF"
    SUMMARY = "SUMMARY"

    @classmethod
    def _missing_(cls, value: object) -> "AnimeRelationType | None":
        if isinstance(value, str) and _fold(value) == "PARENT":
            return cls.PARENT_STORY
        return _member_like(cls, value)


# --- Parts of an anime ---------------------------------------------------------------------------


class Ography(BaseModel):
    """One appearance of a character in an anime or a manga."""

    title: str = Field(description="Title of the work.")
    role: CharacterRole = Field(
        default=CharacterRole.UNKNOWN, description="Role that the character plays in it."
    )
    sources: list[str] = Field(default_factory=list, description="Pages of the work.")


class TrailerEntry(BaseModel):
    """A trailer or promotional video."""

    source: str | None = Field(default=None, description="Address of the video.")
    title: str | None = Field(default=None, description="Title of the video.")
    thumbnail: str | None = Field(default=None, description="Address of a preview image.")


class AiredDates(BaseModel):
    """When an anime began and ended its run."""

    aired_from: datetime | None = Field(default=None, description="First day of the run.")
    aired_to: datetime | None = Field(
        default=None, description="Last day of the run; none while it is still running."
    )

    @field_validator("aired_from", "aired_to")
    @classmethod
    def _instants_are_utc(cls, value: datetime | None) -> datetime | None:
        return _as_utc(value)

    @model_validator(mode="after")
    def _run_goes_forward(self) -> "AiredDates":
        if self.aired_from and self.aired_to and self.aired_to < self.aired_from:
            raise ValueError(f"aired_to {self.aired_to} lies before aired_from {self.aired_from}")
        return self


class Broadcast(BaseModel):
    """The weekly slot, and when the subtitled and dubbed releases follow it."""

    day: str | None = Field(default=None, description='Day of the week, such as "Monday".')
    time: str | None = Field(default=None, description='Local time of day, such as "23:30".')
    timezone: str | None = Field(
        default=None, description='IANA time zone of the slot, such as "Asia/Tokyo".'
    )
    jp_time: str | None = Field(default=None, description="Time of the Japanese broadcast.")
    sub_time: str | None = Field(default=None, description="Time of the subtitled release.")
    dub_time: str | None = Field(default=None, description="Time of the dubbed release.")
    sub_delay_days: int | None = Field(
        default=None, description="Days from the Japanese broadcast to the subtitled release."
    )
    dub_delay_days: int | None = Field(
        default=None, description="Days from the Japanese broadcast to the dubbed release."
    )
    premiere_jp: datetime | None = Field(default=None, description="Premiere in Japan.")
    premiere_sub: datetime | None = Field(default=None, description="Premiere with subtitles.")
    premiere_dub: datetime | None = Field(default=None, description="Premiere of the dub.")
    next_episode_at: datetime | None = Field(
        default=None, description="When the next episode airs; none outside a run."
    )

    @field_validator("day")
    @classmethod
    def _day_is_singular(cls, value: str | None) -> str | None:
        """Accept "Mondays", as schedules print it, for "Monday"."""
        if value is None:
            return None
        day = value.strip()
        return day.removesuffix("s") if day.lower().endswith("days") else day

    @field_validator("premiere_jp", "premiere_sub", "premiere_dub", "next_episode_at")
    @classmethod
    def _instants_are_utc(cls, value: datetime | None) -> datetime | None:
        return _as_utc(value)


class AnimeHiatus(BaseModel):
    """A pause in the run."""

    reason: str | None = Field(default=None, description="Why the run pauses.")
    # Announced hiatuses are vague ("spring 2025"), so both ends stay text.
    hiatus_from: str | None = Field(default=None, description="When the pause begins.")
    hiatus_until: str | None = Field(default=None, description="When the run resumes.")


class RelatedSourceMaterial(BaseModel):
    """A manga, novel, game or other work that an anime relates to."""

    title: str = Field(description="Title of the work.")
    type: SourceMaterialType = Field(description="Medium of the work.")
    sources: list[str] = Field(default_factory=list, description="Pages of the work.")
    status: AnimeStatus | None = Field(default=None, description="Where its release stands.")
    score: float | None = Field(default=None, description="Score on the source it came from.")
    images: list[str] = Field(default_factory=list, description="Addresses of cover images.")
    chapters: int | None = Field(default=None, description="Number of chapters.")
    volumes: int | None = Field(default=None, description="Number of volumes.")


class RelatedAnime(BaseModel):
    """Another anime that this one relates to, with enough to show a card for it."""

    title: str = Field(description="Title of the related anime.")
    type: AnimeType = Field(description="Release format of the related anime.")
    sources: list[str] = Field(default_factory=list, description="Pages of the related anime.")
    status: AnimeStatus | None = Field(default=None, description="Where its release stands.")
    year: int | None = Field(default=None, description="Year of its premiere.")
    score: float | None = Field(default=None, description="Score on the source it came from.")
    images: list[str] = Field(default_factory=list, description="Addresses of cover images.")
    episode_count: int | None = Field(default=None, description="Number of its episodes.")


class StreamingEntry(BaseModel):
    """One platform on which an anime can be watched."""

    platform: str = Field(description="Name of the platform.")
    source: str = Field(description="Address of the anime on the platform.")
    region: str | None = Field(default=None, description="Region that the offer is limited to.")
    free: bool | None = Field(default=None, description="Whether it can be watched free of charge.")
    premium_required: bool | None = Field(
        default=None, description="Whether a paid subscription is needed."
    )
    dub_available: bool | None = Field(default=None, description="Whether a dub is offered.")
    subtitle_languages: list[str] = Field(
        default_factory=list, description="Languages of the subtitles on offer."
    )


class AnimeImages(BaseModel):
    """Artwork, by the place that it is made for."""

    covers: list[str] = Field(default_factory=list, description="Addresses of cover images.")
    posters: list[str] = Field(default_factory=list, description="Addresses of posters.")
    banners: list[str] = Field(default_factory=list, description="Addresses of wide banners.")


class ThemeEntry(BaseModel):
    """A theme of the story, such as time travel."""

    name: str = Field(description="Name of the theme.")
    description: str | None = Field(default=None, description="What the theme stands for.")


class EpisodeRange(BaseModel):
    """Episodes that something applies to, both ends included."""

    start: int = Field(description="First episode.")
    end: int | None = Field(default=None, description="Last episode; none while it is open.")

    @model_validator(mode="before")
    @classmethod
    def _read_range(cls, data: Any) -> Any:
        """Accept "1-12", "13-" and "7", as sources print the episodes of a theme song."""
        if not isinstance(data, str):
            return data
        start, dash, end = (part.strip() for part in data.partition("-"))
        return {"start": start, "end": (end or None) if dash else start}

    @model_validator(mode="after")
    def _range_goes_forward(self) -> "EpisodeRange":
        if self.end is not None and self.end < self.start:
            raise ValueError(f"the range ends at {self.end}, before its start {self.start}")
        return self

    def __contains__(self, episode_number: int) -> bool:
        return self.start <= episode_number and (self.end is None or episode_number <= self.end)


class ThemeSong(BaseModel):
    """An opening or an ending theme."""

    title: str = Field(description="Title of the song.")
    artist: str | None = Field(default=None, description="Who performs it, as credited.")
    episodes: list[EpisodeRange] = Field(
        default_factory=list, description="Episodes that it is heard in; empty when not known."
    )


# --- People and companies ------------------------------------------------------------------------


class EpisodeCharacter(BaseModel):
    """A character's appearance in one episode."""

    name: str = Field(description="Name of the character.")
    role: CharacterRole = Field(description="Role in this episode.")
    sources: list[str] = Field(default_factory=list, description="Pages of the character.")
    voice_actors: list["VoiceActor"] = Field(
        default_factory=list, description="Who voices the character in this episode."
    )


class EpisodeStaff(BaseModel):
    """A staff credit of one episode."""

    name: str = Field(description="Name as credited.")
    role: str = Field(description='Credit, such as "Storyboard".')
    sources: list[str] = Field(default_factory=list, description="Pages of the credited person.")


class StaffMember(BaseModel):
    """A person of the production staff."""

    staff_ids: dict[str, int] = Field(
        default_factory=dict, description="The person's identifier on each platform."
    )
    name: str = Field(description="Name as credited.")
    native_name: str | None = Field(default=None, description="Name in its own script.")
    role: str = Field(description="Credit on this production.")
    image: str | None = Field(default=None, description="Address of a portrait.")
    biography: str | None = Field(default=None, description="A short biography.")
    birth_date: str | None = Field(
        default=None, description="Date of birth as the source states it, possibly without a year."
    )
    hometown: str | None = Field(default=None, description="Where the person comes from.")
    primary_occupations: list[str] = Field(
        default_factory=list, description="What the person mainly works as."
    )
    years_active: list[int] = Field(
        default_factory=list, description="First and, where it has ended, last year of work."
    )
    gender: str | None = Field(default=None, description="Gender as the source states it.")
    blood_type: str | None = Field(default=None, description="Blood type as the source states it.")
    community_favorites: int | None = Field(
        default=None, description="How many users have marked the person as a favourite."
    )
    enhancement_status: str | None = Field(
        default=None, description="How far the record has been completed from further sources."
    )


class VoiceActor(BaseModel):
    """A person who gives a character a voice."""

    biography: str | None = Field(default=None, description="A short biography.")
    birth_date: str | None = Field(
        default=None, description="Date of birth as the source states it, possibly without a year."
    )
    blood_type: str | None = Field(default=None, description="Blood type as the source states it.")
    id: str | None = Field(default=None, description="Identifier in the catalogue.")
    image: str | None = Field(default=None, description="Address of a portrait.")
    language: str | None = Field(default=None, description="Language that the role is voiced in.")
    name: str = Field(description="Name as credited.")
    native_name: str | None = Field(default=None, description="Name in its own script.")
    character_assignments: list[str] = Field(
        default_factory=list, description="Names of the characters that the person voices."
    )
    sources: list[str] = Field(default_factory=list, description="Pages of the person.")


class CompanyEntry(BaseModel):
    """A studio, a producer or a licensor."""

    name: str = Field(description="Name of the company.")
    description: str | None = Field(default=None, description="What the company does.")
    sources: list[str] = Field(default_factory=list, description="Pages of the company.")


class ProductionStaff(BaseModel):
    """Production staff by role.

    Roles are open: every key is the name of a role as sources print it, every value the list of
    people who are credited with it. The protobuf mirror says the same with a map.
    """

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, list[StaffMember]] = Field(init=False)

    def by_role(self) -> dict[str, list[StaffMember]]:
        """Give the people of every role, in the order in which the roles were set."""
        return dict(self.__pydantic_extra__)


class StaffData(BaseModel):
    """Everybody behind an anime."""

    production_staff: ProductionStaff = Field(
        default_factory=ProductionStaff, description="Production staff by role."
    )


# --- Numbers about an anime ----------------------------------------------------------------------


class ContextualRank(BaseModel):
    """A rank that holds within a context, such as "most popular, 2023"."""

    all_time: bool | None = Field(default=None, description="Whether the rank is over all years.")
    context: str = Field(description='What is ranked, such as "highest rated".')
    format: str | None = Field(default=None, description="Release format that it is limited to.")
    rank: int = Field(description="The rank; 1 is the best.")
    season: str | None = Field(default=None, description="Season that it is limited to.")
    year: int | None = Field(default=None, description="Year that it is limited to.")


class Statistics(BaseModel):
    """What one platform's users think of an anime."""

    favorites: int | None = Field(default=None, description="Users who marked it as a favourite.")
    members: int | None = Field(default=None, description="Users who keep it on a list.")
    popularity: int | None = Field(
        default=None, description="Popularity as the platform counts it."
    )
    rank: int | None = Field(default=None, description="Overall rank on the platform.")
    score: float | None = Field(default=None, description="Mean score by users.")
    scored_by: int | None = Field(default=None, description="Users who gave a score.")
    contextual_ranks: list[ContextualRank] | None = Field(
        default=None,
        description="Ranks within a year, a season or a format; none where a platform keeps none.",
    )

    def best_contextual_rank(self) -> ContextualRank | None:
        """Give the contextual rank with the lowest number, or None when there is none."""
        return min(self.contextual_ranks or [], key=lambda entry: entry.rank, default=None)


class ScoreCalculations(BaseModel):
    """Scores of all platforms, brought together."""

    arithmetic_geometric_mean: float | None = Field(
        default=None, description="Arithmetic-geometric mean of the platforms' scores."
    )
    arithmetic_mean: float | None = Field(
        default=None, description="Arithmetic mean of the platforms' scores."
    )
    median: float | None = Field(default=None, description="Median of the platforms' scores.")


# --- Entities ------------------------------------------------------------------------------------


class Anime(BaseModel):
    """An anime, merged from every source that knows it."""

    # Scalars
    background: str | None = Field(default=None, description="How the work came about.")
    country_of_origin: str | None = Field(
        default=None, description="Country of the production, as an ISO 3166-1 alpha-2 code."
    )
    duration: int | None = Field(default=None, description="Length of an episode in seconds.")
    episode_count: int = Field(default=0, description="Number of episodes; 0 while not known.")
    id: str | None = Field(default=None, description="Identifier in the catalogue.")
    entity_type: EntityType = Field(
        default=EntityType.ANIME, description="Tells the entity apart in a shared index."
    )
    month: str | None = Field(default=None, description="Month of the premiere.")
    nsfw: bool | None = Field(default=None, description="Whether it is for adults only.")
    rating: AnimeRating = Field(default=AnimeRating.UNKNOWN, description="Age rating.")
    season: AnimeSeason | None = Field(default=None, description="Season of the premiere.")
    similarity_score: float | None = Field(
        default=None, description="Closeness to a search; set on search results only."
    )
    source_material: SourceMaterialType | None = Field(
        default=None, description="Medium of the work that it adapts."
    )
    status: AnimeStatus = Field(description="Where its release stands.")
    synopsis: str | None = Field(default=None, description="What happens, without spoilers.")
    title: str = Field(description="Main title, romanised.")
    title_english: str | None = Field(default=None, description="Official English title.")
    title_japanese: str | None = Field(default=None, description="Title in Japanese script.")
    type: AnimeType = Field(description="Release format.")
    year: int | None = Field(default=None, description="Year of the premiere.")

    # Lists and maps
    content_warnings: list[str] = Field(
        default_factory=list, description="What a viewer may want to be warned of."
    )
    demographics: list[str] = Field(default_factory=list, description="Audience it is made for.")
    ending_themes: list[ThemeSong] = Field(default_factory=list, description="Ending themes.")
    genres: list[str] = Field(default_factory=list, description="Genres.")
    licensors: list[CompanyEntry] = Field(
        default_factory=list, description="Companies that license it outside Japan."
    )
    opening_themes: list[ThemeSong] = Field(default_factory=list, description="Opening themes.")
    producers: list[CompanyEntry] = Field(
        default_factory=list, description="Companies that finance it."
    )
    related_anime: dict[AnimeRelationType, list[RelatedAnime]] = Field(
        default_factory=dict, description="Related anime, by kind of relation."
    )
    related_source_material: dict[SourceMaterialRelationType, list[RelatedSourceMaterial]] = Field(
        default_factory=dict, description="Related works in other media, by kind of relation."
    )
    sources: list[str] = Field(description="Pages that the record was merged from.")
    streaming_sources: list[StreamingEntry] = Field(
        default_factory=list, description="Where it can be watched."
    )
    studios: list[CompanyEntry] = Field(
        default_factory=list, description="Studios that animate it."
    )
    synonyms: list[str] = Field(default_factory=list, description="Other titles it goes by.")
    tags: list[str] = Field(default_factory=list, description="Tags that users gave it.")
    themes: list[ThemeEntry] = Field(default_factory=list, description="Themes of the story.")
    trailers: list[TrailerEntry] = Field(default_factory=list, description="Trailers.")

    # Nested records
    aired_dates: AiredDates | None = Field(default=None, description="Begin and end of the run.")
    broadcast: Broadcast | None = Field(default=None, description="Weekly slot and premieres.")
    external_sources: dict[str, str] = Field(
        default_factory=dict, description="Further addresses, by the name of the site."
    )
    hiatus: AnimeHiatus | None = Field(default=None, description="The pause that it is in, if any.")
    images: AnimeImages = Field(default_factory=AnimeImages, description="Artwork.")
    score: ScoreCalculations | None = Field(
        default=None, description="Scores of all platforms, brought together."
    )
    staff_data: StaffData | None = Field(default=None, description="Everybody behind it.")
    statistics: dict[str, Statistics] = Field(
        default_factory=dict, description="What users think of it, by platform."
    )

    @field_validator("sources", "synonyms", "tags")
    @classmethod
    def _entries_are_unique(cls, values: list[str]) -> list[str]:
        return _unique(values)

    @property
    def display_title(self) -> str:
        """The English title where there is one, else the main title."""
        return self.title_english or self.title

    def related(self, relation: AnimeRelationType) -> list[RelatedAnime]:
        """Give the anime that stand in this relation; empty when there are none."""
        return self.related_anime.get(relation, [])


class Character(BaseModel):
    """A character, merged over all works that it appears in."""

    description: str | None = Field(default=None, description="Who the character is.")
    favorites: int | None = Field(default=None, description="Users who marked it as a favourite.")
    id: str | None = Field(default=None, description="Identifier in the catalogue.")
    entity_type: EntityType = Field(
        default=EntityType.CHARACTER, description="Tells the entity apart in a shared index."
    )
    name: str = Field(description="Name, romanised.")
    name_native: str | None = Field(default=None, description="Name in its own script.")
    roles: list[CharacterRole] = Field(
        default_factory=list, description="Every role that the character plays in some work."
    )
    anime_ids: list[str] = Field(
        default_factory=list, description="Identifiers of the anime it appears in."
    )
    animeography: list[Ography] = Field(default_factory=list, description="Anime it appears in.")
    traits: list[str] = Field(default_factory=list, description="Traits, such as hair colour.")
    images: list[str] = Field(default_factory=list, description="Addresses of images.")
    mangaography: list[Ography] = Field(default_factory=list, description="Manga it appears in.")
    name_variations: list[str] = Field(
        default_factory=list, description="Other spellings of the name."
    )
    nicknames: list[str] = Field(default_factory=list, description="What others call it.")
    sources: list[str] = Field(
        default_factory=list, description="Pages that the record was merged from."
    )
    voice_actors: list[VoiceActor] = Field(default_factory=list, description="Who voices it.")
    attributes: dict[str, str] = Field(
        default_factory=dict, description="Further facts, by name, such as height."
    )
    spoilers: dict[str, str] = Field(
        default_factory=dict, description="Facts that give the story away, by name."
    )

    @field_validator("sources", "name_variations", "nicknames")
    @classmethod
    def _entries_are_unique(cls, values: list[str]) -> list[str]:
        return _unique(values)

    @property
    def is_main(self) -> bool:
        """Whether the character plays a main role in some work."""
        return CharacterRole.MAIN in self.roles


class Episode(BaseModel):
    """One episode of an anime."""

    aired: datetime | None = Field(default=None, description="When it was first broadcast.")
    anime_id: str | None = Field(default=None, description="Identifier of its anime.")
    description: str | None = Field(default=None, description="A short description.")
    duration: int | None = Field(default=None, description="Length in seconds.")
    episode_number: int = Field(description="Number within its season.")
    filler: bool = Field(default=False, description="Whether it leaves the story of the original.")
    id: str | None = Field(default=None, description="Identifier in the catalogue.")
    entity_type: EntityType = Field(
        default=EntityType.EPISODE, description="Tells the entity apart in a shared index."
    )
    recap: bool = Field(default=False, description="Whether it only sums up earlier episodes.")
    score: float | None = Field(default=None, description="Mean score by users.")
    season_number: int | None = Field(default=None, description="Season that it belongs to.")
    synopsis: str | None = Field(default=None, description="What happens in it.")
    title: str = Field(description="Main title.")
    title_japanese: str | None = Field(default=None, description="Title in Japanese script.")
    title_romaji: str | None = Field(default=None, description="Title, romanised.")
    titles: dict[str, str] = Field(default_factory=dict, description="Titles by language code.")
    characters: list[EpisodeCharacter] = Field(
        default_factory=list, description="Characters that appear in it."
    )
    images: list[str] = Field(default_factory=list, description="Addresses of stills.")
    sources: list[str] = Field(
        default_factory=list, description="Pages that the record was merged from."
    )
    staff: list[EpisodeStaff] = Field(default_factory=list, description="Staff credits.")
    streaming: dict[str, str] = Field(
        default_factory=dict, description="Where it can be watched, by platform."
    )

    @field_validator("aired")
    @classmethod
    def _instant_is_utc(cls, value: datetime | None) -> datetime | None:
        return _as_utc(value)

    @property
    def is_skippable(self) -> bool:
        """Whether the main story can be followed without it."""
        return self.filler or self.recap


class AnimeRecord(BaseModel):
    """An anime with its characters and episodes: the unit that an ingestion run publishes."""

    anime: Anime = Field(description="The anime itself.")
    characters: list[Character] = Field(default_factory=list, description="Its characters.")
    episodes: list[Episode] = Field(default_factory=list, description="Its episodes.")

    @model_validator(mode="after")
    def _episodes_belong_here(self) -> "AnimeRecord":
        strangers = {
            episode.anime_id
            for episode in self.episodes
            if episode.anime_id and self.anime.id and episode.anime_id != self.anime.id
        }
        if strangers:
            named = ", ".join(sorted(strangers))
            raise ValueError(f"the record of anime {self.anime.id} has episodes of {named}")
        return self

    def episode(self, number: int, season: int | None = None) -> Episode | None:
        """Find an episode by its number and, where one is given, its season."""
        for episode in self.episodes:
            if episode.episode_number == number and season in (None, episode.season_number):
                return episode
        return None


# EpisodeCharacter names VoiceActor before its definition.
EpisodeCharacter.model_rebuild()
