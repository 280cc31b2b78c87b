"""Files, folders, standard input and addresses to articles, one at a time."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

from assistant.errors import BadInput, CounterpointError, UnreadableSource
from assistant.ingest import feeds, files, formats, lines
from assistant.ingest.apart import documents as apart
from assistant.ingest.extract import extract
from assistant.ingest.fetch import Fetched, Fetches
from assistant.ingest.following import carried, dated, follow
from assistant.ingest.formats import Format
from assistant.ingest.found import Found, Overrides
from assistant.ingest.outlets import Outlets
from assistant.news import Article

__all__ = ["Failed", "Overrides", "count", "is_address", "read"]

_GZIP = b"\x1f\x8b"
# What our own code reads line by line, in time that grows with the length, needs no process of its own.
_OURS = frozenset({Format.PLAIN, Format.MARKDOWN})
_SMALL = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that gave no article, and why; `source` is "file.jsonl:17" for line 17."""

    source: str
    error: CounterpointError


def read(
    source: str,
    overrides: Overrides = Overrides(),
    *,
    fetcher: Fetches,
    outlets: Outlets,
    guest: Fetches | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Failed]:
    """Every article of a file, folder, address or "-" (standard input), and a Failed for each that could not be read.

    `guest` fetches what a feed announces, or the feeds of an OPML list; without one, feeds are refused. Never raises for what is wrong with a source: that is in the Failed. Articles come without parts and attributions.
    """
    reader = _Reader(overrides, fetcher, outlets, guest)
    try:
        if source == "-":
            yield from reader.stream(stdin or sys.stdin.buffer)
        elif is_address(source):
            yield from reader.address(source)
        else:
            yield from reader.path(Path(source))
    except CounterpointError as error:
        yield Failed(source, error)


def count(source: str) -> int | None:
    """How many articles to expect where that is cheap to know (lines of JSONL, files of a folder), else None."""
    if source == "-" or is_address(source):
        return None
    path = Path(source)
    try:
        if path.is_dir():
            counts = [count(str(file)) for file, refused in files.walk(path) if not refused]
            return sum(c for c in counts if c) if None not in counts else None
        form = formats.by_ending(path.name)
        if form is not Format.JSONL:
            return None if form is Format.FEED else 1
        with files.opened(path) as file:
            return lines.count(file)
    except (OSError, EOFError, zlib.error, BadInput):
        return None


def is_address(source: str) -> bool:
    """Whether the source is written as a URL, of whatever scheme."""
    return "://" in source and bool(urlsplit(source.split("://", 1)[0] + "://").scheme)


