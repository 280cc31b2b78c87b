"""Turns as documents and back: what is written into the library, printed as JSON, and exported (docs/json.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant import restored, schema
from assistant.conversation.turns import Conversation, Standalone, State, Turn, Wants
from assistant.errors import CounterpointError
from assistant.library.cited import ChangedArticle
from assistant.library.conversations import KeptTurn, ListedConversation

Document = Mapping[str, Any]


def understood(given: Standalone) -> dict[str, Any]:
    """What the words were understood as, beside the question itself."""
    return {
        "wants": given.wants.value,
        "named": schema.filters(given.named),
        "told": list(given.told),
        "lacking": list(given.lacking),
        "against": list(given.against),
        "by": given.by,
    }


def standalone(question: str, document: Document) -> Standalone:
    return Standalone(
        question=question,
        wants=Wants(document["wants"]),
        named=restored.filters(document["named"]),
        told=tuple(document["told"]),
        lacking=tuple(document["lacking"]),
        against=tuple(document["against"]),
        by=document["by"],
    )


def problem(error: CounterpointError) -> dict[str, str]:
    return {"error": str(error), "hint": error.hint}


def turn(kept: KeptTurn, changed: tuple[ChangedArticle, ...] = ()) -> Turn:
    """A turn out of its row. Raises BadInput where its answer cannot be read."""
    return Turn(
        number=kept.number,
        asked=kept.asked,
        standalone=standalone(kept.question, kept.understood),
        filters=restored.filters(kept.filters),
        state=State(kept.state),
        answer=restored.answer(kept.answer),
        asked_at=kept.asked_at,
        problem=(kept.problem or {}).get("error", ""),
        hint=(kept.problem or {}).get("hint", ""),
        changed=changed,
    )


def listed(given: list[ListedConversation]) -> dict[str, Any]:
    return {"schema": schema.SCHEMA, "conversations": [asdict(one) for one in given]}


def conversation(given: Conversation) -> dict[str, Any]:
    """The whole conversation as documented JSON, every answer with its citations."""
    return {
        "schema": schema.SCHEMA,
        "conversation": {
            "id": given.id,
            "title": given.title,
            "created_at": given.created_at,
            "changed_at": given.changed_at,
        },
        "changed": [_changed(one) for one in given.changed],
        "turns": [turn_document(one) for one in given.turns],
    }


def turn_document(given: Turn) -> dict[str, Any]:
    return {
        "number": given.number,
        "asked": given.asked,
        "asked_at": given.asked_at,
        "question": given.standalone.question,
        "understood": understood(given.standalone),
        "filters": schema.filters(given.filters),
        "state": given.state.value,
        "problem": {"error": given.problem, "hint": given.hint} if given.problem else None,
        "changed": [_changed(one) for one in given.changed],
        "answer": schema.answer(given.answer),
    }


def _changed(one: ChangedArticle) -> dict[str, str]:
    return {
        "article": one.article_id,
        "title": one.title,
        "publisher": one.publisher,
        "fate": one.fate.value,
        "at": one.at,
    }
