"""A table is unpacked once; a cache that is broken, stale or cannot be written to costs time and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import platformdirs
import pytest
from numpy.typing import NDArray

from vectorstore.embedders.unpacked import unpacked

TABLE = np.arange(12, dtype=np.uint8).reshape(3, 4)


class Packed:
    """A packed file that counts how often it is unpacked."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "weights.npz"
        self.file.write_bytes(b"packed")
        self.times = 0

    def make(self) -> NDArray[np.uint8]:
        self.times += 1
        return TABLE

    def read(self) -> NDArray[np.uint8]:
        return unpacked(self.file, "table", self.make)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda _: place)
    return place


def test_the_second_reading_unpacks_nothing(tmp_path: Path, cache: Path) -> None:
    packed = Packed(tmp_path)

    first, second = packed.read(), packed.read()

    assert packed.times == 1
    assert np.array_equal(first, second)


def test_another_file_under_the_same_name_is_unpacked_anew(tmp_path: Path, cache: Path) -> None:
    packed = Packed(tmp_path)
    packed.read()
    packed.file.write_bytes(b"packed differently")

    packed.read()

    assert packed.times == 2


def test_a_broken_cache_is_made_again(tmp_path: Path, cache: Path) -> None:
    packed = Packed(tmp_path)
    packed.read()
    [held] = cache.iterdir()
    held.write_bytes(b"torn")

    assert np.array_equal(packed.read(), TABLE)
    assert np.array_equal(packed.read(), TABLE)
    assert packed.times == 2


def test_works_where_nothing_can_be_cached(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")

    assert np.array_equal(Packed(tmp_path).read(), TABLE)
