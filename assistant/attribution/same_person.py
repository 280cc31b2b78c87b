"""One person under several names across the articles of an answer, joined only where nobody else can be meant."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.attribution.people import People
from assistant.news import Article, Passage, Voice, VoiceKind

_INITIAL = re.compile(r"[^\W\d_]\.?$")
_SPELLINGS = (
    ("yy", "y"),
    ("iy", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("ii", "i"),
    ("ey", "ei"),
    ("y", "i"),
    ("’", ""),
    ("'", ""),
)
"""How one Slavic name is spelled in English: Sergey and Sergei, Dmitriy, Dmitrii and Dmitry."""


def under_one_name(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, every person under the fullest plain name that these articles give.

    Two full names are one person when first and last name are the same but for a middle name, an initial or the spelling
    of a transliteration. A last name alone is the only person of that name whom any of the articles names; where they
    name two ("George Bush", "Jeb Bush"), it stays apart.
    """
    articles = {passage.article.id: passage.article for passage in passages}
    names = joined(articles.values())
    if not names:
        return tuple(passages)
    renamed = {id_: _renamed(article, names) for id_, article in articles.items()}
    return tuple(replace(passage, article=renamed[passage.article.id]) for passage in passages)


def under_given_names(articles: Iterable[Article], given: Mapping[str, Collection[str]]) -> list[Article]:
    """The articles, each person under the name that is given for the article's id where nobody else can be meant.

    For reading back what was told under one name: `Donald Trump` for the `Trump` of an article, unless any of the
    articles names another Trump.
    """
    read = list(articles)
    bearers = _bearers(read)
    for name in {name for names in given.values() for name in names if " " in name}:
        _note(bearers, name)
    return [_renamed(one, _given(one, given.get(one.id, ()), bearers)) for one in read]


def _given(article: Article, names: Collection[str], bearers: Mapping[str, set[str]]) -> dict[Voice, Voice]:
    people = {_key(name): name for name in names if " " in name}
    found: dict[Voice, Voice] = {}
    for voice in _spoken([article]):
        person = _key(voice.name) if " " in voice.name else _only(bearers, voice.name)
        if voice.name not in names and person in people:
            found[voice] = replace(voice, name=people[person])
    return found


def _spoken(articles: Iterable[Article]) -> Counter[Voice]:
    """How often each person speaks or passes words on."""
    return Counter(
        voice
        for article in articles
        for one in article.attributions
        for voice in one.chain
        if voice.kind is VoiceKind.PERSON and " and " not in voice.name
    )


def _bearers(articles: Iterable[Article]) -> dict[str, set[str]]:
    """The first names that the articles give to each last name."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for one in People(article.text, ()).named:
            if one.full:
                _note(bearers, one.voice.name)
    return bearers


def joined(articles: Iterable[Article]) -> dict[Voice, Voice]:
    """The voices that are another voice of these articles under a second name, and which."""
    read = list(articles)
    spoken = _spoken(read)
    if len(spoken) < 2:
        return {}
    bearers = _bearers(read)
    forms: dict[tuple[str, str], Counter[Voice]] = defaultdict(Counter)
    for voice, times in spoken.items():
        if " " in voice.name:
            _note(bearers, voice.name)
            forms[_key(voice.name)][voice] += times
    chosen = {
        person: max(found, key=lambda one: (-len(one.name), found[one])) for person, found in forms.items()
    }
    result: dict[Voice, Voice] = {}
    for voice in spoken:
        person = _key(voice.name) if " " in voice.name else _only(bearers, voice.name)
        if person in chosen and chosen[person] != voice:
            result[voice] = chosen[person]
    return result


def _note(bearers: dict[str, set[str]], name: str) -> None:
    first, last = _key(name)
    bearers[last].add(first)


def _only(bearers: Mapping[str, set[str]], last: str) -> tuple[str, str] | None:
    """The only person of a last name; an initial is no second one ("D. Trump")."""
    plain = _spelled(last)
    firsts = bearers.get(plain, set())
    return (next(iter(firsts)), plain) if len(firsts) == 1 else None


def _key(name: str) -> tuple[str, str]:
    """First and last name as they are compared: without what stands between, in one spelling."""
    words = [word for word in name.split() if word.rstrip(".").lower() not in ("jr", "sr")]
    suffix = " jr" if len(words) < len(name.split()) else ""
    given = [word for word in words[:-1] if not _INITIAL.match(word)] or words[:1]
    return _spelled(given[0]) + suffix, _spelled(words[-1])


def _spelled(word: str) -> str:
    low = word.casefold()
    for written, plain in _SPELLINGS:
        low = low.replace(written, plain)
    return low


def _renamed(article: Article, names: Mapping[Voice, Voice]) -> Article:
    if not any(voice in names for one in article.attributions for voice in one.chain):
        return article
    attributions = tuple(
        replace(one, chain=tuple(dict.fromkeys(names.get(voice, voice) for voice in one.chain)))
        for one in article.attributions
    )
    return replace(article, attributions=attributions)
