"""A briefing after each round of `watch` that brought something new."""

from __future__ import annotations

from collections.abc import Callable

from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing
from assistant.briefing.order import Order
from assistant.cli import streams
from assistant.core import Assistant
from assistant.errors import CounterpointError, UnknownBriefing


def briefer(assistant: Assistant, topic: str) -> Callable[[], None]:
    """Makes and keeps a briefing when it is called, and says what is new in it. Raises BadInput for an empty topic.

    What goes wrong while one is made is reported and not raised: the next round may have better luck.
    """
    order = Order(topic).checked()
    kept = Briefings(assistant)

    def brief() -> None:
        try:
            for one in kept.composing(order, since_last=_made_before(kept, topic)):
                if isinstance(one, Briefing):
                    streams.remark(
                        f"Briefing {one.id} on “{topic}” is kept; see `counterpoint briefings show {one.id}`."
                    )
        except CounterpointError as error:
            streams.complain(error)

    return brief


def _made_before(kept: Briefings, topic: str) -> bool:
    try:
        kept.last(topic)
    except UnknownBriefing:
        return False
    return True
