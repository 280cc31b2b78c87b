"""Outlets by name, alias, other script or host; who is not in the registry is unrated, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.ingest.mentions import Scanner
from assistant.ingest.registry import Outlet, claims, entry, read_entries, read_registry
from assistant.news import Span

__all__ = ["Outlet", "Outlets", "name_key"]

PACKAGED = Path(__file__).with_name("outlets.toml")
_PUNCTUATION = re.compile(r"[^\w&+]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_SECTION = re.compile(
    r"\s*(?:\((?:[^()]*\b)?(?:news|online|web|blog|opinion|editorial|newspaper|magazine|print)\b[^()]*\)"
    r"|[-–—:|]\s*(?:news|opinion|editorial|opinion/editorial|online|world|politics|us|uk|international)"
    r"|\b(?:online(?:\s+news)?|web\s+news|opinion|editorial|website|newspaper|magazine|news|online\s+edition))\s*$",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:/.*)?", re.IGNORECASE)


class Outlets:
    """A registry of outlets: the packaged one, with the reader's own facts over it."""

    def __init__(self, outlets: Iterable[Outlet], *, own: Iterable[Outlet] = ()) -> None:
        """`own` outlets win every name, alias and domain that `outlets` claim too."""
        own = tuple(own)
        names = {outlet.name for outlet in own}
        theirs = {name_key(form) for outlet in own for form in (*claims(outlet), *outlet.domains)}
        self._outlets = (*(_without(o, theirs) for o in outlets if o.name not in names), *own)
        self._hosts: dict[str, Outlet] = {}
        self._names: dict[str, Outlet] = {}
        self._aliases: dict[str, tuple[Outlet, ...]] = {}
        self._short: dict[str, tuple[Outlet, ...]] = {}
        for outlet in self._outlets:
            self._hosts.update(dict.fromkeys(outlet.domains, outlet))
            self._names[name_key(outlet.name)] = outlet
            for alias in outlet.aliases:
                _claim(self._aliases, alias, outlet)
            for form in outlet.short:
                _claim(self._short, form, outlet)
        for outlet in own:
            self._names.update((name_key(form), outlet) for form in (*claims(outlet), *outlet.domains))
        self._scanner: Scanner | None = None

    @classmethod
    def packaged(cls) -> Outlets:
        """The outlets that come with the program, read once."""
        return _packaged()

    def with_file(self, path: Path) -> Outlets:
        """These outlets with the reader's own file over them: a new name adds, a known name corrects.

        Raises BadInput that names the entry and the key.
        """
        known = {name_key(outlet.name): outlet for outlet in self._outlets}
        own = [
            entry(name, facts, path, known.get(name_key(name))) for name, facts in read_entries(path).items()
        ]
        return Outlets(self._outlets, own=own)

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._outlets)

    def __len__(self) -> int:
        return len(self._outlets)

    def find(self, name: str) -> Outlet | None:
        """The outlet of this name, alias, script, section or web address; None where none or several claim it.

        "the Telegraph", "TELEGRAPH", "CNN (Web News)" and "New York Times - Opinion" find their outlet.
        """
        form = name.strip()
        while form:
            if found := self._exactly(form):
                return found
            shorter = _SECTION.sub("", form).strip()
            if shorter == form:
                break
            form = shorter
        host = _HOST.fullmatch(name.strip())
        return self.by_host(host[1]) if host else None

    def _exactly(self, form: str) -> Outlet | None:
        key = name_key(form)
        if (named := self._names.get(key)) is not None:
            return named
        claimed = self._aliases.get(key, ())
        return claimed[0] if len(claimed) == 1 else None

    def by_host(self, host: str) -> Outlet | None:
        """The outlet that publishes at this host name or at a domain above it."""
        labels = host.strip().lower().rstrip(".").split(":")[0].split(".")
        for start in range(len(labels) - 1):
            if (outlet := self._hosts.get(".".join(labels[start:]))) is not None:
                return outlet
        return None

    def canonical(self, name: str) -> str:
        """The registry's name for it, or the name as given without outer white space."""
        found = self.find(name)
        return found.name if found else name.strip()

    def ambiguous(self, name: str) -> tuple[Outlet, ...]:
        """The outlets that "the Times" may stand for, when the full name stood before; empty for a plain name."""
        key = name_key(name)
        shorts = self._short.get(key, ())
        aliases = self._aliases.get(key, ())
        if not shorts and len(aliases) < 2:
            return ()
        named = self._names.get(key)
        return tuple(dict.fromkeys((*((named,) if named else ()), *shorts, *aliases)))

    def mentions(self, text: str, within: Span | None = None) -> list[tuple[Span, Outlet]]:
        """Where outlets are named, in order and without overlap, in time linear in the text.

        A short form ("the Times") counts for the outlet of that form whose full name stood last before it inside
        the same call, otherwise it is left out; so call it once for a whole article, not once for each sentence.
        """
        if self._scanner is None:
            self._scanner = Scanner(self._outlets)
        return self._scanner.mentions(text, within or Span(0, len(text)))


def name_key(name: str) -> str:
    """The form under which names are equal: no case, punctuation, possessive or leading "the"."""
    folded = name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    words = _PUNCTUATION.sub(" ", _POSSESSIVE.sub("", folded.strip())).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _without(outlet: Outlet, claimed: set[str]) -> Outlet:
    """The outlet less the aliases, short forms and domains that the reader's own outlets claim."""
    if not claimed:
        return outlet

    def left(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(form for form in forms if name_key(form) not in claimed)

    return replace(
        outlet, aliases=left(outlet.aliases), short=left(outlet.short), domains=left(outlet.domains)
    )


def _claim(index: dict[str, tuple[Outlet, ...]], form: str, outlet: Outlet) -> None:
    key = name_key(form)
    if outlet not in (before := index.get(key, ())):
        index[key] = (*before, outlet)


@cache
def _packaged() -> Outlets:
    return Outlets(read_registry(PACKAGED))
