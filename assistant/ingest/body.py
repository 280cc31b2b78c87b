"""The body of an HTTP answer, decompressed within limits while it arrives."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable

from assistant.errors import RefusedSource, UnreachableSource, UnreadableSource

_MOST_RATIO = 200  # pages shrink 4 to 20 times; deflate reaches 1,030 only on repetition
_RATIO_MATTERS_FROM = 1_000_000
_STEP = 1_000_000


def read_body(chunks: Iterable[bytes], encoding: str, *, largest: int, end: float, name: str) -> bytes:
    """All bytes of the body. `encoding` is the Content-Encoding header; `end` is a time.monotonic() moment.

    Raises RefusedSource over `largest` bytes or for a body that unpacks 200 times, UnreachableSource after `end`,
    UnreadableSource for another or a damaged compression. Nested compressions are refused: they multiply.
    """
    unpack = _unpacker(encoding.strip().lower(), name)
    parts: list[bytes] = []
    size = packed = 0
    for chunk in chunks:
        packed += len(chunk)
        for part in _unpacked(unpack, chunk, name):
            size += len(part)
            if size > largest:
                raise RefusedSource(
                    f"{name} is larger than {largest // 1_000_000} MB.",
                    hint="Download it and add the article's part.",
                )
            if size > _RATIO_MATTERS_FROM and size > _MOST_RATIO * packed:
                raise RefusedSource(
                    f"{name} unpacks to more than {_MOST_RATIO} times its size: it may be made to fill the memory.",
                    hint="Leave this page out.",
                )
            parts.append(part)
        if time.monotonic() > end:
            raise UnreachableSource(f"{name} took too long to arrive.", hint="Try again later.")
    return b"".join(parts)


class _Deflate:
    """Gzip or zlib, or raw deflate, which servers send under the name of zlib (RFC 9110, 8.4.1.2)."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=47)
        self._fresh = True

    def __call__(self, data: bytes) -> Iterable[bytes]:
        if self._fresh and data:
            self._fresh = False
            try:
                yield self._inner.decompress(data, _STEP)
            except zlib.error:
                self._inner = zlib.decompressobj(wbits=-15)
                yield self._inner.decompress(data, _STEP)
            data = self._inner.unconsumed_tail
        while data:
            yield self._inner.decompress(data, _STEP)
            data = self._inner.unconsumed_tail


def _unpacker(encoding: str, name: str) -> Callable[[bytes], Iterable[bytes]]:
    if encoding in ("", "identity"):
        return lambda data: (data,)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _Deflate()
    raise UnreadableSource(
        f"{name} came compressed as {encoding[:40]!r}, which was not asked for.",
        hint="Save the page from your browser.",
    )


def _unpacked(unpack: Callable[[bytes], Iterable[bytes]], chunk: bytes, name: str) -> Iterable[bytes]:
    try:
        yield from unpack(chunk)
    except zlib.error as problem:
        raise UnreadableSource(
            f"{name} came with damaged compression: {problem}.",
            hint="Try again, or save it from your browser.",
        ) from problem
