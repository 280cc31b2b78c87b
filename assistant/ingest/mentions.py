"""Where a text names outlets: one pass over its capitalised words, so the time is linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from assistant.ingest.registry import Outlet, claims
from assistant.news import Span


class Role(Enum):
    """How much a form needs beside it before it names an outlet."""

    PLAIN = "plain"  # the form is enough
    ARTICLE = "article"  # one word that needs "the" before it or the words of reporting
    COMMON = (
        "common"  # an ordinary word too: needs a capital "The" inside a sentence or the words of reporting
    )
    SHORT = "short"  # needs the full name of one of its outlets earlier in the text


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an outlet's name, without its article."""

    words: str
    role: Role
    outlets: tuple[Outlet, ...]


_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΆΈ-ΏΑ-ΫЀ-Я][^\W_]*")
_ARTICLE = re.compile(r"(?:^|\W)([Tt]he|THE)\s$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;»”\"’\n])\s*$")
_REPORTING = (
    r"report(?:s|ed|ing)?|says?|said|wr(?:ites?|ote|iting)|argue[sd]?|add(?:s|ed)|claim(?:s|ed)|note[sd]|"
    r"quot(?:es|ed|ing)|cit(?:es|ed|ing)|describe[sd]|call(?:s|ed)|publish(?:es|ed)|reveal(?:s|ed)|"
    r"suggest(?:s|ed)|warn(?:s|ed)|told|explain(?:s|ed)|asked|interview(?:s|ed)?|"
    r"(?:first|also|previously|recently|has|had|exclusively)\s\w+(?:ed|ported|ritten)"
)
_AFTER = re.compile(
    rf"(?:['’]s?)?\s?,?\s?(?:{_REPORTING}|magazine|newspaper|daily|website|tabloid|editors?|reporters?|"
    r"columnists?|correspondents?|journalists?|editorial|op-ed|article|interview|poll|story)\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:told|tells|according\sto|magazine|newspaper|tabloid|daily|website|site|outlet|broadcaster|"
    r"reported\s(?:by|in)|published\s(?:by|in)|written\s(?:for|in)|writing\s(?:for|in)|writes\sfor|wrote\sfor|wrote\sin|"
    r"(?:interview|article|op-ed|column|essay|editor|reporter|columnist|correspondent|writer)\s(?:with|in|for|at|of|by)|"
    r"quoted\s(?:by|in)|cited\s(?:by|in)))\s(?:[Tt]he\s)?$"
)
_LOOSE = re.compile(r"[\u0590-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefc]")
_GAP = r"(?:[^\S\n]|\n(?!\n)){1,3}"
_ARABIC_BEFORE = re.compile(r"(?:^|[^\w])[وفبلك]{0,2}$")


