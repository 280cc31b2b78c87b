"""Noun phrases of the sources, as they write them: what a point at issue is called.

A phrase is a run of words that are neither function words nor verbs nor adverbs (RAKE, Rose et al. 2010, with the verbs
of analysis/lexicon.py as further stops), or the end of one, since the head of an English noun phrase comes last; two
such runs may be joined, as in `ban on assault weapons`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.analysis.lexicon import is_verb, telling
from assistant.wording.dates import MONTHS, WEEKDAYS
from assistant.wording.forms import BASE
from assistant.wording.names import TITLES
from assistant.wording.numerals import CARDINALS
from assistant.wording.polarity import HEDGES, NEGATIONS
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

LONGEST = 5  # content words
_HYPHENS = frozenset("-‑–")
_NOT_VERBS = keys_of(
    "spending funding housing fracking trafficking hearing meeting building shooting killing warming testing sharing weed seed breed"
)
_BETWEEN = 2  # other words that may stand among those of a phrase: `a ban on all assault weapons`
_NAMES = 0.45  # how telling a single name must be to head anything: `Brexit` is, `Americans` is not
_JOINTS = frozenset({"of", "for", "on", "against", "to", "de", "du", "des", "von", "der"})
_ARTICLES = frozenset({"the", "a", "an", "la", "le", "les", "der", "die", "das"})
_DETERMINERS = keys_of("the a an this that his her its their our my your any every each no another")
_PLURALS = keys_of("people police men women children media public young poor rich old dead many few others")
_UNCHANGED = keys_of(
    "put set cut hit let shut hurt cost split spread quit read beat come become run"
)  # in the past
# Words that name nothing by themselves, at either end of a phrase.
_VAGUE = keys_of(
    """percent per cent number numbers amount lot lots kind sort bit part parts thing things way ways time times year years
    month months week weeks day days night morning hour hours minute minutes decade decades today yesterday tomorrow
    people man men woman women person others one ones two three four five six seven eight nine ten hundred hundreds
    thousand thousands million millions billion billions trillion first second third fourth last next past previous
    recent former latest same whole entire several various certain own able sure likely such much many more less most
    least different important similar real true clear new old big small good bad great high low long short early late
    major key top full better best worse worst example reason case point fact question issue place area side end
    series group member members statement interview article story report reports reporter reporters newspaper
    spokesman spokeswoman spokesperson source sources official officials comment comments quote according mr mrs ms dr
    news media press photo image video getty ap reuters cnn fox nbc abc cbs msnbc npr
    positive negative involved
    away back down far even well enough quite rather ever once twice yet ago else instead perhaps maybe almost nearly
    including following based due despite amid unless regarding given versus vs plus minus ok yes no
    critic critics supporter supporters opponent opponents advocate advocates nominee candidate senator lawmaker lawmakers
    leader leaders commander commanders fighter fighters
    said says say told tells called calls made make makes says wants want needs need think thinks
    seen known given taken gone done put set let got saying going trying talking working
    """
)
# What ends a run of words and is no noun there.
_NO_HEADS = keys_of(
    "left fell safe legal illegal worth alone aware concerned free ready close open wide responsible "
    + " ".join(CARDINALS)
)
_CALENDAR = keys_of(" ".join((*MONTHS, *WEEKDAYS)))
_NOT_ADVERBS = keys_of(
    "family ally supply assembly monopoly anomaly bully rally reply italy july elderly friendly early"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words as a source writes it, and the stems under which its spellings meet."""

    text: str
    stems: tuple[str, ...]
    named: bool

    @property
    def telling(self) -> float:
        """How much the words say by being rare, together; about 1 for one rare word or two usual ones."""
        return sum(_telling(one) for one in self.text.split())


def _telling(word: str) -> float:
    found = tokens(word)
    return telling(found[0].key) if found and found[0].key not in FUNCTION_WORDS else 0.0


@lru_cache(maxsize=2_048)
def phrases(text: str) -> tuple[Phrase, ...]:
    """Every phrase of one text that could head an issue, each once."""
    found = (_phrase(part, text) for run in _runs(text) for part in _parts(run, text) if _heads(part))
    return tuple({one.stems: one for one in found if len(one.stems) <= LONGEST}.values())


