"""One answer in the making: its requests, what they cost and what went wrong, for one reader only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.analysis.prompted_claims import plain
from assistant.analysis.prompted_lines import Asked, Ended, Line, lines
from assistant.errors import CounterpointError
from assistant.findings import Note, Usage
from assistant.prompting import ChatModel

CUT_SHORT = "The model reached its limit of tokens in a reply; COUNTERPOINT_REPLY_TOKENS raises it."


@dataclass(slots=True)
class Session:
    """Sends requests and keeps the books. `dropped` counts claims by why, `left_out` sources by outlet."""

    chat: ChatModel
    concurrency: int
    usage: Usage = field(default_factory=Usage)
    dropped: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)

    def ask(self, asked: Sequence[Asked]) -> Iterator[Line]:
        """Lines in the order in which they come. An error of ours is kept in `ended`, any other is raised."""
        running = lines(self.chat, asked, concurrency=self.concurrency)
        try:
            for item in running:
                if isinstance(item, Line):
                    yield item
                else:
                    self._note(item)
        finally:
            running.close()

    def _note(self, ended: Ended) -> None:
        self.ended.append(ended)
        self.usage += ended.usage
        self.dropped["that could not be read"] += ended.unreadable
        if ended.cut_short:
            self.problems.append(CUT_SHORT)
        if isinstance(ended.error, CounterpointError):
            self.problems.append(f"{ended.error} {ended.error.hint}".strip())
        elif ended.error:
            raise ended.error

    def must_have_answered(self) -> None:
        """Raises the first EngineError where no request at all was answered."""
        errors = [one.error for one in self.ended if one.error]
        if errors and len(errors) == len(self.ended):
            raise errors[0]

    def is_plain(self, text: str) -> bool:
        """Whether the text may be shown; one that may not is counted."""
        self.dropped["with a link or markup"] += not plain(text)
        return plain(text)

    def notes(self) -> Iterator[Note | Usage]:
        """What the reader should know of how this answer came about, and last what it cost."""
        for outlet, count in self.left_out.items():
            yield Note(
                f"Left out, for lack of room in what the model can read: {_count(count, 'passage')} of {outlet}."
            )
        for why, count in self.dropped.items():
            if count:
                yield Note(f"Dropped: {_count(count, 'claim')} {why}.")
        yield from map(Note, dict.fromkeys(self.problems))
        yield self.usage


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
