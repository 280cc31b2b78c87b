"""What a briefing does not know, said in our own words: assumptions, gaps, and what would change the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from assistant.briefing.contest import Contest
from assistant.briefing.document import Read, Source
from assistant.briefing.saying import counted, joined, letter
from assistant.findings import Answer, Issue
from assistant.news import Access, VoiceKind

ISSUES = 3  # for so many it is said what would settle them
LONG_AGO = timedelta(days=30)


def assumptions(answer: Answer, sources: Sequence[Source]) -> Iterator[str]:
    """What was taken as given while reading."""
    yield "A sentence that an article attributes to nobody is taken as its outlet's own."
    if any(one.access is not Access.FIRST_HAND for one in answer.positions):
        yield "What is known second-hand is taken to be reported faithfully by the outlet that passes it on."
    if any(one.origin_group != one.article_id for one in sources):
        yield "Articles that print nearly the same text are counted as one origin."
    if any(one.published is None for one in sources):
        yield "Articles without a date are taken to speak of the same time as the others."


def gaps(answer: Answer, sources: Sequence[Source], read: Read) -> Iterator[str]:
    """What is missing from the evidence."""
    outlets = {one.outlet for one in sources}
    if len(outlets) == 1:
        yield f"Everything here comes from one outlet, {next(iter(outlets))}: nothing is compared or confirmed."
    if answer.not_stated:
        yield f"Nothing is cited of {_many(answer.not_stated)}, although the library holds {'it' if len(answer.not_stated) == 1 else 'them'}."
    if answer.absent:
        yield (
            f"{joined(answer.absent)} {'is' if len(answer.absent) == 1 else 'are'} known only through others: "
            "no article of theirs is in the library."
        )
    unnamed = [one for one in answer.positions if one.voice.kind is VoiceKind.UNNAMED]
    if unnamed:
        yield (
            "1 position is of a voice without a name."
            if len(unnamed) == 1
            else f"{len(unnamed)} positions are of voices without a name."
        )
    republished = sorted({one.outlet for one in sources if one.outlet != one.publisher})
    if republished:
        yield f"The originals of {joined(republished)} are not in the library; they were read as republished by others."
    controlled = sorted({one.outlet for one in sources if one.outlet_kind in ("state_controlled", "party")})
    if controlled:
        verb = "is" if len(controlled) == 1 else "are"
        yield f"{joined(controlled)} {verb} controlled by a state or a party, according to named public sources."
    undated = [one for one in sources if one.published is None]
    if undated:
        yield f"{counted(len(undated), 'cited article')} {'has' if len(undated) == 1 else 'have'} no date."
    languages = Counter(one.language for one in sources)
    if len(languages) == 1 and len(outlets) > 1:
        yield f"All cited articles are in one language ({next(iter(languages))})."
    if read.earliest and read.latest and read.latest - read.earliest > LONG_AGO:
        yield (
            f"The articles lie {(read.latest - read.earliest).days} days apart: "
            "where they differ, the newer ones are the later state."
        )
    if not answer.issues:
        yield "No point was found on which the voices can be set against each other."
    if not answer.agreements and len(outlets) > 1:
        yield "No statement was found that independent origins share."


def would_change(answer: Answer, contests: Sequence[Contest], conflicts: Sequence[Issue]) -> Iterator[str]:
    """What, if it came in, would alter what is said above."""
    outlets = [one for one in answer.positions if one.voice.kind is VoiceKind.OUTLET]
    first_hand = {one.voice.name for one in outlets if one.access is Access.FIRST_HAND}
    second_hand = sorted({one.voice.name for one in outlets} - first_hand)
    if second_hand:
        yield f"What {joined(second_hand)} wrote, in place of what others report of it."
    for number, contest in enumerate(contests[:ISSUES], 1):
        alone = [
            (letter(place), case.voices[0])
            for place, case in enumerate(contest.cases)
            if len(case.voices) == 1
        ]
        if alone:
            told = joined([f"{which} (held by {voice} alone)" for which, voice in alone])
            yield f"Issue {number}, {contest.issue}: a second, independent origin for {told}."
    for issue in conflicts:
        values = joined([one.label for one in issue.readings])
        yield f"On {issue.issue}: a document or an official count that settles between {values}."


def _many(names: Sequence[str]) -> str:
    return joined(names) if len(names) <= 8 else f"{len(names)} outlets, {joined(names[:6])} among them"
