"""The plainest sentences: those that tell most of what all outlets tell, in words that carry no feeling."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

from assistant.analysis.standing import fitness
from assistant.briefing.feeling import feeling
from assistant.briefing.loaded import loaded_words
from assistant.wording.tokens import content, tokens

# Chosen on 400 training events of NeuS: recall of the editors' summary against words that carry feeling.
LENGTH = 0.5  # a sentence's worth is divided by its length to this power
ALONE = 0.2  # what a word counts that only one outlet uses
COST = 1.0  # what each word that carries feeling costs
SHARED = 1.1  # of the tellers: a word that so many of them and of the headlines have is the event's own
MOST = 2  # sentences of one voice that is no outlet's; one alone cost 1.5 points of recall
UNFIT = 0.3  # what remains of a sentence that cannot stand alone


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that could stand in the bottom line; `teller` is who tells it, `bears` how much it is on the topic.

    `voice` is whose view it is, where it is not an outlet's: nobody has the bottom line to himself.
    """

    text: str
    teller: str
    bears: float = 1.0
    voice: str = ""


def plainest(
    told: Sequence[Told],
    headlines: Sequence[str] = (),
    *,
    sentences: int,
    words: int,
    taken: Sequence[int] = (),
    among: Collection[int] | None = None,
) -> list[int]:
    """Places of at most so many sentences and words, in the order in which they were given.

    Greedy: each sentence adds the content words that most tellers and headlines share and that are not told yet, for
    its length (the coverage of Lin and Bilmes 2011), less what it makes the reader feel. What is `taken` stands already,
    within the room; what is added comes from `among`, or from all.
    """
    bags = [frozenset(content(one.text)) for one in told]
    users = _users(told, bags, headlines)
    worth = {stem: log(1 + len(who)) if len(who) > 1 else ALONE for stem, who in users.items()}
    everybody = max(2, SHARED * len({one.teller for one in told}))
    event = frozenset(stem for stem, who in users.items() if len(who) >= everybody)
    standing = [_standing(one, event) for one in told]
    lengths = [len(tokens(one.text)) or 1 for one in told]
    open_to = range(len(told)) if among is None else among
    chosen = list(taken)
    covered = {stem for place in taken for stem in bags[place]}
    room = words - sum(lengths[place] for place in taken)
    while len(chosen) < sentences:
        gains = {
            place: sum(worth[stem] for stem in bags[place] - covered)
            / lengths[place] ** LENGTH
            * standing[place]
            for place in open_to
            if place not in chosen
            and lengths[place] <= room
            and (not told[place].voice or sum(told[one].voice == told[place].voice for one in chosen) < MOST)
        }
        best = max(gains, key=lambda place: gains[place], default=None)
        if best is None or gains[best] <= 0:
            break
        chosen.append(best)
        covered |= bags[best]
        room -= lengths[best]
    return sorted(chosen)


def _users(
    told: Sequence[Told], bags: Sequence[frozenset[str]], headlines: Sequence[str]
) -> dict[str, set[str]]:
    """Which tellers and headlines have each stem."""
    users: dict[str, set[str]] = {}
    for one, bag in zip(told, bags, strict=True):
        for stem in bag:
            users.setdefault(stem, set()).add(one.teller)
    for number, headline in enumerate(headlines):
        for stem in content(headline):
            users.setdefault(stem, set()).add(f"\0{number}")
    return users


def _standing(one: Told, event: frozenset[str]) -> float:
    """How well the sentence stands in a bottom line: on the topic, alone, and in plain words."""
    plainness = 1.0 / (
        (1.0 + COST * feeling(one.text, of_the_event=event)) * (1.0 + len(loaded_words(one.text)))
    )
    return one.bears * (UNFIT + (1 - UNFIT) * fitness(one.text)) * plainness
