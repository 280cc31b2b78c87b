"""The embedders, and the one place that chooses among them by the setting's value."""

from __future__ import annotations

from assistant.errors import BadSettings
from vectorstore.embedders.protocol import Embedder

__all__ = ["Embedder", "embedder"]

PACKAGED = "packaged"


def embedder(name: str = PACKAGED, *, base_url: str | None = None, api_key: str | None = None) -> Embedder:
    """The embedder that COUNTERPOINT_EMBEDDER names; nothing is loaded before its first text.

    `packaged` (the default, decision 0002), `use-multilingual`, `bge-small-en`, `openai:MODEL` (any
    OpenAI-compatible endpoint; `base_url` and `api_key` are for it alone), `sentence-transformers:FOLDER`.
    Raises `BadSettings` for any other name.
    """
    kind, _, rest = name.partition(":")
    match kind, rest:
        case (("packaged" | "use-multilingual"), ""):
            from vectorstore.embedders.use_multilingual import UseMultilingual

            return UseMultilingual()
    raise BadSettings(
        f"There is no embedder {name!r}.",
        hint="COUNTERPOINT_EMBEDDER is packaged, use-multilingual, bge-small-en, openai:MODEL "
        "or sentence-transformers:FOLDER.",
    )
