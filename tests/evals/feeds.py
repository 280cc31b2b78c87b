"""Are feeds read as feedparser's own test files say, and does nothing active come out of them? `*.tar.gz` of DIR.

Each file says in a comment what to expect. A file of `sanitize` passes where every text that we give out holds no word
that the safe text lacks, and every address is http(s). Titles and addresses of all files must be the expected words
and addresses. Left out are files that expect what we do not read on purpose: base64 (Atom 0.3), an address that only
a Content-Location header gives, and charsets that Python does not know.
"""

from __future__ import annotations

import ast
import codecs
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UnreadableSource
from assistant.ingest import feeds
from assistant.ingest.entries import Feed
from assistant.ingest.feed_text import looks_like_markup, words_of_html
from assistant.ingest.weblinks import canonical_url

if TYPE_CHECKING:
    from tests.evals.__main__ import Options

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_EXPECT = re.compile(r"^\s*Expect:\s*(.*?)\s*$", re.MULTILINE)
_CHARSET = re.compile(
    r"^\s*Header:\s*Content-type:[^\n]*charset=[\"']?([\w.:-]+)", re.IGNORECASE | re.MULTILINE
)
_LITERAL = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_SAID = re.compile(
    rf"""(entries\[0\]|feed)\[['"](\w+)['"]\](?:\[0\]\[['"]value['"]\])?\s*==\s*u?({_LITERAL}(?:\s*\+\s*{_LITERAL})*)"""
)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)""")
_WORD = re.compile(r"\w+")
_HERE = "http://127.0.0.1:8097/feed.xml"
_ENCODINGS = ("utf-8", "utf-16", "utf-32", "cp037", "latin-1")


@dataclass(frozen=True, slots=True)
class Case:
    """One file: what it is called, its bytes, what its header says, and what it expects of (place, field)."""

    name: str
    data: bytes
    charset: str | None
    expected: tuple[tuple[str, str, str], ...]

    @property
    def hostile(self) -> bool:
        return "/sanitize/" in self.name

    def read(self) -> Feed:
        """The feed as our parser reads it; an empty one where it refuses."""
        try:
            return feeds.parse(self.data, address=_HERE, charset=self.charset)
        except UnreadableSource:
            return Feed("", ())


def run(options: Options) -> tuple[int, dict[str, float]]:
    """How many files were read; the share of hostile ones that are harmless, of right titles and right addresses."""
    cases = list(read_cases(options.data, options.split))[: options.limit]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases:
        for subject, fine in judged(case):
            total[subject] += 1
            right[subject] += fine
            if options.report and not fine:
                print(subject, case.name, case.expected[:1], file=sys.stderr)
    names = {"sanitize": "sanitize_pass_rate", "title": "titles_right", "link": "addresses_right"}
    return len(cases), {names[one]: right[one] / total[one] for one in names if total[one]}


def judged(case: Case) -> Iterator[tuple[str, bool]]:
    """Each subject that this file tests, and whether it is right."""
    found = case.read()
    if case.hostile:
        yield "sanitize", harmless(case, found)
    for place, field, value in case.expected:
        entry = found.entries[0] if found.entries else None
        if field == "title" and not case.hostile:
            given = found.title if place == "feed" else entry.title if entry else ""
            wanted = words_of_html(value) if looks_like_markup(value) else value
            yield "title", given == " ".join(value.split()) or _words(given) == _words(wanted)
        if field == "link" and place == "entries[0]" and value.startswith("http"):
            yield "link", entry is not None and entry.address == canonical_url(value)


def harmless(case: Case, found: Feed) -> bool:
    """Whether nothing is given out but the safe words, and no address that a browser would run."""
    safe = {word for _, _, value in case.expected for word in _words(words_of_html(value))}
    texts = [found.title, *(text for one in found.entries for text in (one.title, one.text))]
    plain = all(set(_words(text)) <= safe for text in texts)
    addresses = [one.address for one in found.entries if one.address]
    return plain and all(address.startswith(("http://", "https://")) for address in addresses)


def read_cases(folder: Path, split: str | None = None) -> Iterator[Case]:
    """Every test file of the archives in a folder that we read in full."""
    for archive in sorted(folder.glob("*.tar.gz")):
        if split and split not in archive.name:
            continue
        with tarfile.open(archive) as files:
            for member in files:
                file = files.extractfile(member) if member.name.endswith(".xml") else None
                if file and (case := _case(member.name, file.read())):
                    yield case


def _case(name: str, data: bytes) -> Case | None:
    comment = next(filter(None, (_comment(data, encoding) for encoding in _ENCODINGS)), "")
    said = _EXPECT.search(comment)
    if not said or "base64" in name or "content_location" in name or not _known_charset(data):
        return None
    charset = _CHARSET.search(comment)
    expected = tuple(
        (found[1], found[2], "".join(map(ast.literal_eval, re.findall(_LITERAL, found[3]))))
        for found in _SAID.finditer(said[1])
    )
    return Case(name, data, charset[1] if charset else None, expected)


def _comment(data: bytes, encoding: str) -> str:
    found = _COMMENT.search(data.decode(encoding, "ignore"))
    return found[1] if found and "Expect:" in found[1] else ""


def _known_charset(data: bytes) -> bool:
    declared = _DECLARED.search(data[:200])
    try:
        return not declared or codecs.lookup(declared[1].decode("ascii")) is not None
    except LookupError:
        return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
