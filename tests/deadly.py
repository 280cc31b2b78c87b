"""What the workers of a cluster are given in its tests: a word that kills whoever reads it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.bulk.work import Tools
from assistant.errors import BadInput
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Failed, Overrides
from assistant.wiring import SAMPLE

if TYPE_CHECKING:
    from vectorstore.records import Vectors

POISON = "nightshade"


class DeadlyEmbedder:
    """One number for each text; none for the poisonous one, which kills the process as a segmentation fault would."""

    name = "words"  # as the embedder of the libraries in `making`
    dimensions = 64

    def passages(self, texts: Sequence[str]) -> Vectors:
        if any(POISON in text for text in texts):
            die()
        return np.eye(self.dimensions, dtype=np.float32)[[len(text) % self.dimensions for text in texts]]

    questions = passages


@dataclass(frozen=True)
class DeadlyToolbox:
    """Tools that need no model."""

    def __call__(self) -> Tools:
        return Tools(_no_reader, Outlets.packaged().with_file(SAMPLE / "outlets.toml"), DeadlyEmbedder())


def dies_at_first(tools: Tools, items: Sequence[str]) -> list[str]:
    """Kills the first worker that is given an item: each is the name of a file that remembers it."""
    for item in items:
        if not Path(item).exists():
            Path(item).touch()
            die()
    return [Path(item).name for item in items]


def refuses(tools: Tools, items: Sequence[str]) -> list[str]:
    raise BadInput(f"{items[0]} is refused.", hint="Give another.")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _no_reader(source: str, overrides: Overrides) -> list[Failed]:
    raise AssertionError(f"{source} is read here")
