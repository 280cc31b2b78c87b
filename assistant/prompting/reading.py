"""JSON objects out of a model's text, each as soon as it is complete; nothing is ever mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from assistant.prompting.models import R

LONGEST = 20_000  # characters of one object; past that it was never closed


def objects(deltas: Iterable[str]) -> Iterator[str]:
    """Each top-level {...} of a text that arrives in pieces; what stands around them is passed over.

    Fences, lists and pretty-printing are read as they are. An object that is broken off ends at the next
    line that begins one, and comes out as it is, for the reader of objects to refuse.
    """
    held, depth, in_string, escaped, line_start = "", 0, False, False, True
    for char in (char for delta in deltas for char in delta):
        broken = depth and (
            (char == "{" and line_start) or len(held) > LONGEST or (in_string and char == "\n")
        )
        if broken:
            yield held
            held, depth, in_string, escaped = "", 0, False, False
        line_start = char == "\n"
        if depth:
            held += char
        if in_string:
            in_string = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == "{":
            held, depth = held or "{", depth + 1
        elif depth and char == '"':
            in_string = True
        elif depth and char == "}":
            depth -= 1
            if not depth:
                yield held
                held = ""
    if held:
        yield held


def without_thoughts(deltas: Iterable[str]) -> Iterator[str]:
    """The text without <think>...</think>, which some local models write before they answer."""
    held, thinking = "", False
    for delta in deltas:
        held += delta
        while held:
            tag = "</think>" if thinking else "<think>"
            before, found, after = held.partition(tag)
            if found:
                if before and not thinking:
                    yield before
                held, thinking = after, not thinking
                continue
            # What may be the beginning of a tag waits for the next piece.
            kept = next((n for n in range(len(tag) - 1, 0, -1) if held.endswith(tag[:n])), 0)
            shown, held = held[: len(held) - kept], held[len(held) - kept :]
            if shown and not thinking:
                yield shown
            break
    if held and not thinking:
        yield held


def read(text: str, reply: type[R]) -> R:
    """The reply in a text. Raises ValueError that says, in words for the model, what is wrong with it."""
    found = list(objects([text]))
    if not found:
        raise ValueError("it holds no JSON object.")
    try:
        return reply.model_validate_json(found[0])
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the object"
        raise ValueError(f"{place}: {first['msg']}.") from problem
