"""The embedders, chosen by the setting's value; nothing is loaded before its first text."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import BadSettings
from vectorstore.embedders.protocol import Embedder

__all__ = ["Embedder", "embedder"]

PACKAGED = "packaged"


def embedder(name: str = PACKAGED, *, base_url: str | None = None, api_key: str | None = None) -> Embedder:
    """The embedder that COUNTERPOINT_EMBEDDER names.

    `packaged` (decision 0002: the same as `use-multilingual`), `bge-small-en`, `openai:MODEL` (any server of
    OpenAI's protocol; `base_url` and `api_key` are for it alone) or `sentence-transformers:FOLDER`. Raises
    `BadSettings` for any other name.
    """
    kind, _, rest = name.strip().partition(":")
    match kind, rest:
        case (("packaged" | "use-multilingual"), ""):
            from vectorstore.embedders.use_multilingual import UseMultilingual

            return UseMultilingual()
        case "bge-small-en", "":
            from vectorstore.embedders.bge_small import BgeSmall

            return BgeSmall()
        case "openai", model if model:
            from vectorstore.embedders.openai_endpoint import OpenAIEndpoint

            return OpenAIEndpoint(model, base_url=base_url, api_key=api_key)
        case "sentence-transformers", folder if folder:
            from vectorstore.embedders.local_folder import SentenceTransformersFolder

            return SentenceTransformersFolder(Path(folder).expanduser())
    raise BadSettings(
        f"There is no embedder {name!r}.",
        hint="COUNTERPOINT_EMBEDDER is packaged, use-multilingual, bge-small-en, openai:MODEL "
        "or sentence-transformers:FOLDER.",
    )
