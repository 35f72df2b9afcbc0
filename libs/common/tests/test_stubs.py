"""The stubs that `nx run contracts:generate` writes can be used beside the models."""

import importlib
import pickle
from pathlib import Path

import pytest

from shared_proto.v1 import anime_pb2, catalog_service_pb2_grpc

STUBS = Path(__file__).parents[1] / "src" / "shared_proto"


def modules() -> list[str]:
    files = sorted(STUBS.rglob("*_pb2*.py"))
    return [".".join(file.relative_to(STUBS.parent).with_suffix("").parts) for file in files]


def test_there_are_stubs() -> None:
    assert len(modules()) >= 4


@pytest.mark.parametrize("module", modules())
def test_every_stub_imports(module: str) -> None:
    assert importlib.import_module(module).__name__ == module


def test_a_message_survives_the_wire_and_a_pickle() -> None:
    anime = anime_pb2.Anime(title="A Sample Title", type=anime_pb2.ANIME_TYPE_TV, episode_count=12)
    assert anime_pb2.Anime.FromString(anime.SerializeToString()) == anime
    assert pickle.loads(pickle.dumps(anime)) == anime


def test_the_service_has_its_methods() -> None:
    methods = {name for name in vars(catalog_service_pb2_grpc.CatalogServiceServicer) if name[0].isupper()}
    assert methods == {"GetAnime", "SearchAnime", "ListEpisodes"}