def _runs(text: str) -> Iterator[list[list[Token]]]:
    """Runs of words that name something, each a list of segments that joints hold together; a joint begins its segment."""
    segments: list[list[Token]] = []
    current: list[Token] = []
    joint: list[Token] = []
    previous: Token | None = None
    opener = ""
    for word in tokens(text):
        together = previous is not None and text[previous.end : word.start] in (
            " ",
            "-",
            "\u00a0",
            "’ ",
            "' ",
        )
        if not together:
            yield [*segments, current] if current else segments
            segments, current, joint = [], [], []
        compound = text[word.end : word.end + 1] in _HYPHENS and word.key in FUNCTION_WORDS
        noun = opener in _DETERMINERS and bool(current) and _is_noun_there(word, current[-1])
        if compound or noun or _names_something(word, previous if together else None):
            if not current:
                opener = previous.key if previous is not None and together else ""
            current = current or joint
            current.append(word)
            joint = []
        elif current and word.key in _JOINTS:
            segments, current, joint = [*segments, current], [], [word]
        elif joint and len(joint) == 1 and word.key in _ARTICLES:
            joint.append(word)
        else:
            yield [*segments, current] if current else segments
            segments, current, joint = [], [], []
        previous = word
    yield [*segments, current] if current else segments


def _names_something(word: Token, previous: Token | None) -> bool:
    if word.key in FUNCTION_WORDS or word.key in NEGATIONS or word.key in HEDGES or word.key in _CALENDAR:
        return False
    if word.capitalised and previous is not None:
        return True
    if word.text.isdigit():
        return len(word.text) == 4 and word.text[:2] in ("19", "20")
    adverb = word.key.endswith("ly") and word.key not in _NOT_ADVERBS
    return not adverb and not is_verb(word.key)


def _is_noun_there(word: Token, before: Token) -> bool:
    """Whether a base form of a verb is a noun, behind a determiner and a noun in the singular: `a historic phone call`."""
    plural = (before.key.endswith("s") and not before.key.endswith("ss")) or before.key in _PLURALS
    inflected = word.key in BASE or word.key in _UNCHANGED or word.key.endswith(("s", "ed", "ing"))
    return is_verb(word.key) and not plural and not inflected


def _parts(run: Sequence[list[Token]], text: str) -> Iterator[list[Token]]:
    """The ends of each segment, and the ends of one joined to the whole of the next."""
    for number, segment in enumerate(run):
        words = [word for word in segment if word.key not in _JOINTS | _ARTICLES]
        for first in range(len(words)):
            if first and words[first - 1].capitalised and words[first].capitalised:
                continue  # half a name: `Kingdom`
            if text[words[first].start - 1 : words[first].start] in _HYPHENS:
                continue  # half a word: `sex marriage`
            yield words[first:]
            if number + 1 < len(run) and len(words) - first <= 3:
                yield [*words[first:], *run[number + 1]]


def _heads(part: Sequence[Token]) -> bool:
    """Whether the words read as a heading: nothing vague at the ends, a title at neither, no lone common noun."""
    first, last = part[0], part[-1]
    if any(one.key in _VAGUE or one.key in TITLES for one in (first, last)) or last.text.isdigit():
        return False
    if last.key in _JOINTS | _NO_HEADS or (len(last.text) < 3 and not last.text.isupper()):
        return False
    if len(part) == 1:
        return first.capitalised and first.start > 0 and len(first.text) > 2 and telling(first.key) >= _NAMES
    if last.key.endswith(("ed", "ing")) and not last.capitalised and last.key not in _NOT_VERBS:
        return False  # `marriage legalized`, `officers involved`
    if first.key.endswith(("ed", "ing")) and not first.capitalised and part[1].capitalised:
        return False  # `killed Soleimani`, `repealing Obamacare`
    if first.capitalised and is_verb(first.key):
        return False  # `Won Impeachment`, out of a headline
    joint = next((n for n, word in enumerate(part) if word.key in _JOINTS), 0)
    return part[joint - 1].key not in _VAGUE if joint else not first.key.endswith("ly")


def _phrase(part: Sequence[Token], text: str) -> Phrase:
    words = text[part[0].start : part[-1].end]
    for glyphs in ("’s", "'s"):
        words = words.removesuffix(glyphs)
    telling_words = [word for word in part if word.key not in _JOINTS | _ARTICLES]
    return Phrase(
        " ".join(words.split()),
        tuple(stem(word.key) for word in telling_words),
        all(word.capitalised for word in telling_words),
    )


def stretch(words: Sequence[Token], wanted: frozenset[str]) -> tuple[int, int] | None:
    """The first and last of the words between which all the wanted stems stand, at most two others among them."""
    stems = [stem(word.key) for word in words]
    best: tuple[int, int] | None = None
    for first, one in enumerate(stems):
        if one not in wanted:
            continue
        missing = set(wanted)
        for last in range(first, min(len(stems), first + len(wanted) + _BETWEEN)):
            missing.discard(stems[last])
            if not missing:
                if best is None or last - first < best[1] - best[0]:
                    best = (first, last)
                break
    return best
