"""The JSON documents inside the rows of an archive: each is read as the program will read it, and held to its types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from assistant import restored
from assistant.backup.contents import BriefingRow, CorrectionRow, OutletRow, Row, TurnRow
from assistant.briefing import form
from assistant.briefing.document import Briefing
from assistant.conversation import documents
from assistant.conversation.turns import Standalone, State
from assistant.errors import BadInput
from assistant.findings import Answer
from assistant.ingest.found import Overrides
from assistant.ingest.registry import Outlet
from assistant.library.corrections import overrides
from assistant.news import Filters

_SLIPS = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


def check(row: Row) -> None:
    """Raises BadInput where a document of the row is not one that the program can read back."""
    try:
        match row:
            case TurnRow():
                _turn(row)
            case BriefingRow():
                _typed(Briefing, form.briefing, row.document)
            case CorrectionRow():
                _typed(Overrides, overrides, row.fields)
            case OutletRow():
                TypeAdapter(Outlet).validate_python({"name": row.name, **row.profile})
    except _SLIPS as problem:
        raise BadInput(
            f"a document of it cannot be read back ({type(problem).__name__})",
            hint="Export the library again with the program that it is of.",
        ) from problem


def _turn(row: TurnRow) -> None:
    """Documents that are empty are of turns from before they were kept."""
    State(row.state)
    datetime.fromisoformat(row.asked_at)
    if row.answer:
        _typed(Answer, restored.answer, row.answer)
    if row.filters:
        _typed(Filters, restored.filters, row.filters)
    if row.understood:
        _typed(Standalone, lambda document: documents.standalone(row.question, document), row.understood)
    if row.problem is not None:
        TypeAdapter(dict[str, str]).validate_python(row.problem)


def _typed(kind: Any, read: Callable[[Any], Any], document: Any) -> None:
    """Reads it, and looks whether every field is what its type says: a reader in Python takes 5 for a text."""
    TypeAdapter(kind).validate_python(asdict(read(document)))
