"""What goes through the pipe between the program and the process that takes documents apart: length, then bytes."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], *parts: bytes) -> None:
    """Writes each part behind its length."""
    for part in parts:
        pipe.write(_LENGTH.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes], *, most: int) -> bytes | None:
    """One part; None where the other side ended, or wants to send more than `most` bytes."""
    length = pipe.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(length)
    if size > most:
        return None
    data = pipe.read(size)
    return data if len(data) == size else None