class Scanner:
    """All forms of a registry, ready to be looked for; compiled a first word at a time, when it is met."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        outlets = tuple(outlets)
        self._by_first: dict[str, list[Form]] = {}
        self._compiled: dict[str, tuple[re.Pattern[str], list[Form]]] = {}
        self._hosts = {domain: outlet for outlet in outlets for domain in outlet.domains}
        ends = sorted({re.escape(domain.rpartition(".")[2]) for domain in self._hosts}, key=len, reverse=True)
        self._tld = re.compile(rf"\.(?:{'|'.join(ends) or '(?!)'})(?![\w-]|\.\w)", re.IGNORECASE)
        self._loose: dict[str, Form] = {}
        self._small: dict[str, Form] = {}
        for form in _forms(outlets):
            if _LOOSE.search(form.words):
                self._loose[form.words] = form
            elif _WORD.match(form.words):
                self._by_first.setdefault(_first(form.words), []).append(form)
            else:
                self._small[form.words] = form

    def mentions(self, text: str, within: Span) -> list[tuple[Span, Outlet]]:
        found = self._capitalised(text, within)
        found += self._literal(text, within, self._small)
        found += self._addresses(text, within)
        if _LOOSE.search(text, within.start, within.end):
            found += self._literal(text, within, self._loose)
        found.sort(key=lambda item: (item[0].start, -item[0].end))
        return _resolved(found)

    def _capitalised(self, text: str, within: Span) -> list[tuple[Span, Form]]:
        found: list[tuple[Span, Form]] = []
        by_first, past = self._by_first, within.start
        for match in _WORD.finditer(text, within.start, within.end):
            word = match.group()
            if word not in by_first and (word < "Ѐ" or (word := word[:4]) not in by_first):
                continue
            start = match.start()
            if start < past or (start and (text[start - 1].isalnum() or text[start - 1] in "@#_")):
                continue
            if (hit := self._at(text, start, within, word)) is not None:
                found.append(hit)
                past = hit[0].end
        return found

    def _at(self, text: str, start: int, within: Span, word: str) -> tuple[Span, Form] | None:
        """The longest form that stands at `start` and has what its role asks for."""
        if word not in self._compiled:
            forms = sorted(self._by_first[word], key=lambda form: len(form.words), reverse=True)
            self._compiled[word] = re.compile("|".join(f"({_pattern(f.words)})" for f in forms)), forms
        pattern, forms = self._compiled[word]
        match = pattern.match(text, start, within.end)
        if match is None or match.lastindex is None:
            return None
        form = forms[match.lastindex - 1]
        span = Span(start, match.end())
        return (span, form) if _stands(text, span, form.role) else None

    def _literal(self, text: str, within: Span, forms: Mapping[str, Form]) -> list[tuple[Span, Form]]:
        """Forms that no capital announces: one quick search for each, which is faster than one pattern of all."""
        found = []
        for words, form in forms.items():
            start = text.find(words, within.start, within.end)
            while start >= 0:
                end = start + len(words)
                if _bounded(text, start, end, words):
                    found.append((Span(start, end), form))
                start = text.find(words, end, within.end)
        return found

    def _addresses(self, text: str, within: Span) -> list[tuple[Span, Form]]:
        """Host names such as RT.com; longer ones (edition.cnn.com) name the outlet of the domain above."""
        found = []
        for match in self._tld.finditer(text, within.start, within.end):
            start = match.start()
            floor = max(within.start, start - 64)
            while start > floor and (text[start - 1].isalnum() or text[start - 1] in "-."):
                start -= 1
            labels = text[start : match.end()].lower().split(".")
            for first in range(len(labels) - 1):
                if (outlet := self._hosts.get(".".join(labels[first:]))) is not None:
                    found.append((Span(start, match.end()), Form(outlet.name, Role.PLAIN, (outlet,))))
                    break
        return found


def _forms(outlets: tuple[Outlet, ...]) -> Iterable[Form]:
    full: dict[str, list[Outlet]] = {}
    shared: dict[str, list[Outlet]] = {}
    for outlet in outlets:
        for claim in claims(outlet):
            full.setdefault(claim.strip(), []).append(outlet)
        for form in outlet.short:
            shared.setdefault(_bare(form), []).append(outlet)
    for written, owners in full.items():
        words = _bare(written)
        if words in shared or len(owners) > 1:
            shared.setdefault(words, []).extend(owners)
            continue
        role = Role.PLAIN
        if owners[0].common and " " not in words and not words.isupper():
            role = Role.COMMON
        elif words != written and " " not in words:
            role = Role.ARTICLE
        yield Form(words, role, (owners[0],))
        if role is Role.PLAIN and words[0].isupper() and len(words) > 5 and words.upper() != words:
            yield Form(words.upper(), role, (owners[0],))
    for words, claimants in shared.items():
        yield Form(words, Role.SHORT, tuple(dict.fromkeys(claimants)))


def _bare(written: str) -> str:
    """The form without its article."""
    return written[4:] if written.lower().startswith("the ") else written


def _stands(text: str, span: Span, role: Role) -> bool:
    if role is Role.PLAIN:
        return True
    before = text[max(0, span.start - 60) : span.start]
    article = _ARTICLE.search(before)
    if role is Role.SHORT:
        return article is not None
    if _AFTER.match(text, span.end, span.end + 60) or _BEFORE.search(before):
        return True
    if article is None:
        return False
    if role is Role.ARTICLE:
        return True
    return article[1] == "The" and not _SENTENCE_START.search(before[: article.start(1)])


def _resolved(found: list[tuple[Span, Form]]) -> list[tuple[Span, Outlet]]:
    """Longest first where they overlap; a short form is the last of its outlets that was named in full."""
    kept: list[tuple[Span, Outlet]] = []
    named: dict[str, int] = {}
    past = -1
    for span, form in found:
        if span.start < past:
            continue
        if form.role is Role.SHORT:
            known = [outlet for outlet in form.outlets if outlet.name in named]
            if not known:
                continue
            outlet = max(known, key=lambda candidate: named[candidate.name])
        else:
            outlet = form.outlets[0]
        named[outlet.name] = span.start
        kept.append((span, outlet))
        past = span.end
    return kept


def _first(words: str) -> str:
    """Cyrillic words bend at their end, so four letters index them; others stand as they are."""
    match = _WORD.match(words)
    word = match.group() if match else words
    return word[:4] if word[0] >= "Ѐ" else word


def _pattern(words: str) -> str:
    return _GAP.join(_word_pattern(word) for word in words.split()) + r"(?!\w)"


def _word_pattern(word: str) -> str:
    if word.isalpha() and word[0] >= "Ѐ" and len(word) > 4 and not word.isupper():
        stem = word.rstrip("аяоеыийьіуюё")
        return re.escape(stem if len(stem) > 3 else word[:4]) + r"\w{0,3}"
    return re.escape(word).replace("'", "['’]")


def _bounded(text: str, start: int, end: int, words: str) -> bool:
    """Whether a form stands as a word, in scripts that put spaces between words; particles may follow in Korean."""
    if "\u2e80" <= words[0] <= "\ud7ff" or "\u0e00" <= words[0] <= "\u0eff":
        return not ("\uac00" <= words[0] <= "\ud7ff" and start and "\uac00" <= text[start - 1] <= "\ud7ff")
    if end < len(text) and text[end].isalnum():
        return False
    if "\u0590" <= words[0] <= "\u08ff":
        return _ARABIC_BEFORE.search(text[max(0, start - 3) : start]) is not None
    return not (start and text[start - 1].isalnum())
