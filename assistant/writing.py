"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from assistant.errors import BadInput, UnwritableFile


def refuse_if_there(path: Path, *, force: bool) -> None:
    """Raises BadInput where the file is there and `force` is not given."""
    if path.exists() and not force:
        raise BadInput(f"{path} exists already.", hint="Choose another name, or write over it with --force.")


@contextmanager
def whole_file(
    path: Path, *, hint: str = "Choose a place that you may write to.", private: bool = False
) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its name at the end; what was there stays as it was until then.

    A `private` file can be read by its owner alone. Raises UnwritableFile, with `hint` for what to do about it.
    """
    target = path.resolve()
    beside: Path | None = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            beside = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except OSError as problem:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
        raise UnwritableFile(
            f"{path} cannot be written: {'the disk is full' if full else problem.strerror}.", hint=hint
        ) from problem
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    """What the system takes away from new files; reading it sets it, so it is set back."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
