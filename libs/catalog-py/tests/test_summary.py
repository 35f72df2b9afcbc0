"""What a list says about an anime."""

import pytest
from shared_proto.v1.anime_pb2 import (
    ANIME_STATUS_FINISHED,
    ANIME_STATUS_ONGOING,
    ANIME_TYPE_TV,
    ANIME_TYPE_TV_SHORT,
    ANIME_TYPE_UNKNOWN,
    Anime,
    ScoreCalculations,
)

from catalog_py import mean_score, summary


def test_summary_gives_what_is_known() -> None:
    anime = Anime(
        title="Rei no Daimei",
        title_english="A Sample Title",
        type=ANIME_TYPE_TV,
        episode_count=12,
        status=ANIME_STATUS_ONGOING,
        score=ScoreCalculations(arithmetic_mean=8.25),
    )
    assert summary(anime) == "A Sample Title (TV, 12 episodes, ongoing, score 8.25)"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Rei no Daimei"),
        ({"title_english": " "}, "Rei no Daimei"),
        ({"type": ANIME_TYPE_UNKNOWN}, "Rei no Daimei"),
        ({"type": 4711}, "Rei no Daimei"),
        ({"type": ANIME_TYPE_TV_SHORT}, "Rei no Daimei (TV SHORT)"),
        ({"episode_count": 1}, "Rei no Daimei (1 episode)"),
        ({"status": ANIME_STATUS_FINISHED}, "Rei no Daimei"),
    ],
)
def test_summary_leaves_out_what_is_not(fields: dict[str, object], expected: str) -> None:
    assert summary(Anime(title="Rei no Daimei", **fields)) == expected


def test_mean_score_tells_zero_from_none() -> None:
    assert mean_score(Anime()) is None
    assert mean_score(Anime(score=ScoreCalculations(median=8))) is None
    assert mean_score(Anime(score=ScoreCalculations(arithmetic_mean=0))) == 0
