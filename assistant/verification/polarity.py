"""Negation and modality: what the source denies or only thinks possible is not stated as fact, nor the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.findings import Verdict
from assistant.news import Article, Span
from assistant.verification.alignment import Alignment, Change, align
from assistant.verification.problem import Problem
from assistant.wording.names import same_name
from assistant.wording.opposites import opposite, turned
from assistant.wording.polarity import (
    ATTRIBUTES,
    DENIALS,
    FAILS,
    REPORTED,
    THOUGHTS,
    denials,
    hedges,
    is_denial,
    is_negation,
    modality,
    negations,
)
from assistant.wording.tokens import FUNCTION_WORDS, Token, content, coverage, keys_of, stem, tokens

# Below this share the claim is too free a paraphrase for cue words to be compared; support decides.
COMPARABLE = 0.5
# Words before a fragment in which a cue still governs it: `not` is near, `dismissed the idea that he is` is not.
_REACH = 4
_SAYS_OF = keys_of("be been being am is are was were seem seems seemed appear appears appeared it how")
_CLAUSE = 2  # words of content that go with a clause, not with a mere `not` or `may`
_REACH_OF_DENIAL = 7
_BREAK = re.compile(r"[.!?;:,—…\n]")
_ASKED = re.compile(r"\b(?:whether|if)\b[^.!?]*$", re.IGNORECASE)
_ANSWER = re.compile(r"[^.!?“\"]{0,60}[“\"]")
_IN_BRACKETS = re.compile(r"[^()]*\)")


def inverted(claim: str, alignment: Alignment, further: Sequence[str] = ()) -> Problem | None:
    """A claim that denies what its source says, drops a denial, or says the opposite.

    A denial that the source it follows does not have may stand in `further` words that are cited with it.
    """
    if alignment.share < COMPARABLE:
        return None
    mine = tokens(claim)
    # A verb of denial is counted as one already.
    flips = [
        pair
        for pair in _opposed(mine, alignment)
        if not any(word.key in DENIALS - FAILS or is_negation(word.key) for word in pair)
    ]
    told = [*_raised(alignment), *_told_of(alignment, alignment.window), *_answered(alignment)]
    ours, theirs = _denied(mine), _denied(told)
    if ours % 2 == (theirs + len(flips)) % 2 or (
        not flips and _governed(mine) == _governed(_told_of(alignment, alignment.source))
    ):
        return None
    if ours > theirs and _governed(mine) <= {one for words in further for one in _governed(tokens(words))}:
        return None
    if flips:
        one, other = flips[0]
        return Problem(
            Verdict.UNSUPPORTED, f"“{one.text}” says the opposite of “{other.text}” in the cited words"
        )
    if negations(mine) % 2 == negations(told) % 2 and not alignment.is_near_copy:
        return None  # they differ by a verb of denial only, in a free paraphrase
    which = "leaves out" if theirs else "adds"
    return Problem(Verdict.UNSUPPORTED, f"the claim {which} a negation")


def overstated(claim: str, alignment: Alignment) -> Problem | None:
    """A plain statement of what the source only thinks possible, expects or hears; or a doubt that it does not have."""
    if not alignment.is_near_copy:
        return None
    doubted = _without_backshift(_told_of(alignment, alignment.window), alignment)
    if hedges(_without_attributes(doubted, claim, alignment)) and not hedges(tokens(claim)):
        return Problem(
            Verdict.UNSUPPORTED, "the source says this with a reservation that the claim leaves out"
        )
    for change in alignment.changes:
        if any(word.key not in FUNCTION_WORDS for word in change.source):
            continue  # the verb changed too: support decides
        ours, theirs = modality(change.claim), modality(change.source)
        if ours and theirs and ours != theirs:
            told = " ".join(word.text for word in change.claim)
            return Problem(
                Verdict.UNSUPPORTED,
                f"“{told}” stands where the source has “{' '.join(word.text for word in change.source)}”",
            )
    return None


def _raised(alignment: Alignment) -> list[Token]:
    """The `not` of a thought about what the claim follows: `I do not think that it will end` says that it will not."""
    if not alignment.window:
        return []
    start = alignment.window[0].start
    before = [word for word in alignment.source if word.end <= start][-_REACH_OF_DENIAL:]
    clause = [word for word in before if not _BREAK.search(alignment.text[word.end : start])]
    thought = any(word.key in THOUGHTS for word in clause)
    return [word for word in clause if thought and is_negation(word.key)]


def _answered(alignment: Alignment) -> list[Token]:
    """The `no` that answers what the claim follows: `asked whether there was any proof, he replied: "None whatsoever."`"""
    if not alignment.window:
        return []
    start, end = alignment.window[0].start, alignment.window[-1].end
    asked = _ASKED.search(alignment.text[:start])
    answer = _ANSWER.match(alignment.text[end:]) if asked else None
    if answer is None:
        return []
    first = end + answer.end()
    return [word for word in alignment.source if word.start == first and is_negation(word.key)]


def _without_backshift(told: Sequence[Token], alignment: Alignment) -> list[Token]:
    """The words without a `would` that is the `will` of reported speech: `he said that it would end`, told as `it will end`."""
    backshifted = {
        word.start
        for change in alignment.changes
        for word in change.source
        if word.key == "would" and any(one.key in ("will", "shall") for one in change.claim)
    }
    reported = any(word.key in REPORTED for word in alignment.source)
    return [word for word in told if not (reported and word.start in backshifted)]


def _without_attributes(told: Sequence[Token], claim: str, alignment: Alignment) -> list[Token]:
    """The words without a `potential` that goes with a thing the claim leaves out: `weighed potential responses and left`."""
    ours = {stem(word.key) for word in tokens(claim)}
    source = alignment.source

    def is_left_out(place: int) -> bool:
        if source[place].key not in ATTRIBUTES or (place and source[place - 1].key in _SAYS_OF):
            return False
        things: list[str] = []
        for before, word in pairwise(source[place:]):
            between = alignment.text[before.end : word.start]
            if between.strip() or word.key in FUNCTION_WORDS:
                break
            things.append(stem(word.key))
        return bool(things) and ours.isdisjoint(things)

    gone = {source[place].start for place in range(len(source)) if is_left_out(place)}
    return [word for word in told if word.start not in gone]


def replaced(claim: str, cited: Sequence[str]) -> bool:
    """Whether one word of a near copy stands where its source has another one, which no rule can compare.

    On QAGS' near-copies five in seven such sentences are false, of the others one in seven: `won` for `held`.
    """
    held = {stem for words in cited for stem in content(words)}
    near = [words for words in cited if coverage(claim, [words]) >= COMPARABLE]
    alignment = max((align(claim, words) for words in near), key=lambda one: one.share, default=None)
    return (
        alignment is not None
        and alignment.is_near_copy
        and any(_is_one_for_one(change, held) for change in alignment.changes)
    )


def _is_one_for_one(change: Change, held: set[str]) -> bool:
    # `did not` for `didn't` replaces nothing; whether the denials agree is `inverted`'s to say.
    ours = [word for word in change.claim if word.key not in FUNCTION_WORDS and not is_negation(word.key)]
    theirs = [word for word in change.source if word.key not in FUNCTION_WORDS and not is_negation(word.key)]
    if len(ours) != 1 or len(theirs) != 1 or stem(ours[0].key) in held:
        return False
    return not same_name(ours[0].key, theirs[0].key) and not _is_derived(ours[0].key, theirs[0].key)


def _is_derived(one: str, other: str) -> bool:
    """`inspected` and `inspection`: one root, to which a light stem is blind."""
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= max(4, min(len(one), len(other)) - 3)


def cut_from_negation(article: Article, place: Span) -> Problem | None:
    """A verbatim fragment that leaves out the `not` just before it in its own clause."""
    before = article.text[max(0, place.start - 80) : place.start]
    breaks = [m.end() for m in _BREAK.finditer(before)]
    clause = tokens(before[breaks[-1] :] if breaks else before)
    negated = any(is_negation(word.key) for word in clause[-_REACH:])
    if negated or any(word.key in DENIALS for word in clause[-_REACH_OF_DENIAL:]):
        return Problem(Verdict.UNSUPPORTED, "the source denies these words just before they begin")
    return None


def _opposed(mine: Sequence[Token], alignment: Alignment) -> list[tuple[Token, Token]]:
    """Opposites of the source's words; in a near copy also where one simply took the other's place."""
    if not alignment.is_near_copy:
        return turned(mine, alignment.window)
    swapped = [
        (one, other)
        for change in alignment.changes
        for one in change.claim
        for other in change.source
        if opposite(one.key, other.key)
    ]
    return swapped or turned(mine, alignment.window)


def _told_of(alignment: Alignment, among: Sequence[Token]) -> list[Token]:
    """The source's words without denials and doubts of clauses that the claim leaves out: `nor does it end the risk,`.

    A clause is left out where it ends before the claim goes on with the source; a verb of denial always counts, for
    what it denies may follow after anything.
    """
    gone = {
        word.start
        for change in alignment.changes
        for place, word in enumerate(change.source)
        if word.key not in DENIALS and _ends_with(change.source[place:], alignment.text)
    }
    return [word for word in among if word.start not in gone]


def _ends_with(words: Sequence[Token], text: str) -> bool:
    """Whether what the first word denies or doubts ends with these words: its clause does, or the brackets round it.

    `could not (they said) accept` and `could not, they said, accept` go on behind what is put in.
    """
    first, rest = words[0], text[words[0].end : words[-1].end + 2]
    if _IN_BRACKETS.match(rest):
        return True
    ends = _BREAK.search(rest)
    within = [word for word in words[1:] if ends and word.end <= first.end + ends.start()]
    return sum(word.key not in FUNCTION_WORDS for word in within) >= _CLAUSE


def _governed(words: Sequence[Token]) -> set[str]:
    """What is denied, wherever in the sentence: `Putin, not Trump, as the force` and `Putin as the force, not Trump`."""
    return {
        next((stem(one.key) for one in words[place + 1 :] if one.key not in FUNCTION_WORDS), "")
        for place, word in enumerate(words)
        if is_negation(word.key) or is_denial(words, place)
    }


def _denied(words: Sequence[Token]) -> int:
    return negations(words) + denials(words)
