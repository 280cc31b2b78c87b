"""Where the last answer of an interview ends: what follows it has no label."""

from __future__ import annotations

import re

from assistant.news import Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# "This interview has been edited", "Das Gespräch führte Ann Lee", "Propos recueillis par Ann Lee", "Беседовала Анна Ли"
_NOTE = re.compile(
    r"\b(?:interview|conversation|transcript|q\s?&\s?a|gespräch|entretien|entrevista|intervista|интервью|інтерв['’]ю|беседа|розмова)\b.{0,120}?"
    r"\b(?:edited|condensed|shortened|abridged|conducted|translated|recorded|transcribed|took\splace|appeared|published|aired|"
    r"führte|geführt|gekürzt|übersetzt|réalisé|traduit|editada|realizada|traducida|condotta|tradotta|вз[яе]л\w*|в[её]л\w*|прове\w+|записа\w+|перев\w+)\b|"
    r"^\W*(?:interview(?:ed)?\s?(?:by\b|:)|propos\srecueillis|das\sgespräch\sführte|беседовал|розмовля|розмову\sве)|"
    r"^\W*(?:translated|recorded|edited|reporting|additional\sreporting|übersetz\w+|aus\sdem\s\w+\svon|traduit|traducido|перевод|переклад)\b.{0,80}\b(?:by|von|aus|par|por|from)?\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:thank\syou|thanks|(?:vielen\s)?dank|danke|merci|(?:muchas\s)?gracias|grazie|спасибо|дяку\w+)\b.{0,100}",
    re.IGNORECASE,
)
_ASIDE = ("(", "[", "*", "—", "–", "#", "©")
_ENDS = (".", "!", "?", "…", "”", '"', "»", "“", ")", "。")
_FIRST_PERSON = re.compile(
    r"(?<![\w’'.])(?:I|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s|[Ii]ch|[Mm]ir|[Mm]ich|[Mm]ein\w{0,2}|[Ww]ir|[Uu]ns(?:er\w{0,2})?|[Jj]e|[Nn]ous|[Yy]o|[Nn]osotros|"
    r"[Яя]|[Мм]ы|[Мм]не|[Мм]оя|[Мм]ой|[Нн]ас|[Мм]и|[Мм]ені|[Мм]ій)(?!\w)"
)


def answer_end(text: str, start: int, end: int, *, guest: str | None, long_answers: bool) -> int:
    """Where the last answer ends: with the last paragraph before a note, thanks or heading, or words about the guest.

    `start` is where the answer's words begin. Where no answer before it had a second paragraph (`long_answers`), a
    paragraph has to speak in the first person to be the guest's: a closing of the outlet has no mark of its own.
    """
    paragraphs = [Span(*one.span()) for one in _PARAGRAPH.finditer(text, start, end)]
    if not paragraphs:
        return end
    last = paragraphs[0]
    for paragraph in paragraphs[1:]:
        words = paragraph.of(text).strip()
        if _is_outlets(words, guest) or not (long_answers or _FIRST_PERSON.search(words)):
            break
        last = paragraph
    return last.end


def paragraph_end(text: str, start: int, end: int) -> int:
    """Where the first paragraph after `start` ends."""
    paragraph = _PARAGRAPH.search(text, start, end)
    return paragraph.end() if paragraph else end


def paragraphs_in(text: str, span: Span) -> int:
    """How many paragraphs stand in a turn."""
    return sum(1 for _ in _PARAGRAPH.finditer(text, span.start, span.end))


def _is_outlets(words: str, guest: str | None) -> bool:
    if words.startswith(_ASIDE) or not words.endswith(_ENDS) or _THANKS.fullmatch(words):
        return True
    if len(words) <= 400 and _NOTE.search(words):
        return True
    last = guest.rsplit(" ", 1)[-1] if guest else ""
    forms = "|".join(re.escape(form) for form in (last, last.title(), last.upper()))
    return len(last) > 2 and re.search(rf"\b(?:{forms})\b", words) is not None
