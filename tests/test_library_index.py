"""The vector index follows the library, also when the program is killed between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.library import keeping
from assistant.library.articles import every_chunk_id
from assistant.library.database import reading, writing
from assistant.library.index import Index
from tests.making import WordEmbedder, a_library, an_article, keep
from vectorstore.memory import MemoryIndex
from vectorstore.records import Record

pytestmark = pytest.mark.usefixtures("database")


class Killed(BaseException):
    """Stands for kill -9: nothing may catch it."""


class DyingIndex(MemoryIndex):
    """Dies at its n-th write, before or after the write took place."""

    def __init__(self, *, at: int, after: bool) -> None:
        super().__init__()
        self.left, self.after = at, after

    def upsert(self, records: Iterable[Record]) -> None:
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Killed
        super().upsert(records)
        if self.left == 0:
            raise Killed


class CountingEmbedder(WordEmbedder):
    def __init__(self) -> None:
        self.embedded = 0

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        return super().passages(texts)


def in_step(index: Index) -> bool:
    with reading(index._engine) as connection:
        return index.vectors.ids() == set(every_chunk_id(connection)) and not index.waiting()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_killed_add_is_finished_at_the_next_start(tmp_path: Path, at: int, after: bool) -> None:
    vectors = DyingIndex(at=at, after=after)
    engine, index = a_library(tmp_path, vectors)
    for number in range(3):
        keep(engine, an_article(f"Wall number {number} broke.", publisher=f"Outlet {number}"))
        try:
            index.catch_up()
        except Killed:
            break
    index.repair()
    assert in_step(index)


def test_removing_takes_the_vectors_out(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    given = an_article()
    keep(engine, given)
    index.catch_up()
    with writing(engine) as connection:
        keeping.remove(connection, given.id)
    index.catch_up()
    assert index.vectors.count() == 0


def test_a_lost_index_folder_is_made_anew(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    keep(engine, an_article(), an_article("Another wall stands.", publisher="Evening Star"))
    index.catch_up()
    index.vectors.clear()
    index.repair()
    assert in_step(index)


def test_vectors_that_belong_to_no_article_are_dropped(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    keep(engine, an_article())
    index.catch_up()
    index.vectors.upsert([Record("orphan:0", np.ones(64, dtype=np.float32) / 8)])
    index.repair()
    assert in_step(index)


def test_an_index_in_step_is_not_embedded_again(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)
    embedder = CountingEmbedder()
    index = Index(engine, MemoryIndex(), embedder)
    keep(engine, an_article())
    index.catch_up()
    embedded = embedder.embedded
    index.repair()
    assert embedder.embedded == embedded > 0


def test_rebuilding_forgets_every_old_vector(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    keep(engine, an_article())
    index.catch_up()
    index.vectors.upsert([Record("old:0", np.ones(64, dtype=np.float32) / 8)])
    seen: list[tuple[int, int]] = []
    assert index.rebuild(lambda done, total: seen.append((done, total))) == 1
    assert in_step(index)
    assert seen == [(1, 1)]


def test_an_article_that_was_replaced_while_it_was_embedded_keeps_only_its_new_chunks(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    keep(engine, an_article("First one. " * 300, url="https://post.example/1"))
    keep(engine, an_article("Second.", url="https://post.example/1"))
    index.catch_up()
    assert in_step(index)
    assert index.vectors.count() == 1
