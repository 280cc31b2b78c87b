"""What a document says about itself, before the reader's overrides and the registry of outlets are asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from assistant.errors import RefusedSource
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.language import detect
from assistant.ingest.outlets import Outlets
from assistant.ingest.run_ins import without_run_ins
from assistant.ingest.weblinks import archived, canonical_url
from assistant.news import Article, PartKind, article_id

MOST_CHARACTERS = 5_000_000  # the longest novels have 3 million
_LONGEST_TITLE = 1_000
_MOST_AUTHORS = 100


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the reader says about a source; it wins over everything that the source says."""

    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    @property
    def names_one_article(self) -> bool:
        """Whether a title or an address is given, which can only be true of one article."""
        return self.title is not None or self.url is not None


@dataclass(frozen=True, slots=True)
class Found:
    """One article as its document gives it; an empty field was not stated.

    `outlet` is a name the document states on purpose (front matter, a record's field); `site` is what a page calls
    itself, which a known host overrules. `origin` is the outlet that wrote it, where the document names it on purpose. `taken_from` are addresses and names that
    the page's metadata gives for its source: they count where the registry knows them.
    """

    text: str
    title: str = ""
    outlet: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str = ""
    url: str | None = None
    origin: str | None = None
    taken_from: tuple[str, ...] = ()
    kind: PartKind = PartKind.REPORT
    id: str = ""

    def with_overrides(self, overrides: Overrides) -> Found:
        if overrides == Overrides():
            return self
        return replace(
            self,
            title=overrides.title or self.title,
            outlet=overrides.outlet or self.outlet,
            authors=overrides.authors or self.authors,
            published=overrides.published or self.published,
            language=overrides.language or self.language,
            url=overrides.url or self.url,
        )

    def article(self, outlets: Outlets, *, stem: str) -> Article:
        """The article of the library; `stem` is the file's name without its ending, for texts of unknown outlets.

        Raises RefusedSource for a text that is longer than any article.
        """
        if len(self.text) > MOST_CHARACTERS:
            raise RefusedSource(
                f"This text has more than {MOST_CHARACTERS:,} characters: no article is that long.",
                hint="Split it into its articles or chapters.",
            )
        text = without_run_ins(clean(self.text))
        url = canonical_url(self.url) if self.url else None
        publisher = self._publisher(outlets, url, stem)
        origin = outlets.canonical(self.origin) if self.origin else self._known_source(outlets, publisher)
        return Article(
            id=self.id or article_id(url=url, publisher=publisher, text=text),
            title=one_line(self.title)[:_LONGEST_TITLE] or _opening(text),
            publisher=publisher,
            text=text,
            url=url,
            authors=tuple(dict.fromkeys(one_line(a) for a in self.authors if a.strip()))[:_MOST_AUTHORS],
            published=self.published,
            language=self.language or detect(text),
            origin=None if origin == publisher else origin,
            kind=self.kind,
        )

    def _publisher(self, outlets: Outlets, url: str | None, stem: str) -> str:
        stated = one_line(self.outlet)
        if stated:
            return outlets.canonical(stated)
        host = (urlsplit(archived(url)).hostname or "") if url else ""
        known = outlets.by_host(host) if host else None
        if known:
            return known.name
        site = one_line(self.site)
        if site:
            return outlets.canonical(site)
        return host.removeprefix("www.") or f"unknown outlet ({stem})"

    def _known_source(self, outlets: Outlets, publisher: str) -> str | None:
        for source in self.taken_from:
            address = source.startswith(("http://", "https://"))
            known = outlets.by_host(urlsplit(source).hostname or "") if address else outlets.find(source)
            if known and known.name != publisher:
                return known.name
        return None


def _opening(text: str) -> str:
    """The first words of a text without a title, at most 80 characters."""
    line = one_line(text[:400].split("\n", 1)[0])
    return line if len(line) <= 80 else line[:80].rsplit(" ", 1)[0] + "…"
