"""Published data sets that some tests score a few items of: they stand beside the checkout, or nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.evals.__main__ import Options

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[2] / "shared"))


def options(name: str, limit: int) -> Options:
    """The first items of a development half; skips where the data set is missing."""
    folder = SHARED / "evals" / name
    if not folder.is_dir():
        pytest.skip(f"no {folder}: set COUNTERPOINT_SHARED to the folder that holds evals/{name}")
    return Options(folder, "dev", "embedded", limit, None, False)
