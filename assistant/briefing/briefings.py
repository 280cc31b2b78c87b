"""Briefings of one library: made and kept, listed, opened, compared with the last one, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant import observing
from assistant.briefing import form
from assistant.briefing.compose import Composition
from assistant.briefing.differing import differences
from assistant.briefing.document import Briefing
from assistant.briefing.order import Order, Step
from assistant.core import Assistant
from assistant.errors import UnknownBriefing
from assistant.library import briefings as rows
from assistant.library.briefings import ListedBriefing
from assistant.library.cited import ChangedArticle, Fate, changed_since
from assistant.library.database import reading, writing

_TOLD = {Fate.REMOVED: "was removed from the library", Fate.CHANGED: "was changed at its source"}


@dataclass(frozen=True, slots=True)
class Briefings:
    """The briefings of one reader; `owner` is whose they are where a server has several readers."""

    assistant: Assistant
    owner: str = ""

    @observing.streamed(
        "brief", lambda made: {"complete": made.complete} if isinstance(made, Briefing) else {}
    )
    def composing(self, order: Order, *, since_last: bool = False) -> Iterator[Step | Briefing]:
        """Makes a briefing: steps while it is made, and last the Briefing, which is kept.

        `since_last` compares it with the newest one on the topic. Stopped by closing the iterator, by the keyboard
        or by an error of the engine, what was checked until then is kept, marked partial. Raises UnknownBriefing
        where there is none to compare with, BadInput where nothing bears on the topic, EngineError.
        """
        before = self.last(order.topic) if since_last else None
        making = Composition(self.assistant, order)
        finished: Briefing | None = None
        try:
            yield from making.steps()
            finished = self._kept(making.briefing, before)
        finally:
            if finished is None and making.started:
                self._kept(making.briefing, before)
        yield finished

    def last(self, topic: str) -> Briefing:
        """The newest briefing on this topic. Raises UnknownBriefing."""
        with reading(self.assistant.engine) as connection:
            listed = rows.list_briefings(connection, topic=" ".join(topic.split()), owner=self.owner)
        if not listed:
            raise UnknownBriefing(
                f"No briefing on “{topic}” is kept.",
                hint="Leave --since last out for the first one; `counterpoint briefings list` shows what is kept.",
            )
        return self.open(listed[0].id)

    def list(self) -> list[ListedBriefing]:
        """Every briefing, newest first."""
        with reading(self.assistant.engine) as connection:
            return rows.list_briefings(connection, owner=self.owner)

    def open(self, id_: str) -> Briefing:
        """A kept briefing, which says which of its articles were removed or changed since. Raises UnknownBriefing."""
        with reading(self.assistant.engine) as connection:
            kept = form.briefing(rows.find_briefing(connection, id_, owner=self.owner))
            changed = changed_since(connection, kept.id)
        return replace(kept, notices=tuple(_notice(one) for one in changed))

    def delete(self, id_: str) -> str:
        """Deletes a briefing and returns its topic. Raises UnknownBriefing."""
        with writing(self.assistant.engine) as connection:
            return rows.delete_briefing(connection, id_, owner=self.owner)

    def _kept(self, made: Briefing, before: Briefing | None) -> Briefing:
        if before is not None:
            made = replace(made, differences=differences(before, made, self._fates(before)))
        cited = {one.article_id: one.digest for one in made.sources}
        line = ListedBriefing(made.id, " ".join(made.topic.split()), made.as_of.isoformat(), made.complete)
        with writing(self.assistant.engine) as connection:
            rows.keep(connection, line, form.document(made), cited, owner=self.owner)
        return made

    def _fates(self, before: Briefing) -> dict[str, Fate]:
        with reading(self.assistant.engine) as connection:
            return {one.article_id: one.fate for one in changed_since(connection, before.id)}


def _notice(changed: ChangedArticle) -> str:
    day = f" on {changed.at[:10]}" if changed.at else ""
    named = f"“{changed.title}” ({changed.publisher})" if changed.title else f"Article {changed.article_id}"
    return f"{named} {_TOLD[changed.fate]}{day}."
