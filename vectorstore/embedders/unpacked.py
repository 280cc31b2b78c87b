"""Packed tables of a package, unpacked once into the user's cache: a cold start maps them instead of inflating them."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UnwritableFile
from assistant.writing import whole_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def unpacked(source: Path, part: str, make: Callable[[], NDArray[np.uint8]]) -> NDArray[Any]:
    """What `make` reads out of `source`, from the cache where this very file was unpacked before.

    `part` names what is read; another way to read it needs another name. Nothing is lost without a cache that can be written to, only time.
    """
    import numpy as np
    import platformdirs

    held = source.stat()
    told = f"{part}\0{source.resolve()}\0{held.st_size}\0{held.st_mtime_ns}"
    name = f"{part}-{hashlib.sha256(told.encode()).hexdigest()[:16]}.npy"
    place = platformdirs.user_cache_path("counterpoint") / name
    with contextlib.suppress(OSError, ValueError, EOFError):
        found: NDArray[np.uint8] = np.load(place, mmap_mode="r", allow_pickle=False)
        return found
    table = make()
    with contextlib.suppress(OSError, UnwritableFile):
        place.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(place, private=True) as file:
            np.save(file, table, allow_pickle=False)
    return table