@dataclass(frozen=True, slots=True)
class _Reader:
    overrides: Overrides
    fetcher: Fetches
    outlets: Outlets
    guest: Fetches | None

    def path(self, path: Path) -> Iterator[Article | Failed]:
        try:
            folder = path.is_dir()
        except (OSError, ValueError) as problem:
            raise UnreadableSource(
                f"{path} cannot be opened: {problem}.", hint="Check the path."
            ) from problem
        if not folder:
            yield from self._file(path)
            return
        self._refuse_naming_many(str(path))
        found = False
        for file, refused in files.walk(path):
            found = True
            if refused:
                yield Failed(str(file), refused)
                continue
            try:
                yield from self._file(file)
            except CounterpointError as error:
                yield Failed(str(file), error)
        if not found:
            raise UnreadableSource(f"There are no files in {path}.", hint="Hidden files are passed over.")

    def address(self, url: str) -> Iterator[Article | Failed]:
        apart.get_ready()
        yield from self._page(self.fetcher.fetch(url), url)

    def _page(self, page: Fetched, name: str) -> Iterator[Article | Failed]:
        form = formats.of_content_type(page.content_type) or formats.of_bytes(page.data[:8192])
        stem = urlsplit(page.url).hostname or name
        yield from self._document(page.data, form, name=name, stem=stem, url=page.url, charset=page.charset)

    def stream(self, stdin: IO[bytes]) -> Iterator[Article | Failed]:
        name = "standard input"
        file = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)  # type: ignore[type-var]
        head = file.peek(8192)
        if head.startswith(_GZIP):
            yield from self._lines(cast(IO[bytes], files.Unpacked(file)), name=name, stem=name)
        elif formats.of_bytes(head[:8192]) is Format.JSONL:
            yield from self._lines(file, name=name, stem=name)
        else:
            data = files.within_limit(file, name)
            yield from self._document(data, formats.of_bytes(data[:8192]), name=name, stem=name)

    def _file(self, path: Path) -> Iterator[Article | Failed]:
        if not path.exists():
            files.opened(path)
        form = formats.of_file(path.name)
        stem = path.name.split(".jsonl")[0] if form is Format.JSONL else path.stem
        if form is Format.JSONL:
            with files.opened(path) as file:
                yield from self._lines(file, name=str(path), stem=stem)
        else:
            yield from self._document(files.content(path), form, name=str(path), stem=stem)

    def _document(
        self,
        data: bytes,
        form: Format,
        *,
        name: str,
        stem: str,
        url: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Article | Failed]:
        if form is Format.FEED and formats.of_bytes(data[:8192]) is Format.HTML:
            form = Format.HTML  # XHTML that its server calls XML
        if form is Format.FEED or feeds.announces(data):
            yield from self._feed(data, name=name, address=url or "", charset=charset)
        elif form is Format.JSONL:
            yield from self._lines(io.BytesIO(data), name=name, stem=stem)
        elif form is Format.JSON:
            yield from self._json(data, name=name, stem=stem)
        else:
            known = self.overrides.url or url
            here = form in _OURS and len(data) <= _SMALL
            take_apart = extract if here else apart.extract
            found = take_apart(data, form, name=name, url=known, charset=charset)
            yield self._article(replace(found, url=found.url or url), stem)

    def _feed(
        self, data: bytes, *, name: str, address: str, charset: str | None
    ) -> Iterator[Article | Failed]:
        if self.guest is None:
            raise UnreadableSource(f"{name} is a feed, not an article.", hint="Add the feed itself.")
        self._refuse_naming_many(name)
        alone = replace(self, guest=None)  # a feed within a feed is not followed
        for entry, page in follow(data, name=name, address=address, charset=charset, guest=self.guest):
            try:
                if isinstance(page, CounterpointError):
                    raise page
                for one in alone._page(page, entry.address):
                    yield dated(one, entry) if isinstance(one, Article) else one
            except CounterpointError as error:
                yield carried(entry, self.outlets) or Failed(entry.address or name, error)

    def _lines(self, file: IO[bytes], *, name: str, stem: str) -> Iterator[Article | Failed]:
        self._refuse_naming_many(name)
        number = 0
        for number, line in lines.numbered(file):
            yield self._article_or_error(line, stem, f"{name}:{number}")
        if not number:
            raise UnreadableSource(f"{name} is empty.", hint="Check that it was saved completely.")

    def _json(self, data: bytes, *, name: str, stem: str) -> Iterator[Article | Failed]:
        found = apart.from_json(data, name=name)
        if len(found) != 1:
            self._refuse_naming_many(name)
        for number, one in enumerate(found, start=1):
            yield self._article_or_error(one, stem, f"{name}:{number}")

    def _article_or_error(self, found: Found | BadInput, stem: str, place: str) -> Article | Failed:
        """One of many: what is wrong with it is its own."""
        try:
            return Failed(place, found) if isinstance(found, BadInput) else self._article(found, stem)
        except BadInput as error:
            return Failed(place, error)

    def _article(self, found: Found, stem: str) -> Article:
        return found.with_overrides(self.overrides).article(self.outlets, stem=stem)

    def _refuse_naming_many(self, name: str) -> None:
        if self.overrides.names_one_article:
            raise BadInput(
                f"{name} can hold many articles, and a title or an address names one.",
                hint="Leave out --title and --url, or add the articles one by one.",
            )
