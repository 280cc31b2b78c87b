"""A briefing after each round of `watch` that brought something new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing
from assistant.briefing.export.files import checked_path, write
from assistant.briefing.order import Order
from assistant.cli import streams
from assistant.core import Assistant
from assistant.errors import CounterpointError, UnknownBriefing
from assistant.questions import asked


def briefer(assistant: Assistant, topic: str, output: Path | None = None) -> Callable[[], None]:
    """Makes and keeps a briefing when it is called, compared with the last on the topic, and writes it to `output`.

    A file that was there is replaced. What goes wrong while a briefing is made is reported and not raised: the next round
    may have better luck. Raises BadInput for an empty topic or a file that cannot be written.
    """
    order = Order(asked(topic)).checked()
    kept = Briefings(assistant)
    if output is not None:
        checked_path(output)

    def brief() -> None:
        try:
            for one in kept.composing(order, since_last=_made_before(kept, topic)):
                if isinstance(one, Briefing):
                    streams.remark(f"Briefing {one.id} is kept: `counterpoint briefings show {one.id}`.")
                    if output is not None:
                        write(one, output)
        except CounterpointError as error:
            streams.complain(error)

    return brief


def _made_before(kept: Briefings, topic: str) -> bool:
    try:
        kept.last(topic)
    except UnknownBriefing:
        return False
    return True
