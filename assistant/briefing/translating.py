"""The sentences of a briefing in another language: shown beside the checked wording, never in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from assistant.analysis.prompted_session import Session
from assistant.briefing.tracing import untraced_numbers, untraced_quotations
from assistant.errors import BadInput
from assistant.prompting import Quoted, prompt
from assistant.replies import TranslationLine

PROMPT = "briefing_translation"
BATCH = 20  # sentences of one request
_LANGUAGE = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+){0,3}")
LONGEST_LANGUAGE = 40


def language_named(language: str) -> str:
    """The language as it was named. Raises BadInput for what is no name or code of one."""
    if len(language) > LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(language):
        raise BadInput(f"{language!r} is no language.", hint="Name one, for instance --to German or --to de.")
    return language


def translations(session: Session, language: str, texts: Iterable[str]) -> Mapping[str, str]:
    """Text -> the same in `language`, for those whose translation keeps its numbers and quotations; others stay out."""
    told = list(dict.fromkeys(texts))
    batches = [told[start : start + BATCH] for start in range(0, len(told), BATCH)]
    asked = [
        prompt(PROMPT).render(
            language=language,
            sentences=[Quoted(number, text, tag="sentence") for number, text in enumerate(batch, 1)],
        )
        for batch in batches
    ]
    found: dict[str, str] = {}
    for line in session.ask([(request, TranslationLine) for request in asked]):
        reply, batch = cast(TranslationLine, line.reply), batches[line.index]
        if reply.sentence > len(batch) or not session.is_plain(reply.translation):
            continue
        text = batch[reply.sentence - 1]
        if untraced_numbers(reply.translation, [text]) or untraced_quotations(reply.translation, [text]):
            session.dropped[
                "in translation, for a number or a quotation that the original does not have"
            ] += 1
        elif reply.translation != text:
            found[text] = reply.translation
    return found
