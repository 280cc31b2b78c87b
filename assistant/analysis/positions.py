"""Positions: what each voice holds on the question, in its own sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.analysis.evidence import Sentence
from assistant.analysis.standing import breaks_quotation, leans
from assistant.analysis.weighing import Weighed, diverse, measure
from assistant.findings import Claim, Position
from assistant.news import Access, Span, VoiceKind

MOST_CLAIMS = 4
# A voice whose best sentence weighs less than this share of the measure has nothing on the question.
VOICE_FLOOR = {
    VoiceKind.OUTLET: 0.42,
    VoiceKind.PERSON: 0.6,
    VoiceKind.INSTITUTION: 0.6,
    VoiceKind.UNNAMED: 0.65,
}
LONGEST_CLAIM = 420  # characters of a claim that takes in its neighbours
CLAIM_FLOOR = 0.6  # further claims weigh at least this share of the voice's best
MOST_VOICES = {VoiceKind.OUTLET: 40, VoiceKind.PERSON: 8, VoiceKind.INSTITUTION: 5, VoiceKind.UNNAMED: 3}
_KINDS = (VoiceKind.OUTLET, VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.UNNAMED)
_NEARNESS = (Access.FIRST_HAND, Access.SECOND_HAND, Access.THIRD_HAND)


def positions(weighed: Sequence[Weighed]) -> Iterator[Position]:
    """One position for each voice and way of hearing it: outlets first, first-hand before second-hand."""
    if not weighed:
        return
    best = measure(weighed)
    for kind in _KINDS:
        of_kind = [one for one in weighed if one.sentence.voice.kind is kind]
        floor = VOICE_FLOOR[kind] * best
        voices = [voice for voice, theirs in _by_voice(of_kind).items() if theirs[0].weight >= floor]
        heard = [_by_voice(of_kind)[voice] for voice in voices[: MOST_VOICES[kind]]]
        for near in _NEARNESS:
            for theirs in heard:
                yield from _heard(theirs, near)


def _by_voice(weighed: Sequence[Weighed]) -> dict[str, list[Weighed]]:
    groups: dict[str, list[Weighed]] = defaultdict(list)
    for one in weighed:
        groups[one.sentence.voice.name].append(one)
    return groups


def _heard(theirs: Sequence[Weighed], near: Access) -> Iterator[Position]:
    """The voice's positions of one access, one for each channel; what it says nearer is not said again."""
    nearer = [one for one in theirs if _NEARNESS.index(one.sentence.access) < _NEARNESS.index(near)]
    said = chosen(nearer)
    ways: dict[tuple[str, ...], list[Weighed]] = defaultdict(list)
    for one in theirs:
        if one.sentence.access is near:
            ways[one.sentence.via].append(one)
    for via, sentences in ways.items():
        most = MOST_CLAIMS if not said else 1
        picked = chosen(sentences, most=most, against=said, best=theirs[0].weight)
        if claims := claims_of(picked):
            yield Position(picked[0].sentence.voice, near, via, claims)


def chosen(
    weighed: Sequence[Weighed], *, most: int = MOST_CLAIMS, against: Sequence[Weighed] = (), best: float = 0.0
) -> list[Weighed]:
    """The claims for a voice: heaviest first, no repetition, nothing far weaker than its best."""
    if not weighed:
        return []
    floor = CLAIM_FLOOR * max(weighed[0].weight, best)
    return diverse((one for one in weighed if one.weight >= floor), most, against=against)


def claims_of(picked: Sequence[Weighed]) -> tuple[Claim, ...]:
    """The sentences as claims; one that would mislead alone is passed over, one that another took in not said again."""
    claims: list[Claim] = []
    for one in picked:
        claim = claim_of(one.sentence)
        if leans(claim.text) or breaks_quotation(claim.text):
            continue
        cited = claim.citations[0]
        told = [other.citations[0] for other in claims]
        if not any(
            cited.article_id == other.article_id and cited.span.overlaps(other.span) for other in told
        ):
            claims.append(claim)
    return tuple(claims)


def claim_of(sentence: Sentence) -> Claim:
    """The sentence as a claim, with the sentences beside it where it would mislead alone.

    One that leans on the sentence before is shown with it; a quotation that goes on is shown to its end.
    """
    return sentence.claim(_whole(sentence))


def _whole(sentence: Sentence) -> Span:
    article, span = sentence.article, sentence.span
    if breaks_quotation(sentence.text):
        for after in sentence.following:
            longer = Span(span.start, after.end)
            if len(longer) <= LONGEST_CLAIM and not breaks_quotation(article.words(longer)):
                return longer
    if sentence.previous and (leans(sentence.text) or breaks_quotation(sentence.text)):
        longer = Span(sentence.previous.start, span.end)
        words = article.words(longer)
        if len(longer) <= LONGEST_CLAIM and not breaks_quotation(words) and not leans(words):
            return longer
    return span
