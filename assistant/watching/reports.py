"""What one round over the feeds brought."""

from __future__ import annotations

from dataclasses import dataclass, fields

from assistant.ingest.sources import Failed


@dataclass(frozen=True, slots=True)
class Round:
    """Counts and ids of one round, or of the part of it that is done.

    `checked` feeds were asked, `changed` had a new version, which `announced` entries. `tried` of `due` articles are done.
    `kept_out` counts those that the reader had removed. `failed` are feeds and articles that could not be read this
    time; `given_up` counts those of them that are not tried again, `left_out` entries past the limit of one feed.
    """

    checked: int = 0
    changed: int = 0
    announced: int = 0
    due: int = 0
    tried: int = 0
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept_out: int = 0
    given_up: int = 0
    left_out: int = 0
    failed: tuple[Failed, ...] = ()

    def __add__(self, other: Round) -> Round:
        return Round(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def counts(self) -> dict[str, int]:
        """Every field as a number."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: one if isinstance(one, int) else len(one) for name, one in found.items()}

    @property
    def news(self) -> tuple[str, ...]:
        """Ids of articles that are new, or new versions."""
        return self.added + self.updated
