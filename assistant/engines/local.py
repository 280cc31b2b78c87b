"""A model in a GGUF file, run in this process by llama.cpp and spoken to over a private port."""

from __future__ import annotations

import secrets
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from assistant.errors import BadSettings, EngineError

_MAGIC = b"GGUF"


def checked(path: Path) -> None:
    """Nothing, or BadSettings that says why this file cannot be a model."""
    if not path.is_file():
        raise BadSettings(
            f"There is no model file {path}.",
            hint="Set COUNTERPOINT_MODEL to gguf: and the path of a .gguf file.",
        )
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            raise BadSettings(
                f"{path} is not a GGUF file.",
                hint="Set COUNTERPOINT_MODEL to gguf: and the path of a .gguf file.",
            )
    if find_spec("xllamacpp") is None:
        raise BadSettings(
            "Running a model from a file needs the package xllamacpp.",
            hint='Install it with: pip install "counterpoint-news[local]"',
        )


@cache
def serve(path: Path, *, context_tokens: int, readers: int) -> tuple[str, str]:
    """Loads the model and returns the address and the key of its server, which ends with this program.

    Raises EngineError where llama.cpp cannot load the file.
    """
    import xllamacpp  # type: ignore[import-not-found,import-untyped,unused-ignore]

    key = secrets.token_urlsafe(24)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # any free one
    params.api_keys = [key]  # others on this machine can see the port
    params.n_parallel = readers
    params.n_ctx = context_tokens * readers  # llama.cpp divides it among those who read at once
    params.offline = True
    params.verbosity = -1  # stderr is for our progress
    try:
        server = xllamacpp.Server(params)
    except RuntimeError as problem:
        raise EngineError(
            f"llama.cpp could not load {path.name}: {problem}",
            hint="Check the file, or set COUNTERPOINT_CONTEXT_TOKENS and COUNTERPOINT_CONCURRENCY lower "
            "where memory is short.",
        ) from problem
    _running.append(server)
    return f"{server.listening_address}/v1", key


_running: list[object] = []  # llama.cpp stops a server that nobody holds
