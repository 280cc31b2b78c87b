"""JSONL of any length, read line by line: good lines become articles, bad ones are listed by number."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

from assistant.errors import BadInput, RefusedSource, UnreadableSource
from assistant.ingest.found import Found
from assistant.ingest.records import from_line

LONGEST_LINE = 20_000_000  # bytes, uncompressed


def numbered(file: IO[bytes]) -> Iterator[tuple[int, Found | BadInput]]:
    """Every line that is not blank, with its number from 1; a damaged end is the last line's error."""
    number = 0
    while True:
        number += 1
        try:
            line = file.readline(LONGEST_LINE + 1)
            if len(line) > LONGEST_LINE:
                _skip_rest(file)
        except (EOFError, OSError, zlib.error) as problem:
            yield (
                number,
                UnreadableSource(
                    f"The file breaks off here: {problem}.",
                    hint="It was not saved completely; the lines before are in.",
                ),
            )
            return
        if not line:
            return
        if len(line) > LONGEST_LINE:
            yield (
                number,
                RefusedSource(
                    f"This line is longer than {LONGEST_LINE // 1_000_000} MB.",
                    hint="One line holds one article.",
                ),
            )
        elif line.strip():
            try:
                yield number, from_line(line.removeprefix(b"\xef\xbb\xbf"))
            except BadInput as error:
                yield number, error


def count(file: IO[bytes]) -> int:
    """How many lines are not blank; never more than one line's limit in memory."""
    found = 0
    while line := file.readline(LONGEST_LINE + 1):
        found += not line.isspace()
        if len(line) > LONGEST_LINE:
            _skip_rest(file)
    return found


def _skip_rest(file: IO[bytes]) -> None:
    while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass
