"""The bottom line: the two or three sentences that tell most of what all outlets tell, in the plainest words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from assistant.analysis.standing import fitness
from assistant.briefing.feeling import feeling
from assistant.briefing.heard import Heard
from assistant.briefing.lengths import BOTTOM_SENTENCES
from assistant.briefing.loaded import loaded_words
from assistant.findings import Answer, Claim
from assistant.news import Access, Voice, VoiceKind
from assistant.wording.names import names
from assistant.wording.tokens import content, keys_of, tokens

# Chosen on 400 training events of NeuS: recall of the editors' summary against words that carry feeling.
LENGTH = 0.5  # a sentence's worth is divided by its length to this power
ALONE = 0.2  # what a word counts that only one outlet uses
COST = 1.0  # what each word that carries feeling costs
SHARED = 1.1  # of the tellers: a word that so many of them and of the headlines have is the event's own
_PRONOUNS = keys_of(
    "he she his her they their them er sie sein ihr il elle leur él ella su он она его её они їх він вона"
)
SHORTEST = 9  # words; what is shorter is a turn of phrase more often than news
UNFIT = 0.3  # what remains of a sentence that cannot stand alone


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that could stand in the bottom line; `teller` is who tells it, `bears` how much it is on the topic."""

    text: str
    teller: str
    bears: float = 1.0


def plainest(told: Sequence[Told], headlines: Sequence[str] = (), *, sentences: int, words: int) -> list[int]:
    """Places of at most so many sentences and words, in the order in which they were given.

    Greedy: each sentence adds the content words that most tellers and headlines share and that are not told yet, for
    its length (the coverage of Lin and Bilmes 2011), less what it makes the reader feel.
    """
    bags = [frozenset(content(one.text)) for one in told]
    users = _users(told, bags, headlines)
    worth = {stem: log(1 + len(who)) if len(who) > 1 else ALONE for stem, who in users.items()}
    everybody = max(2, SHARED * len({one.teller for one in told}))
    event = frozenset(stem for stem, who in users.items() if len(who) >= everybody)
    standing = [_standing(one, event) for one in told]
    lengths = [len(tokens(one.text)) or 1 for one in told]
    chosen: list[int] = []
    covered: set[str] = set()
    room = words
    while len(chosen) < sentences:
        gains = {
            place: sum(worth[stem] for stem in bags[place] - covered)
            / lengths[place] ** LENGTH
            * standing[place]
            for place in range(len(told))
            if place not in chosen and lengths[place] <= room
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


def bottom_line(answer: Answer, heard: Heard, *, words: int) -> tuple[Claim, ...]:
    """Two or three claims that passed the gate; fewer where there are no more.

    Where no sentence is clear alone there is none. The prompted analyst's are chosen among what it wrote; the embedded one's among all sentences that were read, since
    a sentence that states what happened is nobody's position.
    """
    candidates = list(dict.fromkeys(_written(answer) if answer.engine.model else _read(answer, heard)))
    near = {(one.article.id, one.span.start): one.near for one in heard.sentences}
    wanted = frozenset(content(answer.question))
    while candidates:
        told = [
            Told(one.text, heard.evidence.origin_of(one.citations[0].article_id), _bears(one, near, wanted))
            for one in candidates
        ]
        headlines = [one.title for one in heard.articles]
        places = plainest(told, headlines, sentences=BOTTOM_SENTENCES, words=words)
        chosen = [heard.checked(candidates[place]) for place in places]
        if all(one.supported for one in chosen):
            return tuple(chosen)
        refused = {candidates[place] for place, one in zip(places, chosen, strict=True) if not one.supported}
        candidates = [one for one in candidates if one not in refused]
    return ()


def _written(answer: Answer) -> Iterator[Claim]:
    yield from (one.statement for one in answer.agreements)
    for one in answer.positions:
        yield from (claim for claim in one.claims if _is_clear(one.voice, one.access, claim.text))


def _read(answer: Answer, heard: Heard) -> Iterator[Claim]:
    yield from _written(answer)
    for one in heard.standing():
        if _is_clear(one.voice, one.access, one.text):
            yield one.claim()


def _is_clear(voice: Voice, access: Access, text: str) -> bool:
    """Whether a reader who knows nothing of the article understands whose claim it is and of whom it speaks.

    An outlet's own words are the outlet's; anybody else's pass for a fact unless they say who holds them.
    """
    if len(tokens(text)) < SHORTEST:
        return False
    own = voice.kind is VoiceKind.OUTLET and access is Access.FIRST_HAND
    if not own and set(content(voice.name)).isdisjoint(content(text)):
        return False
    return bool(names(text)) or not any(word.key in _PRONOUNS for word in tokens(text))


def _bears(claim: Claim, near: Mapping[tuple[str, int], float], wanted: frozenset[str]) -> float:
    """How much a claim is on the topic: its passage's relevance, and the words of the topic that it has."""
    cited = claim.citations[0]
    shared = len(wanted & frozenset(content(claim.text))) / len(wanted) if wanted else 0.0
    return (0.2 + near.get((cited.article_id, cited.span.start), 0.0)) * (0.2 + shared)
