"""One line about an anime, for a log or a list."""

from shared_proto.v1.anime_pb2 import (
    ANIME_STATUS_ONGOING,
    ANIME_TYPE_UNKNOWN,
    ANIME_TYPE_UNSPECIFIED,
    Anime,
    AnimeType,
)


def mean_score(anime: Anime) -> float | None:
    """Give the mean score of the platforms, or None when nobody scored the anime."""
    if not anime.HasField("score") or not anime.score.HasField("arithmetic_mean"):
        return None
    return anime.score.arithmetic_mean


def summary(anime: Anime) -> str:
    """Sum up an anime as ``A Sample Title (TV, 12 episodes, ongoing, score 8.25)``.

    What is not known is left out.
    """
    details = []
    if anime.type in AnimeType.values() and anime.type not in (
        ANIME_TYPE_UNSPECIFIED,
        ANIME_TYPE_UNKNOWN,
    ):
        label = AnimeType.Name(anime.type).removeprefix("ANIME_TYPE_")
        details.append(label.replace("_", " "))
    if anime.episode_count:
        details.append(f"{anime.episode_count} episode{'' if anime.episode_count == 1 else 's'}")
    if anime.status == ANIME_STATUS_ONGOING:
        details.append("ongoing")
    score = mean_score(anime)
    if score is not None:
        details.append(f"score {score:.2f}")
    title = anime.title_english.strip() or anime.title
    return f"{title} ({', '.join(details)})" if details else title
