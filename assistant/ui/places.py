"""Addresses that reopen a view: the question, the article and the span are in the URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from assistant.news import Span

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_ID = re.compile(r"[0-9a-zA-Z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Place:
    """An article, and the span in it that was cited."""

    article_id: str
    span: Span | None = None

    @classmethod
    def read(cls, parameters: Mapping[str, Any]) -> Self | None:
        """The place that `article` and `at` name, or None; a span that is none is left out."""
        id_ = str(parameters.get("article") or "")
        if not _ID.fullmatch(id_):
            return None
        found = _AT.fullmatch(str(parameters.get("at") or ""))
        if not found:
            return cls(id_)
        start, end = int(found[1]), int(found[2])
        return cls(id_, Span(start, end) if start < end else None)

    @property
    def parameters(self) -> dict[str, str]:
        at = {"at": f"{self.span.start}-{self.span.end}"} if self.span else {}
        return {"article": self.article_id, **at}
