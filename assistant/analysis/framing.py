"""How the outlets tell what the question is about: the most telling sentence in the articles of each, side by side.

For answers in which the voices share too few phrases: what an outlet puts first and how it words it differs all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.analysis.headings import heading
from assistant.analysis.labels import beginning
from assistant.analysis.likeness import rarities
from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.weighing import Weighed, measure, overlap
from assistant.findings import Issue
from assistant.news import VoiceKind
from assistant.wording.tokens import tokens

_OUTLETS = 4
_REPEATS = 0.7  # share of words from which two outlets tell it alike
_BEARING = 0.15  # of the measure; what weighs less is about something else
_QUOTED = 0.7  # what another's words are worth as an outlet's way to tell it
_OPENING = 1.5  # what standing at the article's top adds to a sentence's weight: news puts first what matters


def framings(question: str, read: Sequence[Weighed], shown: Collection[str] = ()) -> Issue | None:
    """One reading for each outlet's articles, the weightiest first, of what is not `shown` yet.

    None where there are fewer than two. An outlet's own words are preferred to those that it quotes.
    """
    heads: dict[str, Weighed] = {}
    floor = _BEARING * measure(read)
    for one in sorted((one for one in read if one.weight >= floor), key=_telling, reverse=True):
        outlet = one.sentence.article.outlet
        repeats = any(overlap(one.stems, other.stems) > _REPEATS for other in heads.values())
        if one.stands and outlet not in heads and not repeats and one.sentence.text not in shown:
            heads[outlet] = one
        if len(heads) == _OUTLETS:
            break
    made = [reading(beginning(one.sentence.text), [one]) for one in heads.values()]
    readings = tuple(one for one in made if one)
    if len(readings) < 2:
        return None
    row = stances(readings, (), outlets_of(read), opposed=False)
    return Issue(_name(question, list(heads.values())), readings, row)


def _telling(one: Weighed) -> float:
    own = 1.0 if one.sentence.voice.kind is VoiceKind.OUTLET else _QUOTED
    return own * one.weight * (1 + _OPENING / (1 + one.sentence.number))


def _name(question: str, heads: Sequence[Weighed]) -> str:
    """What the first two call it, in two words or more that are no name; else the question's own words."""
    rare = rarities(heads)
    named = heading(heads[0].sentence.text, heads[1].sentence.text, lambda stem: rare.get(stem, 0.0))
    if named and len(tokens(named)) > 1 and " and " not in named and named.title() != named:
        return named
    return question.strip().rstrip("?.! ")
