"""Body, title, authors and date of real pages, against marks made by hand.

Data: trafilatura's evaluation pages (`trafilatura_eval.tar.gz`, or the same unpacked: `evaldata.json` beside the folders
`cache` and `eval`). Body: F1 over passages that must and must not be in the text, white space folded, as in trafilatura's
own evaluation. Title, author and date: share of the pages marked with one where ours is the same; for titles and authors
white space and letters' case are folded, authors are compared as sets of names.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from assistant.errors import CounterpointError
from assistant.ingest.bylines import split_authors
from assistant.ingest.cleaning import one_line
from assistant.ingest.extract import extract
from assistant.ingest.formats import Format
from assistant.ingest.found import Found
from tests.evals.__main__ import Options


def run(options: Options) -> tuple[int, dict[str, float]]:
    logging.disable(logging.CRITICAL)
    pages = list(_pages(options))
    if options.limit and options.limit < len(pages):
        step = len(pages) / options.limit
        pages = [pages[int(number * step)] for number in range(options.limit)]
    tally = _Tally(report=options.report)
    for url, marks, data in pages:
        tally.add(url, marks, _found(url, data))
    return len(pages), tally.metrics()


def _found(url: str, data: bytes) -> Found:
    with contextlib.suppress(CounterpointError):
        return extract(data, Format.HTML, name=url, url=url)
    return Found(text="")


class _Tally:
    def __init__(self, *, report: bool) -> None:
        self._report = report
        self._body = {"right": 0, "wrong": 0, "missed": 0}
        self._exact: dict[str, list[bool]] = {"title": [], "author": [], "date": []}

    def add(self, url: str, marks: dict[str, Any], found: Found) -> None:
        text = _folded(found.text)
        missed = [chunk for chunk in marks["with"] if _folded(chunk) not in text]
        wrong = [chunk for chunk in marks["without"] if _folded(chunk) in text]
        self._body["right"] += len(marks["with"]) - len(missed)
        self._body["missed"] += len(missed)
        self._body["wrong"] += len(wrong)
        if missed or wrong:
            self._say(url, "body", f"missed {missed}, wrong {wrong}")
        if marks.get("title"):
            self._compare(url, "title", _folded(marks["title"]).casefold(), _folded(found.title).casefold())
        if marks.get("author"):
            self._compare(url, "author", _names(marks["author"]), _names(list(found.authors)))
        if marks.get("date"):
            with contextlib.suppress(ValueError):  # one page is marked with a thirteenth month
                self._compare(url, "date", date.fromisoformat(marks["date"]), found.published)

    def _compare(self, url: str, field: str, marked: object, ours: object) -> None:
        self._exact[field].append(marked == ours)
        if marked != ours:
            self._say(url, field, f"{marked!r}, ours {ours!r}")

    def _say(self, url: str, field: str, difference: str) -> None:
        if self._report:
            print(f"{field}\t{url}\t{difference}", file=sys.stderr)

    def metrics(self) -> dict[str, float]:
        right, wrong, missed = self._body["right"], self._body["wrong"], self._body["missed"]
        exact = {f"{field}_exact": sum(same) / max(1, len(same)) for field, same in self._exact.items()}
        return {
            "body_f1": 2 * right / max(1, 2 * right + wrong + missed),
            "body_precision": right / max(1, right + wrong),
            "body_recall": right / max(1, right + missed),
            **exact,
        }


def _folded(text: str) -> str:
    return one_line(text)  # soft hyphens and the like, which no reader sees, are left out of marks as well


def _names(written: str | list[str]) -> frozenset[str]:
    parts = [written] if isinstance(written, str) else written
    return frozenset(name.casefold() for part in parts for name in split_authors(part))


def _pages(options: Options) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Address, marks and bytes of every page that is there, in the order of the marks."""
    files: dict[tuple[str, str], bytes] = {}
    for path in sorted(options.data.rglob("*")):
        if path.name.endswith((".tar.gz", ".tgz")):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and _wanted(member.name):
                        file = archive.extractfile(member)
                        files[_place(member.name)] = file.read() if file else b""
        elif path.is_file() and _wanted(str(path)):
            files[_place(str(path))] = path.read_bytes()
    for name in [key for key in files if key[1].endswith(".json")]:
        for url, marks in json.loads(files[name]).items():
            data = files.get(("cache", marks["file"])) or files.get(("eval", marks["file"]))
            if data is not None:
                yield url, marks, data


def _wanted(name: str) -> bool:
    parent, file = _place(name)
    return parent in ("cache", "eval") or file.startswith("evaldata")


def _place(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    return path.parent.name, path.name
