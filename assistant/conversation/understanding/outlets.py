"""Which outlets a reader's words stand for: by name, alias or short form, those of the library first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.ingest.outlets import Outlet, Outlets, name_key
from assistant.news import PartKind, Span
from assistant.wording.tokens import Token, tokens

LONGEST_NAME = 6  # words
_DETERMINER = re.compile(r"(?<!\w)(?:the|die|der|das|den|dem|le|la|les|el|los|las)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where sources are named, and which: several outlets where a short form fits several that are held.

    `held` have articles of their own in the library; `lacking` is what the reader called one that has none.
    `certain` is false where the words may be ordinary ones, so that only a strong cue makes them a name; `limits`
    is true where they are a limit by themselves ("in German").
    """

    span: Span
    held: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[PartKind, ...] = ()
    certain: bool = True
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The outlets of a library and those that the registry knows, as a reader may call them.

    `held` maps outlets with articles of their own to how many.
    """

    outlets: Outlets
    held: Mapping[str, int]
    _by_key: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        keys = {name_key(form): name for name in self.held for form in (self.outlets.canonical(name), name)}
        object.__setattr__(self, "_by_key", keys)

    def mentions(self, text: str) -> list[Mention]:
        """Every outlet that is named in the text, in order; the longest name where several fit."""
        words, found, place = tokens(text), list[Mention](), 0
        while place < len(words):
            for end in range(min(len(words), place + LONGEST_NAME), place, -1):
                if (mention := self._mention(text, words[place:end])) is not None:
                    found.append(mention)
                    place = end
                    break
            else:
                place += 1
        return found

    def _mention(self, text: str, words: Sequence[Token]) -> Mention | None:
        if words[0].key == "the":
            return None
        span = Span(words[0].start, words[-1].end)
        written = span.of(text)
        key = name_key(written)
        named, shorts = self.outlets.find(written), self.outlets.ambiguous(written)
        certain = self._is_certain(text, words, named)
        for names in ([key], [one.name for one in (named,) if one], [one.name for one in shorts]):
            if held := tuple(name for one in names if (name := self._by_key.get(name_key(one)))):
                return Mention(span, held, certain=certain)
        if named or shorts:
            return Mention(span, lacking=(named.name if named else written,), certain=certain)
        ending = [name for name in self.held if len(key) > 3 and name_key(name).endswith(f" {key}")]
        if len(ending) == 1 and _DETERMINER.search(
            text, 0, span.start
        ):  # "the Courant" of The Ledvar Courant
            return Mention(span, tuple(ending), certain=words[0].capitalised)
        return None

    def _is_certain(self, text: str, words: Sequence[Token], named: Outlet | None) -> bool:
        if any(word.capitalised for word in words):
            return True
        if named is not None and named.common:
            return False
        short = len(words) == 1 and len(words[0].key) <= 4  # ft, bbc, cnn
        return short or _DETERMINER.search(text, 0, words[0].start) is not None
