"""What a piece is: report, opinion, interview, round-up or advertisement, by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.ingest.layout import Line
from assistant.ingest.outlets import Outlets
from assistant.news import Span

_PAID = re.compile(
    r"(?:sponsored(?:\s(?:content|post|article|by\s.{1,60}|feature|story))?|paid\s(?:content|post|for\sby\s.{1,60}|partnership|program)|partner\scontent|"
    r"advertorial|advertisement\sfeature|promoted(?:\s(?:content|post|by\s.{1,60}))?|brand(?:ed)?\s(?:content|studio)|presented\sby\s.{1,60}|"
    r"anzeige\s?:\s?.{0,120}|bezahlter\sinhalt|sponsorisé|contenu\ssponsorisé|contenido\spatrocinado|patrocinado|contenuto\ssponsorizzato|на\sправах\sрекламы|партнерский\sматериал|партнёрский\sматериал)[.:]?",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:Q|Question|QUESTION|Вопрос|В|Frage|Pregunta|Domanda)\s?(?:\d{1,2})?\s?[:.]\s?\S")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{0,48}?)\s?:\s(?=\S)")
_SPEAKER = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*,?\s?){1,6}|Q|A")
_MEETING = re.compile(
    r"(?:(?:an?\s)?(?:exclusive\s)?(?:interview|q\s?&\s?a|conversation)\swith|in\sconversation\swith|interview\smit|entretien\savec|entrevista\s(?:a|con)|intervista\s[ac]|интервью\sс|інтерв['’]ю\s[зі])\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:interview\w*|in\sconversation|conversation\swith|sat\sdown\swith|sp(?:oke|eaks)\s(?:to|with)|talk(?:ed|s)\s(?:to|with)|"
    r"q\s?&\s?a\swith|asked|interviewte|gespräch\smit|entretien|entrevist\w*|intervist\w*|интервью|поговорил\w*|беседова\w*)\b",
    re.IGNORECASE,
)
_CLOSES = ("”", '"', "»", "“")
_CREDITED = re.compile(r"[”\"»]\s?[—–-]+\s?(?P<credit>[^”“\"«»]{2,100})$")
_CREDIT = re.compile(r"(?P<credit>[^.!?”“\"«»]{2,60},\s[^”“\"«»]{2,60})")
# Interviews whose questions are set in bold carry no labels; the note above or under them says what they are.
_EDITED = re.compile(
    r"\b(?:interview|conversation|transcript|discussion|exchange|q\s?&\s?a)\b.{0,80}?\b(?:edited|condensed)\b|"
    r"\b(?:edited|condensed)\s(?:and\s(?:edited|condensed)\s)?(?:transcript|interview|version\sof\s(?:our|the|my)\sconversation)\b|^interview\shighlights$",
    re.IGNORECASE,
)
_BARE_ANSWERS = frozenset(("answer", "antwort", "ответ", "réponse", "respuesta", "risposta"))
_ROUND_UP = re.compile(
    r"\b(?:(?:global|world|western|foreign|international|russian|european|us|american|media|press|outlets)\s(?:media\s|press\s|outlets\s)?reacts?|"
    r"(?:press|media)\s(?:review|round-?up|reaction)|what\sthe\s(?:papers|press|media)\s(?:say|are\ssaying)|(?:papers|newspapers)\sreact|presseschau|revue\sde\spresse|rassegna\sstampa|обзор\s(?:сми|прессы))\b",
    re.IGNORECASE,
)
_VERB = (
    r"report\w*|wr[io]t\w*|said|says|argu\w+|add(?:s|ed|ing)|claim\w*|call(?:s|ed|ing)|describ\w+|cit\w+|quot\w+|publish\w*|suggest\w*|"
    r"note[sd]|warn\w*|predict\w*|calculat\w*|comment(?:s|ed)|headlin\w+|echo\w*|asks?|asked|believ\w+|sees|saw|view\w*|laments?|praises?|"
    r"schreibt|schrieb|berichtet\w*|meint|kommentiert\w*|écri\w+|estime\w*|escrib\w+|afirma|señala|scriv\w+|пиш\w+|сообща\w+|отмеча\w+|счита\w+"
)
_TELLS = re.compile(rf"[’']?s?,?(?:\s[\w’']+){{0,4}}?\s(?:{_VERB})\b", re.IGNORECASE)
_TOLD_BY = re.compile(
    r"\b(?:according\sto|as\scited\sby|reported\sby|told|(?:article|editorial|op-ed|column|analysis|report|piece|commentary)\s(?:in|by|for|from)|"
    r"laut|selon|según|secondo|по\sданным|как\sпишет)\s(?:[^.!?\n]{0,24}\s)?$",
    re.IGNORECASE,
)


def is_paid_label(line: str) -> bool:
    """Whether the whole line says that what follows is paid for."""
    return len(line) <= 140 and _PAID.fullmatch(line) is not None


def meets_someone(line: str) -> bool:
    """Whether a heading announces an interview: "Interview with Dr. Petrova"."""
    return len(line) <= 200 and _MEETING.match(line) is not None


def questions(lines: Sequence[Line]) -> list[int]:
    """Numbers of the lines that are labelled questions, where two or more have a labelled answer after them."""
    asked = [number for number, line in enumerate(lines) if _QUESTION.match(line.text)]
    answered = [n for n in asked if n + 1 < len(lines) and _is_answer(lines[n + 1].text)]
    return asked if len(answered) >= 2 else []


def _is_answer(line: str) -> bool:
    return _LABEL.match(line[:64]) is not None and _QUESTION.match(line) is None


def is_interview(lines: Sequence[Line], title: str) -> bool:
    """Whether someone is asked and answers: labelled turns of two speakers or more, or questions to a named one.

    A column that answers its readers has Q: and A: too; so bare A: needs the words of an interview above it.
    """
    if not (asked := questions(lines)):
        return is_dialogue(lines) or _is_edited_talk(lines)
    labels = {
        match["label"]
        for n in asked
        if n + 1 < len(lines) and (match := _LABEL.match(lines[n + 1].text[:64]))
    }
    if any(len(label) > 2 and label.lower() not in _BARE_ANSWERS for label in labels):
        return True
    return any(_MET.search(above) for above in (title, *(line.text for line in lines[: asked[0]])))


def _is_edited_talk(lines: Sequence[Line]) -> bool:
    """Whether a note says that a conversation was edited, and three questions or more stand as lines of their own."""
    asking = sum(line.text.endswith("?") and not line.text.startswith(_CLOSES) for line in lines)
    return asking >= 3 and any(len(line.text) <= 600 and _EDITED.search(line.text) for line in lines)


def is_dialogue(lines: Sequence[Line]) -> bool:
    """Whether most lines are labelled with two or more named speakers in turn, as a transcript is."""
    labels = [match["label"] for line in lines if (match := _LABEL.match(line.text[:64]))]
    speakers = {label for label, times in Counter(labels).items() if times >= 2 and _SPEAKER.fullmatch(label)}
    turns = sum(label in speakers for label in labels)
    return len(speakers) >= 2 and turns >= 6 and turns >= 0.6 * len(lines)


def is_round_up(text: str, lines: Sequence[Line], title: str, own: str, outlets: Outlets) -> bool:
    """Whether the piece is about what others write: three outlets or more, each quoted or reported in its own paragraph.

    `own` is the outlet that the piece is by: its own name does not count. A report that leans on the reporting of others
    names several in one paragraph, or the same one again.
    """
    if _is_anthology(text, lines, own, outlets):
        return True
    announced = _ROUND_UP.search(title) or _ROUND_UP.search(lines[0].text)
    head = lines[len(lines) * 2 // 5]
    if not announced and not outlets.mentions(text, Span(lines[0].start, head.span.end)):
        return False  # most reports end here, at two fifths of the cost
    told = _told_by(text, lines, own, outlets)
    named = set().union(*told)
    alone = set().union(*(here for here in told if len(here) == 1))
    quoting = sum(bool(here) for here in told)
    return len(named) >= 3 and (announced is not None or (len(alone) >= 3 and quoting >= 0.5 * len(lines)))


def _told_by(text: str, lines: Sequence[Line], own: str, outlets: Outlets) -> list[set[str]]:
    """For each line the other outlets that report or are quoted in it."""
    span = Span(lines[0].start, lines[-1].span.end)
    mentions = [(at, outlet) for at, outlet in outlets.mentions(text, span) if outlet.name != own]
    told: list[set[str]] = []
    after = 0
    for line in lines:
        here = set()
        while after < len(mentions) and mentions[after][0].start < line.span.end:
            at, outlet = mentions[after]
            if _TELLS.match(text, at.end, line.span.end) or _TOLD_BY.search(
                text[max(line.start, at.start - 40) : at.start]
            ):
                here.add(outlet.name)
            after += 1
        told.append(here)
    return told


def _is_anthology(text: str, lines: Sequence[Line], own: str, outlets: Outlets) -> bool:
    """Whether three outlets or more are credited under quotations: “...” — Ann Lee, Le Monde."""
    credited = [
        Span(line.start + match.start("credit"), line.span.end)
        for above, line in pairwise((Line("", 0), *lines))
        if (
            match := (
                _CREDITED.search(line.text)
                or (_CREDIT.fullmatch(line.text) if above.text.endswith(_CLOSES) else None)
            )
        )
    ]
    if len(credited) < 3:
        return False
    named = {
        outlet.name
        for span in credited
        for at, outlet in outlets.mentions(text, span)
        if at.end >= span.end - 1 and outlet.name != own
    }
    return len(named) >= 3
